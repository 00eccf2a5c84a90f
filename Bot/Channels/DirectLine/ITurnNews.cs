namespace SsprBot.Channels.DirectLine;

/// <summary>How the instances tell each other at once that something was said in a conversation. What it was stands in the records.</summary>
internal interface ITurnNews
{
    /// <summary>Whether news come; otherwise the records are to be looked at more often.</summary>
    bool IsLive { get; }

    /// <summary>Tells the other instances; when it fails they find out by themselves.</summary>
    void Tell(string conversation);

    /// <summary>From now on each conversation that another instance tells about is passed on; null when some may have been missed.</summary>
    Task ListenAsync(Action<string?> heard);
}

/// <summary>Nobody tells, and nobody is told.</summary>
internal sealed class NoNews : ITurnNews
{
    public bool IsLive => false;

    public void Tell(string conversation)
    {
    }

    public Task ListenAsync(Action<string?> heard) => Task.CompletedTask;
}
