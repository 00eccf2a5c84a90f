using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using SsprBot.Channels;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>The doors of the web chat, with tokens, activities and streams that are not what they should be.</summary>
public sealed class DirectLineAttackTests
{
    [Fact]
    [Rule("D-80")]
    [Rule("D-61")]
    public async Task A_token_with_any_one_character_changed_opens_nothing()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);
        var good = client.Token;

        for (var place = 0; place < good.Length; place++)
        {
            client.Token = $"{good[..place]}{(good[place] is 'A' ? 'B' : 'A')}{good[(place + 1)..]}";
            Assert.Equal((place, "403 TokenExpired"), (place, $"{await client.PollAsync()}"));
        }

        client.Token = good;
        Assert.Equal(HttpStatusCode.OK, (await client.PollAsync()).Status);
    }

    [Fact]
    [Rule("D-80")]
    public async Task A_token_in_the_address_or_the_body_opens_nothing()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);
        var token = client.Token;
        client.Token = "";

        Assert.Equal("403 TokenExpired", $"{await client.SendAsync(HttpMethod.Get, $"/conversations/{client.Conversation}/activities?token={token}&access_token={token}&t={token}")}");
        Assert.Equal("403 TokenExpired", $"{await client.PostAsync(new JsonObject { ["type"] = "message", ["text"] = "hi", ["token"] = token }.ToJsonString())}");
    }

    [Fact]
    [Rule("D-82")]
    public async Task A_foreign_conversation_looks_as_if_it_were_not_there()
    {
        await using var host = await ChatHost.StartAsync();
        var mine = await ChatClient.StartAsync(host);
        var other = await ChatClient.StartAsync(host);

        var foreign = await mine.SendAsync(HttpMethod.Get, $"/conversations/{other.Conversation}/activities");
        var none = await mine.SendAsync(HttpMethod.Get, "/conversations/AAAAAAAAAAAAAAAAAAAAAA/activities");

        Assert.Equal("404 BadArgument", $"{foreign}");
        Assert.Equal(foreign.Json!.ToJsonString(), none.Json!.ToJsonString());
        foreach (var list in (string[])["/conversations", "/conversations/", "/tokens"])
        {
            using var response = await host.Http.GetAsync(new Uri($"/v3/directline{list}", UriKind.Relative));
            Assert.False(response.IsSuccessStatusCode);
        }
    }

    [Fact]
    [Rule("D-83")]
    public async Task Sockets_that_never_read_are_cut_off_and_hold_up_nobody()
    {
        const int Turns = 500;
        var flood = new string('x', 60_000);
        await using var host = await ChatHost.StartAsync(
            (turn, ct) => turn.SendActivityAsync(turn.Activity.Text is "flood" ? flood : "calm", cancellationToken: ct), settings: ("DirectLine:MessagesPerMinute", "10000"));
        var deaf = await ChatClient.StartAsync(host);
        using var stream = await deaf.OpenAsync();
        var calm = await ChatClient.StartAsync(host);

        for (var turn = 0; turn < Turns; turn++)
        {
            Assert.Equal("200", $"{await deaf.SayAsync("flood")}");
        }

        Assert.Equal("200", $"{await calm.SayAsync("hi")}");
        Assert.InRange(await ReadAsync(stream, Turns), 0, Turns - 1);
    }

    [Fact]
    [Rule("D-83")]
    public async Task What_comes_over_a_socket_is_never_a_turn()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);
        using var stream = await client.OpenAsync();
        await stream.HearAsync();

        for (var message = 0; message < 1_000; message++)
        {
            await stream.SendAsync("""{"activities":[{"type":"message","text":"I forgot my password"}]}""");
        }

        await client.SayAsync("hi");
        Assert.Equal("user: hi, bot: You said hi (2)", await stream.HearAsync());
        Assert.Equal(["bot: Welcome", "user: hi", "bot: You said hi"], await client.HistoryAsync());
    }

    /// <returns>How many sets came until there were so many, or the server cut it off.</returns>
    private static async Task<int> ReadAsync(ChatStream stream, int most)
    {
        var sets = 0;
        try
        {
            while (sets < most && await stream.ReadAsync() is not null)
            {
                sets++;
            }
        }
        catch (WebSocketException)
        {
            // Cut off, without a word.
        }

        return sets;
    }
}
