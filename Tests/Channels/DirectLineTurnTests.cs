using System.Text;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SsprBot.Abuse;
using SsprBot.World;
using Xunit;

namespace SsprBot.Channels;

/// <summary>What a turn leaves behind, and how turns stand to each other.</summary>
public class DirectLineTurnTests
{
    private const string Secret = "Tr0ub4dor&3-canary";

    [Fact]
    public async Task The_echo_is_what_the_turn_left_of_the_text()
    {
        var records = new MemoryRecords();
        await using var host = await ChatHost.StartAsync(Redacting, records);
        var client = await ChatClient.StartAsync(host);

        var posted = await client.SayAsync(Secret, "c1");

        var set = (await client.PollAsync("0")).Json!;
        Assert.Equal("200", $"{posted}");
        Assert.Equal(["user: [hidden]", "bot: Got it"], ChatClient.Said(set));
        Assert.Equal("c1", (string)set["activities"]![0]!["channelData"]!["clientActivityID"]!);
        Assert.DoesNotContain(Secret, Written(records) + set.ToJsonString() + host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_card_sends_in_is_not_echoed_even_when_the_turn_makes_it_the_text()
    {
        var records = new MemoryRecords();
        await using var host = await ChatHost.StartAsync(Flattening, records);
        var client = await ChatClient.StartAsync(host);

        await client.PostAsync($$$"""{"type":"message","value":{"answer":"{{{Secret}}}"},"channelData":{"postBack":true,"clientActivityID":"c1"}}""");

        var echo = (await client.PollAsync("0")).Json!["activities"]![0]!;
        Assert.Equal("""{"clientActivityID":"c1","postBack":true,"webchat:sequence-id":1000}""", echo["channelData"]!.ToJsonString());
        Assert.Equal((null, null), (echo["text"], echo["value"]));
        Assert.DoesNotContain(Secret, Written(records) + host.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "502 BotError")]
    [InlineData(true, "200")]
    public async Task A_turn_that_breaks_off_leaves_no_text(bool caught, string expected)
    {
        var records = new MemoryRecords();
        await using var host = await ChatHost.StartAsync((turn, _) => throw new InvalidOperationException(turn.Activity.Text), records);
        host.Adapter.OnTurnError = caught ? (turn, _) => turn.SendActivityAsync("Sorry") : null;
        var client = await ChatClient.StartAsync(host);

        var posted = await client.SayAsync(Secret, "c1");

        Assert.Equal(expected, $"{posted}");
        Assert.Equal(caught ? ["bot: Sorry", "user: •••", "bot: Sorry"] : ["user: •••"], await client.HistoryAsync("0"));
        Assert.DoesNotContain(Secret, Written(records) + host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_that_middleware_breaks_off_leaves_no_text_either()
    {
        await using var host = await ChatHost.StartAsync();
        host.Adapter.OnTurnError = (turn, _) => turn.SendActivityAsync("Sorry");
        host.Adapter.Use(new BreakingMiddleware());
        var client = await ChatClient.StartAsync(host);

        await client.SayAsync(Secret);

        Assert.Equal(["bot: Welcome", "bot: Sorry", "user: •••", "bot: You said " + Secret, "bot: Sorry"], await client.HistoryAsync("0"));
    }

    [Fact]
    [Rule("D-57")]
    public async Task The_same_message_posted_twice_is_one_turn()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);

        var both = await Task.WhenAll(client.SayAsync("hi", "c1"), client.SayAsync("hi", "c1"));
        var late = await client.SayAsync("hi", "c1");

        Assert.Single(both.Append(late).Select(posted => (string)posted.Json!["id"]!).Distinct());
        Assert.Equal(["user: hi", "bot: You said hi"], await client.HistoryAsync("1"));
    }

    [Fact]
    [Rule("D-58")]
    public async Task Turns_of_a_conversation_wait_for_each_other_and_only_three_may_wait()
    {
        var running = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        var (now, most) = (0, 0);
        await using var host = await ChatHost.StartAsync(async (turn, ct) =>
        {
            if (turn.Activity.Type is ActivityTypes.Message)
            {
                most = Math.Max(most, Interlocked.Increment(ref now));
                running.TrySetResult();
                await go.Task;
                Interlocked.Decrement(ref now);
                await turn.SendActivityAsync("Done", cancellationToken: ct);
            }
        });
        var client = await ChatClient.StartAsync(host);
        var posts = new List<Task<Reply>> { client.SayAsync("0") };
        await running.Task;
        posts.AddRange(Enumerable.Range(1, 5).Select(i => client.SayAsync($"{i}")));

        var refused = await FirstAsync(2, posts);
        go.SetResult();
        var all = await Task.WhenAll(posts);

        Assert.Equal(["429 TooManyRequests", "429 TooManyRequests"], refused.Select(reply => $"{reply}"));
        Assert.Equal(4, all.Count(reply => $"{reply}" == "200"));
        Assert.Equal(1, most);
        Assert.Equal(8, (await client.HistoryAsync()).Length);
    }

    [Fact]
    public async Task A_turn_that_takes_too_long_is_broken_off()
    {
        var running = new TaskCompletionSource();
        await using var host = await ChatHost.StartAsync(async (turn, ct) =>
        {
            if (turn.Activity.Text is "slow")
            {
                running.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            }

            await ChatHost.EchoAsync(turn, ct);
        });
        var client = await ChatClient.StartAsync(host);
        var post = client.SayAsync("slow");
        await running.Task;
        host.Time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal("502 BotError", $"{await post}");
        Assert.Equal("200", $"{await client.SayAsync("hi")}");
        Assert.Equal(["bot: Welcome", "user: •••", "user: hi", "bot: You said hi"], await client.HistoryAsync());
    }

    [Fact]
    public async Task A_client_that_hangs_up_has_said_what_it_said()
    {
        using var hangingUp = new CancellationTokenSource();
        var go = new TaskCompletionSource();
        await using var host = await ChatHost.StartAsync(async (turn, ct) =>
        {
            if (turn.Activity.Text is "slow")
            {
                await hangingUp.CancelAsync();
                await go.Task.WaitAsync(ct);
            }

            await ChatHost.EchoAsync(turn, ct);
        });
        var client = await ChatClient.StartAsync(host);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SayAsync("slow", ct: hangingUp.Token));
        go.SetResult();
        await client.SayAsync("next");

        Assert.Equal(["user: slow", "bot: You said slow", "user: next", "bot: You said next"], await client.HistoryAsync("1"));
    }

    [Fact]
    [Rule("D-101")]
    public async Task A_conversation_may_post_only_so_many_messages_in_a_minute()
    {
        await using var host = await ChatHost.StartAsync(settings: ("DirectLine:MessagesPerMinute", "2"));
        var client = await ChatClient.StartAsync(host);
        var statuses = new List<string> { $"{await client.SayAsync("1")}", $"{await client.SayAsync("2")}", $"{await client.SayAsync("3")}" };
        host.Time.Advance(TimeSpan.FromMinutes(1));
        statuses.Add($"{await client.SayAsync("4")}");

        Assert.Equal(["200", "200", "429 TooManyRequests", "200"], statuses);
    }

    [Fact]
    public async Task An_activity_is_replaced_in_its_place()
    {
        var card = "";
        await using var host = await ChatHost.StartAsync(async (turn, ct) =>
        {
            if (turn.Activity.Type is not ActivityTypes.Message)
            {
                card = (await turn.SendActivityAsync("A card", cancellationToken: ct)).Id;
                return;
            }

            await turn.UpdateActivityAsync(new Activity { Type = ActivityTypes.Message, Id = card, Text = "Used" }, ct);
            await turn.SendActivityAsync("Thanks", cancellationToken: ct);
        });
        var client = await ChatClient.StartAsync(host);
        host.Time.Advance(TimeSpan.FromSeconds(70));
        await client.SayAsync("submit");

        var told = (await client.PollAsync()).Json!["activities"]!.AsArray()
            .Select(activity => $"{activity!["timestamp"]} {activity["channelData"]!["webchat:sequence-id"]} {activity["text"]}");

        Assert.Equal(
            [
                "2026-11-02T09:00:00Z 1001 A card",
                "2026-11-02T09:01:10Z 2000 submit",
                "2026-11-02T09:00:00Z 1001 Used",
                "2026-11-02T09:01:10Z 2001 Thanks",
            ],
            told);
        Assert.Equal(card, (string)(await client.PollAsync("1")).Json!["activities"]![1]!["id"]!);
    }

    [Fact]
    public async Task What_Web_Chat_cannot_show_is_not_sent()
    {
        await using var host = await ChatHost.StartAsync(async (turn, ct) =>
        {
            await turn.SendActivityAsync(new Activity { Type = ActivityTypes.Trace, Name = "trace" }, ct);
            await turn.SendActivityAsync(new Activity { Type = ActivityTypes.EndOfConversation }, ct);
            await turn.SendActivityAsync(new Activity { Type = ActivityTypes.Handoff }, ct);
            var said = await turn.SendActivityAsync("Stays", cancellationToken: ct);
            await turn.DeleteActivityAsync(said.Id, ct);
            await turn.SendActivityAsync(new Activity { Type = ActivityTypes.Event, Name = "open", Value = "x" }, ct);
        });
        var client = await ChatClient.StartAsync(host);

        var types = (await client.PollAsync()).Json!["activities"]!.AsArray().Select(activity => $"{activity!["type"]} {activity["text"]}{activity["value"]}");

        Assert.Equal(["message Stays", "event x"], types);
    }

    [Fact]
    public async Task Cards_and_buttons_arrive_as_they_were_made()
    {
        await using var host = await ChatHost.StartAsync((turn, ct) => turn.SendActivityAsync(Rich(), ct));
        var client = await ChatClient.StartAsync(host);

        var activity = (await client.PollAsync()).Json!["activities"]![0]!;

        Assert.Equal(
            """
            [{"contentType":"application/vnd.microsoft.card.hero","content":{"title":"Hero","images":[{"url":"https://a/b.png","alt":"B"}],"buttons":[{"type":"openUrl","title":"Go","value":"https://a"}],"tap":{"type":"imBack","value":"tap"}}},{"contentType":"application/x-anonymous","name":"n","content":{"number":1.5,"when":"2026-01-02T03:04:05Z","list":[1,null,true,"é<"]}},{"contentType":"application/x-json","content":{"a":{"b":[]}}}]
            """,
            activity["attachments"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal("""{"to":[],"actions":[{"type":"imBack","title":"Yes","value":"yes"},{"type":"postBack","title":"No","value":{"pick":1}}]}""", activity["suggestedActions"]!.ToJsonString());
        Assert.Equal("""{"mine":1,"webchat:sequence-id":1001}""", activity["channelData"]!.ToJsonString());
        Assert.Equal(("carousel", "Hi", "expectingInput"), ((string)activity["attachmentLayout"]!, (string)activity["speak"]!, (string)activity["inputHint"]!));
    }

    [Fact]
    public async Task A_reply_names_only_what_the_client_has_seen()
    {
        await using var host = await ChatHost.StartAsync(async (turn, ct) =>
        {
            await turn.SendActivityAsync("to what came", cancellationToken: ct);
            var stranger = MessageFactory.Text("to a stranger");
            turn.OnSendActivities((_, leaving, send) =>
            {
                leaving[0].ReplyToId = "stranger";
                return send();
            });
            await turn.SendActivityAsync(stranger, ct);
        });
        var client = await ChatClient.StartAsync(host);
        var posted = await client.SayAsync("hi");

        var replies = (await client.PollAsync()).Json!["activities"]!.AsArray().Select(activity => $"{activity!["text"]} {activity["replyToId"]}");

        Assert.Equal(["to what came ", "to a stranger ", "hi ", $"to what came {posted.Json!["id"]}", "to a stranger "], replies);
    }

    [Fact]
    [Rule("D-69")]
    public async Task No_token_ticket_or_text_is_logged()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);
        using (var stream = await client.OpenAsync())
        {
            await stream.ReadAsync();
            await client.SayAsync(Secret);
            await stream.ReadAsync();
        }

        Assert.NotEqual("", host.Log.Text);
        Assert.DoesNotContain(Secret, host.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(client.Token.Split('.')[2], host.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(client.StreamUrl.Split("t=")[1], host.Log.Text, StringComparison.Ordinal);
    }

    private static string Written(MemoryRecords records) => string.Join('\n', records.Kept.Values.Select(record => Encoding.UTF8.GetString(record.Content.Span)));

    private static async Task<Reply[]> FirstAsync(int count, IEnumerable<Task<Reply>> posts) =>
        await Task.WhenAll(await Task.WhenEach(posts).Take(count).ToArrayAsync().AsTask().WaitAsync(Waiting.Patience));

    private static async Task Redacting(ITurnContext turn, CancellationToken ct)
    {
        if (turn.Activity.Type is ActivityTypes.Message)
        {
            turn.Activity.Text = "[hidden]";
            await turn.SendActivityAsync("Got it", cancellationToken: ct);
        }
    }

    private static Task Flattening(ITurnContext turn, CancellationToken ct)
    {
        turn.Activity.Text = $"{(turn.Activity.Value as JObject)?["answer"]}";
        return Task.CompletedTask;
    }

    private static Activity Rich() => new()
    {
        Type = ActivityTypes.Message,
        Speak = "Hi",
        InputHint = InputHints.ExpectingInput,
        AttachmentLayout = AttachmentLayoutTypes.Carousel,
        Attachments =
        [
            new HeroCard(
                "Hero",
                images: [new CardImage("https://a/b.png", "B")],
                buttons: [new CardAction(ActionTypes.OpenUrl, "Go", value: "https://a")],
                tap: new CardAction(ActionTypes.ImBack, value: "tap")).ToAttachment(),
            new Attachment(
                "application/x-anonymous",
                name: "n",
                content: new { number = 1.5, when = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), none = (string?)null, list = new object?[] { 1, null, true, "é<" } }),
            new Attachment("application/x-json", content: JObject.Parse("""{"a":{"b":[]}}""")),
        ],
        SuggestedActions = new SuggestedActions(
            actions: [new CardAction(ActionTypes.ImBack, "Yes", value: "yes"), new CardAction(ActionTypes.PostBack, "No", value: new { pick = 1 })]),
        ChannelData = new { mine = 1 },
    };

    private sealed class BreakingMiddleware : IMiddleware
    {
        public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            await next(cancellationToken);
            throw new InvalidOperationException("after the bot");
        }
    }
}
