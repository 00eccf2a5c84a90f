using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace SsprBot.Pages;

/// <summary>
/// Markup, written as an interpolated string: <c>Html greeting = $"&lt;p&gt;{name}&lt;/p&gt;"</c>. What stands between holes is markup; what
/// fills a hole is encoded unless it is markup itself, and nothing else can fill one. Attribute values stand in double quotes.
/// </summary>
[InterpolatedStringHandler]
internal sealed class Html
{
    private const int UsualHole = 32;

    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _markup;

    public Html(int literalLength, int formattedCount) => _markup = new StringBuilder(literalLength + UsualHole * formattedCount);

    public static Html None => $"";

    public void AppendLiteral(string value) => _markup.Append(value);

    public void AppendFormatted(string? value) => _markup.Append(s_encoder.Encode(value ?? ""));

    public void AppendFormatted(int value) => _markup.Append(value);

    public void AppendFormatted(Html value) => _markup.Append(value._markup);

    public void AppendFormatted(IEnumerable<Html> value)
    {
        foreach (var part in value)
        {
            AppendFormatted(part);
        }
    }

    public override string ToString() => _markup.ToString();
}
