using Xunit;

namespace SsprBot.Senders;

/// <summary>Servers that are cut off, stall, lie, or were tampered with on the way.</summary>
public sealed class SmtpFaultTests
{
    [Fact]
    public async Task Without_starttls_nothing_is_said_but_hello()
    {
        await using var server = new FakeMailServer { Offers = ["AUTH PLAIN"] };
        using var world = new MailWorld(server.Settings(password: "Mail-Secret"));

        await Assert.ThrowsAsync<NotSupportedException>(() => world.SendAsync(MailWorld.Message()));

        Assert.Equal(["EHLO contoso.test"], server.Lines.Except(["QUIT"]));
        Assert.Empty(server.Mails);
        Assert.Equal(["Mail id-1 is not taken yet: the server does not offer TLS or a way to authenticate"], world.Logged);
    }

    [Fact]
    public async Task What_is_slipped_in_before_tls_is_not_believed()
    {
        await using var server = new FakeMailServer { Answer = (line, _) => line == "STARTTLS" ? "220 go on\r\n250-mail.contoso.test\r\n250 DSN\r\n" : null };
        using var world = new MailWorld(server.Settings());

        await Task.WhenAny(world.SendAsync(MailWorld.Message()));

        Assert.DoesNotContain(server.Lines, line => line.Contains("ENVID", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reports_are_asked_of_a_server_that_offers_them()
    {
        await using var offers = new FakeMailServer { Offers = ["STARTTLS", "DSN"] };
        using var asking = new MailWorld(offers.Settings());
        await asking.SendAsync(MailWorld.Message());
        await using var plain = new FakeMailServer();
        using var quiet = new MailWorld(plain.Settings());
        await quiet.SendAsync(MailWorld.Message());

        Assert.Contains("MAIL FROM:<no-reply@contoso.test> ENVID=id-1 RET=HDRS", offers.Lines);
        Assert.Contains("RCPT TO:<anna.lima@example.net> NOTIFY=FAILURE,DELAY ORCPT=rfc822;anna.lima@example.net", offers.Lines);
        Assert.Contains("MAIL FROM:<no-reply@contoso.test>", plain.Lines);
        Assert.Contains("RCPT TO:<anna.lima@example.net>", plain.Lines);
    }

    [Theory]
    [InlineData(FakeMailServer.Greeting, 15)]
    [InlineData("EHLO contoso.test", 15)]
    [InlineData("STARTTLS", 15)]
    [InlineData(FakeMailServer.Handshake, 15)]
    [InlineData("AUTH", 15)]
    [InlineData("MAIL", 60)]
    [InlineData("RCPT", 60)]
    [InlineData("DATA", 60)]
    [InlineData(FakeMailServer.EndOfMail, 60)]
    public async Task A_server_that_falls_silent_costs_no_more_than_its_limit(string stage, int seconds)
    {
        await using var server = new FakeMailServer { Answer = (line, _) => line.StartsWith(stage, StringComparison.Ordinal) ? FakeMailServer.Silence : null };
        using var world = new MailWorld(server.Settings(password: "Mail-Secret"));
        var sending = world.SendAsync(MailWorld.Message());
        await server.Silent.Task;

        world.Time.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.False(sending.IsCompleted);
        world.Time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<TimeoutException>(() => sending);
        Assert.Equal(["Mail id-1 is not taken yet: it took too long"], world.Logged);
    }

    [Fact]
    public async Task A_resting_connection_that_is_half_dead_is_replaced()
    {
        await using var server = new FakeMailServer { Answer = (line, connection) => line == "NOOP" && connection == 1 ? FakeMailServer.Silence : null };
        using var world = new MailWorld(server.Settings());
        await world.SendAsync(MailWorld.Message());
        world.Time.Advance(TimeSpan.FromSeconds(2));
        var sending = world.SendAsync(MailWorld.Message(id: "id-2"));
        await server.Silent.Task;

        world.Time.Advance(TimeSpan.FromSeconds(3));

        await sending;
        Assert.Equal((2, 2), (server.Connections, server.Mails.Count));
    }

    [Fact]
    public async Task A_connection_is_used_again_until_it_has_carried_enough_or_rested_too_long()
    {
        await using var server = new FakeMailServer();
        using var world = new MailWorld(server.Settings(messagesPerConnection: 2));
        for (var i = 0; i < 3; i++)
        {
            await world.SendAsync(MailWorld.Message(id: $"id-{i}"));
        }

        Assert.Equal((2, 1, 0), (server.Connections, server.Lines.Count(line => line == "QUIT"), server.Lines.Count(line => line == "NOOP")));

        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.SendAsync(MailWorld.Message(id: "id-4"));
        Assert.Equal(3, server.Connections);
    }

    [Fact]
    public async Task A_mail_whose_connection_was_cut_is_sent_again_under_the_same_id()
    {
        await using var server = new FakeMailServer { Answer = (line, connection) => line == FakeMailServer.EndOfMail && connection == 1 ? FakeMailServer.HangUp : null };
        using var world = new MailWorld(server.Settings());

        await Assert.ThrowsAnyAsync<Exception>(() => world.SendAsync(MailWorld.Message()));
        await world.SendAsync(MailWorld.Message());

        Assert.Equal(2, server.Mails.Count);
        Assert.All(server.Mails, mail => Assert.Contains("Message-Id: <id-1@contoso.test>\n", mail, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("MAIL", "451", true)]
    [InlineData("MAIL", "550", true)]
    [InlineData("RCPT", "450", true)]
    [InlineData("RCPT", "550", false)]
    [InlineData("DATA", "451", true)]
    [InlineData(FakeMailServer.EndOfMail, "452", true)]
    [InlineData(FakeMailServer.EndOfMail, "554", false)]
    public async Task Only_what_is_said_for_good_about_the_reader_or_the_mail_ends_the_tries(string stage, string code, bool again)
    {
        var refused = false;
        await using var server = new FakeMailServer
        {
            Answer = (line, _) => !refused && line.StartsWith(stage, StringComparison.Ordinal) && (refused = true) ? $"{code} not anna.lima@example.net\r\n" : null,
        };
        using var world = new MailWorld(server.Settings());
        var accident = await Record.ExceptionAsync(() => world.SendAsync(MailWorld.Message()));

        Assert.Equal(again, accident is not null);
        Assert.Equal(again ? 0 : 1, world.Audited.Count);
        Assert.Equal([again ? $"Mail id-1 is not taken yet: {code}" : $"Mail id-1 (Code) was refused for good: {code}"], world.Logged);

        // The connection is still good.
        await world.SendAsync(MailWorld.Message(id: "id-2"));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_mail_waits_for_a_free_connection_no_longer_than_its_limit()
    {
        await using var server = new FakeMailServer { Answer = (line, _) => line == FakeMailServer.EndOfMail ? FakeMailServer.Silence : null };
        using var world = new MailWorld(server.Settings());
        var first = world.SendAsync(MailWorld.Message());
        await server.Silent.Task;
        var second = world.SendAsync(MailWorld.Message(id: "id-2"));

        world.Time.Advance(TimeSpan.FromMinutes(1));

        await Assert.ThrowsAsync<TimeoutException>(() => first);
        await Assert.ThrowsAsync<TimeoutException>(() => second);
    }

    [Fact]
    public async Task Shutting_down_does_not_wait_for_a_server()
    {
        await using var server = new FakeMailServer { Answer = (line, _) => line == FakeMailServer.EndOfMail ? FakeMailServer.Silence : null };
        using var world = new MailWorld(server.Settings());
        using var stop = new CancellationTokenSource();
        var sending = world.Sender.SendAsync(MailWorld.Message(), stop.Token);
        await server.Silent.Task;

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Empty(world.Logged);
    }
}
