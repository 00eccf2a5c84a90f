using OtpNet;
using SsprBot.Host;
using Xunit;
using static SsprBot.Abuse.AttackedHost;
using static SsprBot.Abuse.Attacking;

namespace SsprBot.Abuse;

/// <summary>Codes of an authenticator app that somebody saw, or that a lost app still shows.</summary>
public sealed class AppCodeTests(PatientHost patient, OrdinaryHost ordinary) : IClassFixture<PatientHost>, IClassFixture<OrdinaryHost>
{
    private const string Password = "Autumn-Leaves-27";
    private const string Wrong = "That code did not work.";

    [Fact]
    [Rule("D-04")]
    public async Task A_code_counts_one_step_around_now_and_no_step_counts_twice()
    {
        var host = patient.AnotherDay();
        var app = await RegisteredAsync(host);
        string At(int steps) => app.ComputeTotp(host.Time.GetUtcNow().UtcDateTime.AddSeconds(30 * steps));

        (string Typed, string Answer)[][] visits =
        [
            [(At(-2), Wrong), (At(2), Wrong), (At(-1), Right)],
            [(At(-1), Wrong), (At(0), Right)],
            [(At(0), Wrong), (At(-1), Wrong), (At(1), Right)],
            [(At(1), Wrong), (At(0), Wrong)],
        ];
        foreach (var visit in visits)
        {
            var person = await AskedAsync(host);
            foreach (var (typed, answer) in visit)
            {
                Assert.StartsWith(answer, await person.SayAsync(typed), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    [Rule("D-04")]
    [Rule("D-30")]
    [Rule("D-53")]
    public async Task A_code_that_is_typed_in_many_visits_at_once_proves_in_one()
    {
        var host = patient.AnotherDay();
        var app = await RegisteredAsync(host);
        var people = new List<ChatPerson>();
        while (people.Count < 8)
        {
            people.Add(await AskedAsync(host));
        }

        var answers = await Task.WhenAll(people.Select(person => person.SayAsync(app.ComputeTotp(host.Time.GetUtcNow().UtcDateTime))));

        Assert.Single(answers, answer => answer.StartsWith(Right, StringComparison.Ordinal));
    }

    [Fact]
    [Rule("D-04")]
    [Rule("D-25")]
    [Rule("D-30")]
    public async Task Of_many_guesses_at_once_five_are_compared_and_the_right_code_is_one_too_many()
    {
        var host = ordinary.AnotherDay();
        var app = await RegisteredAsync(host);
        var people = new List<ChatPerson>();
        while (people.Count < 10)
        {
            people.Add(await AskedAsync(host));
        }

        var code = app.ComputeTotp(host.Time.GetUtcNow().UtcDateTime);
        await Task.WhenAll(people.Select(person => person.FloodAsync(Enumerable.Repeat(Not(code), 4))));

        Assert.Equal(5, (await host.AuditedAsync()).Count(reason => reason == "wrong-code"));
        Assert.DoesNotContain(Right, await (await AskedAsync(host)).SayAsync(code), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-05")]
    public async Task An_app_that_another_took_the_place_of_opens_nothing()
    {
        var host = patient.AnotherDay();
        var lost = await RegisteredAsync(host);
        var open = await AskedAsync(host);
        var held = await RegisteredAsync(host);
        var now = host.Time.GetUtcNow().UtcDateTime;

        Assert.DoesNotContain(Right, await open.SayAsync(lost.ComputeTotp(now)), StringComparison.Ordinal);
        var person = await AskedAsync(host);
        Assert.StartsWith(Wrong, await person.SayAsync(lost.ComputeTotp(now)), StringComparison.Ordinal);
        Assert.StartsWith(Right, await person.SayAsync(held.ComputeTotp(now)), StringComparison.Ordinal);
    }

    private static async Task<ChatPerson> AskedAsync(AttackedHost host)
    {
        var person = await host.VisitorAsync();
        await person.AsksForAsync(Anna);
        Assert.StartsWith("Please open your authenticator app", await person.SayAsync("app"), StringComparison.Ordinal);
        return person;
    }

    /// <summary>Registers an app, some steps ago: the one that it was registered by is spent.</summary>
    private static async Task<Totp> RegisteredAsync(AttackedHost host)
    {
        var person = await host.VisitorAsync();
        await host.RegistersAsync(person, Anna, Password);
        var (path, pageCode) = ChatPerson.LinkIn(await person.SayAsync("app"));
        using var page = new SecurePage(host.Host.Address);
        await page.OpenAsync(path, pageCode);
        var app = new Totp(Base32Encoding.ToBytes(await page.AppKeyAsync()));
        await page.SubmitAppCodeAsync(app.ComputeTotp(host.Time.GetUtcNow().UtcDateTime));
        await person.HearAsync();
        host.Skip(TimeSpan.FromMinutes(3));
        return app;
    }
}
