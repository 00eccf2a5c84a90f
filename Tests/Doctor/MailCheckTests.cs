using SsprBot.Network;
using SsprBot.Senders;
using SsprBot.Senders.Smtp;
using Xunit;

namespace SsprBot.Doctor;

public sealed class MailCheckTests
{
    [MailServerFact]
    public async Task A_mail_server_that_lets_the_bot_in_is_ok_and_one_that_does_not_says_why()
    {
        await using var server = await MailServer.StartAsync();

        Assert.Equal(["Ok mail: localhost lets the bot in by its name and password."], await ExaminedAsync(server.Settings()));
        Assert.Equal(["Ok mail: localhost lets the bot in by its name and password."], await ExaminedAsync(server.Settings(SmtpSecurity.Tls)));
        Assert.Equal(["Fault mail: localhost does not let the bot in: the user name or password is wrong."], await ExaminedAsync(server.Settings(password: "Another-Secret")));
        Assert.Equal(
            ["Fault mail: localhost does not let the bot in: TLS failed, or the certificate is not trusted or of another name."], await ExaminedAsync(server.Settings(caFile: "")));
        Assert.DoesNotContain("Another-Secret", server.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_mail_server_there_is_nothing_to_look_at() =>
        Assert.Equal(["NotSetUp mail: Smtp:Host is empty: mails go to the developer's inbox."], await Examined.ByAsync(new MailCheck(), "mail"));

    [Fact]
    public async Task A_server_that_is_not_there_is_a_fault() => Assert.Equal(
        ["Fault mail: localhost does not let the bot in: SocketException."], await ExaminedAsync(new SmtpSettings { Host = "localhost", Port = Supervised.FreePort(), From = "no-reply@contoso.test" }));

    private static async Task<string[]> ExaminedAsync(SmtpSettings settings)
    {
        using var pool = new SmtpPool(settings, ServerTrust.In(settings.CaFile, ""), TimeProvider.System);
        return await Examined.ByAsync(new MailCheck(pool, settings), "mail");
    }
}
