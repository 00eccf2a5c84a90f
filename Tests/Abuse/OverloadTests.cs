using Microsoft.Bot.Schema;
using SsprBot.Channels;
using SsprBot.World;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>More visitors than there is room for.</summary>
public sealed class OverloadTests
{
    [Fact]
    [Rule("D-101")]
    public async Task A_flood_of_beginners_is_turned_away_before_anybody_who_is_in_the_middle()
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var greeting = 0;
        var isFlooded = false;
        await using var host = await ChatHost.StartAsync(
            async (turn, ct) =>
            {
                if (isFlooded && turn.Activity.Type is ActivityTypes.ConversationUpdate)
                {
                    Interlocked.Increment(ref greeting);
                    await open.Task;
                }

                await turn.SendActivityAsync("Answered", cancellationToken: ct);
            },
            settings: ("DirectLine:TurnsAtOnce", "16"));
        var begun = await ChatClient.StartAsync(host);
        isFlooded = true;

        var flood = Enumerable.Range(0, 40).Select(_ => BeginAsync(host)).ToArray();
        await Waiting.UntilAsync(() => greeting == 8 && flood.Count(start => start.IsCompleted) == 32, "The flood was not turned away.");
        var middle = await begun.SayAsync("000000");
        var back = await begun.BeginAsync();
        open.SetResult();

        Assert.Equal(("200", "200"), ($"{middle}", $"{back}"));
        Assert.Equal([("201", 8), ("429 TooManyRequests", 32)], (await Task.WhenAll(flood)).CountBy(reply => $"{reply}").Select(kind => (kind.Key, kind.Value)).Order());
        Assert.Equal("201", $"{await BeginAsync(host)}");
    }

    private static async Task<Reply> BeginAsync(ChatHost host)
    {
        var client = new ChatClient(host);
        await client.GenerateAsync();
        return await client.BeginAsync();
    }
}
