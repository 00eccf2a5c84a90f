using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

/// <summary>Who is told of what happened to an account, where, in which language, and with which words.</summary>
public sealed class NoticesTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Every_place_that_was_known_before_is_told_once_and_all()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        var anna = world.Directory[FakeDirectory.Anna] with
        {
            Language = "nl",
            ContactPoints = [TestWorld.AnnasMail, TestWorld.AnnasPhone, new ContactPoint(ContactKind.OfficePhone, "+14255550100")],
            Enrolment = new Enrolment
            {
                Contacts =
                [
                    new EnrolledContact(ContactKind.AuthenticationEmail, "anna@example.org", world.Vault.Now),
                    new EnrolledContact(ContactKind.AuthenticationPhone, "+14255550102", world.Vault.Now),
                    new EnrolledContact(ContactKind.AuthenticationEmail, TestWorld.AnnasMail.Value, world.Vault.Now),
                ],
            },
        };

        await Of(world).TellAsync(Letter.PasswordWasReset, session, anna, None);

        Assert.Equal(
            [
                (OutboxKind.Mail, TestWorld.AnnasMail.Value),
                (OutboxKind.Sms, TestWorld.AnnasPhone.Value),
                (OutboxKind.Mail, "anna@example.org"),
                (OutboxKind.Sms, "+14255550102"),
                (OutboxKind.Mail, FakeDirectory.Anna),
            ],
            world.Sent.Select(notice => (notice.Kind, notice.To)));
        Assert.All(world.Sent, notice =>
        {
            Assert.Equal((Letter.PasswordWasReset, "nl"), (notice.Letter, notice.Language));
            Assert.Equal(world.Pepper.Pseudonym("notice", $"{session.Id}/PasswordWasReset", notice.To), notice.Id);
            Assert.Equal(
                new Dictionary<string, string>
                {
                    ["organisation"] = "Contoso",
                    ["when"] = "2026-11-22T12:00:00.0000000+00:00",
                    ["channel"] = "directline",
                    ["helpdesk"] = "helpdesk@contoso.test",
                    ["notMe"] = $"https://reset.contoso.test/not-me/{world.LastNotMe()}",
                },
                notice.Holes);
        });
    }

    [Fact]
    public async Task Without_a_language_of_its_own_the_account_hears_that_of_the_chat_and_without_a_mailbox_nothing_is_sent_to_one()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();

        await Of(world, new HelpDesk(null, "helpdesk@contoso.test", "+31201234567")).TellAsync(
            Letter.AccountWasUnlocked, session, FakeDirectory.Person(FakeDirectory.Anna, TestWorld.AnnasMail) with { Mail = "" }, None);

        var notice = Assert.Single(world.Sent);
        Assert.Equal((TestWorld.AnnasMail.Value, "en", "+31201234567"), (notice.To, notice.Language, notice.Holes["helpdesk"]));
    }

    [Fact]
    public async Task Where_nobody_can_be_told_no_link_is_made()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();

        await Of(world).TellAsync(Letter.PasswordWasReset, session, FakeDirectory.Person(FakeDirectory.Anna) with { Mail = "" }, None);

        Assert.Empty(world.Sent);
        Assert.DoesNotContain(world.Records.Kept.Keys, key => key.Kind.Name == "denial");
    }

    [Theory]
    [InlineData(true, Letter.PasswordWasReset, true)]
    [InlineData(false, Letter.PasswordWasReset, false)]
    [InlineData(true, Letter.PasswordWasChanged, false)]
    public async Task Of_a_reset_of_one_of_them_the_administrators_hear(bool privileged, Letter letter, bool told)
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();

        await Of(world).TellAsync(letter, session, world.Directory[FakeDirectory.Anna] with { Privileged = privileged }, None);

        var mails = world.Sent.Where(notice => notice.Letter is Letter.AdministratorsPasswordWasReset);
        Assert.Equal(
            told ? [("admin@contoso.test", FakeDirectory.Anna, "directline", "Contoso", "2026-11-22T12:00:00.0000000+00:00")] : [],
            mails.Select(mail => (mail.To, mail.Holes["userId"], mail.Holes["channel"], mail.Holes["organisation"], mail.Holes["when"])));
    }

    [Fact]
    public async Task An_administrator_whose_password_it_was_gets_the_other_letter_alone()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        var anna = world.Directory[FakeDirectory.Anna] with { Privileged = true, Mail = "ADMIN@contoso.test" };

        await Of(world).TellAsync(Letter.PasswordWasReset, session, anna, None);
        await Of(world).TellAsync(Letter.PasswordWasReset, session, anna with { Mail = "", UserId = "Admin@Contoso.test" }, None);

        Assert.DoesNotContain(world.Sent, notice => notice.Letter is Letter.AdministratorsPasswordWasReset);
    }

    [Theory]
    [InlineData(true, "AuthenticatorApp_Registered")]
    [InlineData(false, "AuthenticatorApp_Removed")]
    public async Task What_was_registered_or_removed_is_named(bool registered, string change)
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();

        await Of(world).SecurityInfoChangedAsync(session, world.Directory[FakeDirectory.Anna], RecoveryOption.AuthenticatorApp, registered, None);

        Assert.Equal(3, world.Sent.Count);
        Assert.All(world.Sent, notice => Assert.Equal((Letter.SecurityInfoChanged, change), (notice.Letter, notice.Holes["change"])));
    }

    private static Notices Of(TestWorld world, HelpDesk? helpDesk = null)
    {
        var organisation = world.Organisation with { HelpDesk = helpDesk ?? world.Organisation.HelpDesk };
        return new Notices(world, world.Vault, organisation, world.DenialLinks, new AdministratorMail(world, world.Vault, organisation));
    }
}
