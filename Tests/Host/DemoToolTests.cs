using Xunit;

namespace SsprBot.Host;

/// <summary>Tools that are about people, with those of the demo organisation.</summary>
public sealed class DemoToolTests
{
    private const string Anna = "anna.lima@contoso.test";
    private const string AnnasPassword = "Autumn-Leaves-27";
    private const string NewPassword = "Violet-Umbrella-93-q";

    [Fact]
    public async Task The_demo_begins_anew_and_its_audit_log_goes_on()
    {
        string data;
        await using (var host = await BotProcess.StartAsync(settings: ("Policy__BotCheck", "None")))
        {
            data = host.Data;
            var person = await ChatPerson.StartAsync(host.Http);
            var (path, pageCode) = await person.ToTheLinkAsync(host, Anna, "anna.lima@example.net", "+14255550101");
            using var page = new SecurePage(host.Http.BaseAddress!);
            await page.OpenAsync(path, pageCode);
            Assert.Contains("Your password has been reset", await page.SetAsync(NewPassword), StringComparison.Ordinal);
        }

        Assert.Equal((0, "The demo organisation is as it began."), Trimmed(await BotProcess.AnswerAsync("demo reset", data)));

        await using var again = await BotProcess.StartAsync(data, settings: ("Policy__BotCheck", "None"));
        Assert.Equal((false, true), (await again.CanSignInAsync(Anna, NewPassword), await again.CanSignInAsync(Anna, AnnasPassword)));
        Assert.Empty(await again.InboxAsync());
        await again.KillAsync();
        Assert.Matches("The audit log is whole: [1-9][0-9]* lines stand as they were written.", (await BotProcess.AnswerAsync("audit verify", data)).Output);
    }

    [Fact]
    public async Task Where_other_people_are_nothing_is_reset() => Assert.Equal(
        (1, "Nothing was reset. There is another directory than that of the demo, and its people would lose what they registered."),
        Trimmed(await BotProcess.AnswerAsync("demo reset", settings:
        [
            ("Directories__cloud__Kind", "Entra"), ("Directories__cloud__TenantId", "aaaabbbb-cccc-4ddd-8eee-ffff00001111"), ("Directories__cloud__ClientId", "0f0e0d0c-1111-4222-8333-444455556666"),
            ("Directories__cloud__ClientSecret", "not-a-secret"),
        ])));

    [Theory]
    [InlineData("anna.lima@contoso.test", 0, "directory  demo|policy     that of everybody|gates      2|methods    EmailAlternate, TextMobile, CallMobile|outcome    served")]
    [InlineData("hugo.martin@contoso.test", 1, "directory  demo|policy     that of everybody|gates      2|methods    none|outcome    refused: NotEnoughMethods")]
    [InlineData("farid.aziz@contoso.test", 1, "directory  demo|policy     that of administrators|gates      2|methods    none|outcome    refused: Privileged")]
    [InlineData("nobody@contoso.test", 1, "methods    none|outcome    refused: NotFound")]
    public async Task What_holds_for_somebody_is_explained(string userId, int exitCode, string lines) =>
        Assert.Equal((exitCode, lines.Replace('|', '\n')), Trimmed(await BotProcess.AnswerAsync($"policy explain {userId}")));

    [Fact]
    public async Task What_is_switched_off_is_told_and_no_user_id_is_asked_for()
    {
        Assert.Equal(
            (1, "directory  demo\npolicy     that of everybody\ngates      2\nmethods    none\noutcome    refused: SwitchedOff"),
            Trimmed(await BotProcess.AnswerAsync($"policy explain {Anna}", settings: ("Switches__Off__0", "all"))));
        Assert.Equal((2, "Say one user ID behind it, as in: policy explain anna.lima@contoso.test"), Trimmed(await BotProcess.AnswerAsync("policy explain")));
    }

    private static (int ExitCode, string Output) Trimmed((int ExitCode, string Output) answer) => (answer.ExitCode, answer.Output.Trim());
}
