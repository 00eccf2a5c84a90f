namespace SsprBot.Domain;

/// <summary>
/// Terms that make a password easy to guess, and how much of a password is left without them
/// (Microsoft Entra documentation, "Eliminate bad passwords", How are passwords evaluated).
/// </summary>
/// <remarks>
/// Password and terms are folded alike: NFKC, no accents, lower case, 0→o 1→l $→s @→a. The password is then read as a row of pieces, each a
/// banned term (1 point) or one other character (1 point); the score is that of the reading with the fewest points. A piece is a term when
/// it is the term, or the term with one character replaced, left out, or put in between two others (edit distance 1), as long as four of the
/// term's own characters, Entra's shortest term, are left: a shorter rest would be found in every other word. A character put before or after
/// a whole term is not part of it: Entra's own example counts <c>contoso</c>, <c>blank</c>, <c>f</c>, <c>9</c> and <c>!</c> as five.
/// </remarks>
public sealed class BannedWords
{
    /// <summary>The points from which a password is accepted.</summary>
    public const int Enough = 5;

    /// <summary>The fewest characters of a term, after folding.</summary>
    public const int ShortestTerm = 4;

    /// <summary>The most characters of a term, after folding.</summary>
    public const int LongestTerm = 16;

    private const int OnStack = 512;

    private static readonly Lazy<IReadOnlyList<string>> FromResource = new(() => ShippedTerms.Read("Passwords.BannedTerms.txt"));

    private readonly TermTree _tree = new();

    /// <param name="terms">Each of 4 to 16 characters; case and order do not matter, and one may stand twice.</param>
    /// <exception cref="ArgumentException">A term has another length.</exception>
    public BannedWords(IEnumerable<string> terms)
    {
        foreach (var term in terms)
        {
            if (!IsTerm(term))
            {
                throw new ArgumentException($"A banned term has {ShortestTerm} to {LongestTerm} characters.", nameof(terms));
            }

            _tree.Add(Folding.Fold(term));
        }
    }

    internal BannedWords(IReadOnlyList<int[]> folded)
    {
        foreach (var word in folded)
        {
            _tree.Add(word);
        }
    }

    /// <summary>The list that comes with the product: every term folded, none twice.</summary>
    public static IReadOnlyList<string> Shipped => FromResource.Value;

    /// <summary>Whether it can be banned: 4 to 16 characters after folding.</summary>
    public static bool IsTerm(string term) => Folding.Fold(term).Length is >= ShortestTerm and <= LongestTerm;

    /// <summary>The points of a password: 0 for an empty one, at most one for each folded character. Under <see cref="Enough"/> it is refused.</summary>
    public int Score(ReadOnlySpan<char> password)
    {
        var folded = Folding.Fold(password);
        var score = Score(folded, null);
        Array.Clear(folded);
        return score;
    }

    /// <summary>The same for folded text, with the terms of two lists.</summary>
    internal int Score(ReadOnlySpan<int> folded, BannedWords? also)
    {
        var fewest = folded.Length < OnStack ? stackalloc int[folded.Length + 1] : new int[folded.Length + 1];
        fewest.Fill(folded.Length);
        fewest[0] = 0;
        for (var start = 0; start < folded.Length; start++)
        {
            var points = fewest[start] + 1;
            fewest[start + 1] = Math.Min(fewest[start + 1], points);
            _tree.Mark(folded[start..], points, fewest[start..]);
            also?._tree.Mark(folded[start..], points, fewest[start..]);
        }

        return fewest[folded.Length];
    }
}
