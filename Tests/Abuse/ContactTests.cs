using Xunit;
using static SsprBot.Abuse.AttackedHost;
using static SsprBot.Abuse.Attacking;

namespace SsprBot.Abuse;

/// <summary>A host by the rules of NIST SP 800-63B-4.</summary>
public sealed class NistHost() : SharedHost("--Policy:Baseline=Nist");

/// <summary>Contact points that somebody registers to get in by them.</summary>
public sealed class ContactTests(NistHost nist, OrdinaryHost ordinary) : IClassFixture<NistHost>, IClassFixture<OrdinaryHost>
{
    private const string Password = "Autumn-Leaves-27";
    private const string NewMail = "anna@example.org";
    private const string NewPhone = "+14255550171";

    [Fact]
    [Rule("D-36")]
    [Rule("D-02")]
    public async Task A_fresh_contact_point_proves_nothing_for_three_days()
    {
        var host = nist.AnotherDay();
        var person = await host.VisitorAsync();
        await host.RegistersAsync(person, Anna, Password);
        await host.RegisterAsync(person, "Set my authentication phone", NewPhone);
        var code = await host.RegisterAsync(person, "Set my authentication email", NewMail);
        Assert.Matches("^[0-9]{8}\\z", code);

        host.Skip(TimeSpan.FromHours(72) - TimeSpan.FromSeconds(1));
        Assert.Empty(await AskAsync(host));
        host.Skip(TimeSpan.FromSeconds(1));
        Assert.Matches("\\s[0-9]{8}\\s", Assert.Single(await AskAsync(host)));
    }

    [Fact]
    [Rule("D-36")]
    public async Task What_the_directory_holds_and_nobody_confirmed_proves_nothing_where_the_policy_says_so()
    {
        var host = nist.AnotherDay();
        var person = await host.VisitorAsync();
        await person.AsksForAsync("ben.okafor@contoso.test");

        Assert.Empty(await host.AllThatComesAsync("ben.okafor@example.net", () => person.SayAsync(ByMail)));
        Assert.Empty(await host.AllThatComesAsync("ben.okafor@example.net", () => person.SayAsync("Email my authentication email")));
    }

    [Theory]
    [InlineData("anna.lima@contoso.test")]
    [InlineData("ANNA.LIMA@CONTOSO.TEST")]
    [InlineData("somebody.else@contoso.test")]
    [Rule("D-36")]
    public async Task A_mailbox_of_the_organisation_cannot_be_registered(string mailbox)
    {
        var host = ordinary.AnotherDay();
        var person = await host.VisitorAsync();
        await host.RegistersAsync(person, Anna, Password);
        await person.SayAsync("Set my authentication email");

        Assert.StartsWith("You cannot read that mailbox when you cannot sign in.", await person.SayAsync(mailbox), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-36")]
    [Rule("D-12")]
    public async Task A_contact_point_is_registered_by_its_own_newest_code_alone()
    {
        var host = ordinary.AnotherDay();
        var person = await host.VisitorAsync();
        await host.RegistersAsync(person, Anna, Password);
        await person.SayAsync("Set my authentication email");
        var others = await host.SentAsync("somebody@example.org", () => person.SayAsync("somebody@example.org"));
        await person.SayAsync("back");
        await person.SayAsync("Set my authentication email");
        var first = await host.SentAsync(NewMail, () => person.SayAsync(NewMail));
        var newest = await host.SentAsync(NewMail, () => person.SayAsync("resend"));

        Assert.StartsWith(WrongCode, await person.SayAsync(others), StringComparison.Ordinal);
        Assert.StartsWith(WrongCode, await person.SayAsync(first), StringComparison.Ordinal);
        await person.SayAsync(Not(newest));
        Assert.DoesNotContain("that is registered", await person.SayAsync(newest), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-37")]
    public async Task Two_proofs_are_never_by_one_method_or_at_one_contact_point()
    {
        const string Ines = "ines.costa@contoso.test";
        const string Pick = "I did not understand that. Please pick one of these ways.";
        var host = ordinary.AnotherDay();
        var person = await host.VisitorAsync();
        await person.SayAsync(await host.MailedAsync(person, Ines, "ines.costa@example.net"));
        Assert.StartsWith(Pick, await person.SayAsync("Email my authentication email"), StringComparison.Ordinal);

        await person.AsksForAsync(Ines);
        await person.SayAsync(await host.TextedAsync(person, "+14255550109"));
        Assert.StartsWith(Pick, await person.SayAsync(ByCall), StringComparison.Ordinal);
        Assert.StartsWith(Pick, await person.SayAsync("Text my authentication phone"), StringComparison.Ordinal);
        Assert.StartsWith("To protect you, please type the whole number", await person.SayAsync("Call my authentication phone"), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> AskAsync(AttackedHost host)
    {
        var person = await host.VisitorAsync();
        await person.AsksForAsync(Anna);
        return await host.AllThatComesAsync(NewMail, () => person.SayAsync("Email my authentication email"));
    }
}
