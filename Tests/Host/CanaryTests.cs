using System.Text.RegularExpressions;
using OtpNet;
using SsprBot.Abuse;
using Xunit;

namespace SsprBot.Host;

/// <summary>Nothing that is secret in unlocking, changing and registering is left in a log, a file, a record, the audit log or a chat's history.</summary>
public sealed partial class CanaryTests
{
    private const string Phone = "+1 425 555 0171";
    private const string Mail = "canary.lima@example.org";
    private const string Wrong = "Canary-Wrong-Password-7";
    private const string NewPassword = "Violet-Umbrella-93-q";

    // Eight digits: six could stand in a log by chance.
    private static readonly (string, string)[] Talkative =
    [
        ("Policy__BotCheck", "None"),
        ("Policy__SmsCodeDigits", "8"),
        ("Policy__MailCodeDigits", "8"),
        ("Logging__LogLevel__Default", "Trace"),
        ("Logging__LogLevel__Microsoft", "Trace"),
    ];

    [Fact]
    [Rule("D-66")]
    [Rule("D-67")]
    [Rule("D-69")]
    public async Task No_secret_of_registering_and_of_what_was_registered_is_left()
    {
        await using var host = await BotProcess.StartAsync(settings: [.. Talkative, ("Policy__Questions__Enabled", "true"), ("Policy__Questions__Registered", "3")]);
        var person = await ChatPerson.StartAsync(host.Http);
        using var page = new SecurePage(host.Http.BaseAddress!);
        await person.SayAsync("set up my recovery options");
        await OpenAsync(page, await person.SayAsync("anna.lima@contoso.test"));
        await page.ProveAsync(Wrong);
        await page.ProveAsync("Autumn-Leaves-27");
        await person.HearAsync();
        await person.SayAsync("phone");
        await person.SayAsync(Phone);
        var phoneCode = await host.CodeToAsync("+14255550171");
        await person.SayAsync(phoneCode);
        await person.SayAsync("email");
        await person.SayAsync(Mail);
        var mailCode = await host.CodeToAsync(Mail);
        await person.SayAsync(mailCode);

        await OpenAsync(page, await person.SayAsync("app"));
        var seed = await page.AppKeyAsync();
        var app = new Totp(Base32Encoding.ToBytes(seed));
        string[] appCodes = [app.ComputeTotp(), app.ComputeTotp(DateTime.UtcNow.AddSeconds(30))];
        await page.SubmitAppCodeAsync(appCodes[0]);
        await person.HearAsync();
        string[] answers = ["Canary Lasagne", "Canary Brandsma", "Canary Metropolis"];
        var answersTo = await RegisterAsync(person, answers);
        await person.SayAsync("done");
        await person.SayAsync("forgot pw");
        await person.SayAsync("anna.lima@contoso.test");
        await person.SayAsync("app");
        Assert.StartsWith("Thank you, that is right.", await person.SayAsync(appCodes[1]), StringComparison.Ordinal);
        await person.SayAsync("questions");
        string[] wrongAnswers = ["Canary Wrong One", "Canary Wrong Two", "Canary Wrong Three"];
        var asked = await SayAllAsync(person, wrongAnswers);
        Assert.StartsWith("Those answers together are not right.", asked, StringComparison.Ordinal);
        var (path, pageCode) = ChatPerson.LinkIn(await AnswerAsync(person, asked, answersTo));
        using var other = new SecurePage(host.Http.BaseAddress!);
        await other.OpenAsync(path, pageCode);
        Assert.Contains("Your password has been reset", await other.SetAsync(NewPassword), StringComparison.Ordinal);
        await person.HearAsync();

        await Leftovers.AssertNoneAsync(
            [host],
            person.Shown,
            [Wrong, "Autumn-Leaves-27", NewPassword, phoneCode, mailCode, .. appCodes, .. answers, .. wrongAnswers, .. Folded([.. answers, .. wrongAnswers])],
            told: [pageCode],
            kept: [seed, "4255550171", Phone, Mail]);
    }

    [Fact]
    [Rule("D-67")]
    [Rule("D-69")]
    public async Task No_secret_of_a_call_an_unlock_and_a_change_is_left()
    {
        await using var host = await BotProcess.StartAsync(settings: [.. Talkative, ("Policy__Baseline", "Nist"), ("Policy__DirectoryContacts", "true")]);
        var ben = await ChatPerson.StartAsync(host.Http);
        await ben.SayAsync("locked out");
        await ben.SayAsync("ben.okafor@contoso.test");
        await ben.SayAsync("call");
        var number = EightDigits().Match(await ben.SayAsync("+1 425 555 0102")).Value;
        Assert.Equal("confirmed", await host.PressAsync("+14255550102", $"{number}#"));
        await ben.HearAsync();
        await ben.SayAsync("email");
        var mailCode = await host.CodeToAsync("ben.okafor@example.net");
        Assert.Contains("Your account is unlocked.", await ben.SayAsync(mailCode), StringComparison.Ordinal);

        var david = await ChatPerson.StartAsync(host.Http);
        await david.SayAsync("change my password");
        using var page = new SecurePage(host.Http.BaseAddress!);
        await OpenAsync(page, await david.SayAsync("david.kim@contoso.test"));
        await page.ChangeAsync(Wrong, NewPassword);
        await page.ChangeAsync("Paper-Lantern-52", NewPassword);
        await david.HearAsync();

        await Leftovers.AssertNoneAsync(
            [host],
            [.. ben.Shown, .. david.Shown],
            [mailCode, Wrong, NewPassword, "Paper-Lantern-52"],
            told: [number],
            kept: ["4255550102", "ben.okafor@example.net", "david.kim@example.net", "4255550104"]);
    }

    [Fact]
    [Rule("D-69")]
    public async Task No_code_is_left_while_it_is_asked_for()
    {
        await using var host = await BotProcess.StartAsync(settings: Talkative);
        var anna = await ChatPerson.StartAsync(host.Http);
        await anna.SayAsync("forgot pw");
        await anna.SayAsync("anna.lima@contoso.test");
        await anna.SayAsync("email");
        var mailCode = await host.CodeToAsync("anna.lima@example.net");
        await anna.SayAsync("98765432");
        Assert.StartsWith("Thank you, that is right.", await anna.SayAsync(mailCode), StringComparison.Ordinal);
        await anna.SayAsync("text");
        await anna.SayAsync("+14255550101");
        var textCode = await host.CodeToAsync("+14255550101");
        Assert.StartsWith("That is not the code.", await anna.SayAsync("87654321"), StringComparison.Ordinal);

        await Leftovers.AssertNoneAsync([host], anna.Shown, ["98765432", mailCode, textCode, "87654321"]);
    }

    private static Task<string> OpenAsync(SecurePage page, string said)
    {
        var (path, pageCode) = ChatPerson.LinkIn(said);
        return page.OpenAsync(path, pageCode);
    }

    /// <returns>The answers by their questions.</returns>
    private static async Task<Dictionary<string, string>> RegisterAsync(ChatPerson person, IEnumerable<string> answers)
    {
        var list = await person.SayAsync("security questions");
        var answersTo = new Dictionary<string, string>();
        foreach (var answer in answers)
        {
            var first = FirstQuestion().Match(list).Groups;
            answersTo.Add(first[2].Value, answer);
            await person.SayAsync(first[1].Value);
            list = await person.SayAsync(answer);
        }

        Assert.StartsWith("Thank you, that is registered.", list, StringComparison.Ordinal);
        return answersTo;
    }

    /// <summary>Answers each question, in whatever order they are asked.</summary>
    private static async Task<string> AnswerAsync(ChatPerson person, string asked, Dictionary<string, string> answersTo)
    {
        for (var answered = 0; answered < answersTo.Count; answered++)
        {
            asked = await person.SayAsync(answersTo.Single(answer => asked.Contains(answer.Key, StringComparison.Ordinal)).Value);
        }

        return asked;
    }

    private static async Task<string> SayAllAsync(ChatPerson person, IEnumerable<string> words)
    {
        var said = "";
        foreach (var word in words)
        {
            said = await person.SayAsync(word);
        }

        return said;
    }

    private static IEnumerable<string> Folded(IEnumerable<string> answers) =>
        answers.SelectMany(answer => (string[])[answer.ToUpperInvariant(), string.Concat(answer.Select(char.ToLowerInvariant))]);

    [GeneratedRegex(@"(?m)^(\d+)\. (.*)$")]
    private static partial Regex FirstQuestion();

    [GeneratedRegex(@"(?<!\d)\d{8}(?!\d)")]
    private static partial Regex EightDigits();
}
