namespace SsprBot.Domain;

/// <summary>A contact point that waits for its code, in one session.</summary>
/// <param name="Mac">The keyed hash of the code, base64; empty when burnt.</param>
public sealed record PendingContact(string Id, ContactKind Kind, string Value, string Mac, int Tries, DateTimeOffset ExpiresAt)
{
    /// <summary>Takes one try before the code is compared; the last one burns it.</summary>
    /// <param name="tries">How many tries a code has.</param>
    public PendingContact Reserved(int tries) => this with { Tries = Tries + 1, Mac = Tries + 1 >= tries ? "" : Mac };

    public override string ToString() => $"({Kind})";
}

/// <summary>What became of a contact point that somebody wants to register.</summary>
public abstract record ContactSending
{
    private ContactSending()
    {
    }

    /// <summary>A code is on its way to it.</summary>
    /// <param name="Hint">As in <see cref="RegisteredOption"/>.</param>
    public sealed record OnItsWay(ContactKind Kind, string Hint, int Digits, TimeSpan Lifetime) : ContactSending;

    /// <summary>It is no number or mail address that anything can be sent to.</summary>
    public sealed record NotAContact : ContactSending;

    /// <summary>It is a mailbox of the account's own organisation, which is closed to whoever cannot sign in.</summary>
    public sealed record OwnMailbox : ContactSending;

    /// <summary>Enough codes were sent.</summary>
    public sealed record Enough : ContactSending;

    public sealed record NotToday : ContactSending;

    public sealed record DirectoryDown : ContactSending;

    public sealed record Over : ContactSending;
}

/// <summary>What became of the code that confirms a contact point.</summary>
public abstract record ContactCheck
{
    private ContactCheck()
    {
    }

    public sealed record Confirmed(Registered Registered) : ContactCheck;

    /// <param name="TriesLeft">0 when the code is used up and a new one is needed.</param>
    public sealed record Wrong(int TriesLeft) : ContactCheck;

    /// <summary>The code is too old, or there is none.</summary>
    public sealed record Expired : ContactCheck;

    public sealed record NotToday : ContactCheck;

    public sealed record DirectoryDown : ContactCheck;

    public sealed record Over : ContactCheck;
}
