using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace SsprBot.Sdk;

/// <summary>Writes down what is asked of it; ids of what it sends are out1, out2, …</summary>
internal sealed class WritingAdapter : BotAdapter
{
    private int _sent;

    public List<string> Written { get; } = [];

    public async Task RunAsync(Activity activity, BotCallbackHandler bot)
    {
        using var context = new TurnContext(this, activity);
        await RunAsync(context, bot);
    }

    public Task RunAsync(ITurnContext turnContext, BotCallbackHandler bot) => RunPipelineAsync(turnContext, bot, CancellationToken.None);

    public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        Written.AddRange(activities.Select(activity => $"send {activity.Type} {activity.Text}".TrimEnd()));
        return Task.FromResult(activities.Select(_ => new ResourceResponse($"out{++_sent}")).ToArray());
    }

    public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
    {
        Written.Add($"update {activity.Id} {activity.Text} in {activity.Conversation.Id}");
        return Task.FromResult(new ResourceResponse("updated"));
    }

    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken)
    {
        Written.Add($"delete {reference.ActivityId} in {reference.Conversation?.Id}");
        return Task.CompletedTask;
    }
}

/// <summary>Middleware in one line.</summary>
internal sealed class Step(Func<ITurnContext, NextDelegate, Task> run) : IMiddleware
{
    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default) => run(turnContext, next);
}

internal static class Incoming
{
    public static Activity Message(string text = "hi") => new(
        ActivityTypes.Message,
        "in1",
        channelId: "test",
        serviceUrl: "https://service",
        from: new ChannelAccount("user1", "User1"),
        recipient: new ChannelAccount("bot", "Bot"),
        conversation: new ConversationAccount(id: "c1"),
        text: text);
}
