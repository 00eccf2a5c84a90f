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
