using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class AdminContactTests
{
    private static readonly HelpDesk Nowhere = new(null, "", "");

    private static CancellationToken None => CancellationToken.None;

    public static TheoryData<HelpDesk> HelpDesks => [new HelpDesk(new Uri("https://help.contoso.test/"), "", ""), new HelpDesk(null, "help@contoso.test", ""), new HelpDesk(null, "", "+1 425 555 0199")];

    [Theory]
    [MemberData(nameof(HelpDesks), DisableDiscoveryEnumeration = true)]
    public async Task Where_there_is_a_help_desk_nobody_gets_a_mail(HelpDesk helpDesk)
    {
        var world = new TestWorld(helpDesk: helpDesk);
        var session = await world.IdentifiedAsync();
        var card = await world.Administrator.AskAsync(TestWorld.Stranger(), session.Id, None);
        Assert.Equal((helpDesk, false), (card.HelpDesk, card.Mailed));
        Assert.Empty(world.Sent);
    }

    [Fact]
    public async Task The_support_code_is_on_the_card_in_the_mail_and_in_the_audit()
    {
        var world = new TestWorld(helpDesk: Nowhere);
        var session = await world.IdentifiedAsync();
        var card = await world.Administrator.AskAsync(TestWorld.Stranger(), session.Id, None);
        var mail = Assert.Single(world.Sent);
        Assert.Equal((Letter.AdministratorWanted, "admin@contoso.test"), (mail.Letter, mail.To));
        Assert.Equal((card.SupportCode, FakeDirectory.Anna, "directline", "en"), (mail.Holes["supportCode"], mail.Holes["userId"], mail.Holes["channel"], mail.Language));
        Assert.Matches("^[2-9A-Z]{4}-[2-9A-Z]{4}$", card.SupportCode);
        var audited = Assert.Single(world.Audited, line => line.Result is AuditResult.ContactedAdmin);
        Assert.Equal(("contacted-admin", card.SupportCode, world.Vault.PersonName(FakeDirectory.Anna)), (audited.Reason, audited.Detail, audited.Person));
    }

    [Fact]
    public async Task Who_has_said_nobody_is_helped_all_the_same()
    {
        var world = new TestWorld(helpDesk: Nowhere);
        var card = await world.Administrator.AskAsync(TestWorld.Stranger(), null, None);
        Assert.Equal((card.SupportCode, ""), (Assert.Single(world.Sent).Holes["supportCode"], world.Sent.Single().Holes["userId"]));
        Assert.Equal(world.Vault.PersonName(""), Assert.Single(world.Audited).Person);
    }

    [Fact]
    public async Task Where_no_administrator_has_an_address_nobody_is_said_to_be_told()
    {
        var world = new TestWorld(helpDesk: Nowhere);
        var nobody = world.Organisation with { Administrators = [] };
        var contact = new AdminContact(world.Vault, new AdministratorMail(world, world.Vault, nobody), nobody, world.Policy);
        Assert.False((await contact.AskAsync(TestWorld.Stranger(), null, None)).Mailed);
        Assert.Empty(world.Sent);
    }

    [Fact]
    public async Task One_account_is_mailed_about_once_an_hour_whoever_asks_and_however_it_is_spelled()
    {
        var world = new TestWorld(helpDesk: Nowhere);
        world.Directory["ANNA"] = world.Directory[FakeDirectory.Anna];
        for (var i = 0; i < 5; i++)
        {
            var sender = TestWorld.Stranger($"192.0.2.{i}");
            var session = await world.IdentifiedAsync(i % 2 == 0 ? FakeDirectory.Anna : "ANNA", sender);
            Assert.True((await world.Administrator.AskAsync(sender, session.Id, None)).Mailed);
        }

        Assert.Single(world.Sent);
        world.Time.Advance(TimeSpan.FromHours(1));
        var later = await world.IdentifiedAsync();
        await world.Administrator.AskAsync(TestWorld.Stranger(), later.Id, None);
        Assert.Equal(2, world.Sent.Count);
    }

    [Fact]
    public async Task One_sender_is_heard_ten_times_in_ten_minutes()
    {
        var world = new TestWorld(helpDesk: Nowhere);
        for (var i = 0; i < 15; i++)
        {
            await world.Administrator.AskAsync(TestWorld.Stranger(), null, None);
        }

        Assert.Equal(10, world.Sent.Count);
        Assert.Equal(15, world.Audited.Count(line => line.Result is AuditResult.ContactedAdmin));
    }

    [Fact]
    public async Task A_stranger_gets_the_same_card_whatever_is_true_of_the_account()
    {
        var world = new TestWorld(helpDesk: Nowhere);
        world.Directory["off@contoso.test"] = FakeDirectory.Person("off@contoso.test", TestWorld.AnnasMail) with { Enabled = false };
        foreach (var userId in (string[])[FakeDirectory.Anna, "off@contoso.test", "nobody@contoso.test"])
        {
            var session = await world.IdentifiedAsync(userId);
            var before = world.Records.Operations;
            Assert.True((await world.Administrator.AskAsync(TestWorld.Stranger(), session.Id, None)).Mailed);
            Assert.Equal(5, world.Records.Operations - before);
        }

        Assert.Equal(3, world.Sent.Count);
    }
}
