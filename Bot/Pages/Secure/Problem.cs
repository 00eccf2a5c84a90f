namespace SsprBot.Pages;

/// <summary>What went wrong with a form, above it and tied to its fields.</summary>
internal static class Problem
{
    private const string Id = "problem";

    public static Html Box(params string?[] lines) => lines.Any(line => line is not null)
        ? (Html)$"""<div class="problem" id="{Id}" role="alert">{lines.OfType<string>().Select(PageView.Paragraph)}</div>"""
        : Html.None;

    public static string DescribedBy(string? problem) => problem is null ? "" : " " + Id;
}
