using System.Text.RegularExpressions;
using MailKit.Security;
using MimeKit;
using SsprBot.Domain;
using SsprBot.Network;
using SsprBot.Senders.Smtp;
using SsprBot.Texts;
using SsprBot.World;
using Xunit;

namespace SsprBot.Senders;

/// <summary>Mails through a real mail server.</summary>
public sealed partial class SmtpTests
{
    private const string Greylisted = "greylist@example.net";

    [MailServerTheory]
    [InlineData("StartTls", true)]
    [InlineData("StartTls", false)]
    [InlineData("Tls", true)]
    [InlineData("Tls", false)]
    public async Task A_code_comes_as_a_mail(string security, bool authenticated)
    {
        await using var server = await MailServer.StartAsync(authenticated);
        using var world = new MailWorld(server.Settings(Enum.Parse<SmtpSecurity>(security), authenticated ? MailServer.Password : ""));

        await world.SendAsync(MailWorld.Message());

        var mail = Assert.Single(await server.MailsAsync(1));
        Assert.Equal(
            [
                "From: Contoso <no-reply@contoso.test>", "To: anna.lima@example.net", "Subject: Contoso: your verification code", "Message-Id: <id-1@contoso.test>",
                "Date: Sun, 22 Nov 2026 22:38:00 +0000", "Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All", "Envelope-To: anna.lima@example.net",
            ],
            ((string[])["From", "To", "Subject", "Message-Id", "Date", "Auto-Submitted", "X-Auto-Response-Suppress", "Envelope-to"])
                .Select(name => mail.Headers.First(header => header.Field.Equals(name, StringComparison.OrdinalIgnoreCase)))
                .Select(header => $"{(header.Field == "Envelope-to" ? "Envelope-To" : header.Field)}: {header.Value}"));
        Assert.DoesNotContain(mail.Headers, header => header.Field.StartsWith("List-", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(Letters.Write(MailWorld.Message()).Text, mail.TextBody!.ReplaceLineEndings("\n").TrimEnd());
        Assert.Contains("<html lang=\"en\">", mail.HtmlBody!, StringComparison.Ordinal);
        Assert.Equal("en", mail.Body!.Headers["Content-Language"]);
        Assert.Equal(["text/plain", "text/html"], Assert.IsType<MultipartAlternative>(mail.Body).Select(part => part.ContentType.MimeType));
        Assert.Empty(world.Logged);
        Assert.Empty(world.Audited);
    }

    [MailServerFact]
    public async Task A_refused_reader_is_not_tried_again_and_the_audit_knows_without_the_address()
    {
        await using var server = await MailServer.StartAsync();
        using var world = new MailWorld(server.Settings());
        var records = new MemoryRecords();
        using var outbox = await world.OutboxAsync(records);

        await outbox.EnqueueAsync(MailWorld.Message("reject@example.net"), CancellationToken.None);
        await outbox.EnqueueAsync(MailWorld.Message(id: "id-2"), CancellationToken.None);
        await server.MailsAsync(1);
        await Waiting.UntilAsync(() => records.Kept.Count == 0);

        Assert.Equal([new AuditEvent(world.Time.GetUtcNow(), AuditActivity.FlowProgress, AuditResult.Failed, "mail-refused", Detail: "Code")], world.Audited);
        Assert.Equal(["Mail id-1 (Code) was refused for good: 550"], world.Logged);
        await outbox.StopAsync(CancellationToken.None);
    }

    [MailServerTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_put_off_comes_later_also_after_a_restart(bool restart)
    {
        await using var server = await MailServer.StartAsync();
        using var world = new MailWorld(server.Settings());
        var records = new MemoryRecords();
        using var first = await world.OutboxAsync(records);
        await first.EnqueueAsync(MailWorld.Message(Greylisted), CancellationToken.None);
        await Waiting.UntilAsync(() => !world.Logged.IsEmpty);

        Assert.Equal("Mail id-1 is not taken yet: 451", world.Logged.First());
        server.OpenGreylist();
        if (restart)
        {
            await first.StopAsync(CancellationToken.None);
        }

        using var second = restart ? await world.OutboxAsync(records) : null;
        await Waiting.UntilAsync(() =>
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            return records.Kept.Count == 0;
        });

        Assert.Equal("id-1@contoso.test", Assert.Single(await server.MailsAsync(1)).MessageId);
        Assert.Empty(world.Audited);
        await first.StopAsync(CancellationToken.None);
    }

    [MailServerFact]
    public async Task A_wrong_password_or_none_sends_nothing_and_is_tried_again()
    {
        await using var server = await MailServer.StartAsync();
        using var wrong = new MailWorld(server.Settings(password: "Wrong-Secret"));
        await Assert.ThrowsAsync<AuthenticationException>(() => wrong.SendAsync(MailWorld.Message()));
        Assert.Equal(["Mail id-1 is not taken yet: the user name or password is wrong"], wrong.Logged);

        using var none = new MailWorld(server.Settings(password: ""));
        await Assert.ThrowsAnyAsync<Exception>(() => none.SendAsync(MailWorld.Message()));
        Assert.Single(none.Logged);
        Assert.DoesNotContain("<=", server.Log, StringComparison.Ordinal);
    }

    [MailServerTheory]
    [InlineData("another name")]
    [InlineData("expired")]
    [InlineData("unknown authority")]
    [InlineData("the system's authorities")]
    public async Task A_server_that_cannot_be_trusted_gets_neither_the_password_nor_the_mail(string fault)
    {
        using var other = new TestAuthority();
        await using var server = await MailServer.StartAsync(certificate: authority => fault switch
        {
            "another name" => authority.Issue("mail.fabrikam.test"),
            "expired" => authority.Issue(expired: true),
            "unknown authority" => other.Issue(),
            _ => authority.Issue(),
        });
        foreach (var security in (SmtpSecurity[])[SmtpSecurity.StartTls, SmtpSecurity.Tls])
        {
            using var world = new MailWorld(server.Settings(security, caFile: fault == "the system's authorities" ? "" : null));
            await Assert.ThrowsAsync<SslHandshakeException>(() => world.SendAsync(MailWorld.Message()));
            Assert.Equal(["Mail id-1 is not taken yet: TLS failed, or the certificate is not trusted or of another name"], world.Logged);
        }

        Assert.DoesNotContain("<=", server.Log, StringComparison.Ordinal);
    }

    [MailServerFact]
    public async Task Mails_share_a_few_connections_and_a_server_that_came_back_is_found_again()
    {
        await using var server = await MailServer.StartAsync();
        using var world = new MailWorld(server.Settings());
        for (var i = 0; i < 5; i++)
        {
            await world.SendAsync(MailWorld.Message(id: $"one-{i}"));
        }

        await server.MailsAsync(5);
        Assert.Equal(1, Connections(server));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => world.SendAsync(MailWorld.Message(id: $"many-{i}"))));
        await server.MailsAsync(25);
        Assert.InRange(Connections(server), 1, 4);

        await server.RestartAsync();
        world.Time.Advance(TimeSpan.FromSeconds(2));
        await world.SendAsync(MailWorld.Message(id: "after"));
        await server.MailsAsync(26);
    }

    // A connection is known by its port on this side.
    private static int Connections(MailServer server) => Arrival().Matches(server.Log).Select(arrival => arrival.Groups[1].Value).Distinct().Count();

    [GeneratedRegex(@"<= .*\[127\.0\.0\.1\]:(\d+)")]
    private static partial Regex Arrival();
}
