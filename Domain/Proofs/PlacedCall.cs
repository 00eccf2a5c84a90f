namespace SsprBot.Domain;

/// <summary>How a call came to its end.</summary>
public enum CallEnd
{
    /// <summary>Keys were pressed.</summary>
    Answered,
    NoAnswer,
    Busy,
    HungUp,

    /// <summary>Somebody answered, but no key was pressed.</summary>
    Silent,
    Voicemail,
}

/// <summary>A call that was placed. Its id is its challenge's: it tells nothing about the session.</summary>
/// <param name="End">Null while it can still be answered: a call has one end.</param>
/// <param name="Denied">It was said in it that this was somebody else.</param>
public sealed record PlacedCall(string Session, DateTimeOffset PlacedAt, CallEnd? End = null, bool Denied = false)
{
    /// <summary>Null until it is dialled.</summary>
    public Dialled? Dialled { get; init; }
}

/// <summary>A call that was given to the telephone network.</summary>
/// <param name="TokenHash">SHA-256 of the secret in the call's addresses, base64url.</param>
/// <param name="Goal">What is being done, as the call says it.</param>
/// <param name="Language">The language tag it is spoken in.</param>
public sealed record Dialled(string TokenHash, Letter Letter, Goal Goal, string Language)
{
    /// <summary>What the telephone network calls it; null until that was told.</summary>
    public string? Sid { get; init; }
}

/// <summary>Comes back to calls that were placed. Losing one costs nothing: the next message finds out as well.</summary>
public interface ICallClock
{
    /// <summary>At this time, or soon after, <see cref="Calls.RangAsync"/> is to be asked about the call.</summary>
    Task WatchAsync(string callId, DateTimeOffset at, CancellationToken ct);
}

/// <summary>What became of the keys that were pressed.</summary>
public enum CallAnswer
{
    Confirmed,

    /// <summary>"This was not me": self-service is blocked from now on.</summary>
    Denied,
    NotConfirmed,

    /// <summary>There is no such call, or it has had its end.</summary>
    Over,
}

/// <summary>How the session's call stands, for the chat.</summary>
public abstract record CallStanding
{
    private CallStanding()
    {
    }

    /// <param name="Unanswered">It has rung for so long that other ways are offered; it can still be answered.</param>
    public sealed record Waiting(bool Unanswered) : CallStanding;

    /// <summary>It is judged, or too old, or there is none.</summary>
    public sealed record Judged(GateCheck Check) : CallStanding;

    /// <summary>It ended without keys.</summary>
    public sealed record Ended(CallEnd How) : CallStanding;

    public sealed record Denied : CallStanding;
}
