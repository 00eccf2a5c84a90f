using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SsprBot.Network;
using SsprBot.World;
using Xunit;

namespace SsprBot.Directories.Ldap;

/// <summary>A server that is stalled, half dead or lies never costs more than its limit.</summary>
public sealed class HostileServerTests : IAsyncDisposable
{
    private readonly LdapWorld _world = new();

    /// <summary>What a server says to a search, and what the client makes of it.</summary>
    public static TheoryData<string, string> Lies => new()
    {
        { "nothing, and hangs up", nameof(LdapFault.HungUp) },
        { "half an answer, and hangs up", nameof(LdapFault.HungUp) },
        { "its goodbye", nameof(LdapFault.HungUp) },
        { "the answer to another question", nameof(LdapFault.Nonsense) },
        { "the answer to another kind of question", nameof(LdapFault.Nonsense) },
        { "a web page", nameof(LdapFault.Nonsense) },
        { "a message of two megabytes", nameof(LdapFault.Nonsense) },
        { "a message of two gigabytes", nameof(LdapFault.Nonsense) },
        { "a message of more bytes than can be counted", nameof(LdapFault.Nonsense) },
        { "a message without an end", nameof(LdapFault.Nonsense) },
        { "an empty message", nameof(LdapFault.Nonsense) },
        { "a question", nameof(LdapFault.Nonsense) },
        { "more entries than were asked for", nameof(LdapFault.Nonsense) },
        { "entries for ever", nameof(LdapFault.Nonsense) },
        { "pointers for ever", nameof(LdapFault.Nonsense) },
        { "that it is busy", nameof(LdapFault.CannotServe) },
        { "that another server knows", nameof(LdapFault.CannotServe) },
    };

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task What_is_no_answer_is_not_taken_for_one(string said, string fault)
    {
        var server = _world.Serve(asked => asked.Operation is FakeLdapServer.Search ? Lie(said, asked.Id) : null);
        var client = _world.Client(server);

        Assert.Equal((Enum.Parse<LdapFault>(fault), false), await LdapWorld.FaultOfAsync(LdapWorld.ReadAsync(client)));

        // What the system holds on the way is a few megabytes as well.
        Assert.InRange(server.Sent, 0, 16 << 20);
        Assert.Equal(1, server.Questions.Count(asked => asked.Operation is FakeLdapServer.Search));
    }

    [Theory]
    [InlineData(FakeLdapServer.Handshake, false)]
    [InlineData(FakeLdapServer.Bind, false)]
    [InlineData(FakeLdapServer.Modify, true)]
    public async Task A_server_that_falls_silent_costs_its_limit_and_is_left(int when, bool mayBeDone)
    {
        var server = _world.Serve(asked => asked.Operation == when ? [FakeLdapServer.Silence] : null);
        var writing = LdapWorld.WriteAsync(_world.Client(server));
        await server.Silent.Task;
        Assert.False(writing.IsCompleted);

        _world.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((LdapFault.TimedOut, mayBeDone), await LdapWorld.FaultOfAsync(writing));
        await server.Left.Task.WaitAsync(Waiting.Patience);
    }

    [Fact]
    public async Task Silence_in_the_middle_of_a_message_costs_the_limit_as_well()
    {
        var server = _world.Serve(asked =>
            asked.Operation is FakeLdapServer.Search ? [FakeLdapServer.End(asked.Id, LdapMessage.SearchEnd, LdapCode.Success)[..9], FakeLdapServer.Silence] : null);
        var reading = LdapWorld.ReadAsync(_world.Client(server));
        await server.Silent.Task;

        _world.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((LdapFault.TimedOut, false), await LdapWorld.FaultOfAsync(reading));
    }

    [Fact]
    public async Task A_server_that_always_says_a_little_more_has_no_more_time()
    {
        var server = _world.Serve(asked => asked.Operation is FakeLdapServer.Search ? Trickle() : null);
        Assert.Equal((LdapFault.TimedOut, false), await LdapWorld.FaultOfAsync(LdapWorld.ReadAsync(_world.Client(server))));

        IEnumerable<byte[]> Trickle()
        {
            yield return [0x30, 0x83, 0x0F, 0xFF, 0x00];
            while (true)
            {
                _world.Time.Advance(TimeSpan.FromMilliseconds(10));
                yield return [0];
            }
        }
    }

    [Fact]
    public async Task A_server_that_does_not_take_the_connection_costs_its_limit()
    {
        using var full = new Socket(SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        var queue = new List<Socket>();
        do
        {
            queue.Add(new Socket(SocketType.Stream, ProtocolType.Tcp));
        }
        while (await Task.WhenAny(queue[^1].ConnectAsync(full.LocalEndPoint!), Task.Delay(200)) is not null && queue[^1].Connected);

        var settings = new LdapSettings { Servers = [$"127.0.0.1:{((IPEndPoint)full.LocalEndPoint!).Port}"], BindName = "cn=sspr", BindPassword = "secret", OverallLimit = TimeSpan.FromSeconds(30) };
        var reading = LdapWorld.ReadAsync(_world.Client(settings, new ServerTrust(null)));
        _world.Time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(reading.IsCompleted);
        _world.Time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal((LdapFault.TimedOut, false), await LdapWorld.FaultOfAsync(reading));
        queue.ForEach(waiting => waiting.Dispose());
    }

    [Fact]
    public async Task Many_that_wait_for_a_silent_server_hold_no_threads()
    {
        var threads = ThreadPool.ThreadCount;
        var server = _world.Serve(asked => asked.Operation is FakeLdapServer.Search ? [FakeLdapServer.Silence] : null);
        var client = _world.Client(LdapWorld.Settings([server], poolSize: 64), _world.Authority.Trust);
        var reading = Enumerable.Range(0, 64).Select(_ => LdapWorld.ReadAsync(client)).ToArray();
        for (var began = Stopwatch.StartNew(); server.Questions.Count(asked => asked.Operation is FakeLdapServer.Search) < 64; await Task.Delay(10))
        {
            Assert.InRange(began.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        }

        Assert.InRange(ThreadPool.ThreadCount, 0, threads + 48);
        _world.Time.Advance(TimeSpan.FromSeconds(5));
        foreach (var one in reading)
        {
            Assert.Equal((LdapFault.TimedOut, false), await LdapWorld.FaultOfAsync(one));
        }
    }

    [Fact]
    public async Task Who_gives_up_is_told_so_and_the_server_is_left()
    {
        var server = _world.Serve(asked => asked.Operation is FakeLdapServer.Search ? [FakeLdapServer.Silence] : null);
        using var given = new CancellationTokenSource();
        var reading = LdapWorld.ReadAsync(_world.Client(server), given.Token);
        await server.Silent.Task;

        await given.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => reading);
        await server.Left.Task.WaitAsync(Waiting.Patience);
    }

    private static IEnumerable<byte[]> Lie(string said, int id)
    {
        var right = FakeLdapServer.End(id, LdapMessage.SearchEnd, LdapCode.Success);
        return said switch
        {
            "nothing, and hangs up" => [FakeLdapServer.HangUp],
            "half an answer, and hangs up" => [right[..9], FakeLdapServer.HangUp],
            "its goodbye" => [FakeLdapServer.End(0, LdapMessage.ExtendedAnswer, LdapCode.Unavailable)],
            "the answer to another question" => [FakeLdapServer.End(id + 1, LdapMessage.SearchEnd, LdapCode.Success)],
            "the answer to another kind of question" => [FakeLdapServer.End(id, LdapMessage.ModifyAnswer, LdapCode.Success)],
            "a web page" => ["HTTP/1.1 200 OK\r\n\r\n"u8.ToArray()],
            "a message of two megabytes" => [[0x30, 0x83, 0x20, 0x00, 0x00]],
            "a message of two gigabytes" => [[0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF]],
            "a message of more bytes than can be counted" => [[0x30, 0x88, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]],
            "a message without an end" => [[0x30, 0x80]],
            "an empty message" => [[0x30, 0x00]],
            "a question" => [FakeLdapServer.Message(id, writer => LdapRequests.Extended(writer, "1.3.6.1.4.1.4203.1.11.3", null))],
            "more entries than were asked for" => [.. Enumerable.Repeat(FakeLdapServer.Entry(id, "uid=anna.lima"), 3), right],
            "entries for ever" => Forever(FakeLdapServer.Entry(id, "uid=anna.lima")),
            "pointers for ever" => Forever(FakeLdapServer.Reference(id)),
            "that it is busy" => [FakeLdapServer.End(id, LdapMessage.SearchEnd, LdapCode.Busy)],
            _ => [FakeLdapServer.End(id, LdapMessage.SearchEnd, LdapCode.Referral)],
        };
    }

    private static IEnumerable<byte[]> Forever(byte[] message)
    {
        while (true)
        {
            yield return message;
        }
    }
}
