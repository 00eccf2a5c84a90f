namespace Microsoft.Bot.Builder;

/// <summary>State of a conversation, whoever speaks in it.</summary>
public class ConversationState(IStorage storage) : BotState(storage, nameof(ConversationState))
{
    protected override string GetStorageKey(ITurnContext turnContext) =>
        $"{StateKey.Channel(turnContext)}/conversations/{StateKey.Conversation(turnContext)}";
}

/// <summary>State of a user, in all conversations of a channel.</summary>
public class UserState(IStorage storage) : BotState(storage, nameof(UserState))
{
    protected override string GetStorageKey(ITurnContext turnContext) =>
        $"{StateKey.Channel(turnContext)}/users/{StateKey.User(turnContext)}";
}

/// <summary>State of a user in one conversation.</summary>
public class PrivateConversationState(IStorage storage) : BotState(storage, nameof(PrivateConversationState))
{
    protected override string GetStorageKey(ITurnContext turnContext) =>
        $"{StateKey.Channel(turnContext)}/conversations/{StateKey.Conversation(turnContext)}/users/{StateKey.User(turnContext)}";
}

internal static class StateKey
{
    internal static string Channel(ITurnContext turnContext) => Part(turnContext.Activity.ChannelId, "channelId");

    internal static string Conversation(ITurnContext turnContext) => Part(turnContext.Activity.Conversation?.Id, "Conversation.Id");

    internal static string User(ITurnContext turnContext) => Part(turnContext.Activity.From?.Id, "From.Id");

    private static string Part(string value, string name) => value ?? throw new InvalidOperationException($"invalid activity-missing {name}");
}
