using System.Text.RegularExpressions;
using Xunit;

namespace SsprBot.Host;

/// <summary>The name and the colour of an organisation: what is refused at start, and where they arrive.</summary>
public sealed class OrganisationTests
{
    [Theory]
    [InlineData("#ffff00")]
    [InlineData("#777777")]
    [InlineData("#EF0000")]
    [InlineData("#008b00")]
    public async Task An_accent_that_is_too_light_for_white_text_keeps_the_host_from_starting(string accent)
    {
        var (exitCode, output) = await BotProcess.RunAsync(settings: ("Organisation__Accent", accent));

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Organisation:Accent is too light for white text: choose a darker colour, with a contrast to white of at least 4.5:1.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#000000")]
    [InlineData("#767676")]
    [InlineData("#EE0000")]
    [InlineData("#008a00")]
    [InlineData("#0000ff")]
    public async Task The_name_and_the_accent_of_an_organisation_are_those_of_the_chat_page(string accent)
    {
        await using var host = await InProcessHost.StartAsync("--Organisation:Name=Fabrikam", $"--Organisation:Accent={accent}");

        var page = await host.Http.GetStringAsync(new Uri("/", UriKind.Relative));
        var style = await host.Http.GetStringAsync(new Uri(Regex.Match(page, "<link rel=\"stylesheet\" href=\"(/assets/site\\.[^\"]+)\">").Groups[1].Value, UriKind.Relative));

        Assert.Contains(" · Fabrikam</title>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"brand-name\">Fabrikam</span>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Contoso", page, StringComparison.Ordinal);
        Assert.Equal([accent], Regex.Matches(style, "--accent:\\s*([^;}]+)").Select(match => match.Groups[1].Value));
    }
}
