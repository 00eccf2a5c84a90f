using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

/// <summary>Whole ways through the product as they stand in the audit, line by line.</summary>
public sealed class AuditTrailTests
{
    private const string Good = "Blue-Kettle-77-x";

    [Fact]
    public async Task A_reset()
    {
        var world = new TestWorld();
        var link = await world.VerifiedAsync();
        await world.Links.OpenWithCodeAsync(link.Token, "0000", CancellationToken.None);
        var opened = (LinkOpening.Opened)await world.Links.OpenWithCodeAsync(link.Token, link.PageCode, CancellationToken.None);
        world.Directory.NextWrite = new DirectoryWrite.Refused(DirectoryRefusal.UsedBefore);
        await world.SetAsync(opened.Key, Good);
        world.Directory.NextWrite = new DirectoryWrite.Unavailable();
        await world.SetAsync(opened.Key, Good);
        await world.SetAsync(opened.Key, Good);

        AssertTrail(
            world,
            "FlowProgress Succeeded identified",
            "FlowProgress Succeeded code-sent",
            "FlowProgress Succeeded proof-given",
            "FlowProgress Succeeded code-sent",
            "FlowProgress Succeeded proof-given",
            "FlowProgress Failed wrong-page-code",
            "FlowProgress Succeeded page-opened",
            "ResetPassword Succeeded setting",
            "ResetPassword Failed used-before",
            "ResetPassword Succeeded setting",
            "ResetPassword Succeeded setting",
            "ResetPassword Succeeded password-set");
    }

    [Fact]
    public async Task A_reset_of_unknown_outcome()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync();
        world.Directory.NextWrite = new DirectoryWrite.Unknown();
        await world.SetAsync(key, Good);

        AssertTrail(
            world,
            "FlowProgress Succeeded identified",
            "FlowProgress Succeeded code-sent",
            "FlowProgress Succeeded proof-given",
            "FlowProgress Succeeded code-sent",
            "FlowProgress Succeeded proof-given",
            "FlowProgress Succeeded page-opened",
            "ResetPassword Succeeded setting",
            "ResetPassword Failed outcome-unknown");
    }

    [Fact]
    public async Task A_change()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync(Goal.Change);
        await world.ChangeAsync(key, "Wrong-Kettle-1-x", Good);
        world.Directory.NextWrite = new DirectoryWrite.Refused(DirectoryRefusal.TooRecent);
        await world.ChangeAsync(key, world.Directory.CurrentPassword, Good);

        // Somebody else has changed it since it was compared.
        world.Directory.NextWrite = new DirectoryWrite.WrongPassword();
        Assert.Equal(new ChangeOutcome.WrongPassword(4), await world.ChangeAsync(key, world.Directory.CurrentPassword, Good));
        await world.ChangeAsync(key, world.Directory.CurrentPassword, Good);

        AssertTrail(
            world,
            "FlowProgress Succeeded identified",
            "FlowProgress Succeeded link-issued",
            "FlowProgress Succeeded page-opened",
            "ChangePassword Failed wrong-password",
            "ChangePassword Succeeded changing",
            "ChangePassword Failed too-recent",
            "ChangePassword Succeeded changing",
            "ChangePassword Failed wrong-password",
            "ChangePassword Succeeded changing",
            "ChangePassword Succeeded password-changed");
    }

    [Fact]
    public async Task A_change_of_unknown_outcome()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync(Goal.Change);
        world.Directory.NextWrite = new DirectoryWrite.Unknown();
        await world.ChangeAsync(key, world.Directory.CurrentPassword, Good);

        AssertTrail(
            world,
            "FlowProgress Succeeded identified",
            "FlowProgress Succeeded link-issued",
            "FlowProgress Succeeded page-opened",
            "ChangePassword Succeeded changing",
            "ChangePassword Failed outcome-unknown");
    }

    [Fact]
    public async Task A_registration()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync(Goal.Register);
        await world.ProvePasswordAsync(key, "Wrong-Kettle-1-x");
        await world.ProvePasswordAsync(key, world.Directory.CurrentPassword);

        AssertTrail(
            world,
            "FlowProgress Succeeded identified",
            "FlowProgress Succeeded link-issued",
            "FlowProgress Succeeded page-opened",
            "FlowProgress Failed wrong-password",
            "FlowProgress Succeeded password-proved");
    }

    [Fact]
    public async Task What_is_registered_removed_and_still_right()
    {
        const string Mail = "anna@example.org";
        var world = new TestWorld();
        var session = await world.RegisteringAsync();
        await world.Enrolling.SendAsync(session, ContactKind.AuthenticationEmail, Mail, CancellationToken.None);
        await world.Enrolling.ConfirmAsync(session, "x", CancellationToken.None);
        await world.Enrolling.ConfirmAsync(session, world.LastCode(), CancellationToken.None);
        await world.Registrar.ReconfirmAsync(session, CancellationToken.None);
        await world.Registrar.RemoveAsync(session, RecoveryOption.AuthenticationEmail, CancellationToken.None);
        Assert.IsType<EnrolmentChange.NotThere>(await world.Registrar.ReconfirmAsync(session, CancellationToken.None));
        await world.Registrar.FinishAsync(session, CancellationToken.None);

        AssertTrailAfter(
            "password-proved",
            world,
            "FlowProgress Succeeded contact-code-sent authentication-email",
            "FlowProgress Failed wrong-code authentication-email",
            "FlowProgress Succeeded registering authentication-email",
            "SecurityInfoChanged Succeeded registered authentication-email",
            "UserRegistered Succeeded reconfirmed",
            "FlowProgress Succeeded registering authentication-email",
            "SecurityInfoChanged Succeeded removed authentication-email",
            "UserRegistered Succeeded registered");
    }

    [Fact]
    public async Task An_unlock_that_the_directory_does_not_tell_the_end_of()
    {
        var world = TestWorld.Locked();
        var session = await world.ProvedAsync(Goal.Unlock);
        world.Directory.NextWrite = new DirectoryWrite.Unknown();
        await world.Unlocking.UnlockAsync(session, CancellationToken.None);

        AssertTrailAfter("proof-given", world, "UnlockAccount Succeeded unlocking", "UnlockAccount Failed outcome-unknown");
    }

    [Fact]
    public async Task An_unlock_for_which_the_account_is_too_much()
    {
        var world = TestWorld.Locked();
        var session = await world.ProvedAsync(Goal.Unlock);
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { Privileged = true };
        await world.Unlocking.UnlockAsync(session, CancellationToken.None);

        AssertTrailAfter("proof-given", world, "UnlockAccount Blocked privileged");
        Assert.Equal(SessionState.Cancelled, (await world.SessionAsync(session)).State);
    }

    [Fact]
    public async Task A_visit_that_goes_on_otherwise_than_it_began()
    {
        var world = TestWorld.Locked();
        var session = await world.ProvedAsync(Goal.Unlock);
        await world.Visits.ExtendAsync(session, CancellationToken.None);
        await world.Visits.ExtendAsync(session, CancellationToken.None);
        using (var typed = Password.From(Good))
        {
            await world.Visits.LeakedAsync(session, typed, CancellationToken.None);
        }

        await world.Unlocking.ResetInsteadAsync(session, CancellationToken.None);
        await world.Visits.CancelAsync(session, "left", CancellationToken.None);

        AssertTrailAfter(
            "proof-given",
            world,
            "FlowProgress Succeeded extended",
            "FlowProgress Failed password-in-chat",
            "FlowProgress Succeeded reset-instead",
            "FlowProgress Canceled left");
    }

    [Fact]
    public async Task A_denial_and_its_release()
    {
        var world = new TestWorld();
        await world.SetAsync(await world.PageOpenAsync(), Good);
        await world.Denial.DenyAsync(world.LastNotMe(), CancellationToken.None);
        await world.Denial.ReleaseAsync(world.Directory[FakeDirectory.Anna], TestWorld.Stranger(), CancellationToken.None);

        AssertTrailAfter(
            "password-set",
            world,
            "SuspiciousActivityReported Blocked denied-by-owner",
            "FlowProgress Succeeded sessions-ended",
            "SuspiciousActivityReported Succeeded releasing",
            "SuspiciousActivityReported Succeeded released");
    }

    [Fact]
    public async Task Somebody_nobody_knows_tries_to_change()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync(Goal.Change, "nobody@contoso.test");
        await world.ChangeAsync(key, "Wrong-Kettle-1-x", Good);

        AssertTrail(
            world,
            "BlockedFromReset Blocked not-found",
            "FlowProgress Succeeded link-issued",
            "FlowProgress Succeeded page-opened",
            "ChangePassword Failed account-gone");
    }

    /// <param name="reason">The trail is told from after the last line with this reason.</param>
    private static void AssertTrailAfter(string reason, TestWorld world, params string[] lines)
    {
        var all = world.Audited.ToList();
        Assert.Equal(lines, all.Skip(all.FindLastIndex(line => line.Reason == reason) + 1).Select(line => $"{line.Activity} {line.Result} {line.Reason} {line.Detail}".TrimEnd()));
    }

    private static void AssertTrail(TestWorld world, params string[] lines) =>
        Assert.Equal(lines, world.Audited.Select(line => $"{line.Activity} {line.Result} {line.Reason}"));
}
