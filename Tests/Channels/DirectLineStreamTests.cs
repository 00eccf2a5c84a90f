using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.Bot.Schema;
using SsprBot.Abuse;
using SsprBot.Channels.DirectLine;
using SsprBot.World;
using Xunit;

namespace SsprBot.Channels;

/// <summary>The WebSocket of a conversation.</summary>
public class DirectLineStreamTests
{
    [Fact]
    public async Task A_stream_tells_what_was_said_and_then_what_is_said()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);
        using var stream = await client.OpenAsync();

        var first = await stream.HearAsync();
        await client.SayAsync("hi");

        Assert.Equal("bot: Welcome (1)", first);
        Assert.Equal("user: hi, bot: You said hi (2)", await stream.HearAsync());
    }

    [Fact]
    public async Task A_stream_comes_over_the_second_version_of_HTTP_too()
    {
        await using var host = await ChatHost.StartAsync(settings: ("Kestrel:EndpointDefaults:Protocols", "Http2"));
        var client = await ChatClient.StartAsync(host);
        using var handler = new SocketsHttpHandler();
        using var invoker = new HttpMessageInvoker(handler);
        using var stream = await new ChatStream().OpenAsync(client.StreamUrl, over: invoker);

        Assert.Equal("bot: Welcome (1)", await stream.HearAsync());
    }

    [Fact]
    public async Task After_a_break_the_stream_tells_only_what_was_missed()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);
        using (var first = await client.OpenAsync())
        {
            await first.HearAsync();
        }

        await client.SayAsync("missed");
        var resumed = await client.ResumeAsync("1");
        using var stream = await client.OpenAsync();
        var missed = await stream.HearAsync();
        await client.SayAsync("live");

        Assert.Equal(HttpStatusCode.OK, resumed.Status);
        Assert.Equal("user: missed, bot: You said missed (2)", missed);
        Assert.Equal("user: live, bot: You said live (3)", await stream.HearAsync());
    }

    [Fact]
    public async Task Empty_and_other_messages_of_the_client_change_nothing()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);
        using var stream = await client.OpenAsync();
        await stream.HearAsync();

        await stream.SendAsync("");
        await stream.SendAsync("""{"type":"message","text":"over the stream"}""");
        await stream.SendAsync(new string('x', 10_000));
        await client.SayAsync("hi");

        Assert.Equal("user: hi, bot: You said hi (2)", await stream.HearAsync());
    }

    [Fact]
    [Rule("D-83")]
    public async Task A_ticket_opens_one_stream()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);
        using var stream = await client.OpenAsync();

        await Assert.ThrowsAsync<WebSocketException>(() => client.OpenAsync());
        Assert.Equal("bot: Welcome (1)", await stream.HearAsync());
    }

    [Fact]
    [Rule("D-83")]
    public async Task A_ticket_lives_a_minute_and_only_the_last_one_opens()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);
        var replaced = client.StreamUrl;
        await client.ResumeAsync("0");

        await Assert.ThrowsAsync<WebSocketException>(() => new ChatStream().OpenAsync(replaced));
        host.Time.Advance(TimeSpan.FromSeconds(60));
        await Assert.ThrowsAsync<WebSocketException>(() => client.OpenAsync());
    }

    [Fact]
    [Rule("D-82")]
    [Rule("D-83")]
    public async Task A_token_is_no_ticket_and_a_ticket_opens_no_other_conversation()
    {
        await using var host = await ChatHost.StartAsync();
        var mine = await ChatClient.StartAsync(host);
        var other = await ChatClient.StartAsync(host);

        await Assert.ThrowsAsync<WebSocketException>(() => new ChatStream().OpenAsync($"{mine.StreamUrl.Split("t=")[0]}t={mine.Token}"));
        await Assert.ThrowsAsync<WebSocketException>(() =>
            new ChatStream().OpenAsync(mine.StreamUrl.Replace(mine.Conversation, other.Conversation, StringComparison.Ordinal)));
        await Assert.ThrowsAsync<WebSocketException>(() =>
            new ChatStream().OpenAsync(mine.StreamUrl.Replace(mine.Conversation, "unknown", StringComparison.Ordinal)));
    }

    [Fact]
    [Rule("D-83")]
    public async Task A_page_of_another_origin_gets_no_stream()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);
        var own = host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

        await Assert.ThrowsAsync<WebSocketException>(() => client.OpenAsync("https://evil.example"));
        using var stream = await client.OpenAsync(own);
        Assert.Equal("bot: Welcome (1)", await stream.HearAsync());
    }

    [Fact]
    [Rule("D-83")]
    public async Task A_ticket_serves_only_the_page_that_got_it()
    {
        await using var host = await ChatHost.StartAsync(settings: ("DirectLine:AllowedOrigins:0", "https://intranet.contoso.com"));
        var client = new ChatClient(host);
        await client.GenerateAsync();
        await client.BeginAsync("", ("Origin", "https://intranet.contoso.com"));

        await Assert.ThrowsAsync<WebSocketException>(() => client.OpenAsync(host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)));
        await client.BeginAsync("", ("Origin", "https://intranet.contoso.com"));
        using var stream = await client.OpenAsync("https://intranet.contoso.com");
        Assert.Equal("bot: Welcome (1)", await stream.HearAsync());
    }

    [Fact]
    [Rule("D-83")]
    public async Task The_newest_stream_of_a_conversation_is_the_only_one()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);
        using var first = await client.OpenAsync();
        await first.HearAsync();
        await client.ResumeAsync("1");
        using var second = await client.OpenAsync();

        Assert.Null(await first.ReadAsync());
        await client.SayAsync("hi");
        Assert.Equal("user: hi, bot: You said hi (2)", await second.HearAsync());
    }

    [Fact]
    [Rule("D-83")]
    public async Task An_address_has_only_so_many_streams()
    {
        await using var host = await ChatHost.StartAsync(settings: ("DirectLine:StreamsPerAddress", "1"));
        var streams = new List<ChatStream>();
        for (var i = 0; i < 100; i++)
        {
            streams.Add(await (await ChatClient.StartAsync(host)).OpenAsync());
        }

        var oneMore = await ChatClient.StartAsync(host);
        await Assert.ThrowsAsync<WebSocketException>(() => oneMore.OpenAsync());
        streams.ForEach(stream => stream.Dispose());
    }

    [Fact]
    public async Task Typing_is_shown_at_once_and_not_kept()
    {
        var go = new TaskCompletionSource();
        await using var host = await ChatHost.StartAsync(async (turn, ct) =>
        {
            if (turn.Activity.Type is ActivityTypes.Message)
            {
                await turn.SendActivityAsync(new Activity { Type = ActivityTypes.Typing }, ct);
                await go.Task;
            }

            await turn.SendActivityAsync("Done", cancellationToken: ct);
        });
        var client = await ChatClient.StartAsync(host);
        using var stream = await client.OpenAsync();
        await stream.HearAsync();

        var post = client.SayAsync("hi");
        var typing = await stream.ReadAsync();
        go.SetResult();
        await post;

        Assert.Equal(("typing", "1"), ((string)typing!["activities"]![0]!["type"]!, (string)typing["watermark"]!));
        Assert.Equal("user: hi, bot: Done (2)", await stream.HearAsync());
        Assert.Equal(["bot: Done", "user: hi", "bot: Done"], await client.HistoryAsync());
    }

    [Fact]
    public async Task The_bot_speaks_up_in_a_conversation_by_itself()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);
        using var stream = await client.OpenAsync();
        await stream.HearAsync();
        var seen = "";

        await host.Adapter.ContinueConversationAsync(
            "bot",
            Reference(client),
            async (turn, ct) =>
            {
                seen = $"{turn.Activity.Type} {turn.Activity.Name} {turn.Activity.From.Id} {turn.Activity.Conversation.Id} {turn.Activity.Locale} {turn.TurnState.Get<Domain.Visitor>().Sender}";
                await turn.SendActivityAsync("Your password has been reset", cancellationToken: ct);
            },
            CancellationToken.None);

        var set = await stream.ReadAsync();
        Assert.Equal($"event ContinueConversation {client.User} {client.Conversation} en loopback", seen);
        Assert.Equal(["bot: Your password has been reset"], ChatClient.Said(set));
        Assert.Equal((null, "2"), (set!["activities"]![0]!["replyToId"], (string)set["watermark"]!));
        Assert.Equal(["bot: Your password has been reset"], await client.HistoryAsync("1"));
    }

    [Fact]
    public async Task A_bot_that_fails_when_it_speaks_up_tells_its_caller()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() =>
            host.Adapter.ContinueConversationAsync("bot", Reference(client), (_, _) => throw new InvalidTimeZoneException(), CancellationToken.None));
        Assert.Equal(["bot: Welcome"], await client.HistoryAsync());
    }

    [Fact]
    public async Task Nothing_is_said_in_a_conversation_that_nobody_remembers()
    {
        await using var host = await ChatHost.StartAsync();
        var client = new ChatClient(host);
        await client.GenerateAsync();
        var called = false;

        await host.Adapter.ContinueConversationAsync(
            "bot",
            Reference(client),
            (_, _) =>
            {
                called = true;
                return Task.CompletedTask;
            },
            CancellationToken.None);

        Assert.False(called);
    }

    [Fact]
    public async Task A_host_that_stops_says_goodbye()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);
        using var stream = await client.OpenAsync();
        await stream.HearAsync();

        var stopping = host.StopAsync();

        Assert.Null(await stream.ReadAsync());
        stream.Dispose();
        await stopping;
    }

    [Fact]
    public async Task What_another_node_wrote_is_told_here_in_its_turn()
    {
        var records = new MemoryRecords();
        await using var here = await ChatHost.StartAsync(records: records);
        await using var there = await ChatHost.StartAsync(records: records);
        var client = await ChatClient.StartAsync(here);
        using var stream = await client.OpenAsync();
        var other = new ChatClient(there) { Token = client.Token };
        await other.BeginAsync();

        await other.SayAsync("there");
        await client.SayAsync("here");

        Assert.Equal("bot: Welcome (1)", await stream.HearAsync());
        Assert.Equal("user: there, bot: You said there (2)", await stream.HearAsync());
        Assert.Equal("user: here, bot: You said here (3)", await stream.HearAsync());
    }

    [Fact]
    public async Task Conversations_in_use_fill_the_memory_and_idle_ones_make_room()
    {
        await using var host = await ChatHost.StartAsync(settings: ("DirectLine:LiveConversations", "1"));
        var first = await ChatClient.StartAsync(host);
        var second = await ChatClient.StartAsync(host);
        await first.SayAsync("first");
        await second.SayAsync("second");
        var refused = "";
        await first.ResumeAsync("0");
        using (var stream = await first.OpenAsync())
        {
            await stream.HearAsync();
            refused = $"{await second.SayAsync("now?")}";
        }

        Assert.Equal("429 TooManyRequests", refused);
        Assert.Equal(["bot: Welcome", "user: first", "bot: You said first"], await first.HistoryAsync());
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_cut_off()
    {
        using var socket = new StuckSocket();
        using var stream = new ConversationStream(socket);
        var running = stream.RunAsync(Nothing(), CancellationToken.None);
        for (var i = 0; i < 102; i++)
        {
            stream.Send(Encoding.UTF8.GetBytes("{}"));
        }

        await running.WaitAsync(Waiting.Patience);
        Assert.True(socket.IsCut);
    }

    private static ConversationReference Reference(ChatClient client) =>
        new() { ChannelId = "directline", Conversation = new ConversationAccount(id: client.Conversation), User = new ChannelAccount(client.User) };

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Nothing()
    {
        await Task.CompletedTask;
        yield break;
    }

    /// <summary>A connection whose other side neither reads nor writes.</summary>
    private sealed class StuckSocket : WebSocket
    {
        public bool IsCut { get; private set; }

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => WebSocketState.Open;

        public override string? SubProtocol => null;

        public override void Abort() => IsCut = true;

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => StickAsync(cancellationToken);

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => StickAsync(cancellationToken);

        public override void Dispose()
        {
        }

        public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
        {
            await StickAsync(cancellationToken);
            return new WebSocketReceiveResult(0, WebSocketMessageType.Close, endOfMessage: true);
        }

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
            StickAsync(cancellationToken);

        private async Task StickAsync(CancellationToken ct)
        {
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            }
            finally
            {
                IsCut = true;
            }
        }
    }
}
