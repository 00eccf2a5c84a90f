namespace SsprBot.Domain;

/// <summary>What can be wrong with a new password before the directory is asked. The set is closed.</summary>
public abstract record PasswordFault
{
    private PasswordFault()
    {
    }

    /// <param name="Min">The fewest characters (code points) that pass: the larger of the bot's and the directory's number.</param>
    public sealed record TooShort(int Min) : PasswordFault;

    /// <param name="Max">The most characters (code points) that pass: the smaller of the bot's and the directory's number.</param>
    public sealed record TooLong(int Max) : PasswordFault;

    /// <param name="Needed">1 to 4 of: upper case, lower case, digits, symbols and spaces, letters without case.</param>
    public sealed record TooFewClasses(int Needed) : PasswordFault;

    /// <summary>Control characters and half surrogate pairs never pass.</summary>
    /// <param name="PrintableAsciiOnly">Besides, the directory takes U+0020 to U+007E alone.</param>
    public sealed record NotAllowedCharacters(bool PrintableAsciiOnly) : PasswordFault;

    /// <summary>The person's name, user ID or mail name.</summary>
    public sealed record ContainsOwnName : PasswordFault;

    public sealed record ContainsOrganisation : PasswordFault;

    /// <summary>Made of too few banned terms and other characters: see <see cref="BannedWords"/>.</summary>
    public sealed record TooEasilyGuessed : PasswordFault;

    /// <summary>It was typed in the chat, so it counts as known to others.</summary>
    public sealed record TypedInTheChat : PasswordFault;
}

/// <summary>One line of the list that a person sees while choosing a password.</summary>
public sealed record PasswordRule(PasswordFault Fault, bool Met);
