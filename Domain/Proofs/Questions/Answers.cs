using System.Security.Cryptography;
using System.Text;

namespace SsprBot.Domain;

/// <summary>Why an answer cannot be registered.</summary>
public enum AnswerFault { TooShort, TooLong, SameAsAnother, StandsInTheQuestion, TooCommon, OwnName }

/// <summary>Answers to security questions: how they are compared, and the slow, keyed hash that is kept of them.</summary>
/// <param name="iterations">The work of a hash from now on.</param>
public sealed class Answers(Pepper pepper, int iterations = SlowHash.Iterations)
{
    /// <summary>In characters (code points) after <see cref="Normalised"/>.</summary>
    public const int MinLength = 3;

    /// <inheritdoc cref="MinLength"/>
    public const int MaxLength = 40;

    // Longer than any spelling of an answer: not worth the work of normalising.
    private const int LongestTyped = 1000;

    private readonly SlowHash _hash = new(iterations);

    /// <summary>One spelling for all that means the same: NFKC, trimmed, single spaces, without case.</summary>
    public static string Normalised(string typed)
    {
        var plain = new StringBuilder();
        foreach (var rune in Whole(typed).Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune))
            {
                plain.Append(Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)));
            }
            else if (plain.Length > 0 && plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().TrimEnd().Normalize(NormalizationForm.FormKC);
    }

    /// <param name="question">The question in the words in which it was asked.</param>
    /// <returns>Null when the answer may be registered, as far as it can be judged alone.</returns>
    public static AnswerFault? FaultOf(string question, string typed)
    {
        if (typed.Length > LongestTyped)
        {
            return AnswerFault.TooLong;
        }

        var normalised = Normalised(typed);
        return normalised.EnumerateRunes().Count() switch
        {
            < MinLength => AnswerFault.TooShort,
            > MaxLength => AnswerFault.TooLong,
            _ => GuessableAnswers.IsMadeOf(typed, question) ? AnswerFault.StandsInTheQuestion
                : GuessableAnswers.IsCommon(typed) ? AnswerFault.TooCommon
                : null,
        };
    }

    /// <returns>A <see cref="SlowHash"/>, good for one account and question only.</returns>
    public string Hash(string accountId, string question, string typed) => Over(typed, plain => _hash.Of(plain, Seal(accountId, question)));

    /// <summary>An answer that nothing typed can be: it costs what a real one costs.</summary>
    public EnrolledAnswer Unanswerable(string question) => new(question, _hash.Unmatched());

    /// <summary>One slow hash, whatever was typed.</summary>
    public bool IsRight(string accountId, EnrolledAnswer kept, string typed) => Match(accountId, kept, typed).Right;

    /// <inheritdoc cref="IsRight"/>
    public SlowMatch Match(string accountId, EnrolledAnswer kept, string typed) =>
        Over(typed, plain => _hash.Match(plain, kept.Hash, Seal(accountId, kept.Question)));

    private static T Over<T>(string typed, Func<byte[], T> hash)
    {
        var plain = Encoding.UTF8.GetBytes(typed.Length > LongestTyped ? "" : Normalised(typed));
        var made = hash(plain);
        CryptographicOperations.ZeroMemory(plain);
        return made;
    }

    private Func<byte[], byte[]> Seal(string accountId, string question) =>
        slow => pepper.Mac("answer-v1", accountId, question, Convert.ToHexString(slow));

    /// <summary>Normalization refuses half surrogate pairs.</summary>
    private static string Whole(string typed) => string.Concat(typed.EnumerateRunes());
}
