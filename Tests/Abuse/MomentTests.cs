using System.Net;
using SsprBot.Domain;
using SsprBot.Pages;
using SsprBot.World;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>What changes between the proofs and the moment of the change: each time nothing is done.</summary>
public sealed class MomentTests
{
    private static readonly ContactPoint Other = new(ContactKind.MobilePhone, "+14255550199");

    private static readonly Dictionary<string, (string Reason, Func<Account, Account> Change)> Changes = new()
    {
        ["disabled"] = ("disabled", account => account with { Enabled = false }),
        ["made an administrator"] = ("privileged", account => account with { Privileged = true }),
        ["given another phone"] = ("account-changed", account => account with { ContactPoints = [TestWorld.AnnasMail, Other] }),
        ["given one more phone"] = ("account-changed", account => account with { ContactPoints = [.. account.ContactPoints, Other] }),
        ["without its mail address"] = ("not-enough-methods", account => account with { ContactPoints = [TestWorld.AnnasPhone] }),
        ["given another password elsewhere"] = ("account-changed", account => account with { PasswordSetAt = account.PasswordSetAt.AddSeconds(1) }),
        ["another account of the same name"] = ("account-gone", account => account with { Id = "id-another" }),
    };

    [Theory]
    [InlineData("disabled")]
    [InlineData("made an administrator")]
    [InlineData("given another phone")]
    [InlineData("given one more phone")]
    [InlineData("without its mail address")]
    [InlineData("given another password elsewhere")]
    [InlineData("another account of the same name")]
    [Rule("D-45")]
    public async Task No_password_is_set_for_an_account_that_meanwhile_was(string what)
    {
        await using var host = await PagesHost.StartAsync();
        using var person = host.Visitor();
        await person.OpenAsync(await host.World.VerifiedAsync());
        var form = await person.GetAsync("/password");
        var (reason, change) = Changes[what];
        host.World.Directory[FakeDirectory.Anna] = change(host.World.Directory[FakeDirectory.Anna]);

        var refused = await person.SendAsync(form, AttackedPages.Good);

        Assert.Equal((HttpStatusCode.Gone, false), (refused.Status, refused.HasForm));
        Assert.Empty(host.World.Directory.Set);
        Assert.Contains(host.World.Audited, happened => (happened.Activity, happened.Result, happened.Reason) == (AuditActivity.ResetPassword, AuditResult.Blocked, reason));
        Assert.False((await person.GetAsync("/password")).HasForm);
    }

    [Fact]
    [Rule("D-45")]
    [Rule("D-49")]
    public async Task No_password_is_set_once_the_owner_said_that_it_was_not_them()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Limits = new Limits { ResetsPerAccount = 10 } });
        await using var host = await PagesHost.StartAsync(world);
        Assert.IsType<ResetOutcome.Done>(await world.SetAsync(await world.PageOpenAsync(), AttackedPages.Good));
        using var thief = host.Visitor();
        await thief.OpenAsync(await world.VerifiedAsync());
        var form = await thief.GetAsync("/password");
        using var owner = host.Visitor();
        var notMe = $"/not-me/{world.LastNotMe()}";
        await owner.SubmitAsync(notMe, await owner.GetAsync(notMe));

        var refused = await thief.SendAsync(form, "Thiefs-Choice-77-x");

        Assert.Equal((HttpStatusCode.Gone, false), (refused.Status, refused.HasForm));
        Assert.Equal([(FakeDirectory.Anna, AttackedPages.Good)], world.Directory.Set);
    }

    [Fact]
    [Rule("D-45")]
    [Rule("D-98")]
    public async Task What_cannot_be_audited_is_not_done()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = host.Visitor();
        await person.OpenAsync(await host.World.VerifiedAsync());
        var form = await person.GetAsync("/password");
        host.World.AuditIsBroken = true;

        var failed = await person.SendAsync(form, AttackedPages.Good);

        Assert.Equal((HttpStatusCode.InternalServerError, false), (failed.Status, failed.HasForm));
        Assert.Empty(host.World.Directory.Set);
        host.World.AuditIsBroken = false;
        await person.SendAsync(form, AttackedPages.Good);
        Assert.Empty(host.World.Directory.Set);
    }

    [Fact]
    [Rule("D-45")]
    public async Task A_page_for_the_current_password_sets_nothing_for_an_account_that_was_disabled_meanwhile()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = host.Visitor();
        person.Cookies.Add(host.Address, new Cookie("pw", await host.World.PageOpenAsync(Goal.Change)));
        var form = await person.GetAsync("/password");
        host.World.Directory[FakeDirectory.Anna] = host.World.Directory[FakeDirectory.Anna] with { Enabled = false };

        var refused = await person.SubmitAsync(
            "/password", form, ("current-password", host.World.Directory.CurrentPassword), ("new-password", AttackedPages.Good), ("repeat-password", AttackedPages.Good));

        Assert.NotEqual(HttpStatusCode.OK, refused.Status);
        Assert.Empty(host.World.Directory.Set);
    }
}
