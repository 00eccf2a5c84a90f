using SsprBot.Domain;
using SsprBot.Settings;
using SsprBot.Texts;

namespace SsprBot.Pages;

/// <summary>A letter as the HTML half of a mail. It loads nothing, counts nobody, and links to no more than the text does.</summary>
internal static class LetterView
{
    // Telephones would make a number to call of the code.
    private static readonly Html s_head = $$"""
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
        <style>
        :root { color-scheme: light dark; }
        body { margin: 0; background: #eef1f5; color: #1b1f24; font: 16px/1.55 "Segoe UI", system-ui, -apple-system, Roboto, Helvetica, Arial, sans-serif; }
        .sheet { max-width: 35em; margin: 0 auto; background: #ffffff; }
        header { padding: 16px 24px; color: #ffffff; }
        h1 { margin: 0; font-size: 19px; line-height: 1.35; font-weight: 600; overflow-wrap: anywhere; }
        .words { padding: 8px 24px 16px; overflow-wrap: anywhere; }
        p, ul { margin: 16px 0; }
        ul { padding-left: 22px; }
        li { margin: 6px 0; }
        a { color: #0b57a4; }
        .code { padding: 16px; border-radius: 8px; background: #eef1f5; text-align: center; white-space: nowrap; font: 700 32px/1.2 ui-monospace, Consolas, Menlo, "DejaVu Sans Mono", monospace; letter-spacing: 2px; }
        .gap { padding-left: 12px; }
        .way { padding: 12px 16px; border-left: 4px solid #0b57a4; background: #eef1f5; }
        @media (min-width: 640px) { body { padding: 24px; } .sheet { border-radius: 10px; overflow: hidden; } }
        @media (prefers-color-scheme: dark) {
        body { background: #14171b; color: #e8eaed; }
        .sheet { background: #1f242a; }
        .code, .way { background: #14171b; }
        .way { border-color: #8cc2ff; }
        a { color: #8cc2ff; }
        }
        </style>
        """;

    /// <param name="letter">Paragraphs with an empty line between them, lines, and items that begin with a dash.</param>
    /// <param name="message">Says which words are the code, and which the link.</param>
    public static Html Document(WrittenLetter letter, OutboxMessage message, OrganisationSettings organisation) =>
        $"""
        <!DOCTYPE html>
        <html lang="{Words.For(message.Language).Name}">
        <head>
        {s_head}
        <title>{letter.Subject}</title>
        </head>
        <body>
        <div class="sheet">
        <header style="background-color:{organisation.Accent}"><h1>{letter.Subject}</h1></header>
        <main class="words">
        {letter.Text.Split("\n\n").SelectMany(paragraph => Paragraph(paragraph, message.Holes))}</main>
        </div>
        </body>
        </html>
        """;

    private static IEnumerable<Html> Paragraph(string paragraph, IReadOnlyDictionary<string, string> holes) =>
        paragraph == holes.GetValueOrDefault("code") ? [Code(paragraph)] : Blocks(paragraph.Split('\n'), holes.GetValueOrDefault("notMe"));

    private static IEnumerable<Html> Blocks(IEnumerable<string> lines, string? link)
    {
        var rest = lines.ToArray();
        while (rest.Length > 0)
        {
            var kind = KindOf(rest[0], link);
            var same = rest.TakeWhile(line => KindOf(line, link) == kind).ToArray();
            rest = rest[same.Length..];
            yield return kind switch
            {
                Kind.Item => $"<ul>{same.Select(line => (Html)$"<li>{line[2..]}</li>")}</ul>\n",
                Kind.Link => $"""<p class="way"><a href="{link}">{link}</a></p>{"\n"}""",
                _ => $"<p>{same[0]}{same.Skip(1).Select(line => (Html)$"<br>{line}")}</p>\n",
            };
        }
    }

    private static Kind KindOf(string line, string? link) =>
        line == link && Uri.TryCreate(link, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) ? Kind.Link
        : line.StartsWith("- ", StringComparison.Ordinal) ? Kind.Item
        : Kind.Words;

    // Read aloud digit by digit, seen in two halves, copied without a gap.
    private static Html Code(string code) =>
        $"""<p class="code"><span role="img" aria-label="{string.Join(' ', code.AsEnumerable())}">{code[..(code.Length / 2)]}<span class="gap">{code[(code.Length / 2)..]}</span></span></p>{"\n"}""";

    private enum Kind { Words, Item, Link }
}
