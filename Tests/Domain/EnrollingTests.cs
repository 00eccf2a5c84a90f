using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class EnrollingTests
{
    private const string Mail = "anna@example.org";
    private const string Phone = "+14255550177";

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_mail_address_counts_once_its_code_is_right()
    {
        var world = new TestWorld();
        var session = await world.RegisteringAsync();

        Assert.Equal(
            new ContactSending.OnItsWay(ContactKind.AuthenticationEmail, "a***.org", 6, TimeSpan.FromMinutes(5)),
            await world.Enrolling.SendAsync(session, ContactKind.AuthenticationEmail, " anna@EXAMPLE.org ", None));
        Assert.Empty((await world.EnrolmentAsync()).Contacts);
        Assert.Equal((OutboxKind.Mail, Mail, Letter.ConfirmContact), (world.Sent.Single().Kind, world.Sent.Single().To, world.Sent.Single().Letter));

        var confirmed = Assert.IsType<ContactCheck.Confirmed>(await world.Enrolling.ConfirmAsync(session, world.LastCode(), None));

        Assert.Equal([new RegisteredOption(RecoveryOption.AuthenticationEmail, "a***.org")], confirmed.Registered.Options);
        var enrolment = await world.EnrolmentAsync();
        Assert.Equal([new EnrolledContact(ContactKind.AuthenticationEmail, Mail, world.Vault.Now)], enrolment.Contacts);
        Assert.Equal(world.Vault.Now, enrolment.ConfirmedAt);
        Assert.Contains(world.Audited, happened => happened is { Activity: AuditActivity.SecurityInfoChanged, Result: AuditResult.Succeeded, Reason: "registered", Detail: "authentication-email" });
    }

    [Theory]
    [InlineData(ContactKind.AuthenticationEmail, Mail, OutboxKind.Mail, 8, 10)]
    [InlineData(ContactKind.AuthenticationPhone, Phone, OutboxKind.Sms, 6, 5)]
    public async Task What_confirms_a_contact_point_says_all_that_is_needed(ContactKind kind, string value, OutboxKind sent, int digits, int minutes)
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, MailCodeDigits = 8, MailCodeLifetime = TimeSpan.FromMinutes(10) });
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { Language = "nl" };
        await world.Enrolling.SendAsync(await world.RegisteringAsync(), kind, value, None);

        var message = world.Sent.Single();
        Assert.Equal((sent, value, "nl", world.Vault.Now.AddMinutes(minutes)), (message.Kind, message.To, message.Language, message.GoodUntil));
        Assert.Equal(($"{minutes}", "Contoso", digits), (message.Holes["minutes"], message.Holes["organisation"], message.Holes["code"].Length));
    }

    [Fact]
    public async Task Whose_language_the_directory_does_not_know_is_written_to_in_that_of_the_visit()
    {
        var world = new TestWorld();
        var key = await world.KeyToRegisterAsync();
        await world.ChangeSessionAsync(key, session => session with { Visitor = session.Visitor with { Chat = session.Visitor.Chat with { Language = "fr" } } });
        await world.Enrolling.SendAsync(key.Split('.')[0], ContactKind.AuthenticationEmail, Mail, None);

        Assert.Equal("fr", world.Sent.Last().Language);
    }

    [Fact]
    public async Task A_mailbox_at_the_domain_of_either_name_is_the_organisations()
    {
        var world = new TestWorld();
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { Mail = "anna@mail.contoso.test" };
        var session = await world.RegisteringAsync();

        Assert.IsType<ContactSending.OwnMailbox>(await world.Enrolling.SendAsync(session, ContactKind.AuthenticationEmail, "other@mail.contoso.test", None));
        Assert.IsType<ContactSending.OwnMailbox>(await world.Enrolling.SendAsync(session, ContactKind.AuthenticationEmail, "other@contoso.test", None));
        Assert.IsType<ContactSending.OnItsWay>(await world.Enrolling.SendAsync(session, ContactKind.AuthenticationEmail, Mail, None));
    }

    [Fact]
    public async Task What_is_registered_later_confirms_nothing_of_before()
    {
        var world = new TestWorld();
        var first = world.Vault.Now;
        await RegisterAsync(world, await world.RegisteringAsync(), ContactKind.AuthenticationEmail, Mail);
        world.Time.Advance(TimeSpan.FromDays(3));
        var session = await world.RegisteringAsync();
        await RegisterAsync(world, session, ContactKind.AuthenticationPhone, Phone);
        Assert.Equal(first, (await world.EnrolmentAsync()).ConfirmedAt);

        await world.Registrar.RemoveAsync(session, RecoveryOption.AuthenticationEmail, None);
        Assert.Equal(first, (await world.EnrolmentAsync()).ConfirmedAt);
        Assert.Equal(["***77"], Assert.IsType<EnrolmentChange.Done>(await world.Registrar.LookAsync(session, None)).Registered.Options.Select(option => option.Hint));

        await world.Registrar.RemoveAsync(session, RecoveryOption.AuthenticationPhone, None);
        Assert.Null((await world.EnrolmentAsync()).ConfirmedAt);
    }

    [Fact]
    public async Task Where_nothing_is_ever_due_nobody_is_asked_again()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, ReconfirmDays = 0 });
        await RegisterAsync(world, await world.RegisteringAsync(), ContactKind.AuthenticationEmail, Mail);
        world.Time.Advance(TimeSpan.FromDays(2000));

        Assert.False(Assert.IsType<EnrolmentChange.Done>(await world.Registrar.LookAsync(await world.RegisteringAsync(), None)).Registered.ReconfirmDue);
    }

    [Fact]
    public async Task A_phone_takes_the_place_of_the_old_one_and_the_old_ones_are_told()
    {
        var world = new TestWorld();
        var session = await world.RegisteringAsync();
        await RegisterAsync(world, session, ContactKind.AuthenticationPhone, "+1 (425) 555-0177");
        var before = world.Sent.Count;

        await RegisterAsync(world, session, ContactKind.AuthenticationPhone, "+14255550188");

        Assert.Equal(["+14255550188"], (await world.EnrolmentAsync()).Contacts.Select(contact => contact.Value));
        Assert.Equal(
            [TestWorld.AnnasMail.Value, TestWorld.AnnasPhone.Value, Phone, FakeDirectory.Anna],
            world.Sent.Skip(before).Where(message => message.Letter is Letter.SecurityInfoChanged).Select(message => message.To));
    }

    [Theory]
    [InlineData("anna.lima@contoso.test")]
    [InlineData("ANNA.LIMA@contoso.test")]
    [InlineData("anna.lima+x@Contoso.Test")]
    public async Task The_accounts_own_mailbox_is_never_registered(string typed)
    {
        var world = new TestWorld();

        Assert.IsType<ContactSending.OwnMailbox>(
            await world.Enrolling.SendAsync(await world.RegisteringAsync(), ContactKind.AuthenticationEmail, typed, None));
        Assert.Empty(world.Sent);
    }

    [Theory]
    [InlineData(ContactKind.AuthenticationEmail, "anna")]
    [InlineData(ContactKind.AuthenticationEmail, "anna@example")]
    [InlineData(ContactKind.AuthenticationEmail, "@example.org")]
    [InlineData(ContactKind.AuthenticationEmail, "anna@@example.org")]
    [InlineData(ContactKind.AuthenticationEmail, "anna@example.org,eve@example.org")]
    [InlineData(ContactKind.AuthenticationEmail, "anna@example.org\r\nBcc: eve@example.org")]
    [InlineData(ContactKind.AuthenticationEmail, "Anna <anna@example.org>")]
    [InlineData(ContactKind.AuthenticationEmail, "\"anna lima\"@example.org")]
    [InlineData(ContactKind.AuthenticationEmail, "an..na@example.org")]
    [InlineData(ContactKind.AuthenticationEmail, "anna@-example.org")]
    [InlineData(ContactKind.AuthenticationEmail, "anna@[192.0.2.1]")]
    [InlineData(ContactKind.AuthenticationEmail, "anna@192.0.2.1")]
    [InlineData(ContactKind.AuthenticationEmail, "аnna@example.org")]
    [InlineData(ContactKind.AuthenticationEmail, "")]
    [InlineData(ContactKind.AuthenticationPhone, "425 555 0177")]
    [InlineData(ContactKind.AuthenticationPhone, "+1 425")]
    [InlineData(ContactKind.AuthenticationPhone, "+1 900 555 0177")]
    [InlineData(ContactKind.AuthenticationPhone, "+1 800 555 0177")]
    [InlineData(ContactKind.AuthenticationPhone, "+1425555CALL")]
    [InlineData(ContactKind.AuthenticationPhone, "+14255550177;ext=5")]
    [InlineData(ContactKind.AuthenticationPhone, "+１４２５５５５０１７７")]
    [InlineData(ContactKind.AuthenticationPhone, "anna@example.org")]
    [InlineData(ContactKind.AuthenticationPhone, "")]
    public async Task What_is_no_contact_point_gets_nothing(ContactKind kind, string typed)
    {
        var world = new TestWorld();

        Assert.IsType<ContactSending.NotAContact>(await world.Enrolling.SendAsync(await world.RegisteringAsync(), kind, typed, None));
        Assert.Empty(world.Sent);
    }

    [Theory]
    [InlineData("US", "425 555 0177", Phone)]
    [InlineData("NL", "06 12345678", "+31612345678")]
    [InlineData(null, "+31 6 1234 5678", "+31612345678")]
    public void A_number_without_a_country_is_read_in_the_organisations_own(string? region, string typed, string number) =>
        Assert.Equal(number, WholeNumbers.Read(typed, region));

    [Fact]
    public async Task Three_wrong_tries_burn_a_code()
    {
        var world = new TestWorld();
        var session = await world.RegisteringAsync();
        await world.Enrolling.SendAsync(session, ContactKind.AuthenticationEmail, Mail, None);

        Assert.Equal(new ContactCheck.Wrong(2), await world.Enrolling.ConfirmAsync(session, "wrong", None));
        Assert.Equal(new ContactCheck.Wrong(1), await world.Enrolling.ConfirmAsync(session, FullWidth(world.LastCode()), None));
        Assert.Equal(new ContactCheck.Wrong(0), await world.Enrolling.ConfirmAsync(session, $"{world.LastCode()}0", None));
        Assert.Equal(new ContactCheck.Wrong(0), await world.Enrolling.ConfirmAsync(session, world.LastCode(), None));
        Assert.Empty((await world.EnrolmentAsync()).Contacts);
    }

    [Fact]
    public async Task Two_hundred_guesses_at_once_are_compared_no_more_often_than_allowed()
    {
        var world = new TestWorld();
        var session = await world.RegisteringAsync();
        await world.Enrolling.SendAsync(session, ContactKind.AuthenticationEmail, Mail, None);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(guess => Task.Run(() => world.Enrolling.ConfirmAsync(session, $"wrong {guess}", None))));

        var pending = (await world.Vault.PendingContacts.ReadAsync(session, None))!.Value;
        Assert.Equal((3, ""), (pending.Tries, pending.Mac));
        Assert.Equal(3, world.Audited.Count(happened => happened.Reason == "wrong-code"));
        Assert.Equal(new ContactCheck.Wrong(0), await world.Enrolling.ConfirmAsync(session, world.LastCode(), None));
    }

    [Fact]
    public async Task The_same_right_code_many_times_at_once_is_one_change()
    {
        var world = new TestWorld();
        var session = await world.RegisteringAsync();
        await world.Enrolling.SendAsync(session, ContactKind.AuthenticationEmail, Mail, None);
        var code = world.LastCode();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => world.Enrolling.ConfirmAsync(session, code, None))));

        Assert.Single((await world.EnrolmentAsync()).Contacts);
        Assert.Single(world.Audited, happened => happened.Activity is AuditActivity.SecurityInfoChanged);
    }

    [Fact]
    public async Task A_code_expires()
    {
        var world = new TestWorld();
        var session = await world.RegisteringAsync();
        await world.Enrolling.SendAsync(session, ContactKind.AuthenticationEmail, Mail, None);

        world.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.IsType<ContactCheck.Expired>(await world.Enrolling.ConfirmAsync(session, world.LastCode(), None));
    }

    [Fact]
    public async Task A_code_counts_in_its_own_session_only()
    {
        var world = new TestWorld();
        var mine = await world.RegisteringAsync();
        var other = await world.RegisteringAsync();
        await world.Enrolling.SendAsync(other, ContactKind.AuthenticationEmail, "eve@example.org", None);
        await world.Enrolling.SendAsync(mine, ContactKind.AuthenticationEmail, Mail, None);

        Assert.Equal(new ContactCheck.Wrong(2), await world.Enrolling.ConfirmAsync(other, world.LastCode(), None));
        Assert.IsType<ContactCheck.Confirmed>(await world.Enrolling.ConfirmAsync(mine, world.LastCode(), None));
    }

    [Fact]
    public async Task A_resend_kills_the_old_code_and_five_are_enough()
    {
        var world = new TestWorld();
        var session = await world.RegisteringAsync();
        await world.Enrolling.SendAsync(session, ContactKind.AuthenticationEmail, Mail, None);
        var first = world.LastCode();
        for (var i = 0; i < 4; i++)
        {
            Assert.IsType<ContactSending.OnItsWay>(await world.Enrolling.ResendAsync(session, None));
        }

        Assert.IsType<ContactSending.Enough>(await world.Enrolling.ResendAsync(session, None));
        Assert.IsType<ContactSending.Enough>(await world.Enrolling.SendAsync(session, ContactKind.AuthenticationEmail, Mail, None));
        Assert.Equal(5, world.Sent.Count);
        Assert.True(first == world.LastCode() || await world.Enrolling.ConfirmAsync(session, first, None) is ContactCheck.Wrong);
    }

    [Fact]
    public async Task Texts_count_with_those_of_the_gates()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Limits = new Limits { Texts = 2 } });
        await world.Codes.SendAsync((await world.IdentifiedAsync()).Id, GateMethod.TextMobile, "425 555 0101", None);
        var session = await world.RegisteringAsync();
        await world.Enrolling.SendAsync(session, ContactKind.AuthenticationPhone, Phone, None);

        Assert.IsType<ContactSending.Enough>(await world.Enrolling.ResendAsync(session, None));
        Assert.Equal(2, world.Sent.Count);
    }

    [Fact]
    public async Task Nobody_registers_without_the_proof()
    {
        var world = new TestWorld();
        var reset = (await world.IdentifiedAsync()).Id;

        Assert.IsType<ContactSending.Over>(await world.Enrolling.SendAsync(reset, ContactKind.AuthenticationEmail, Mail, None));
        Assert.IsType<ContactCheck.Over>(await world.Enrolling.ConfirmAsync(reset, "000000", None));
        Assert.IsType<EnrolmentChange.Over>(await world.Registrar.RemoveAsync(reset, RecoveryOption.AuthenticationEmail, None));
        Assert.IsType<EnrolmentChange.Over>(await world.Registrar.ReconfirmAsync(reset, None));
        Assert.IsType<EnrolmentChange.Over>(await world.Registrar.LookAsync(reset, None));
        Assert.Empty(world.Sent);
    }

    [Theory]
    [InlineData("ended")]
    [InlineData("password")]
    [InlineData("disabled")]
    [InlineData("generation")]
    public async Task What_was_proved_lapses_with_the_account(string change)
    {
        var world = new TestWorld();
        var session = await world.RegisteringAsync();
        await world.Enrolling.SendAsync(session, ContactKind.AuthenticationEmail, Mail, None);
        var anna = world.Directory[FakeDirectory.Anna];
        world.Directory[FakeDirectory.Anna] = change switch
        {
            "password" => anna with { PasswordSetAt = world.Vault.Now },
            "disabled" => anna with { Enabled = false },
            _ => anna,
        };
        if (change == "ended")
        {
            await world.Visits.CancelAsync(session, "left", None);
        }
        else if (change == "generation")
        {
            var guardId = (await world.SessionAsync(session)).GuardId;
            var seen = (await world.Vault.Guards.ReadAsync(guardId, None))!;
            await world.Vault.Guards.TryReplaceAsync(guardId, seen, seen.Value with { Generation = 1 }, None);
        }

        Assert.IsType<ContactCheck.Over>(await world.Enrolling.ConfirmAsync(session, world.LastCode(), None));
        Assert.Empty((await world.EnrolmentAsync()).Contacts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_registered_within_a_day_of_a_reset(bool trusted)
    {
        var world = new TestWorld();
        var visitor = trusted ? TestWorld.Stranger() with { TrustedUserId = FakeDirectory.Anna } : TestWorld.Stranger();
        var guardId = world.Vault.GuardId(visitor, world.Directory[FakeDirectory.Anna].Id, FakeDirectory.Anna);
        await world.Vault.Guards.TryCreateAsync(guardId, Guard.New with { Resets = [world.Vault.Now] }, None);

        Assert.IsType<ContactSending.NotToday>(await world.Enrolling.SendAsync(await world.RegisteringAsync(), ContactKind.AuthenticationEmail, Mail, None));

        world.Time.Advance(TimeSpan.FromHours(24));
        Assert.IsType<ContactSending.OnItsWay>(await world.Enrolling.SendAsync(await world.RegisteringAsync(), ContactKind.AuthenticationEmail, Mail, None));
    }

    [Fact]
    public async Task What_is_removed_is_told_and_no_longer_counts()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, MethodsToRegister = 3 });
        var session = await world.RegisteringAsync();
        await RegisterAsync(world, session, ContactKind.AuthenticationEmail, Mail);
        var before = world.Sent.Count;

        var removed = Assert.IsType<EnrolmentChange.Done>(await world.Registrar.RemoveAsync(session, RecoveryOption.AuthenticationEmail, None));

        Assert.Equal(1, removed.Registered.Missing);
        Assert.Equivalent(Enrolment.None, await world.EnrolmentAsync());
        Assert.Contains(Mail, world.Sent.Skip(before).Select(message => message.To));
        Assert.IsType<EnrolmentChange.NotThere>(await world.Registrar.RemoveAsync(session, RecoveryOption.AuthenticationEmail, None));
    }

    [Fact]
    public async Task Reconfirmation_is_due_after_the_policys_days()
    {
        var world = new TestWorld();
        await RegisterAsync(world, await world.RegisteringAsync(), ContactKind.AuthenticationEmail, Mail);
        world.Time.Advance(TimeSpan.FromDays(180));
        var session = await world.RegisteringAsync();

        Assert.True(Assert.IsType<EnrolmentChange.Done>(await world.Registrar.LookAsync(session, None)).Registered.ReconfirmDue);
        Assert.False(Assert.IsType<EnrolmentChange.Done>(await world.Registrar.ReconfirmAsync(session, None)).Registered.ReconfirmDue);
        Assert.Equal(world.Vault.Now, (await world.EnrolmentAsync()).ConfirmedAt);
    }

    [Fact]
    public async Task What_cannot_be_audited_is_not_registered()
    {
        var world = new TestWorld();
        var session = await world.RegisteringAsync();
        await world.Enrolling.SendAsync(session, ContactKind.AuthenticationEmail, Mail, None);
        world.AuditIsBroken = true;

        await Assert.ThrowsAsync<IOException>(() => world.Enrolling.ConfirmAsync(session, world.LastCode(), None));

        Assert.Empty((await world.EnrolmentAsync()).Contacts);
    }

    [Fact]
    public async Task A_directory_that_is_down_costs_nothing()
    {
        var world = new TestWorld();
        var session = await world.RegisteringAsync();
        await world.Enrolling.SendAsync(session, ContactKind.AuthenticationEmail, Mail, None);

        world.Directory.IsDown = true;
        Assert.IsType<ContactCheck.DirectoryDown>(await world.Enrolling.ConfirmAsync(session, world.LastCode(), None));

        world.Directory.IsDown = false;
        Assert.IsType<ContactCheck.Confirmed>(await world.Enrolling.ConfirmAsync(session, world.LastCode(), None));
    }

    private static string FullWidth(string digits) => string.Concat(digits.Select(digit => (char)(digit - '0' + '０')));

    private static async Task RegisterAsync(TestWorld world, string session, ContactKind kind, string value)
    {
        await world.Enrolling.SendAsync(session, kind, value, None);
        Assert.IsType<ContactCheck.Confirmed>(await world.Enrolling.ConfirmAsync(session, world.LastCode(), None));
    }
}
