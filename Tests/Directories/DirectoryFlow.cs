using Microsoft.Extensions.DependencyInjection;
using SsprBot.Domain;
using SsprBot.Host;
using SsprBot.World;
using Xunit;

namespace SsprBot.Directories;

/// <summary>From the user ID to the new password, through the whole host and against a real server. Each kind that has one inherits it.</summary>
public abstract class DirectoryFlow
{
    protected const string Chosen = "Blue-Kettle-77-x";

    protected static CancellationToken None => CancellationToken.None;

    /// <summary>What stands in <c>Directories:staff</c>, as in <c>Kind=OpenLdap</c>.</summary>
    protected abstract IReadOnlyList<string> Settings { get; }

    /// <returns>Somebody with an alternate email.</returns>
    protected abstract Task<ContractPerson> PersonAsync(Situation situation);

    /// <summary>Whether somebody gets in with a password, past the bot.</summary>
    protected abstract Task<bool> SignsInAsync(ContractPerson person, string password);

    [ContractFact]
    public async Task Somebody_who_is_locked_out_resets_the_password()
    {
        var person = await PersonAsync(Situation.Locked);
        await using var host = await StartAsync();
        var proved = await ProveAsync(host, Goal.Reset, person);
        Assert.Null(proved.Link);
        var key = await KeyAsync(host, (await host.Services.GetRequiredService<Unlocking>().ResetInsteadAsync(proved.Session, None))!);
        using var chosen = Password.From(Chosen);

        Assert.Equal(new ResetOutcome.Done(), await host.Services.GetRequiredService<PasswordReset>().SetAsync(key, chosen, None));
        Assert.Equal((true, false), await SignsInAsync(person));
    }

    [ContractFact]
    public async Task Somebody_who_is_locked_out_unlocks_and_keeps_the_password()
    {
        var person = await PersonAsync(Situation.Locked);
        await using var host = await StartAsync();
        var proved = await ProveAsync(host, Goal.Unlock, person);
        var unlocking = host.Services.GetRequiredService<Unlocking>();

        Assert.Equal(Trouble.Locked, await unlocking.LookAsync(proved.Session, None));
        Assert.Equal(new UnlockOutcome.Done(), await unlocking.UnlockAsync(proved.Session, None));
        Assert.Equal((false, true), await SignsInAsync(person));
    }

    [ContractFact]
    public async Task Somebody_whose_password_is_expired_changes_it()
    {
        var person = await PersonAsync(Situation.Expired);
        await using var host = await StartAsync();
        var begun = await IdentifiedAsync(host, Goal.Change, person);
        var key = await KeyAsync(host, (await host.Services.GetRequiredService<PasswordLink>().IssueAsync(begun, None))!);
        using var old = Password.From(person.Password);
        using var chosen = Password.From(Chosen);

        Assert.Equal(new ChangeOutcome.Done(), await host.Services.GetRequiredService<PasswordChange>().ChangeAsync(key, old, chosen, None));
        Assert.Equal((true, false), await SignsInAsync(person));
    }

    internal Task<InProcessHost> StartAsync() =>
        InProcessHost.StartAsync(["--Policy:BotCheck=None", "--Policy:Gates=1", .. Settings.Select(setting => $"--Directories:staff:{setting}")]);

    internal static async Task<(string Session, IssuedLink? Link)> ProveAsync(InProcessHost host, Goal goal, ContractPerson person)
    {
        var session = await IdentifiedAsync(host, goal, person);
        var codes = host.Services.GetRequiredService<OneTimeCodes>();
        await codes.SendAsync(session, GateMethod.EmailAlternate, null, None);
        var email = person.Expected.ContactPoints.First(contact => contact.Kind is ContactKind.AlternateEmail).Value;
        var check = await codes.CheckAsync(session, await host.CodeToAsync(email), None);
        return (session, Assert.IsType<GateCheck.Right>(check).Link);
    }

    internal static async Task<string> KeyAsync(InProcessHost host, IssuedLink link) =>
        Assert.IsType<LinkOpening.Opened>(await host.Services.GetRequiredService<PasswordLink>().OpenWithCodeAsync(link.Token, link.PageCode, None)).Key;

    /// <summary>With the chosen password, and with the first.</summary>
    protected async Task<(bool Chosen, bool First)> SignsInAsync(ContractPerson person) =>
        (await SignsInAsync(person, Chosen), await SignsInAsync(person, person.Password));

    private static async Task<string> IdentifiedAsync(InProcessHost host, Goal goal, ContractPerson person) => Assert.IsType<Identified.Ready>(
        await host.Services.GetRequiredService<Identification>().BeginAsync(goal, person.UserId, TestWorld.Stranger(), None)).Session.Id;
}
