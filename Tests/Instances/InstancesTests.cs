using System.Net;
using System.Net.WebSockets;
using SsprBot.Abuse;
using SsprBot.Channels;
using SsprBot.Host;
using SsprBot.Storage.Blobs;
using Xunit;

namespace SsprBot.Instances;

/// <summary>Two instances behind a load balancer without sticky sessions: nothing is lost, and nothing happens twice.</summary>
[Collection(AzuriteShared.Name)]
public sealed class InstancesTests(AzuriteServer server)
{
    private const string Anna = "anna.lima@contoso.test";
    private const string AnnasMail = "anna.lima@example.net";
    private const string AnnasPhone = "+14255550101";
    private const string AnnasPassword = "Autumn-Leaves-27";
    private const string NewPassword = "Violet-Umbrella-93-q";

    [Fact]
    public async Task A_password_is_reset_with_each_request_at_another_instance()
    {
        await using var cluster = await Cluster.StartAsync(server);
        var person = await cluster.VisitAsync();
        var (path, pageCode) = await person.ToTheLinkAsync(cluster.One, Anna, AnnasMail, AnnasPhone);
        using var page = new SecurePage(cluster.Balancer.Address);
        await page.OpenAsync(path, pageCode);

        Assert.Contains("Your password has been reset", await page.SetAsync(NewPassword), StringComparison.Ordinal);

        Assert.StartsWith("Your password has been reset.", await person.HearAsync(), StringComparison.Ordinal);
        foreach (var instance in (BotProcess[])[cluster.One, cluster.Two])
        {
            Assert.Equal((true, false), (await instance.CanSignInAsync(Anna, NewPassword), await instance.CanSignInAsync(Anna, AnnasPassword)));
        }

        Assert.Equal([AnnasPhone, Anna, AnnasMail], await cluster.Two.ToldAsync("was reset"));
    }

    [Fact]
    public async Task What_is_posted_at_one_instance_is_streamed_and_read_at_the_other_without_Redis() => await StreamAsync([]);

    [RedisFact]
    public async Task What_is_posted_at_one_instance_is_streamed_at_the_other_at_once_with_Redis_and_a_little_later_while_Redis_is_away()
    {
        await using var redis = new RedisServer();
        await redis.StartAsync();
        await StreamAsync(
            [("Redis__ConnectionString", redis.ConnectionString)],
            async (say, hear) =>
            {
                await redis.StopAsync();
                await say("while it is away");
                Assert.Contains("while it is away", await hear(), StringComparison.Ordinal);
                await redis.StartAsync();
                await say("when it is back");
                Assert.Contains("when it is back", await hear(), StringComparison.Ordinal);
            });
    }

    [RedisFact]
    public async Task An_instance_starts_without_the_Redis_that_it_was_told_of()
    {
        await using var redis = new RedisServer();
        await StreamAsync([("Redis__ConnectionString", redis.ConnectionString)], async (say, hear) =>
        {
            await redis.StartAsync();
            await say("now it is there");
            Assert.Contains("now it is there", await hear(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_ticket_opens_a_stream_at_any_instance_but_only_one()
    {
        await using var cluster = await Cluster.StartAsync(server);
        var client = new ChatClient(cluster.One.Http);
        await client.GenerateAsync();
        await client.BeginAsync();
        var there = client.StreamUrl.Replace(cluster.One.Http.BaseAddress!.Authority, cluster.Two.Http.BaseAddress!.Authority, StringComparison.Ordinal);

        using var stream = await new ChatStream().OpenAsync(there);

        Assert.NotNull(await stream.ReadAsync());
        await Assert.ThrowsAsync<WebSocketException>(() => client.OpenAsync());
    }

    [Fact]
    [Rule("D-57")]
    public async Task The_same_message_twice_at_once_is_answered_once()
    {
        await using var cluster = await Cluster.StartAsync(server);
        var (one, two) = await BothAsync(cluster);

        var replies = await Task.WhenAll(one.SayAsync("forgot pw", "same"), two.SayAsync("forgot pw", "same"), one.SayAsync("forgot pw", "same"), two.SayAsync("forgot pw", "same"));

        Assert.Single(replies.Select(reply => (string)reply.Json!["id"]!).Distinct());
        Assert.Single(await one.HistoryAsync(), said => said == "user: forgot pw");
        Assert.Equal(await one.HistoryAsync(), await two.HistoryAsync());
    }

    [Fact]
    [Rule("D-58")]
    public async Task Turns_of_one_conversation_come_one_after_another_wherever_they_run()
    {
        await using var cluster = await Cluster.StartAsync(server);
        var (one, two) = await BothAsync(cluster);
        var before = (await one.HistoryAsync()).Length;

        for (var round = 0; round < 5; round++)
        {
            await Task.WhenAll(one.SayAsync("help"), two.SayAsync("help"));
        }

        var said = await two.HistoryAsync();
        Assert.Equal(said, await one.HistoryAsync());
        Assert.Equal(10, said.Count(line => line == "user: help"));
        Assert.DoesNotContain(said, line => line.Contains("went wrong", StringComparison.Ordinal));

        // Each is answered before the next is taken, and all in the same way.
        var turns = string.Join('\n', said.Skip(before)).Split("user: help\n", StringSplitOptions.RemoveEmptyEntries).Select(turn => turn.TrimEnd()).ToArray();
        Assert.Equal(10, turns.Length);
        Assert.Single(turns.Distinct());
    }

    [Fact]
    public async Task What_an_instance_was_killed_in_is_done_by_the_other()
    {
        await using var road = await BlobRoad.StartAsync(server.Address);
        await using var cluster = await Cluster.StartAsync(server, road);
        var (one, two) = await BothAsync(cluster);
        var stuck = new TaskCompletionSource();
        road.Always = async (request, forward) =>
        {
            if (request.Request.Method == "PUT" && request.Request.Path.Value!.Contains("/bot-state/", StringComparison.Ordinal))
            {
                stuck.TrySetResult();
                await Task.Delay(Timeout.Infinite, request.RequestAborted);
            }

            await forward();
        };
        var lost = one.SayAsync("I forgot my password", "same");
        await stuck.Task;
        await cluster.One.KillAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => lost);

        Assert.Equal(HttpStatusCode.OK, (await two.SayAsync("I forgot my password", "same")).Status);

        Assert.Equal(["user: I forgot my password"], (await two.HistoryAsync()).Where(line => line.StartsWith("user", StringComparison.Ordinal)));
        Assert.StartsWith("bot: What is your user ID?", (await two.HistoryAsync())[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_instance_was_killed_with_in_hand_is_sent_by_the_other_once()
    {
        await using var road = await BlobRoad.StartAsync(server.Address);
        await using var cluster = await Cluster.StartAsync(server, road);
        var person = await ChatPerson.StartAsync(cluster.One.Http);
        await person.SayAsync("I forgot my password");
        await person.SayAsync(Anna);
        var stuck = new TaskCompletionSource();
        road.Always = async (request, forward) =>
        {
            if (request.Request.Method == "PUT" && request.Request.Path.Value!.Contains("/dev-inbox/", StringComparison.Ordinal))
            {
                stuck.TrySetResult();
                await Task.Delay(Timeout.Infinite, request.RequestAborted);
            }

            await forward();
        };
        await person.SayAsync("Email my alternate email");
        await stuck.Task;
        Assert.Empty(await cluster.Two.InboxAsync());
        await cluster.One.KillAsync();

        var code = await cluster.Two.CodeToAsync(AnnasMail);

        Assert.StartsWith("Thank you, that is right.", await person.At(cluster.Two.Http).SayAsync(code), StringComparison.Ordinal);
        Assert.Single(await cluster.Two.InboxAsync());
    }

    private static async Task<(ChatClient One, ChatClient Two)> BothAsync(Cluster cluster)
    {
        var one = new ChatClient(cluster.One.Http);
        await one.GenerateAsync();
        await one.BeginAsync();
        return (one, new ChatClient(cluster.Two.Http) { Token = one.Token, Conversation = one.Conversation });
    }

    private async Task StreamAsync((string, string)[] settings, Func<Func<string, Task>, Func<Task<string>>, Task>? then = null)
    {
        await using var cluster = await Cluster.StartAsync(server, null, settings);
        var (one, two) = await BothAsync(cluster);
        await two.ResumeAsync("0");
        using var stream = await two.OpenAsync();
        Assert.NotNull(await stream.ReadAsync());

        await one.SayAsync("I forgot my password");
        await one.SayAsync(Anna);

        Assert.Equal("2", (string?)(await stream.ReadAsync())!["watermark"]);
        var last = await stream.ReadAsync();
        Assert.Equal("3", (string?)last!["watermark"]);
        Assert.Equal(await one.HistoryAsync("2"), ChatClient.Said(last));
        Assert.Equal(await one.HistoryAsync(), await two.HistoryAsync());
        await (then?.Invoke(text => one.SayAsync(text), async () => (await stream.ReadAsync())!.ToJsonString()) ?? Task.CompletedTask);
    }
}
