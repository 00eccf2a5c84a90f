using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OtpNet;
using SsprBot.Abuse;
using Xunit;

namespace SsprBot.Host;

/// <summary>Bad answers to every question of every conversation: each one is answered clearly, counted where it counts, and loses nothing.</summary>
public sealed partial class BadAnswerTests
{
    private const int Tries = 10;
    private const string NotUnderstood = "^(I did not understand that\\.|That looks like a code\\.)";

    private static readonly string[] Odd = ["", "１２３４５６", "١٢٣٤٥٦", "😀😀", "\u0001\u0002", new string('x', 5000), "*)(uid=*"];
    private static readonly string[] Bad = [.. Odd, "12", "1234567"];

    private static readonly (string, string)[] Patient =
    [
        ("DirectLine__MessagesPerMinute", "10000"),
        ("Policy__BotCheck", "None"),
        ("Policy__CodeTries", $"{Tries}"),
        ("Policy__AcceptedRisks__0", "D-09"),
        ("Policy__AcceptedRisks__1", "D-25"),
        ("Policy__Limits__FailuresPerAccount", "30"),
        ("Policy__Limits__FailuresPerMethod", "30"),
        ("Policy__Questions__Enabled", "true"),
        ("Policy__Questions__Registered", "3"),
    ];

    [Fact]
    public async Task A_reset_survives_every_bad_answer()
    {
        await using var host = await BotProcess.StartAsync(settings: Patient);
        var person = await ChatPerson.StartAsync(host.Http);
        await RefusedAsync(person, Bad, NotUnderstood);
        Assert.StartsWith("What is your user ID?", await person.SayAsync("forgot pw"), StringComparison.Ordinal);
        await RefusedAsync(person, Odd, "^That does not look like a user ID\\.");
        Assert.StartsWith("Now let's make sure it is you.", await person.SayAsync("anna.lima@contoso.test"), StringComparison.Ordinal);
        await RefusedAsync(person, Bad, NotUnderstood);

        await person.SayAsync("email");
        var mailCode = await host.CodeToAsync("anna.lima@example.net");
        await CountedAsync(person, Bad);
        Assert.StartsWith("Thank you, that is right.", await person.SayAsync(mailCode), StringComparison.Ordinal);
        await person.SayAsync("text");
        await RefusedAsync(person, [.. Bad, "+1 425 555 0102"], "^That is not the number I have");
        await person.SayAsync("+1 425 555 0101");
        var textCode = await host.CodeToAsync("+14255550101");
        await CountedAsync(person, [.. Odd, mailCode == textCode ? "1" : mailCode]);
        Assert.StartsWith("Thank you, it is you.", await person.SayAsync(textCode), StringComparison.Ordinal);
        await RefusedAsync(person, [.. Bad, textCode], "^I am waiting for your new password on the secure page");
        Assert.Contains("Here is a new link", await person.SayAsync("resend"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unlock_survives_every_bad_answer()
    {
        await using var host = await BotProcess.StartAsync(settings: Patient);
        var person = await ChatPerson.StartAsync(host.Http);
        await person.SayAsync("forgot pw");
        await person.SayAsync("ben.okafor@contoso.test");
        await person.SayAsync("call");
        await RefusedAsync(person, Bad, "^That is not the number I have");
        await person.SayAsync("+1 425 555 0102");
        await RefusedAsync(person, [.. Bad, "#"], "^I am waiting for the call to that phone");
        await host.PressAsync("+14255550102", "#");
        Assert.StartsWith("Thank you, that is right.", await person.HearAsync(), StringComparison.Ordinal);
        await person.SayAsync("email");
        await person.SayAsync(await host.CodeToAsync("ben.okafor@example.net"));
        await RefusedAsync(person, Bad, NotUnderstood);
        Assert.StartsWith("Your account is unlocked.", await person.SayAsync("keep it"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_survives_every_bad_answer()
    {
        await using var host = await BotProcess.StartAsync(settings: Patient);
        var person = await ChatPerson.StartAsync(host.Http);
        await person.SayAsync("change my password");
        await RefusedAsync(person, Odd, "^That does not look like a user ID\\.");
        var (path, pageCode) = ChatPerson.LinkIn(await person.SayAsync("david.kim@contoso.test"));
        await RefusedAsync(person, Bad, "^I am waiting for your new password on the secure page");
        using var page = new SecurePage(host.Http.BaseAddress!);
        await page.OpenAsync(path, pageCode);
        foreach (var bad in Odd.Where(words => words.Length < 5000))
        {
            Assert.Contains("class=\"problem\"", await page.ChangeAsync("Paper-Lantern-52", bad), StringComparison.Ordinal);
        }

        Assert.Contains("<h1>", await page.ChangeAsync("Paper-Lantern-52", Odd[5]), StringComparison.Ordinal);
        Assert.Contains("That is not the current password.", await page.ChangeAsync(Odd[1], "Violet-Umbrella-93-q"), StringComparison.Ordinal);
        Assert.Contains("has been changed", await page.ChangeAsync("Paper-Lantern-52", "Violet-Umbrella-93-q"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registration_and_what_was_registered_survive_every_bad_answer()
    {
        await using var host = await BotProcess.StartAsync(settings: Patient);
        var person = await ChatPerson.StartAsync(host.Http);
        await person.SayAsync("set up my recovery options");
        var (path, pageCode) = ChatPerson.LinkIn(await person.SayAsync("anna.lima@contoso.test"));
        await RefusedAsync(person, Bad, "^I am waiting for your current password on the secure page");
        using (var page = new SecurePage(host.Http.BaseAddress!))
        {
            await page.OpenAsync(path, pageCode);
            await page.ProveAsync("Autumn-Leaves-27");
        }

        await person.HearAsync();
        await RefusedAsync(person, Bad, NotUnderstood);
        await person.SayAsync("phone");
        await RefusedAsync(person, Bad, "^I cannot send a text to that number\\.");
        await person.SayAsync("+1 425 555 0171");
        var used = await host.CodeToAsync("+14255550171");
        await CountedAsync(person, Bad);
        await person.SayAsync(used);
        await person.SayAsync("email");
        await RefusedAsync(person, Bad, "^That does not look like a mail address\\.");
        await person.SayAsync("anna@example.org");
        var fresh = await host.CodeToAsync("anna@example.org");
        await CountedAsync(person, [.. Odd, used == fresh ? "1" : used]);
        Assert.StartsWith("Thank you, that is registered.", await person.SayAsync(fresh), StringComparison.Ordinal);

        var app = await RegisterAppAsync(host, person);
        var answers = await RegisterQuestionsAsync(person);
        await person.SayAsync("remove something");
        await RefusedAsync(person, Bad, NotUnderstood);
        await person.SayAsync("back");
        await person.SayAsync("done");
        await ProveByAppAndQuestionsAsync(person, app, answers);
    }

    [Fact]
    public async Task A_card_of_long_ago_answers_nothing_and_counts_nothing()
    {
        await using var host = await BotProcess.StartAsync(settings: ("Policy__BotCheck", "Captcha"));
        var person = await ChatPerson.StartAsync(host.Http);
        await person.SayAsync("forgot pw");
        await person.SayAsync("anna.lima@contoso.test");
        for (var times = 0; times < 6; times++)
        {
            Assert.StartsWith("Please type the characters in the picture", await person.SubmitAsync(new JsonObject { ["nonce"] = "old", ["answer"] = "ABCDEF" }), StringComparison.Ordinal);
        }

        await RefusedAsync(person, Odd[..4], "Those were not the characters\\. Here is another picture\\.");
        Assert.Contains("I could not make out that you are a person", await person.SayAsync(Odd[5]), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-10")]
    public async Task A_code_of_another_visit_is_wrong_and_each_visits_own_is_right()
    {
        await using var host = await BotProcess.StartAsync(settings: Patient);
        var (one, two) = (await ChatPerson.StartAsync(host.Http), await ChatPerson.StartAsync(host.Http));
        var codes = new List<string>();
        foreach (var person in (ChatPerson[])[one, two])
        {
            await person.SayAsync("I know my password but can't sign in");
            await person.SayAsync("anna.lima@contoso.test");
            await person.SayAsync("email");
            codes.Add(await host.CodeToAsync("anna.lima@example.net", codes.Count));
        }

        if (codes[0] != codes[1])
        {
            await CountedAsync(two, [codes[0]]);
        }

        Assert.StartsWith("Thank you, that is right.", await two.SayAsync(codes[1]), StringComparison.Ordinal);
        Assert.StartsWith("Thank you, that is right.", await one.SayAsync(codes[0]), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-07")]
    public async Task A_code_that_came_too_late_is_said_to_be_that_and_another_one_is_sent()
    {
        await using var host = await BotProcess.StartAsync(settings: [.. Patient, ("Policy__MailCodeLifetime", "00:00:08")]);
        var person = await ChatPerson.StartAsync(host.Http);
        await person.SayAsync("I know my password but can't sign in");
        await person.SayAsync("anna.lima@contoso.test");
        await person.SayAsync("email");
        var code = await host.CodeToAsync("anna.lima@example.net");
        await Task.Delay(TimeSpan.FromSeconds(8));
        Assert.StartsWith("That code has expired.", await person.SayAsync(code), StringComparison.Ordinal);
        Assert.StartsWith("Another code is on its way", await person.SayAsync("resend"), StringComparison.Ordinal);
        Assert.StartsWith("Now let's make sure it is you.", await person.SayAsync("another method"), StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(ChatPerson person, IEnumerable<string> bad, string answer)
    {
        foreach (var words in bad)
        {
            Assert.Matches(answer, await person.SayAsync(words));
        }
    }

    private static async Task CountedAsync(ChatPerson person, IEnumerable<string> bad)
    {
        foreach (var (number, words) in bad.Index())
        {
            Assert.StartsWith($"That is not the code. Please look again and type the newest one. Tries left with this code: {Tries - 1 - number}.", await person.SayAsync(words), StringComparison.Ordinal);
        }
    }

    private static async Task<Totp> RegisterAppAsync(BotProcess host, ChatPerson person)
    {
        var (path, pageCode) = ChatPerson.LinkIn(await person.SayAsync("app"));
        await RefusedAsync(person, Bad, "^I am waiting until you are ready on the secure page");
        using var page = new SecurePage(host.Http.BaseAddress!);
        await page.OpenAsync(path, pageCode);
        var app = new Totp(Base32Encoding.ToBytes(await page.AppKeyAsync()));
        Assert.Contains("problem", await page.SubmitAppCodeAsync(Odd[1]), StringComparison.Ordinal);
        Assert.Contains("id=\"done\"", await page.SubmitAppCodeAsync(app.ComputeTotp()), StringComparison.Ordinal);
        await person.HearAsync();
        return app;
    }

    private static async Task<Dictionary<string, string>> RegisterQuestionsAsync(ChatPerson person)
    {
        var list = await person.SayAsync("security questions");
        var answers = new Dictionary<string, string>();
        foreach (var answer in (string[])["Lasagne", "Brandsma", "Metropolis"])
        {
            await RefusedAsync(person, Odd, NotUnderstood);
            Assert.StartsWith("That looks like a password", await person.SayAsync("Autumn-Leaves-27"), StringComparison.Ordinal);
            var question = FirstQuestion().Match(list).Groups[1].Value;
            Assert.StartsWith(question, await person.SayAsync(FirstNumber().Match(list).Groups[1].Value), StringComparison.Ordinal);
            await RefusedAsync(person, ["", "12"], "^That answer is too short\\.");
            await RefusedAsync(person, [Odd[5]], "^That answer is too long\\.");
            answers[question] = answer;
            list = await person.SayAsync(answer);
        }

        Assert.StartsWith("Thank you, that is registered.", list, StringComparison.Ordinal);
        return answers;
    }

    private static async Task ProveByAppAndQuestionsAsync(ChatPerson person, Totp app, Dictionary<string, string> answers)
    {
        await person.SayAsync("forgot pw");
        await person.SayAsync("anna.lima@contoso.test");
        await person.SayAsync("app");
        foreach (var (number, words) in Bad.Index())
        {
            Assert.Contains($"Tries left before I ask anew: {Tries - 1 - number}.", await person.SayAsync(words), StringComparison.Ordinal);
        }

        // The step that registered the app is spent; the next one is taken half a minute early.
        Assert.StartsWith("Thank you, that is right.", await person.SayAsync(app.ComputeTotp(DateTime.UtcNow.AddSeconds(30))), StringComparison.Ordinal);
        var asked = await person.SayAsync("questions");
        foreach (var (number, words) in Odd[..6].Index())
        {
            Assert.StartsWith($"Question {(number % 3) + 1} of 3: ", asked[(asked.IndexOf('\n', StringComparison.Ordinal) + 1)..], StringComparison.Ordinal);
            asked = await person.SayAsync(words);
        }

        Assert.StartsWith($"Those answers together are not right. Tries left: {Tries - 2}.", asked, StringComparison.Ordinal);
        for (var number = 0; number < answers.Count; number++)
        {
            asked = await person.SayAsync(answers.Single(answer => asked.Contains(answer.Key, StringComparison.Ordinal)).Value);
        }

        Assert.StartsWith("Thank you, it is you.", asked, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?m)^\d+\. (.+)$")]
    private static partial Regex FirstQuestion();

    [GeneratedRegex(@"(?m)^(\d+)\. ")]
    private static partial Regex FirstNumber();
}
