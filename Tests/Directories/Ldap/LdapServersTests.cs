using System.Formats.Asn1;
using Microsoft.Extensions.Logging;
using Xunit;

namespace SsprBot.Directories.Ldap;

/// <summary>Several servers of a directory, and the connections that are kept to them.</summary>
public sealed class LdapServersTests : IAsyncDisposable
{
    private readonly LdapWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_connection_serves_many_questions_until_it_has_rested_too_long()
    {
        var server = _world.Serve();
        var client = _world.Client(server);
        await LdapWorld.ReadAsync(client);
        await LdapWorld.ReadAsync(client);
        _world.Time.Advance(TimeSpan.FromSeconds(61));
        await LdapWorld.ReadAsync(client);

        Assert.Equal([(1, FakeLdapServer.Search), (1, FakeLdapServer.Search), (2, FakeLdapServer.Search)], Of(server, FakeLdapServer.Search));
    }

    [Fact]
    public async Task A_question_over_a_connection_that_was_cut_off_is_asked_once_more()
    {
        var server = _world.Serve(asked => asked is { Operation: FakeLdapServer.Search, Connection: 1, Id: > 2 } ? [FakeLdapServer.HangUp] : null);
        var client = _world.Client(server);
        await LdapWorld.ReadAsync(client);
        Assert.True((await LdapWorld.ReadAsync(client)).Result.Succeeded);
        Assert.Equal([(1, FakeLdapServer.Search), (1, FakeLdapServer.Search), (2, FakeLdapServer.Search)], Of(server, FakeLdapServer.Search));
    }

    [Fact]
    public async Task A_write_goes_over_a_connection_that_has_not_rested()
    {
        var server = _world.Serve();
        var client = _world.Client(server);
        await LdapWorld.ReadAsync(client);
        await LdapWorld.WriteAsync(client);
        await LdapWorld.ReadAsync(client);
        await LdapWorld.WriteAsync(client);

        Assert.Equal([(1, FakeLdapServer.Search), (2, FakeLdapServer.Modify), (2, FakeLdapServer.Search), (3, FakeLdapServer.Modify)], Of(server, FakeLdapServer.Search, FakeLdapServer.Modify));
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_may_be_done_and_is_not_sent_again()
    {
        var first = _world.Serve(asked => asked.Operation is FakeLdapServer.Modify ? [FakeLdapServer.HangUp] : null);
        var second = _world.Serve();

        Assert.Equal((LdapFault.HungUp, true), await LdapWorld.FaultOfAsync(LdapWorld.WriteAsync(_world.Client(first, second))));
        Assert.Single(Of(first, FakeLdapServer.Modify));
        Assert.Empty(second.Questions);
    }

    [Fact]
    public async Task What_is_lost_after_a_write_does_not_make_it_twice()
    {
        var first = _world.Serve(asked => asked.Operation is FakeLdapServer.Search ? [FakeLdapServer.HangUp] : null);
        var second = _world.Serve();
        var writing = _world.Client(first, second).WriteAsync(
            async (connection, inTime) =>
            {
                await connection.ModifyAsync("uid=anna.lima", [new(LdapChangeKind.Replace, "pwdReset")], [], inTime);
                return await connection.SearchAsync(LdapWorld.Anybody, [], inTime);
            },
            LdapWorld.None);

        Assert.Equal((LdapFault.HungUp, true), await LdapWorld.FaultOfAsync(writing));
        Assert.Empty(second.Questions);
    }

    [Theory]
    [InlineData(FakeLdapServer.Handshake)]
    [InlineData(FakeLdapServer.Bind)]
    public async Task A_write_that_was_never_sent_goes_to_the_next_server(int lostAt)
    {
        var first = _world.Serve(asked => asked.Operation == lostAt ? [FakeLdapServer.HangUp] : null);
        var second = _world.Serve();

        Assert.True((await LdapWorld.WriteAsync(_world.Client(first, second))).Succeeded);
        Assert.Empty(Of(first, FakeLdapServer.Modify));
        Assert.Single(Of(second, FakeLdapServer.Modify));
    }

    [Fact]
    public async Task A_write_that_a_server_cannot_do_goes_to_the_next()
    {
        var first = _world.Serve(asked => asked.Operation is FakeLdapServer.Modify ? [FakeLdapServer.End(asked.Id, LdapMessage.ModifyAnswer, LdapCode.Referral)] : null);
        var second = _world.Serve();

        Assert.True((await LdapWorld.WriteAsync(_world.Client(first, second))).Succeeded);
        Assert.Single(Of(second, FakeLdapServer.Modify));
    }

    [Fact]
    public async Task A_server_that_failed_is_tried_last_for_a_while()
    {
        var isDown = true;
        var first = _world.Serve(asked => isDown && asked.Operation is FakeLdapServer.Handshake ? [FakeLdapServer.HangUp] : null);
        var second = _world.Serve();
        var client = _world.Client(first, second);
        var connections = new List<int>();
        foreach (var seconds in (int[])[0, 0, 29, 2])
        {
            _world.Time.Advance(TimeSpan.FromSeconds(seconds));
            await LdapWorld.WriteAsync(client);
            connections.Add(first.Questions.Count);
            isDown = false;
        }

        // A handshake that fails; then none; then one with its bind and its change.
        Assert.Equal([1, 1, 1, 4], connections);
    }

    [Fact]
    public async Task Which_server_failed_and_why_is_logged()
    {
        var log = new Kept();
        var server = _world.Serve(asked => asked.Operation is FakeLdapServer.Bind ? [FakeLdapServer.End(asked.Id, LdapMessage.BindAnswer, LdapCode.InvalidCredentials)] : null);
        using var client = new LdapServers(LdapWorld.Settings([server]), _world.Authority.Trust, _world.Time, log);
        await LdapWorld.FaultOfAsync(LdapWorld.ReadAsync(client));
        Assert.Equal(["LDAP server localhost failed: NotLetIn"], log.Lines);
    }

    [Fact]
    public async Task When_no_server_answers_nothing_is_known()
    {
        var first = _world.Serve(_ => [FakeLdapServer.HangUp]);
        var second = _world.Serve(_ => [FakeLdapServer.HangUp]);
        Assert.Equal((LdapFault.Unreachable, false), await LdapWorld.FaultOfAsync(LdapWorld.WriteAsync(_world.Client(first, second))));
        Assert.Equal((1, 1), (first.Questions.Count, second.Questions.Count));
    }

    [Fact]
    public async Task A_service_account_that_is_not_let_in_asks_nothing()
    {
        var server = _world.Serve(asked => asked.Operation is FakeLdapServer.Bind ? [FakeLdapServer.End(asked.Id, LdapMessage.BindAnswer, LdapCode.InvalidCredentials)] : null);
        Assert.Equal((LdapFault.NotLetIn, false), await LdapWorld.FaultOfAsync(LdapWorld.ReadAsync(_world.Client(server))));
        Assert.Empty(Of(server, FakeLdapServer.Search));
    }

    [Fact]
    public async Task Who_waits_too_long_for_a_connection_is_sent_away()
    {
        var server = _world.Serve(asked => asked.Operation is FakeLdapServer.Search ? [FakeLdapServer.Silence] : null);
        var client = _world.Client(LdapWorld.Settings([server], poolSize: 1), _world.Authority.Trust);
        var first = client.ReadAsync(
            async (connection, inTime) =>
            {
                await Task.Delay(Timeout.Infinite, inTime).ContinueWith(_ => { }, TaskScheduler.Default);
                return await connection.SearchAsync(LdapWorld.Anybody, [], inTime);
            },
            LdapWorld.None);
        var second = LdapWorld.ReadAsync(client);

        _world.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal((LdapFault.Busy, false), await LdapWorld.FaultOfAsync(second));
        Assert.Equal((LdapFault.TimedOut, false), await LdapWorld.FaultOfAsync(first));
    }

    [Fact]
    public async Task An_empty_password_is_not_sent()
    {
        var server = _world.Serve();
        Assert.Equal(LdapCode.InvalidCredentials, (await LdapWorld.SignInAsync(_world.Client(server), "")).Code);
        Assert.Empty(Of(server, FakeLdapServer.Bind));
        Assert.Equal(LdapCode.Success, (await LdapWorld.SignInAsync(_world.Client(server), "Quiet-Harbour-31")).Code);
        Assert.Single(Of(server, FakeLdapServer.Bind));
    }

    [Fact]
    public async Task What_an_entry_holds_is_read_as_text_and_as_bytes()
    {
        var server = _world.Serve(asked => asked.Operation is FakeLdapServer.Search
            ?
            [
                FakeLdapServer.Reference(asked.Id),
                FakeLdapServer.Entry(asked.Id, "uid=m\u00fcller", ("UID", ["m\u00fcller"u8.ToArray(), "mueller"u8.ToArray()]), ("photo", [[0xFF, 0x00]]), ("none", [])),
                FakeLdapServer.End(asked.Id, LdapMessage.SearchEnd, LdapCode.SizeLimitExceeded),
            ]
            : null);
        var found = await LdapWorld.ReadAsync(_world.Client(server));

        Assert.Equal((LdapCode.SizeLimitExceeded, "some words"), (found.Result.Code, found.Result.Message));
        var entry = Assert.Single(found.Entries);
        Assert.Equal("uid=m\u00fcller", entry.Dn);
        Assert.Equal(["m\u00fcller", "mueller"], entry.Texts("uid"));
        Assert.Equal([[0xFF, 0x00]], entry.Values("photo"));
        Assert.Equal((null, null, 0), (entry.Text("none"), entry.Text("mail"), entry.Values("mail").Count));
    }

    [Fact]
    public async Task Controls_and_the_value_of_an_extended_answer_are_read()
    {
        var server = _world.Serve(asked => asked.Operation is FakeLdapServer.Extended ? [Answer(asked.Id)] : null);
        var result = await _world.Client(server).ReadAsync((connection, inTime) => connection.ExtendedAsync("1.2.3", [1], [new LdapControl("1.2.4", true, [2])], inTime), LdapWorld.None);

        Assert.Equal([7], result.Value);
        Assert.Equal([8], result.ControlValue("1.2.5"));
        Assert.Null(result.ControlValue("1.2.6"));
        Assert.Equal(["1.2.5", "1.2.6"], result.Controls.Select(control => control.Oid));

        static byte[] Answer(int id) => LdapRequests.Message(id, Write, [new LdapControl("1.2.5", true, [8]), new LdapControl("1.2.6")]);

        static void Write(AsnWriter writer)
        {
            using (writer.PushSequence(Ber.Application(LdapMessage.ExtendedAnswer)))
            {
                writer.WriteEncodedValue([10, 1, 0]);
                writer.WriteText("");
                writer.WriteText("");
                writer.WriteText("1.2.3", Ber.Context(10));
                writer.WriteOctetString([7], Ber.Context(11));
            }
        }
    }

    [Theory]
    [InlineData("ldap.contoso.test", "ldap.contoso.test", 636)]
    [InlineData("ldap.contoso.test:1636", "ldap.contoso.test", 1636)]
    [InlineData("192.0.2.7:1636", "192.0.2.7", 1636)]
    [InlineData("[2001:db8::7]", "2001:db8::7", 636)]
    [InlineData("[2001:db8::7]:1636", "2001:db8::7", 1636)]
    [InlineData("ldap://ldap.contoso.test", null, 0)]
    [InlineData("ldaps://ldap.contoso.test:636", null, 0)]
    [InlineData("ldap.contoso.test:", null, 0)]
    [InlineData("ldap.contoso.test:70000", null, 0)]
    [InlineData("ldap.contoso.test/x", null, 0)]
    [InlineData(":636", null, 0)]
    [InlineData("", null, 0)]
    public void A_server_is_a_name_or_an_address_and_a_port(string text, string? host, int port) =>
        Assert.Equal(host is null ? null : new LdapServer(host, port), LdapServer.Read(text, 636));

    private static IEnumerable<(int Connection, int Operation)> Of(FakeLdapServer server, params int[] operations) =>
        server.Questions.Where(asked => operations.Contains(asked.Operation)).Select(asked => (asked.Connection, asked.Operation));

    private sealed class Kept : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
    }
}
