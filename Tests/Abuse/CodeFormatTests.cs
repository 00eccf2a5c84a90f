using Xunit;
using static SsprBot.Abuse.AttackedHost;
using static SsprBot.Abuse.Attacking;

namespace SsprBot.Abuse;

/// <summary>A host that bears more wrong tries than the floors allow, so that many shapes of one code can be tried.</summary>
public sealed class PatientHost() : SharedHost(
    "--Policy:CodeTries=10",
    "--Policy:Limits:FailuresPerAccount=30",
    "--Policy:Limits:FailuresPerMethod=30",
    "--Policy:AcceptedRisks:0=D-09",
    "--Policy:AcceptedRisks:1=D-25");

/// <summary>What only looks like the code.</summary>
public sealed class CodeFormatTests(PatientHost patient) : IClassFixture<PatientHost>
{
    [Fact]
    [Rule("D-13")]
    public async Task Only_its_own_digits_in_their_number_are_the_code()
    {
        var host = patient.AnotherDay();
        var person = await host.VisitorAsync();
        var code = await host.MailedAsync(person, Anna, AnnasMail);
        string[] alike =
        [
            code[1..],
            code[..^1],
            $"0{code}",
            $"{code}0",
            InDigitsOf(code, '\uFF10'),
            InDigitsOf(code, '\u0660'),
            $"+{code}",
            $"{code}e0",
            new string(' ', 5_000) + code,
        ];

        foreach (var (number, typed) in alike.Index())
        {
            Assert.Contains($"{WrongCode} Please look again and type the newest one. Tries left with this code: {9 - number}.", await person.SayAsync(typed), StringComparison.Ordinal);
        }

        Assert.StartsWith(Right, await person.SayAsync($" {code[..3]} - {code[3..]} "), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-10")]
    public async Task A_code_counts_for_its_own_method_alone()
    {
        var host = patient.AnotherDay();
        var person = await host.VisitorAsync();
        var mailed = await host.MailedAsync(person, Anna, AnnasMail);
        await person.SayAsync("another method");
        var texted = await host.TextedAsync(person, AnnasPhone);

        Assert.NotEqual(mailed, texted);
        Assert.StartsWith(WrongCode, await person.SayAsync(mailed), StringComparison.Ordinal);
        Assert.StartsWith(Right, await person.SayAsync(texted), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-10")]
    public async Task A_code_counts_for_its_own_account_goal_and_visit_alone()
    {
        var host = patient.AnotherDay();
        var (attacker, other, victim) = (await host.VisitorAsync(), await host.VisitorAsync(), await host.VisitorAsync());
        var own = await host.MailedAsync(attacker, "ines.costa@contoso.test", "ines.costa@example.net");
        var forUnlock = await host.MailedAsync(other, Anna, AnnasMail, "I know my password but can't sign in");
        var earlier = await host.MailedAsync(victim, Anna, AnnasMail);
        var code = await host.MailedAsync(victim, Anna, AnnasMail);

        foreach (var foreign in (string[])[own, forUnlock, earlier])
        {
            Assert.NotEqual(foreign, code);
            Assert.StartsWith(WrongCode, await victim.SayAsync(foreign), StringComparison.Ordinal);
        }

        Assert.StartsWith(Right, await victim.SayAsync(code), StringComparison.Ordinal);
        Assert.StartsWith(Right, await attacker.SayAsync(own), StringComparison.Ordinal);
    }

    private static string InDigitsOf(string code, char zero) => string.Concat(code.Select(digit => (char)(zero + digit - '0')));
}
