namespace SsprBot.Domain;

/// <summary>What the administrator asks of a new password, besides the directory's own rules.</summary>
/// <param name="MinLength">The fewest characters, in Unicode code points; 1 to <paramref name="MaxLength"/>.</param>
/// <param name="MaxLength">The most characters, in Unicode code points; 1 to 256, and so never more than 1,024 bytes of UTF-8.</param>
/// <param name="RequiredClasses">How many of the kinds of characters of <see cref="PasswordFault.TooFewClasses"/>; 0 to 4, 0 for no composition rule.</param>
/// <param name="NamesRefusedAnywhere">
/// True: the person's or the organisation's name anywhere in the password refuses it, as Entra does. False: the password is judged as a whole
/// (NIST SP 800-63B-4 §3.1.1.2, "not substrings"): a name is a banned term like the others, and refuses only what is little more than a name.
/// </param>
public sealed record PasswordRuleSet(int MinLength, int MaxLength, int RequiredClasses, bool NamesRefusedAnywhere)
{
    public const int MaxBannedTerms = 1000;

    private const int Longest = 256;

    /// <summary>Entra ID: 8 to 256 characters, three classes of four.</summary>
    public static PasswordRuleSet Entra => new(8, Longest, 3, true);

    /// <summary>NIST SP 800-63B-4, the password as the only factor: 15 to 256 characters, no composition rule.</summary>
    public static PasswordRuleSet Nist => new(15, Longest, 0, false);

    /// <summary>The organisation's own terms, on top of the list that is shipped; at most 1,000, each of 4 to 16 characters, in any case (Entra's limits).</summary>
    public IReadOnlyList<string> BannedTerms { get; init; } = [];

    /// <summary>The organisation's name; empty for none. Words of it under four characters do not count.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>What is out of range, one sentence for the administrator each; empty when all is well.</summary>
    public IReadOnlyList<string> Problems() =>
    [
        .. Problem.Unless(MinLength >= 1 && MinLength <= MaxLength, $"{nameof(MinLength)} must be 1 to {nameof(MaxLength)}, not {MinLength}."),
        .. Problem.Unless(MaxLength is >= 1 and <= Longest, $"{nameof(MaxLength)} must be 1 to {Longest}, not {MaxLength}."),
        .. Problem.Unless(RequiredClasses is >= 0 and <= 4, $"{nameof(RequiredClasses)} must be 0 to 4, not {RequiredClasses}."),
        .. Problem.Unless(
            BannedTerms.Count <= MaxBannedTerms,
            $"{nameof(BannedTerms)} may hold {MaxBannedTerms} terms, not {BannedTerms.Count}."),
        .. BannedTerms
            .Where(term => !BannedWords.IsTerm(term))
            .Select(term => $"{nameof(BannedTerms)}: “{term}” must be {BannedWords.ShortestTerm} to {BannedWords.LongestTerm} characters long."),
    ];
}
