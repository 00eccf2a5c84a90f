using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class AppRegistrationTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_right_code_registers_the_app_that_was_shown()
    {
        var world = new TestWorld();
        var key = await world.KeyToRegisterAsync();
        var waiting = Assert.IsType<AppRegistering.Waiting>(await world.AppRegistration.BeginAsync(key, None));
        var seed = FakeApp.SeedOf(waiting);

        Assert.Equal(new AppRegistering.Registered(), await world.AppRegistration.ConfirmAsync(key, new FakeApp(world, seed).Code(), None));

        Assert.Equal(new EnrolledApp(seed, world.Time.GetUtcNow().ToUnixTimeSeconds() / 30, world.Time.GetUtcNow()), (await EnrolmentAsync(world)).App);
        Assert.Equal(1, world.Woken);
        Assert.Contains(world.Audited, happened => happened is { Activity: AuditActivity.SecurityInfoChanged, Result: AuditResult.Succeeded, Reason: "registered" });
        Assert.DoesNotContain(world.Audited, happened => happened.ToString().Contains(seed, StringComparison.Ordinal));
        Assert.Equal(new AppRegistering.Registered(), await world.AppRegistration.BeginAsync(key, None));
    }

    [Fact]
    public async Task The_key_is_shown_in_groups_and_as_an_address_that_apps_understand()
    {
        var world = new TestWorld();
        var waiting = Assert.IsType<AppRegistering.Waiting>(await world.AppRegistration.BeginAsync(await world.KeyToRegisterAsync(), None));

        Assert.Matches("^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$", waiting.Key);
        Assert.Equal(
            $"otpauth://totp/Contoso:anna.lima%40contoso.test?secret={FakeApp.SeedOf(waiting)}&issuer=Contoso&algorithm=SHA1&digits=6&period=30", waiting.Address);
        Assert.DoesNotContain(FakeApp.SeedOf(waiting), waiting.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Müller & Söhne: IT", "M%C3%BCller%20%26%20S%C3%B6hne%20%20IT")]
    [InlineData("A/B?c=d#e+%", "A%2FB%3Fc%3Dd%23e%2B%25")]
    public async Task The_organisations_name_is_escaped(string name, string escaped)
    {
        var world = new TestWorld();
        var registration = new AppRegistration(world.Vault, world.Registrar, world.Organisation with { Name = name }, world);
        var waiting = Assert.IsType<AppRegistering.Waiting>(await registration.BeginAsync(await world.KeyToRegisterAsync(), None));

        Assert.StartsWith($"otpauth://totp/{escaped}:anna", waiting.Address, StringComparison.Ordinal);
        Assert.Contains($"&issuer={escaped}&", waiting.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_page_shows_one_seed_and_another_page_another()
    {
        var world = new TestWorld();
        var first = await world.KeyToRegisterAsync();
        var shown = await world.AppRegistration.BeginAsync(first, None);
        Assert.Equal(shown, await world.AppRegistration.BeginAsync(first, None));

        var second = await world.OpenAsync((await world.Links.IssueAsync(first.Split('.')[0], None))!);
        var other = await world.AppRegistration.BeginAsync(second, None);

        Assert.NotEqual(shown, other);
        Assert.Equal(new AppRegistering.NotValid(), await world.AppRegistration.BeginAsync(first, None));
        Assert.Equal(new AppRegistering.NotValid(), await world.AppRegistration.ConfirmAsync(first, CodeOf(world, other), None));
        Assert.Equal(new AppRegistering.Registered(), await world.AppRegistration.ConfirmAsync(second, CodeOf(world, other), None));
    }

    [Fact]
    public async Task A_code_that_nobody_was_shown_a_seed_for_registers_nothing()
    {
        var world = new TestWorld();

        Assert.Equal(new AppRegistering.NotValid(), await world.AppRegistration.ConfirmAsync(await world.KeyToRegisterAsync(), "123456", None));
        Assert.Null((await EnrolmentAsync(world)).App);
    }

    [Fact]
    public async Task Five_wrong_codes_end_it_and_a_new_link_begins_anew()
    {
        var world = new TestWorld();
        var key = await world.KeyToRegisterAsync();
        var waiting = await world.AppRegistration.BeginAsync(key, None);
        for (var left = 4; left > 0; left--)
        {
            Assert.Equal(new AppRegistering.Wrong(left), await world.AppRegistration.ConfirmAsync(key, "wrong", None));
        }

        Assert.Equal(new AppRegistering.UsedUp(), await world.AppRegistration.ConfirmAsync(key, "wrong", None));
        Assert.Equal(new AppRegistering.UsedUp(), await world.AppRegistration.ConfirmAsync(key, CodeOf(world, waiting), None));
        Assert.Equal(new AppRegistering.UsedUp(), await world.AppRegistration.BeginAsync(key, None));
        Assert.Null((await EnrolmentAsync(world)).App);
        Assert.Equal(1, world.Woken);

        var again = await world.OpenAsync((await world.Links.IssueAsync(key.Split('.')[0], None))!);
        var anew = await world.AppRegistration.BeginAsync(again, None);
        Assert.Equal(new AppRegistering.Registered(), await world.AppRegistration.ConfirmAsync(again, CodeOf(world, anew), None));
    }

    [Fact]
    public async Task The_last_of_five_tries_may_be_right()
    {
        var world = new TestWorld();
        var key = await world.KeyToRegisterAsync();
        var waiting = await world.AppRegistration.BeginAsync(key, None);
        for (var i = 0; i < 4; i++)
        {
            await world.AppRegistration.ConfirmAsync(key, "wrong", None);
        }

        Assert.Equal(new AppRegistering.Registered(), await world.AppRegistration.ConfirmAsync(key, CodeOf(world, waiting), None));
        Assert.Equal(new AppRegistering.Registered(), await world.AppRegistration.BeginAsync(key, None));
    }

    [Fact]
    public async Task A_hundred_wrong_codes_at_once_are_compared_five_times()
    {
        var world = new TestWorld();
        var key = await world.KeyToRegisterAsync();
        await world.AppRegistration.BeginAsync(key, None);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => world.AppRegistration.ConfirmAsync(key, "000000", None))));

        Assert.InRange(world.Audited.Count(happened => happened.Reason == "wrong-code"), 1, 5);
    }

    [Fact]
    public async Task A_new_app_takes_the_place_of_the_old_one()
    {
        var world = new TestWorld();
        var old = await FakeApp.OfAnnaAsync(world);
        var key = await world.KeyToRegisterAsync();
        var waiting = await world.AppRegistration.BeginAsync(key, None);

        Assert.Equal(new AppRegistering.Wrong(4), await world.AppRegistration.ConfirmAsync(key, old.Code(), None));
        Assert.Equal(FakeApp.Seed, (await EnrolmentAsync(world)).App!.Seed);
        Assert.Equal(new AppRegistering.Registered(), await world.AppRegistration.ConfirmAsync(key, CodeOf(world, waiting), None));
        Assert.Equal(FakeApp.SeedOf(waiting), (await EnrolmentAsync(world)).App!.Seed);
    }

    [Fact]
    public async Task The_code_that_registered_the_app_is_no_proof_and_the_next_one_is()
    {
        var world = new TestWorld();
        var key = await world.KeyToRegisterAsync();
        var app = new FakeApp(world, FakeApp.SeedOf(await world.AppRegistration.BeginAsync(key, None)));
        await world.AppRegistration.ConfirmAsync(key, app.Code(), None);
        var session = await world.IdentifiedAsync();
        await world.Authenticator.AskAsync(session.Id, None);

        Assert.Equal(new GateCheck.Wrong(2), await world.Authenticator.CheckAsync(session.Id, app.Code(), None));
        Assert.IsType<GateCheck.Right>(await world.Authenticator.CheckAsync(session.Id, app.Code(1), None));
    }

    [Theory]
    [InlineData(Goal.Reset, SessionState.PageOpen)]
    [InlineData(Goal.Unlock, SessionState.PageOpen)]
    [InlineData(Goal.Change, SessionState.PageOpen)]
    [InlineData(Goal.Register, SessionState.Started)]
    [InlineData(Goal.Register, SessionState.Proving)]
    [InlineData(Goal.Register, SessionState.Setting)]
    [InlineData(Goal.Register, SessionState.Completed)]
    [InlineData(Goal.Register, SessionState.Cancelled)]
    public async Task No_other_session_registers(Goal goal, SessionState state)
    {
        var world = new TestWorld();
        var key = await world.KeyToRegisterAsync();
        var waiting = await world.AppRegistration.BeginAsync(key, None);
        await world.ChangeSessionAsync(key, session => session with { Goal = goal, State = state });

        Assert.Equal(new AppRegistering.NotValid(), await world.AppRegistration.BeginAsync(key, None));
        Assert.Equal(new AppRegistering.NotValid(), await world.AppRegistration.ConfirmAsync(key, CodeOf(world, waiting), None));
        Assert.Null((await EnrolmentAsync(world)).App);
    }

    [Fact]
    public async Task A_decoy_an_old_session_and_a_wrong_key_register_nothing()
    {
        var world = new TestWorld();
        var key = await world.KeyToRegisterAsync();
        await world.AppRegistration.BeginAsync(key, None);
        Assert.Equal(new AppRegistering.NotValid(), await world.AppRegistration.BeginAsync(key[..^1] + (key[^1] == 'A' ? 'B' : 'A'), None));
        Assert.Equal(new AppRegistering.NotValid(), await world.AppRegistration.BeginAsync("", None));
        Assert.Equal(new AppRegistering.NotValid(), await world.AppRegistration.BeginAsync(".", None));
        world.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(new AppRegistering.NotValid(), await world.AppRegistration.BeginAsync(key, None));

        var decoys = await world.KeyToRegisterAsync();
        await world.ChangeSessionAsync(decoys, session => session with { Subject = null });
        Assert.Equal(new AppRegistering.NotValid(), await world.AppRegistration.BeginAsync(decoys, None));
    }

    [Fact]
    public async Task Everything_is_checked_again_at_the_last_moment()
    {
        var world = new TestWorld();
        var key = await world.KeyToRegisterAsync();
        var waiting = await world.AppRegistration.BeginAsync(key, None);
        var anna = world.Directory[FakeDirectory.Anna];

        world.Directory.IsDown = true;
        Assert.Equal(new AppRegistering.DirectoryDown(), await world.AppRegistration.ConfirmAsync(key, CodeOf(world, waiting), None));
        world.Directory.IsDown = false;
        foreach (var changed in (Account[])[anna with { Enabled = false }, anna with { Privileged = true }, anna with { PasswordSetAt = world.Time.GetUtcNow() }])
        {
            world.Directory[FakeDirectory.Anna] = changed;
            Assert.Equal(new AppRegistering.NotValid(), await world.AppRegistration.ConfirmAsync(key, CodeOf(world, waiting), None));
        }

        world.Directory[FakeDirectory.Anna] = anna;
        await world.People.ChangeAsync(anna.Id, enrolment => enrolment with { BlockedAt = world.Time.GetUtcNow() }, None);
        Assert.Equal(new AppRegistering.NotValid(), await world.AppRegistration.ConfirmAsync(key, CodeOf(world, waiting), None));
        await world.People.ChangeAsync(anna.Id, enrolment => enrolment with { BlockedAt = null }, None);
        Assert.Equal(new AppRegistering.Registered(), await world.AppRegistration.ConfirmAsync(key, CodeOf(world, waiting), None));
    }

    [Fact]
    public async Task What_cannot_be_audited_is_not_registered()
    {
        var world = new TestWorld();
        var key = await world.KeyToRegisterAsync();
        var waiting = await world.AppRegistration.BeginAsync(key, None);
        world.AuditIsBroken = true;

        await Assert.ThrowsAsync<IOException>(() => world.AppRegistration.ConfirmAsync(key, CodeOf(world, waiting), None));
        Assert.Null((await EnrolmentAsync(world)).App);
    }

    [Fact]
    public async Task A_session_for_registering_sets_no_password()
    {
        var world = new TestWorld();
        var key = await world.KeyToRegisterAsync();

        Assert.Null(await world.Reset.FormAsync(key, None));
        Assert.IsType<ResetOutcome.NotValid>(await world.SetAsync(key, "Blue-Kettle-77-x"));
        Assert.Empty(world.Directory.Set);
    }

    private static string CodeOf(TestWorld world, AppRegistering shown) => new FakeApp(world, FakeApp.SeedOf(shown)).Code();

    private static async Task<Enrolment> EnrolmentAsync(TestWorld world) =>
        ((Found.One)await world.People.ReadAsync(world.Directory[FakeDirectory.Anna].Id, None)).Account.Enrolment;
}
