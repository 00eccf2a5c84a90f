using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SsprBot.Directories;
using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class DenialTests
{
    private const string Good = "Blue-Kettle-77-x";

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Saying_it_blocks_the_account_and_ends_what_is_open_and_warns_the_administrators()
    {
        var (world, token) = await NoticedAsync();
        world.Time.Advance(TimeSpan.FromHours(25));
        var open = await world.PageOpenAsync();

        Assert.Equal(DenialOutcome.Done, await world.Denial.DenyAsync(token, None));

        Assert.IsType<ResetOutcome.NotValid>(await world.SetAsync(open, "Another-Kettle-78-y"));
        Assert.Single(world.Directory.Set);
        Assert.Equal([FakeDirectory.Anna], world.Directory.SessionsEnded);
        var warning = Assert.Single(world.Sent, message => message.Letter is Letter.SuspiciousActivity);
        Assert.Equal((OutboxKind.Mail, "admin@contoso.test", FakeDirectory.Anna), (warning.Kind, warning.To, warning.Holes["userId"]));
        Assert.Single(world.Audited, line => line is { Activity: AuditActivity.SuspiciousActivityReported, Result: AuditResult.Blocked, Reason: "denied-by-owner" });
    }

    [Fact]
    public async Task An_open_visit_is_ended_even_after_the_account_is_released()
    {
        var (world, token) = await NoticedAsync();
        world.Time.Advance(TimeSpan.FromHours(25));
        var open = await world.PageOpenAsync();
        await world.Denial.DenyAsync(token, None);
        Assert.True(await world.Denial.ReleaseAsync(world.Directory[FakeDirectory.Anna], TestWorld.Stranger(), None));

        Assert.IsType<ResetOutcome.NotValid>(await world.SetAsync(open, "Another-Kettle-78-y"));

        Assert.Contains(world.Audited, line => line is { Activity: AuditActivity.ResetPassword, Reason: "superseded" });
        Assert.Single(world.Directory.Set);
    }

    [Fact]
    public async Task A_code_that_is_open_proves_nothing_any_more()
    {
        var (world, token) = await NoticedAsync();
        world.Time.Advance(TimeSpan.FromHours(25));
        var session = await world.IdentifiedAsync();
        await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);

        await world.Denial.DenyAsync(token, None);

        Assert.IsType<GateCheck.Expired>(await world.Codes.CheckAsync(session.Id, world.LastCode(), None));
    }

    [Fact]
    public async Task Two_hundred_at_once_say_it_once()
    {
        var (world, token) = await NoticedAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => world.Denial.DenyAsync(token, None))));

        Assert.Single(outcomes, DenialOutcome.Done);
        Assert.Single(world.Sent, message => message.Letter is Letter.SuspiciousActivity);
        Assert.Single(world.Directory.SessionsEnded);
        Assert.Single(world.Audited, line => line.Activity is AuditActivity.SuspiciousActivityReported);
    }

    [Fact]
    public async Task A_used_link_does_not_block_again_what_was_released()
    {
        var (world, token) = await NoticedAsync();
        await world.Denial.DenyAsync(token, None);
        var anna = world.Directory[FakeDirectory.Anna];
        Assert.True(await world.Denial.ReleaseAsync(anna, TestWorld.Stranger(), None));
        Assert.False(await world.Denial.ReleaseAsync(anna, TestWorld.Stranger(), None));

        Assert.Equal(DenialOutcome.NotValid, await world.Denial.DenyAsync(token, None));

        Assert.Null(await BlockedAtAsync(world));
        world.Time.Advance(TimeSpan.FromHours(25));
        Assert.NotNull((await world.IdentifiedAsync()).Subject);
    }

    [Theory]
    [InlineData(30 * 24 * 60 - 1, DenialOutcome.Done)]
    [InlineData(30 * 24 * 60, DenialOutcome.NotValid)]
    public async Task A_link_is_good_for_thirty_days(int minutes, DenialOutcome outcome)
    {
        var (world, token) = await NoticedAsync();
        world.Time.Advance(TimeSpan.FromMinutes(minutes));
        Assert.Equal(outcome is DenialOutcome.Done, await world.DenialLinks.LookAsync(token, None) is not null);
        Assert.Equal(outcome, await world.Denial.DenyAsync(token, None));
        Assert.Equal(outcome is DenialOutcome.Done, await BlockedAtAsync(world) is not null);
    }

    [Fact]
    public async Task A_link_that_was_never_issued_does_nothing()
    {
        var (world, token) = await NoticedAsync();
        foreach (var other in (string[])["", "x", Secrets.NewId(), token + "A", token[..^1], token.ToUpperInvariant() + " ", new string('a', 5000)])
        {
            Assert.Equal(DenialOutcome.NotValid, await world.Denial.DenyAsync(other, None));
        }

        Assert.Null(await BlockedAtAsync(world));
    }

    [Fact]
    public async Task Looking_at_a_link_changes_nothing()
    {
        var (world, token) = await NoticedAsync();
        var before = world.Records.Kept.Select(record => $"{record.Key} {record.Value.Version}").Order().ToArray();
        Assert.NotNull(await world.DenialLinks.LookAsync(token, None));
        Assert.Equal(before, world.Records.Kept.Select(record => $"{record.Key} {record.Value.Version}").Order());
    }

    [Fact]
    public async Task No_record_tells_what_the_link_is()
    {
        var (world, token) = await NoticedAsync();
        Assert.Contains(world.Records.Kept.Keys, key => key.Kind.Name == "denial");
        Assert.DoesNotContain(world.Records.Kept, record => record.Key.Id.Contains(token, StringComparison.Ordinal)
            || Encoding.UTF8.GetString(record.Value.Content.Span).Contains(token, StringComparison.Ordinal));
        Assert.DoesNotContain(world.Audited, line => line.ToString().Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task To_a_stranger_a_blocked_account_is_like_any_other()
    {
        var (world, token) = await NoticedAsync();
        world.Time.Advance(TimeSpan.FromHours(25));
        await world.Denial.DenyAsync(token, None);

        var session = await world.IdentifiedAsync();
        var sent = await world.Codes.SendAsync(session.Id, session.OpenMethods()[0], null, None);

        Assert.True(session.IsDecoy);
        Assert.IsType<CodeSending.OnItsWay>(sent);
        Assert.Equal(OutboxKind.Nothing, world.Sent.Last().Kind);
        Assert.Equal(new Identified.Refused(Ineligible.Blocked), await world.Identification.BeginAsync(
            Goal.Reset, FakeDirectory.Anna, TestWorld.Stranger() with { TrustedUserId = FakeDirectory.Anna }, None));
    }

    [Fact]
    public async Task A_directory_that_is_down_does_not_keep_the_account_open()
    {
        var (world, token) = await NoticedAsync();
        world.Directory.IsDown = true;
        Assert.Equal(DenialOutcome.Done, await world.Denial.DenyAsync(token, None));
        Assert.NotNull(await BlockedAtAsync(world));
        Assert.Contains(world.Sent, message => message.Letter is Letter.SuspiciousActivity);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sessions_that_could_not_be_ended_at_once_are_ended_when_the_directory_is_there_again(bool down)
    {
        var (world, token) = await NoticedAsync();
        (world.Directory.IsDown, world.Directory.CannotEndSessions) = (down, !down);
        Assert.Equal(DenialOutcome.Done, await world.Denial.DenyAsync(token, None));
        Assert.Equal(["sessions-not-ended-yet"], Endings(world));

        world.Time.Advance(TimeSpan.FromHours(50));
        Assert.Equal(1, await world.SessionEnding.TryAllAsync(None));
        (world.Directory.IsDown, world.Directory.CannotEndSessions) = (false, false);
        Assert.Equal(1, await world.SessionEnding.TryAllAsync(None));
        Assert.Empty(world.Directory.SessionsEnded);

        // Whoever looks after a restart finds it in the records.
        world.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await new SessionEnding(world.Vault, world.Directory).TryAllAsync(None));

        Assert.Equal([FakeDirectory.Anna], world.Directory.SessionsEnded);
        Assert.Equal(["sessions-not-ended-yet", "sessions-ended"], Endings(world));
        Assert.DoesNotContain(world.Records.Kept.Keys, key => key.Kind.Name == "sessions-to-end");
    }

    [Fact]
    public async Task Sessions_of_an_account_that_is_gone_need_no_end()
    {
        var (world, token) = await NoticedAsync();
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { Id = "another" };

        await world.Denial.DenyAsync(token, None);

        Assert.Empty(world.Directory.SessionsEnded);
        Assert.Equal(["account-gone"], Endings(world));
        Assert.Equal(0, await world.SessionEnding.TryAllAsync(None));
    }

    [Fact]
    public async Task The_host_ends_sessions_once_the_directory_is_up()
    {
        var (world, token) = await NoticedAsync();
        world.Directory.IsDown = true;
        await world.Denial.DenyAsync(token, None);
        using var ender = new SessionEnder(world.SessionEnding, world.Time, NullLogger<SessionEnder>.Instance);
        await ender.StartAsync(None);
        world.Directory.IsDown = false;

        await Waiting.UntilAsync(() =>
        {
            world.Time.Advance(TimeSpan.FromMinutes(1));
            return world.Directory.SessionsEnded.Count > 0;
        });
        await ender.StopAsync(None);
        Assert.Equal([FakeDirectory.Anna], world.Directory.SessionsEnded);
    }

    [Fact]
    public async Task In_a_call_or_a_text_it_is_said_for_the_session_once()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        var decoy = await world.IdentifiedAsync("nobody@contoso.test");

        Assert.Equal(DenialOutcome.Done, await world.Denial.DenyAsync(session, None));
        Assert.Equal(DenialOutcome.NotValid, await world.Denial.DenyAsync(session, None));
        Assert.Equal(DenialOutcome.NotValid, await world.Denial.DenyAsync(decoy, None));

        Assert.NotNull(await BlockedAtAsync(world));
        Assert.Single(world.Sent, message => message.Letter is Letter.SuspiciousActivity);
    }

    [Fact]
    public async Task What_cannot_be_audited_is_not_released()
    {
        var (world, token) = await NoticedAsync();
        await world.Denial.DenyAsync(token, None);
        world.AuditIsBroken = true;
        await Assert.ThrowsAsync<IOException>(() => world.Denial.ReleaseAsync(world.Directory[FakeDirectory.Anna], TestWorld.Stranger(), None));
        Assert.NotNull(await BlockedAtAsync(world));
    }

    [Fact]
    public async Task A_notice_goes_to_what_was_registered_before_as_well_each_with_the_same_link()
    {
        var world = new TestWorld();
        EnrolledContact[] registered =
        [
            new(ContactKind.AuthenticationEmail, "anna@example.org", world.Vault.Now.AddDays(-30)),
            new(ContactKind.AuthenticationPhone, "+14255550133", world.Vault.Now.AddDays(-30)),
        ];
        await world.People.ChangeAsync(world.Directory[FakeDirectory.Anna].Id, now => now with { Contacts = registered }, None);
        await world.SetAsync(await world.PageOpenAsync(), Good);

        var notices = world.Sent.Where(message => message.Letter is Letter.PasswordWasReset).ToArray();
        Assert.Equal(
            [
                (OutboxKind.Mail, "anna.lima@contoso.test"), (OutboxKind.Mail, "anna.lima@example.net"), (OutboxKind.Mail, "anna@example.org"),
                (OutboxKind.Sms, "+14255550101"), (OutboxKind.Sms, "+14255550133"),
            ],
            notices.Select(message => (message.Kind, message.To)).Order());
        Assert.Single(notices.Select(message => message.Holes["notMe"]).Distinct());
        Assert.Matches("^https://reset\\.contoso\\.test/not-me/[A-Za-z0-9_-]{22}$", notices[0].Holes["notMe"]);
    }

    [Fact]
    public async Task The_other_administrators_are_told_about_an_administrators_account()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Administrators = AdministratorPolicy.TwoGates });
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { Privileged = true };
        await world.SetAsync(await world.PageOpenAsync(), Good);
        var told = Assert.Single(world.Sent, message => message.Letter is Letter.AdministratorsPasswordWasReset);
        Assert.Equal(("admin@contoso.test", FakeDirectory.Anna, false), (told.To, told.Holes["userId"], told.Holes.ContainsKey("notMe")));
    }

    [Fact]
    public async Task At_most_a_hundred_administrators_get_a_mail_each_once()
    {
        var world = new TestWorld();
        var many = Enumerable.Range(0, 150).Select(i => $"admin{i}@contoso.test").Append("ADMIN0@contoso.test").Append("admin0@contoso.test");
        var mail = new AdministratorMail(world, world.Vault, world.Organisation with { Administrators = [.. many] });
        await mail.SendAsync(Letter.SuspiciousActivity, "event", new Dictionary<string, string>(), None, but: FakeDirectory.Person("admin7@contoso.test"));
        Assert.Equal(100, world.Sent.Count);
        Assert.Equal(100, world.Sent.Select(message => message.To.ToUpperInvariant()).Distinct().Count());
        Assert.DoesNotContain(world.Sent, message => message.To == "admin7@contoso.test");
    }

    private static async Task<(TestWorld World, string Token)> NoticedAsync()
    {
        var world = new TestWorld();
        Assert.IsType<ResetOutcome.Done>(await world.SetAsync(await world.PageOpenAsync(), Good));
        return (world, world.LastNotMe());
    }

    private static IEnumerable<string> Endings(TestWorld world) =>
        world.Audited.Select(line => line.Reason).Where(reason => reason.StartsWith("sessions-", StringComparison.Ordinal) || reason == "account-gone");

    private static async Task<DateTimeOffset?> BlockedAtAsync(TestWorld world) =>
        (await world.Vault.Enrolments.ReadAsync(world.Pepper.Pseudonym("enrolment", $"id-{FakeDirectory.Anna}"), None))?.Value.BlockedAt;
}
