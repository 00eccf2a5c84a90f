using Microsoft.Bot.Schema;

namespace SsprBot.Channels.Azure;

/// <summary>
/// What becomes a turn. Edits, deletions, reactions, typing, files and kinds that are not known are none, and are no mistake either: channels send them
/// unasked.
/// </summary>
internal static class Wanted
{
    private static readonly string[] s_invokes = ["adaptiveCard/action", "task/fetch", "task/submit"];

    public static bool Is(Activity activity) => activity.From is { Id.Length: > 0 } && activity.Type switch
    {
        ActivityTypes.Message => activity.Text is { Length: > 0 } || activity.Value is not null,
        ActivityTypes.Invoke => s_invokes.Contains(activity.Name),
        ActivityTypes.ConversationUpdate => activity.MembersAdded is { Count: > 0 },
        ActivityTypes.InstallationUpdate => activity.Action is "add",
        _ => false,
    };

    /// <summary>Whether one person alone talks with the bot.</summary>
    public static bool IsPersonal(Activity activity) => activity.Conversation is { IsGroup: not true, ConversationType: null or "" or "personal" };
}
