using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class PasswordResetTests
{
    private const string Good = "Blue-Kettle-77-x";

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_password_is_set_once_and_everybody_is_told()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync();

        Assert.IsType<ResetOutcome.Done>(await world.SetAsync(key, Good));
        Assert.IsType<ResetOutcome.NotValid>(await world.SetAsync(key, "Another-Kettle-78-y"));

        Assert.Equal([(FakeDirectory.Anna, Good)], world.Directory.Set);
        Assert.Equal(
            [(OutboxKind.Mail, FakeDirectory.Anna), (OutboxKind.Mail, TestWorld.AnnasMail.Value), (OutboxKind.Sms, TestWorld.AnnasPhone.Value)],
            world.Sent.Where(message => message.Letter is Letter.PasswordWasReset).Select(message => (message.Kind, message.To)).Order());
        Assert.All(world.Sent.Where(message => message.Letter is Letter.PasswordWasReset), notice => Assert.Equal("2026-11-22T12:00:00.0000000+00:00", notice.Holes["when"]));
        Assert.Equal((AuditActivity.ResetPassword, AuditResult.Succeeded, "password-set"), Last(world));
        Assert.Equal(1, world.Woken);
    }

    [Fact]
    public async Task Fifty_who_set_at_once_set_once()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => world.SetAsync(key, $"{Good}{i}"))));

        Assert.Single(outcomes.OfType<ResetOutcome.Done>());
        Assert.Single(world.Directory.Set);
    }

    [Fact]
    public async Task A_password_that_breaks_the_rules_costs_no_try()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync();

        var outcome = Assert.IsType<ResetOutcome.RulesBroken>(await world.SetAsync(key, "short"));

        Assert.Contains(outcome.Rules, rule => rule is { Met: false, Fault: PasswordFault.TooShort { Min: 8 } });
        Assert.Equal(5, (await world.Reset.FormAsync(key, None))!.TriesLeft);
        Assert.Empty(world.Directory.Set);
    }

    [Fact]
    public async Task The_directorys_fifth_refusal_ends_the_visit()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync();
        for (var left = 4; left >= 0; left--)
        {
            world.Directory.NextWrite = new DirectoryWrite.Refused(DirectoryRefusal.UsedBefore);
            Assert.Equal(0, world.Woken);
            Assert.Equal(new ResetOutcome.Refused(DirectoryRefusal.UsedBefore, left), await world.SetAsync(key, Good));
        }

        Assert.Equal(1, world.Woken);

        Assert.IsType<ResetOutcome.NotValid>(await world.SetAsync(key, Good));
        Assert.Equal("password-tries", (await world.SessionAsync(key.Split('.')[0])).EndedBy);
        Assert.Empty(world.Directory.Set);
    }

    [Fact]
    public async Task A_directory_that_is_down_costs_no_try()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync();
        world.Directory.NextWrite = new DirectoryWrite.Unavailable();
        Assert.IsType<ResetOutcome.DirectoryDown>(await world.SetAsync(key, Good));
        world.Directory.IsDown = true;
        Assert.IsType<ResetOutcome.DirectoryDown>(await world.SetAsync(key, Good));
        world.Directory.IsDown = false;
        Assert.Equal(5, (await world.Reset.FormAsync(key, None))!.TriesLeft);
        Assert.IsType<ResetOutcome.Done>(await world.SetAsync(key, Good));
    }

    public static TheoryData<string, Func<Account, Account>> Changes => new()
    {
        { "disabled", account => account with { Enabled = false } },
        { "privileged", account => account with { Privileged = true } },
        { "account-changed", account => account with { ContactPoints = [TestWorld.AnnasMail, new ContactPoint(ContactKind.MobilePhone, "+14255550199")] } },
        { "account-changed", account => account with { PasswordSetAt = account.PasswordSetAt.AddMinutes(1) } },
        { "not-enough-methods", account => account with { ContactPoints = [] } },
    };

    [Theory]
    [MemberData(nameof(Changes), DisableDiscoveryEnumeration = true)]
    public async Task What_changed_on_the_account_meanwhile_stops_it(string reason, Func<Account, Account> change)
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync();
        world.Directory[FakeDirectory.Anna] = change(world.Directory[FakeDirectory.Anna]);

        Assert.IsType<ResetOutcome.NotValid>(await world.SetAsync(key, Good));

        Assert.Equal((AuditActivity.ResetPassword, AuditResult.Blocked, reason), Last(world));
        Assert.Empty(world.Directory.Set);
        Assert.Equal(1, world.Woken);
    }

    [Fact]
    public async Task One_success_ends_every_other_visit_to_the_account()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Limits = new Limits { ResetsPerAccount = 5 } });
        var first = await world.PageOpenAsync();
        var second = await world.PageOpenAsync();

        Assert.IsType<ResetOutcome.Done>(await world.SetAsync(first, Good));
        Assert.IsType<ResetOutcome.NotValid>(await world.SetAsync(second, "Another-Kettle-78-y"));
        Assert.Single(world.Directory.Set);
    }

    [Fact]
    public async Task A_visit_that_is_over_sets_nothing()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync();
        world.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.IsType<ResetOutcome.NotValid>(await world.SetAsync(key, Good));
        Assert.Null(await world.Reset.FormAsync(key, None));

        var cancelled = new TestWorld();
        var other = await cancelled.PageOpenAsync();
        await cancelled.Visits.CancelAsync(other.Split('.')[0], "left", None);
        Assert.IsType<ResetOutcome.NotValid>(await cancelled.SetAsync(other, Good));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x.y")]
    [InlineData("{id}.wrong")]
    public async Task Another_key_opens_nothing(string shape)
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync();
        var other = shape.Replace("{id}", key.Split('.')[0], StringComparison.Ordinal);
        Assert.Null(await world.Reset.FormAsync(other, None));
        Assert.IsType<ResetOutcome.NotValid>(await world.SetAsync(other, Good));
    }

    [Fact]
    public async Task What_cannot_be_audited_is_not_done()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync();
        world.AuditIsBroken = true;
        await Assert.ThrowsAsync<IOException>(() => world.SetAsync(key, Good));
        Assert.Empty(world.Directory.Set);
    }

    [Theory]
    [InlineData(true, SessionState.Completed)]
    [InlineData(false, SessionState.PageOpen)]
    public async Task An_unknown_outcome_is_resolved_by_the_directorys_time_stamp(bool wasSet, SessionState expected)
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync();
        var id = key.Split('.')[0];
        world.Directory.NextWrite = new DirectoryWrite.Unknown();
        Assert.IsType<ResetOutcome.Unknown>(await world.SetAsync(key, Good));
        if (wasSet)
        {
            world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { PasswordSetAt = world.Vault.Now };
        }

        Assert.Equal(SessionState.Setting, (await world.Visits.LookAsync(id, None))!.State);
        world.Time.Advance(RecoverySession.SettingLease);

        Assert.Equal(expected, (await world.Visits.LookAsync(id, None))!.State);
        Assert.Equal(expected, (await world.SessionAsync(id)).State);
        Assert.Empty(world.Directory.Set);
    }

    [Theory]
    [InlineData(true, SessionState.Completed)]
    [InlineData(false, SessionState.PageOpen)]
    public async Task An_unknown_outcome_waits_for_a_directory_that_is_down_and_nothing_is_written_meanwhile(bool wasSet, SessionState expected)
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync();
        var id = key.Split('.')[0];
        world.Directory.NextWrite = new DirectoryWrite.Unknown();
        Assert.IsType<ResetOutcome.Unknown>(await world.SetAsync(key, Good));
        world.Directory.IsDown = true;
        world.Time.Advance(RecoverySession.SettingLease);
        for (var looked = 0; looked < 3; looked++)
        {
            Assert.Equal(SessionState.Setting, (await world.Visits.LookAsync(id, None))!.State);
            Assert.IsType<ResetOutcome.NotValid>(await world.SetAsync(key, Good));
        }

        world.Directory.IsDown = false;
        if (wasSet)
        {
            world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { PasswordSetAt = world.Vault.Now };
        }

        Assert.Equal(expected, (await world.Visits.LookAsync(id, None))!.State);
        Assert.Empty(world.Directory.Set);
    }

    [Fact]
    public async Task The_form_counts_the_tries_and_speaks_of_the_chat_only_where_something_was_typed_there()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync();
        world.Directory.NextWrite = new DirectoryWrite.Refused(DirectoryRefusal.UsedBefore);
        await world.SetAsync(key, "Blue-Kettle-77-x");

        var form = (await world.Reset.FormAsync(key, None))!;

        Assert.Equal((FakeDirectory.Anna, 4), (form.UserId, form.TriesLeft));
        Assert.DoesNotContain(new PasswordFault.TypedInTheChat(), form.Rules);
    }

    private static (AuditActivity, AuditResult, string) Last(TestWorld world)
    {
        var last = world.Audited.Last();
        return (last.Activity, last.Result, last.Reason);
    }
}
