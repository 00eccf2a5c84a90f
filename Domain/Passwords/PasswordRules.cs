namespace SsprBot.Domain;

/// <summary>The bot's rules for a new password, and those of the directory that can be known beforehand.</summary>
public sealed class PasswordRules
{
    /// <summary>Windows' complexity, and Entra's: three kinds of characters.</summary>
    private const int ComplexityClasses = 3;

    private readonly PasswordRuleSet _ruleSet;
    private readonly BannedWords _banned;
    private readonly IReadOnlyList<int[]> _organisation;

    /// <exception cref="ArgumentException">The rule set has <see cref="PasswordRuleSet.Problems"/>.</exception>
    public PasswordRules(PasswordRuleSet ruleSet)
    {
        if (ruleSet.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(' ', problems), nameof(ruleSet));
        }

        _ruleSet = ruleSet;
        _banned = new BannedWords([.. BannedWords.Shipped, .. ruleSet.BannedTerms]);
        _organisation = OwnNames.Words([ruleSet.Organisation]);
    }

    /// <summary>
    /// Everything that will be checked, with its numbers, for the page to show before anything is typed. Lengths, classes and characters can be
    /// checked live in the browser; names and guessing only here. What only the directory checks is in <see cref="DirectoryRules"/>.
    /// </summary>
    public IReadOnlyList<PasswordFault> Shown(PasswordContext context)
    {
        var directory = context.Directory;
        var classes = Math.Max(_ruleSet.RequiredClasses, directory.Complexity is true ? ComplexityClasses : 0);
        return
        [
            new PasswordFault.TooShort(Math.Max(_ruleSet.MinLength, directory.Length ?? 0)),
            new PasswordFault.TooLong(Math.Min(_ruleSet.MaxLength, directory.MaxLength ?? int.MaxValue)),
            .. classes > 0 ? (PasswordFault[])[new PasswordFault.TooFewClasses(classes)] : [],
            new PasswordFault.NotAllowedCharacters(directory.PrintableAsciiOnly),
            new PasswordFault.ContainsOwnName(),
            .. _organisation.Count > 0 ? (PasswordFault[])[new PasswordFault.ContainsOrganisation()] : [],
            new PasswordFault.TooEasilyGuessed(),
        ];
    }

    /// <summary>All of <see cref="Shown"/>, in that order, each met or not. The bot accepts a password that meets all; the directory has the last word.</summary>
    /// <remarks>Names and guessing are judged by the start of a password that is too long anyway, so that an endless one costs little.</remarks>
    public IReadOnlyList<PasswordRule> Check(Password password, PasswordContext context)
    {
        var typed = password.Reveal();
        var shape = PasswordShape.Of(typed);
        var start = typed[..Math.Min(typed.Length, 2 * _ruleSet.MaxLength)];
        var folded = Folding.Fold(start);
        var own = OwnNames.Words(OwnNames.Of(context));
        var rules = new List<PasswordRule>();
        foreach (var fault in Shown(context))
        {
            rules.Add(new PasswordRule(fault, fault switch
            {
                PasswordFault.TooShort(var min) => shape.Length >= min,
                PasswordFault.TooLong(var max) => shape.Length <= max,
                PasswordFault.TooFewClasses(var needed) => shape.Classes >= needed,
                PasswordFault.NotAllowedCharacters(var ascii) => shape.WellFormed && (!ascii || shape.PrintableAscii),
                PasswordFault.ContainsOwnName => FreeOf(own, folded) && !OwnNames.Holds(start, context),
                PasswordFault.ContainsOrganisation => FreeOf(_organisation, folded),
                PasswordFault.TooEasilyGuessed => HardToGuess(folded, own),
                _ => false,
            }));
        }

        Array.Clear(folded);
        return rules;
    }

    private bool FreeOf(IReadOnlyList<int[]> words, ReadOnlySpan<int> folded)
    {
        if (!_ruleSet.NamesRefusedAnywhere)
        {
            return new BannedWords(words).Score(folded, null) >= BannedWords.Enough;
        }

        foreach (var word in words)
        {
            if (folded.IndexOf(word) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    private bool HardToGuess(ReadOnlySpan<int> folded, IReadOnlyList<int[]> own)
    {
        var names = _ruleSet.NamesRefusedAnywhere ? null : new BannedWords([.. own, .. _organisation]);
        return _banned.Score(folded, names) >= BannedWords.Enough;
    }
}
