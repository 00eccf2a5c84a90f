namespace SsprBot.Domain;

/// <summary>What the directory itself asks of a new password; null where it does not say. They apply on top of the bot's own rules.</summary>
/// <param name="Length">The fewest characters; 0 or more.</param>
/// <param name="Complexity">Whether three kinds of characters are needed (upper case, lower case, digits, symbols, letters without case).</param>
/// <param name="History">How many earlier passwords are refused; 0 or more. Only the directory can check it.</param>
/// <param name="MinimumAge">How long a password must be kept before the next change. Only the directory can check it.</param>
public sealed record DirectoryRules(int? Length, bool? Complexity, int? History, TimeSpan? MinimumAge)
{
    /// <summary>A directory that says nothing.</summary>
    public static DirectoryRules None { get; } = new(null, null, null, null);

    /// <summary>The most characters; 1 or more.</summary>
    public int? MaxLength { get; init; }

    /// <summary>
    /// Active Directory's complexity also refuses the account name, and each part of the display name, from this many characters on (1 or more): there 3,
    /// whatever the case ("Password must meet complexity requirements", Windows security policy reference).
    /// </summary>
    public int? NamePartLength { get; init; }

    /// <summary>Only the printable characters of ASCII and the space are taken, as in Entra ID.</summary>
    public bool PrintableAsciiOnly { get; init; }
}
