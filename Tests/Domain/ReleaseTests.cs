using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class ReleaseTests
{
    private static readonly AdminUser Desk = new("desk", AdminRole.HelpDesk);

    private readonly TestWorld _world = new();

    [Fact]
    public async Task Who_failed_too_often_is_found_and_released()
    {
        await FailAsync();
        var found = Assert.Single((await _world.Throttles.ReadAsync(default)).People);
        Assert.Equal((FakeDirectory.Anna, true, false), (found.UserId, found.IsAccount, found.IsTrusted));
        Assert.Equal([ThrottleReason.Failures], found.Why);

        Assert.Equal(ReleaseOutcome.Done, await _world.Releasing.ReleaseThrottledAsync(Desk, found.GuardId, default));

        Assert.Empty((await _world.Throttles.ReadAsync(default)).People);
        Assert.Equal(["releasing-throttled", "released-throttled"], _world.Audited.TakeLast(2).Select(happened => happened.Reason));
        Assert.Equal(_world.Vault.PersonName(FakeDirectory.Anna), _world.Audited.Last().Person);
        Assert.Equal(ReleaseOutcome.NothingToRelease, await _world.Releasing.ReleaseThrottledAsync(Desk, found.GuardId, default));
        await _world.VerifiedAsync();
    }

    [Fact]
    public async Task A_user_id_that_nobody_has_can_be_throttled_too()
    {
        await FailAsync("nobody@contoso.test", GateMethod.EmailAlternate);

        var found = Assert.Single((await _world.Throttles.ReadAsync(default)).People);

        Assert.Equal(("nobody@contoso.test", false), (found.UserId, found.IsAccount));
    }

    [Fact]
    public async Task A_reset_that_was_done_still_counts()
    {
        await _world.SetAsync(await _world.PageOpenAsync(), "Blue-Kettle-77-x");
        var found = Assert.Single((await _world.Throttles.ReadAsync(default)).People);
        Assert.Equal([ThrottleReason.Resets], found.Why);
        Assert.False(found.CanBeReleased);

        Assert.Equal(ReleaseOutcome.NothingToRelease, await _world.Releasing.ReleaseThrottledAsync(Desk, found.GuardId, default));
        Assert.Equal(found.Why, (await _world.Throttles.ReadAsync(default)).People.Single().Why);
    }

    [Fact]
    public async Task Who_said_this_was_not_me_is_found_and_released()
    {
        await _world.Denial.DenyAsync(await _world.IdentifiedAsync(), default);
        var blocked = Assert.Single(await _world.Survey.BlockedAsync(default));
        Assert.Equal((FakeDirectory.Anna, _world.Time.GetUtcNow()), (blocked.UserId, blocked.Since));

        Assert.Equal(ReleaseOutcome.Done, await _world.Releasing.ReleaseBlockedAsync(Desk, blocked.Id, default));

        Assert.Empty(await _world.Survey.BlockedAsync(default));
        Assert.Equal(ReleaseOutcome.NothingToRelease, await _world.Releasing.ReleaseBlockedAsync(Desk, blocked.Id, default));
        Assert.Contains(_world.Audited, happened => happened is { Reason: "releasing-blocked", Channel: AdminUser.Channel } && happened.Session == _world.AdminLog.NameOf(Desk));
    }

    [Fact]
    public async Task The_newest_of_those_who_said_it_stands_first()
    {
        foreach (var userId in (string[])["first@contoso.test", "second@contoso.test", "third@contoso.test"])
        {
            _world.Directory[userId] = FakeDirectory.Person(userId, TestWorld.AnnasMail, TestWorld.AnnasPhone);
            await _world.Denial.DenyAsync(await _world.IdentifiedAsync(userId), default);
            _world.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["third@contoso.test", "second@contoso.test", "first@contoso.test"], (await _world.Survey.BlockedAsync(default)).Select(blocked => blocked.UserId));
    }

    [Fact]
    public async Task Who_is_gone_from_the_directory_is_not_released()
    {
        await _world.Denial.DenyAsync(await _world.IdentifiedAsync(), default);
        var blocked = Assert.Single(await _world.Survey.BlockedAsync(default));
        _world.Directory[FakeDirectory.Anna] = FakeDirectory.Person("somebody.else@contoso.test");

        Assert.Equal(ReleaseOutcome.NothingToRelease, await _world.Releasing.ReleaseBlockedAsync(Desk, blocked.Id, default));
    }

    [Fact]
    public async Task Those_whom_limits_hold_back_stand_in_the_order_of_their_user_ids_each_once()
    {
        foreach (var userId in (string[])["zoe@contoso.test", "Bea@contoso.test", "carl@contoso.test"])
        {
            await FailAsync(userId, GateMethod.EmailAlternate);
            await _world.IdentifiedAsync(userId);
        }

        var now = await _world.Throttles.ReadAsync(default);

        Assert.Equal(["Bea@contoso.test", "carl@contoso.test", "zoe@contoso.test"], now.People.Select(throttled => throttled.UserId));
        Assert.True(now.IsWhole);
    }

    [Fact]
    public async Task Who_is_held_back_was_an_account_before_and_is_known_by_the_last_spelling()
    {
        _world.Directory["ANNA"] = _world.Directory[FakeDirectory.Anna];
        await _world.IdentifiedAsync();
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        await FailAsync("ANNA");
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        for (var visit = 0; visit < 6; visit++)
        {
            await _world.Codes.SendAsync((await _world.IdentifiedAsync()).Id, GateMethod.EmailAlternate, null, default);
        }

        var held = Assert.Single((await _world.Throttles.ReadAsync(default)).People);
        Assert.True(held.IsAccount);
        Assert.Contains(ThrottleReason.Failures, held.Why);
    }

    [Fact]
    public async Task Nobody_is_found_by_a_name_that_counts_for_nobody()
    {
        await FailAsync();

        Assert.Null(await _world.Throttles.FindAsync("", default));
        Assert.Null(await _world.Throttles.FindAsync("nobody", default));
        Assert.Equal(ReleaseOutcome.NothingToRelease, await _world.Releasing.ReleaseThrottledAsync(Desk, "nobody", default));
    }

    [Fact]
    public async Task Who_failed_and_was_reset_can_be_released_from_the_failures()
    {
        await _world.SetAsync(await _world.PageOpenAsync(), "Blue-Kettle-77-x");
        _world.Time.Advance(TimeSpan.FromHours(25));
        await FailAsync();
        var found = Assert.Single((await _world.Throttles.ReadAsync(default)).People);

        Assert.Equal([ThrottleReason.Failures], found.Why);
        Assert.True(found.CanBeReleased);
        Assert.True((found with { Why = [ThrottleReason.Failures, ThrottleReason.Resets] }).CanBeReleased);
        Assert.False((found with { Why = [ThrottleReason.WrongPasswords, ThrottleReason.Resets] }).CanBeReleased);
    }

    [Fact]
    public async Task What_an_administrator_looks_at_names_nobody()
    {
        await _world.AdminLog.NoteAsync(Desk, "looked", default);

        var noted = Assert.Single(_world.Audited);
        Assert.Equal(("looked", "", _world.Vault.Pepper.Pseudonym("admin-user", "desk"), AdminUser.Channel), (noted.Reason, noted.Person, noted.Session, noted.Channel));
    }

    [Fact]
    public async Task A_directory_that_is_down_releases_nobody()
    {
        await _world.Denial.DenyAsync(await _world.IdentifiedAsync(), default);
        _world.Directory.IsDown = true;
        var blocked = Assert.Single(await _world.Survey.BlockedAsync(default));

        Assert.Null(blocked.UserId);
        Assert.Equal(ReleaseOutcome.DirectoryDown, await _world.Releasing.ReleaseBlockedAsync(Desk, blocked.Id, default));
    }

    [Fact]
    public async Task One_person_releases_thirty_within_an_hour_and_no_more_however_they_ask()
    {
        for (var round = 0; round < Releasing.PerHour - 1; round++)
        {
            await BlockAsync();
            var blocked = Assert.Single(await _world.Survey.BlockedAsync(default));
            Assert.Equal(ReleaseOutcome.Done, await _world.Releasing.ReleaseBlockedAsync(Desk, blocked.Id, default));
        }

        await BlockAsync();
        var id = (await _world.Survey.BlockedAsync(default)).Single().Id;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _world.Releasing.ReleaseBlockedAsync(Desk, id, default)));

        Assert.Single(outcomes, outcome => outcome is ReleaseOutcome.Done);
        await BlockAsync();
        Assert.Equal(ReleaseOutcome.TooMany, await _world.Releasing.ReleaseBlockedAsync(Desk, id, default));
        Assert.Equal(ReleaseOutcome.Done, await _world.Releasing.ReleaseBlockedAsync(new AdminUser("another", AdminRole.HelpDesk), id, default));

        await BlockAsync();
        _world.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(ReleaseOutcome.Done, await _world.Releasing.ReleaseBlockedAsync(Desk, id, default));
    }

    [Fact]
    public void The_help_desk_sees_and_releases_and_no_more() =>
        Assert.Equal(
            [AdminRight.SeeActivity, AdminRight.SeeCoverage, AdminRight.SeeThrottled, AdminRight.Release, AdminRight.AskAboutAccount],
            Enum.GetValues<AdminRight>().Where(Desk.May));

    private Task<Enrolment?> BlockAsync() =>
        _world.People.ChangeAsync($"id-{FakeDirectory.Anna}", enrolment => enrolment with { BlockedAt = _world.Time.GetUtcNow() }, default);

    private async Task FailAsync(string userId = FakeDirectory.Anna, GateMethod method = GateMethod.EmailAlternate)
    {
        for (var tries = 0; tries < 2; tries++)
        {
            var session = await _world.IdentifiedAsync(userId);
            for (var code = 0; code < 3; code++)
            {
                if (code == 0)
                {
                    await _world.Codes.SendAsync(session.Id, method, null, default);
                }

                await _world.Codes.CheckAsync(session.Id, "000000", default);
            }
        }
    }
}
