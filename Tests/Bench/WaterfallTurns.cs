using BenchmarkDotNet.Attributes;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace SsprBot.Bench;

/// <summary>Five prompts on the SDK, with the state of the conversation and of the user in memory: the conversation that other SDKs are measured by.</summary>
public class WaterfallTurns
{
    private readonly Listener _listener = new();
    private readonly WaterfallBot _bot = new(new MemoryStorage());

    [Benchmark(OperationsPerInvoke = WaterfallBot.Steps)]
    public async Task Turn()
    {
        foreach (var (said, answer) in WaterfallBot.Script)
        {
            if (!(await _listener.SayAsync(said, _bot)).StartsWith(answer, StringComparison.Ordinal))
            {
                throw new InvalidOperationException("The bot said something else.");
            }
        }
    }

    /// <summary>An adapter that hears what the bot says.</summary>
    private sealed class Listener : BotAdapter
    {
        private string _heard = "";

        public async Task<string> SayAsync(string text, IBot bot)
        {
            using var turn = new TurnContext(this, new Activity
            {
                Type = ActivityTypes.Message,
                Id = "1",
                ChannelId = "emulator",
                Conversation = new ConversationAccount(id: "conversation"),
                From = new ChannelAccount("user", "User"),
                Recipient = new ChannelAccount("bot", "Bot"),
                Locale = "en-US",
                Text = text,
            });
            await RunPipelineAsync(turn, bot.OnTurnAsync, CancellationToken.None);
            return _heard;
        }

        public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
        {
            _heard = activities[^1].Text;
            return Task.FromResult(Array.ConvertAll(activities, _ => new ResourceResponse("2")));
        }

        public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) =>
            Task.FromResult(new ResourceResponse(activity.Id));

        public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) =>
            Task.CompletedTask;
    }
}
