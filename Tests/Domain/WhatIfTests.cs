using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class WhatIfTests
{
    private static readonly AdminUser Desk = new("desk", AdminRole.HelpDesk);

    private readonly TestWorld _world = new();

    [Fact]
    public async Task Who_can_reset_is_told_with_what_is_offered()
    {
        var outlook = await AskAsync(FakeDirectory.Anna);

        Assert.Equal((null, false, 2), (outlook.Why, outlook.DirectoryDown, outlook.Offer!.Gates));
        Assert.Equal([GateMethod.EmailAlternate, GateMethod.TextMobile, GateMethod.CallMobile], outlook.Offer.Methods);
        Assert.Empty(outlook.Throttles);
        Assert.Equal(
            (AuditActivity.AdminAreaUsed, "asked-what-if", _world.Vault.PersonName(FakeDirectory.Anna), "reset"),
            _world.Audited.Single() is var noted ? (noted.Activity, noted.Reason, noted.Person, noted.Detail) : default);
    }

    [Fact]
    public async Task The_first_check_that_fails_is_named()
    {
        Assert.Equal(Ineligible.NotFound, (await AskAsync("nobody@contoso.test")).Why);

        _world.Directory[FakeDirectory.Anna] = FakeDirectory.Person(FakeDirectory.Anna, TestWorld.AnnasMail);
        Assert.Equal(Ineligible.NotEnoughMethods, (await AskAsync(FakeDirectory.Anna)).Why);

        _world.Directory[FakeDirectory.Anna] = _world.Directory[FakeDirectory.Anna] with { Enabled = false };
        Assert.Equal(Ineligible.Disabled, (await AskAsync(FakeDirectory.Anna)).Why);

        _world.Directory[FakeDirectory.Anna] = _world.Directory[FakeDirectory.Anna] with { Privileged = true };
        Assert.Equal(Ineligible.Privileged, (await AskAsync(FakeDirectory.Anna)).Why);

        _world.Directory.Cannot = Goal.Change;
        Assert.Equal(Ineligible.NotInThisDirectory, (await _world.WhatIf.AskAsync(Desk, Goal.Change, FakeDirectory.Anna, default))!.Why);

        _world.Directory.IsDown = true;
        Assert.True((await AskAsync(FakeDirectory.Anna)).DirectoryDown);

        await _world.Switching.RefreshAsync([Switch.All], default);
        Assert.Equal(Ineligible.SwitchedOff, (await AskAsync(FakeDirectory.Anna)).Why);
    }

    [Theory]
    [InlineData(Goal.Change)]
    [InlineData(Goal.Register)]
    public async Task What_the_current_password_opens_asks_for_no_methods(Goal goal)
    {
        _world.Directory[FakeDirectory.Anna] = FakeDirectory.Person(FakeDirectory.Anna);
        var outlook = (await _world.WhatIf.AskAsync(Desk, goal, FakeDirectory.Anna, default))!;

        Assert.Equal((null, 0), (outlook.Why, outlook.Offer!.Gates));
        Assert.Empty(outlook.Offer.Methods);
    }

    [Fact]
    public async Task Where_self_service_is_for_nobody_that_is_told_and_no_more()
    {
        var world = new TestWorld(_world.Policy with { Enabled = EnabledFor.Nobody });
        var outlook = (await world.WhatIf.AskAsync(Desk, Goal.Reset, FakeDirectory.Anna, default))!;

        Assert.Equal((Ineligible.SelfServiceOff, false), (outlook.Why, outlook.DirectoryDown));
        Assert.Null(outlook.Offer);
        Assert.Empty(world.Directory.Looked);
    }

    [Fact]
    public async Task Somebody_who_may_not_reset_is_there_all_the_same()
    {
        _world.Directory[FakeDirectory.Anna] = _world.Directory[FakeDirectory.Anna] with { Enabled = false };
        var outlook = await AskAsync(FakeDirectory.Anna);

        Assert.Equal((Ineligible.Disabled, false), (outlook.Why, outlook.DirectoryDown));
        Assert.Null(outlook.Offer);
    }

    [Fact]
    public async Task What_holds_somebody_back_is_told()
    {
        await _world.SetAsync(await _world.PageOpenAsync(), "Blue-Kettle-77-x");

        Assert.Equal([ThrottleReason.Resets], (await AskAsync(FakeDirectory.Anna)).Throttles);
    }

    [Fact]
    public async Task What_is_no_user_id_is_asked_of_nobody()
    {
        Assert.Null(await _world.WhatIf.AskAsync(Desk, Goal.Reset, "", default));
        Assert.Null(await _world.WhatIf.AskAsync(Desk, Goal.Reset, new string('x', 200), default));
        Assert.Empty(_world.Directory.Looked);
    }

    [Fact]
    public async Task A_policy_strands_those_who_can_now_and_could_not_then()
    {
        await RegisterAsync("both@contoso.test", TestWorld.AnnasMail, TestWorld.AnnasPhone);
        await RegisterAsync("mail@contoso.test", TestWorld.AnnasMail);
        await RegisterAsync("none@contoso.test");

        var one = await _world.Survey.OutlookAsync(_world.Policy with { Gates = 1 }, default);
        var mailOnly = await _world.Survey.OutlookAsync(_world.Policy with { Methods = [GateMethod.EmailAlternate, GateMethod.AuthenticatorApp], DirectoryContacts = false }, default);

        Assert.Equal(new PolicyOutlook(Asked: 3, CanNow: 2, Could: 3, Stranded: 0, NotAsked: 0), one);
        Assert.Equal(new PolicyOutlook(Asked: 3, CanNow: 2, Could: 0, Stranded: 2, NotAsked: 0), mailOnly);

        _world.Directory.IsDown = true;
        Assert.Equal(new PolicyOutlook(Asked: 0, CanNow: 0, Could: 0, Stranded: 0, NotAsked: 3), await _world.Survey.OutlookAsync(_world.Policy, default));
    }

    [Fact]
    public async Task Coverage_counts_what_was_registered_with_the_bot()
    {
        await RegisterAsync("one@contoso.test");
        await RegisterAsync("two@contoso.test");
        await _world.People.ChangeAsync("id-two@contoso.test", enrolment => enrolment.With(new EnrolledContact(ContactKind.AuthenticationEmail, "two@example.net", _world.Time.GetUtcNow())), default);
        await _world.People.ChangeAsync("id-blocked", enrolment => enrolment with { BlockedAt = _world.Time.GetUtcNow() }, default);
        _world.Time.Advance(TimeSpan.FromDays(181));

        var coverage = await _world.Survey.CoverageAsync(default);

        Assert.Equal((2, 1, 2), (coverage.People, coverage.Enough, coverage.ReconfirmDue));
        Assert.Equal(
            [(RecoveryOption.AuthenticationPhone, 0), (RecoveryOption.AuthenticationEmail, 1), (RecoveryOption.AuthenticatorApp, 2), (RecoveryOption.SecurityQuestions, 0)],
            coverage.ByOption.Select(option => (option.Key, option.Value)));
    }

    [Fact]
    public async Task Who_has_confirmed_lately_is_not_due_and_who_has_enough_is_counted()
    {
        await RegisterAsync("one@contoso.test");
        await RegisterAsync("two@contoso.test");
        await RegisterAsync("three@contoso.test");
        await _world.People.ChangeAsync("id-two@contoso.test", enrolment => enrolment.With(new EnrolledContact(ContactKind.AuthenticationEmail, "two@example.net", _world.Time.GetUtcNow())), default);
        _world.Time.Advance(TimeSpan.FromDays(1));

        var coverage = await _world.Survey.CoverageAsync(default);

        Assert.Equal((3, 1, 0), (coverage.People, coverage.Enough, coverage.ReconfirmDue));
    }

    private async Task<AccountOutlook> AskAsync(string userId) => (await _world.WhatIf.AskAsync(Desk, Goal.Reset, userId, default))!;

    private async Task RegisterAsync(string userId, params ContactPoint[] contacts)
    {
        _world.Directory[userId] = FakeDirectory.Person(userId, contacts);
        await _world.People.ChangeAsync(
            $"id-{userId}", enrolment => enrolment with { App = new EnrolledApp("SEED", 0, _world.Time.GetUtcNow()), ConfirmedAt = _world.Time.GetUtcNow() }, default);
    }
}
