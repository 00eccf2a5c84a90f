using Xunit;

namespace SsprBot.Pages;

public sealed class HtmlTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("\" onload=\"x", "&quot; onload=&quot;x")]
    [InlineData("' onload='x", "&#x27; onload=&#x27;x")]
    [InlineData("a & b", "a &amp; b")]
    [InlineData("é日", "é日")]
    [InlineData(null, "")]
    public void What_fills_a_hole_is_encoded(string? filled, string shown)
    {
        Html html = $"""<p title="{filled}">{filled}</p>""";
        Assert.Equal($"<p title=\"{shown}\">{shown}</p>", html.ToString());
    }

    [Fact]
    public void Markup_in_markup_is_encoded_once()
    {
        Html inner = $"<b>{"<"}</b>";
        Html[] many = [inner, $"{1}"];
        Html outer = $"<p>{inner}{many}</p>";
        Assert.Equal("<p><b>&lt;</b><b>&lt;</b>1</p>", outer.ToString());
    }
}
