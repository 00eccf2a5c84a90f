using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

/// <summary>What comes into a log by accident says no more of itself than what it is.</summary>
public sealed class ReticenceTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;
    private static readonly EnrolledContact Contact = new(ContactKind.AuthenticationPhone, "+14255550101", At);
    private static readonly EnrolledApp App = new("SEED", 1, At);
    private static readonly EnrolledAnswer Answer = new("Q07", "hash");

    public static TheoryData<object, string> Kept => new()
    {
        { new Enrolment { Contacts = [Contact], App = App, Answers = [Answer] }, "(enrolment)" },
        { Contact, "(AuthenticationPhone)" },
        { App, "(app)" },
        { Answer, "(answer)" },
        { new PendingContact("1", ContactKind.AuthenticationEmail, "anna@example.org", "mac", 0, At), "(AuthenticationEmail)" },
        { new PendingAnswers([Answer]), "(pending answers)" },
        { new PendingApp("page", "SEED", 0, false), "(pending app)" },
        { new AppRegistering.Waiting("anna", "SEED", "otpauth://totp"), "(waiting)" },
        { new DenialTicket("id", "anna", TestWorld.Stranger(), "en", At), "(denial ticket)" },
        { new SessionsToEnd("id", "anna", TestWorld.Stranger(), At), "(id)" },
        { new DirectoryWait(TestWorld.Stranger().Chat, "anna"), "(wait)" },
        { new IssuedLink("token", "code", TimeSpan.Zero), "(link)" },
        { new LinkOpening.Opened("key"), "(opened)" },
        { new PasswordContext("anna", "Anna", [], DirectoryRules.None), "(password context)" },
        { FakeDirectory.Person("anna", TestWorld.AnnasMail), "(id-anna)" },
        { TestWorld.AnnasMail, "(AlternateEmail)" },
        { new SlowMatch(true, "renewed"), "(True)" },
        { new PhoneArea("US", "+1425555"), "(US)" },
        { new Pepper(new byte[32]), "(pepper)" },
        { new OutboxMessage("1", OutboxKind.Sms, "+14255550101", Letter.Code, "en", new Dictionary<string, string> { ["code"] = "123456" }), "(Sms Code 1)" },
        { new CodeSending.OnItsWay(6, TimeSpan.FromMinutes(5)) { Number = "123456" }, "(6 digits)" },
        { new Throttled("guard", "anna", true, false, []), "(throttled)" },
        { new BlockedPerson("1", "anna", At), "(blocked)" },
        { new AdminUser("anna", AdminRole.HelpDesk), "(HelpDesk)" },
    };

    [Theory]
    [MemberData(nameof(Kept), DisableDiscoveryEnumeration = true)]
    public void Of_what_it_holds_nothing_is_said(object kept, string said) => Assert.Equal(said, kept.ToString());

    [Fact]
    public void Of_a_password_nothing_is_said()
    {
        using var password = Password.From("Blue-Kettle-77-x");
        Assert.Equal("(password)", password.ToString());
    }
}
