namespace SsprBot.Pages.Admin;

/// <summary>Tables of the admin area, and the charts beside them.</summary>
internal static class AdminTable
{
    /// <summary>A table; what is above it says what it is to those who see, its caption to everybody else. It scrolls by itself where it is wider than the screen.</summary>
    public static Html Of(string caption, IEnumerable<string> heads, IEnumerable<Html> rows) =>
        $"""
        <div class="scroll" tabindex="0" role="region" aria-label="{caption}">
        <table>
        <caption class="visually-hidden">{caption}</caption>
        <thead><tr>{heads.Select(Head)}</tr></thead>
        <tbody>
        {rows}</tbody>
        </table>
        </div>
        """;

    /// <param name="first">Names the row.</param>
    public static Html Row(Html first, params IEnumerable<Html> rest) =>
        $"""
        <tr><th scope="row">{first}</th>{rest.Select(Cell)}</tr>

        """;

    public static Html Text(string? text) => $"{text}";

    public static Html Code(string? text) => string.IsNullOrEmpty(text) ? Html.None : $"<code>{text}</code>";

    public static Html Number(int number) => $"{number}";

    /// <summary>A table of numbers. Where scripts run, a chart of it is drawn above.</summary>
    /// <param name="kind">A kind of chart that the library knows, <c>line</c> or <c>bar</c>.</param>
    /// <param name="rows">A name and its numbers, one for each head but the first.</param>
    public static Html Chart(string kind, string caption, IReadOnlyList<string> heads, IEnumerable<(string Name, int[] Numbers)> rows) =>
        $"""
        <figure data-chart="{kind}">
        <figcaption>{caption}</figcaption>
        <div class="canvas" hidden><canvas role="img" aria-label="{caption}"></canvas></div>
        {Of(caption, heads, rows.Select(row => Row(Text(row.Name), row.Numbers.Select(Number))))}
        </figure>
        """;

    private static Html Head(string head) => $"""<th scope="col">{head}</th>""";

    private static Html Cell(Html cell) => $"<td>{cell}</td>";
}
