using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class UnlockTests
{
    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(Goal.Unlock)]
    [InlineData(Goal.Reset)]
    public async Task A_locked_account_is_unlocked_once_and_everybody_is_told(Goal goal)
    {
        var world = TestWorld.Locked();
        var id = await world.ProvedAsync(goal);
        Assert.Equal(Trouble.Locked, await world.Unlocking.LookAsync(id, None));

        Assert.IsType<UnlockOutcome.Done>(await world.Unlocking.UnlockAsync(id, None));
        Assert.IsType<UnlockOutcome.NotValid>(await world.Unlocking.UnlockAsync(id, None));

        Assert.False(world.Directory[FakeDirectory.Anna].Locked);
        Assert.Empty(world.Directory.Set);
        Assert.Equal("unlocked", (await world.SessionAsync(id)).EndedBy);
        Assert.Equal(
            [TestWorld.AnnasPhone.Value, FakeDirectory.Anna, TestWorld.AnnasMail.Value],
            world.Sent.Where(message => message.Letter is Letter.AccountWasUnlocked).Select(message => message.To).Order(StringComparer.Ordinal));
        Assert.Equal((AuditActivity.UnlockAccount, AuditResult.Succeeded, "unlocked"), Last(world));
        Assert.Equal(1, world.Woken);
    }

    [Fact]
    public async Task Fifty_who_unlock_at_once_unlock_once()
    {
        var world = TestWorld.Locked();
        var id = await world.ProvedAsync(Goal.Unlock);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => world.Unlocking.UnlockAsync(id, None))));
        Assert.Single(outcomes.OfType<UnlockOutcome.Done>());
    }

    [Fact]
    public async Task One_gate_is_not_enough()
    {
        var world = TestWorld.Locked();
        var session = await world.IdentifiedAsync(goal: Goal.Unlock);
        await world.ProveAsync(session.Id, GateMethod.EmailAlternate);
        Assert.Equal(Trouble.NotValid, await world.Unlocking.LookAsync(session.Id, None));
        Assert.IsType<UnlockOutcome.NotValid>(await world.Unlocking.UnlockAsync(session.Id, None));
        Assert.Null(await world.Unlocking.ResetInsteadAsync(session.Id, None));
        Assert.True(world.Directory[FakeDirectory.Anna].Locked);
    }

    [Fact]
    public async Task Somebody_who_wants_to_unlock_gets_no_link_and_sets_no_password()
    {
        var world = TestWorld.Locked();
        Assert.Null(await world.Links.IssueAsync(await world.ProvedAsync(Goal.Unlock), None));
    }

    [Fact]
    public async Task A_forgotten_password_is_reset_without_proving_again()
    {
        var world = TestWorld.Locked();
        var link = (await world.Unlocking.ResetInsteadAsync(await world.ProvedAsync(Goal.Unlock), None))!;
        var opened = Assert.IsType<LinkOpening.Opened>(await world.Links.OpenWithCodeAsync(link.Token, link.PageCode, None));
        Assert.IsType<ResetOutcome.Done>(await world.SetAsync(opened.Key, "Blue-Kettle-77-x"));
        Assert.False(world.Directory[FakeDirectory.Anna].Locked);
    }

    [Fact]
    public async Task After_an_unlock_the_password_can_still_be_reset_the_same_day()
    {
        var world = TestWorld.Locked();
        await world.Unlocking.UnlockAsync(await world.ProvedAsync(Goal.Unlock), None);
        Assert.IsType<ResetOutcome.Done>(await world.SetAsync(await world.PageOpenAsync(), "Blue-Kettle-77-x"));
    }

    public static TheoryData<Trouble, Func<Account, Account>> Troubles => new()
    {
        { Trouble.None, account => account },
        { Trouble.PasswordExpired, account => account with { PasswordExpired = true } },
        { Trouble.PasswordExpired, account => account with { MustChangePassword = true } },
        { Trouble.Locked, account => account with { Locked = true, PasswordExpired = true } },
        { Trouble.Closed, account => account with { Enabled = false, Locked = true } },
        { Trouble.Closed, account => account with { Privileged = true, Locked = true } },
        { Trouble.Closed, account => account with { PasswordSetAt = account.PasswordSetAt.AddMinutes(1), Locked = true } },
    };

    [Theory]
    [MemberData(nameof(Troubles), DisableDiscoveryEnumeration = true)]
    public async Task What_is_the_matter_is_found_out_at_the_moment_and_only_a_lock_is_unlocked(Trouble trouble, Func<Account, Account> change)
    {
        var world = new TestWorld();
        var id = await world.ProvedAsync(Goal.Unlock);
        world.Directory[FakeDirectory.Anna] = change(world.Directory[FakeDirectory.Anna]);

        Assert.Equal(trouble, await world.Unlocking.LookAsync(id, None));
        Assert.Equal(trouble is Trouble.Locked, await world.Unlocking.UnlockAsync(id, None) is UnlockOutcome.Done);
    }

    [Fact]
    public async Task Where_the_policy_wants_a_new_password_nothing_is_unlocked_alone()
    {
        var world = TestWorld.Locked(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, UnlockAlone = false });
        var id = await world.ProvedAsync(Goal.Unlock);
        Assert.Equal(Trouble.LockedForReset, await world.Unlocking.LookAsync(id, None));
        Assert.IsType<UnlockOutcome.NotValid>(await world.Unlocking.UnlockAsync(id, None));
        Assert.NotNull(await world.Unlocking.ResetInsteadAsync(id, None));
    }

    [Fact]
    public async Task A_directory_that_is_down_or_refuses_leaves_everything_as_it_was()
    {
        var world = TestWorld.Locked();
        var id = await world.ProvedAsync(Goal.Unlock);
        world.Directory.IsDown = true;
        Assert.Equal(Trouble.DirectoryDown, await world.Unlocking.LookAsync(id, None));
        Assert.IsType<UnlockOutcome.DirectoryDown>(await world.Unlocking.UnlockAsync(id, None));
        world.Directory.IsDown = false;
        world.Directory.NextWrite = new DirectoryWrite.Unavailable();
        Assert.IsType<UnlockOutcome.DirectoryDown>(await world.Unlocking.UnlockAsync(id, None));
        world.Directory.NextWrite = new DirectoryWrite.Refused(DirectoryRefusal.NotAllowed);
        Assert.IsType<UnlockOutcome.Refused>(await world.Unlocking.UnlockAsync(id, None));
        Assert.IsType<UnlockOutcome.Done>(await world.Unlocking.UnlockAsync(id, None));
    }

    [Theory]
    [InlineData(true, SessionState.Completed)]
    [InlineData(false, SessionState.Verified)]
    public async Task An_unknown_outcome_is_resolved_by_whether_it_is_locked_still(bool wasDone, SessionState expected)
    {
        var world = TestWorld.Locked();
        var id = await world.ProvedAsync(Goal.Unlock);
        world.Directory.NextWrite = new DirectoryWrite.Unknown();
        Assert.IsType<UnlockOutcome.Unknown>(await world.Unlocking.UnlockAsync(id, None));
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { Locked = !wasDone };
        Assert.Equal(SessionState.Setting, (await world.Visits.LookAsync(id, None))!.State);
        world.Time.Advance(RecoverySession.SettingLease);
        Assert.Equal(expected, (await world.Visits.LookAsync(id, None))!.State);
    }

    [Fact]
    public async Task What_cannot_be_audited_is_not_done()
    {
        var world = TestWorld.Locked();
        var id = await world.ProvedAsync(Goal.Unlock);
        world.AuditIsBroken = true;
        await Assert.ThrowsAsync<IOException>(() => world.Unlocking.UnlockAsync(id, None));
        Assert.True(world.Directory[FakeDirectory.Anna].Locked);
    }

    private static (AuditActivity, AuditResult, string) Last(TestWorld world)
    {
        var last = world.Audited.Last();
        return (last.Activity, last.Result, last.Reason);
    }
}
