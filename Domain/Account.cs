namespace SsprBot.Domain;

/// <summary>A person's entry in a directory.</summary>
/// <param name="Id">The directory's own lasting id of the entry.</param>
/// <param name="UserId">The user principal name, or what the directory has instead.</param>
/// <param name="Mail">The mailbox that the account itself opens: never a destination.</param>
/// <param name="PasswordSetAt">When the password was last set, as the directory says.</param>
public sealed record Account(string Id, string UserId, string DisplayName, string Mail, DateTimeOffset PasswordSetAt)
{
    public bool Enabled { get; init; } = true;

    public bool Locked { get; init; }

    public bool PasswordExpired { get; init; }

    public bool MustChangePassword { get; init; }

    /// <summary>Holds administrative rights, or the directory could not say for certain that it does not.</summary>
    public bool Privileged { get; init; }

    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>What the directory holds.</summary>
    public IReadOnlyList<ContactPoint> ContactPoints { get; init; } = [];

    /// <summary>What the person registered with the bot; <see cref="People"/> fills it in.</summary>
    public Enrolment Enrolment { get; init; } = Enrolment.None;

    /// <summary>The number that this visit is held from, E.164; null on channels without one. What is sent there would prove nothing more.</summary>
    public string? TextsFrom { get; init; }

    /// <summary>A language tag such as <c>nl</c>, or null when the directory does not know.</summary>
    public string? Language { get; init; }

    /// <summary>Stands in for an account where there is none, so that asking about it costs the same.</summary>
    public static Account Nobody(string userId) => new("", userId, "", "", DateTimeOffset.UnixEpoch);

    public override string ToString() => $"({Id})";
}
