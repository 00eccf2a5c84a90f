using Microsoft.Bot.Schema;

namespace SsprBot.Channels.DirectLine;

/// <summary>One turn while it runs. What it says is kept here until it is over, then written down and shown at once.</summary>
/// <param name="echoes">Whether the client is shown the activity that began the turn.</param>
internal sealed class DirectLineTurn(Conversation conversation, ChannelAccount bot, bool echoes, TimeProvider time)
{
    private const string Hidden = "•••";

    private readonly List<byte[]> _activities = [];
    private readonly Lock _gate = new();
    private int _index;

    public Conversation Conversation => conversation;

    public int Number => Id.Turn;

    /// <summary>The activity that began the turn.</summary>
    public ActivityId Id { get; } = new(conversation.Id, conversation.LastTurn + 1, Index: 0, time.GetUtcNow());

    /// <summary>The bot came to its end.</summary>
    public bool Answered { get; set; }

    /// <summary>So did all that is around the bot.</summary>
    public bool Completed { get; set; }

    /// <returns>The id that the activity got; what a chat cannot show gets none and is dropped.</returns>
    public string Send(Activity activity)
    {
        if (activity.Type is not (ActivityTypes.Message or ActivityTypes.Event or ActivityTypes.Typing))
        {
            return "";
        }

        var id = Id with { Index = Interlocked.Increment(ref _index), At = time.GetUtcNow() };
        var bytes = Write(activity, id);
        if (activity.Type is ActivityTypes.Typing)
        {
            conversation.Show(bytes);
        }
        else
        {
            Keep(bytes);
        }

        return id.ToString();
    }

    /// <summary>Says something again, in the place and at the time of the first.</summary>
    public void Replace(Activity activity, ActivityId id) => Keep(Write(activity, id));

    /// <summary>Writes down and shows all that was said in the turn.</summary>
    /// <param name="typed">Whether the text is the user's; text that was made from a card's value is not.</param>
    public Task CommitAsync(SharedTurns turns, Activity incoming, string user, bool typed)
    {
        var activities = Sum(incoming, user, typed);
        return activities.Count == 0 ? turns.ReleaseAsync(conversation) : turns.FillAsync(conversation, number => ActivitySet.Of(activities, number));
    }

    // The user's own activity stands first, with the text that the turn left of it; when the turn broke off nobody knows whether it should
    // have been hidden, so it is. What a card sent in is never shown.
    private List<byte[]> Sum(Activity incoming, string user, bool typed)
    {
        lock (_gate)
        {
            return echoes ? [Echo(incoming, user, typed), .. _activities] : [.. _activities];
        }
    }

    private byte[] Echo(Activity incoming, string user, bool typed)
    {
        var shown = new Activity
        {
            Type = incoming.Type,
            Name = incoming.Name,
            Locale = incoming.Locale,
            Text = !typed ? null : Answered && Completed ? incoming.Text : Hidden,
            TextFormat = typed ? TextFormatTypes.Plain : null,
            ChannelData = incoming.ChannelData,
        };
        return ActivityWriter.Write(shown, new Stamp(Id, new ChannelAccount(user, role: RoleTypes.User), ReplyTo: null));
    }

    private byte[] Write(Activity activity, ActivityId id) =>
        ActivityWriter.Write(activity, new Stamp(id, bot, Knows(activity.ReplyToId) ? activity.ReplyToId : null));

    // What the client has seen when it reads this.
    private bool Knows(string? id) =>
        ActivityId.Parse(id, conversation.Id) is { } known
        && (known.Turn < Number || (known.Turn == Number && (known.Index > 0 || echoes)));

    private void Keep(byte[] activity)
    {
        lock (_gate)
        {
            _activities.Add(activity);
        }
    }
}
