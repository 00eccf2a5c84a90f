using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SsprBot.Domain;

/// <summary>Why an answer cannot be registered.</summary>
public enum AnswerFault { TooShort, TooLong, SameAsAnother, StandsInTheQuestion }

/// <summary>Answers to security questions: how they are compared, and the slow, keyed hash that is kept of them.</summary>
/// <param name="iterations">Of hashes made from now on; a hash says how many it took.</param>
public sealed class Answers(Pepper pepper, int iterations = Answers.Iterations)
{
    /// <summary>In characters (code points) after <see cref="Normalised"/>.</summary>
    public const int MinLength = 3;

    /// <inheritdoc cref="MinLength"/>
    public const int MaxLength = 40;

    /// <summary>For PBKDF2-HMAC-SHA-256: OWASP Password Storage Cheat Sheet.</summary>
    public const int Iterations = 600_000;

    private const string Kind = "pbkdf2-sha256";
    private const int SaltLength = 16;
    private const int TagLength = 32;

    // Longer than any spelling of an answer: not worth the work of normalising.
    private const int LongestTyped = 1000;

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
            _ => WordsOf(question).Contains(WordsOf(typed), StringComparison.Ordinal) ? AnswerFault.StandsInTheQuestion : null,
        };
    }

    /// <returns>In the shape of a PHC string: <c>$pbkdf2-sha256$i=600000$salt$tag</c>, both base64url. Good for one account and question only.</returns>
    public string Hash(string accountId, string question, string typed)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return Written(salt, TagOf(accountId, question, typed, salt, iterations));
    }

    /// <summary>An answer that nothing typed can be: it costs what a real one costs.</summary>
    public EnrolledAnswer Unanswerable(string question) =>
        new(question, Written(RandomNumberGenerator.GetBytes(SaltLength), RandomNumberGenerator.GetBytes(TagLength)));

    /// <summary>One slow hash, whatever was typed.</summary>
    public bool IsRight(string accountId, EnrolledAnswer kept, string typed) =>
        kept.Hash.Split('$') is ["", Kind, ['i', '=', .. var times], var salt, var tag]
            ? CryptographicOperations.FixedTimeEquals(
                Base64Url.DecodeFromChars(tag),
                TagOf(accountId, kept.Question, typed, Base64Url.DecodeFromChars(salt), int.Parse(times, CultureInfo.InvariantCulture)))
            : throw new FormatException("The kept hash of an answer is of an unknown kind.");

    private byte[] TagOf(string accountId, string question, string typed, byte[] salt, int times)
    {
        var normalised = Encoding.UTF8.GetBytes(typed.Length > LongestTyped ? "" : Normalised(typed));
        var slow = Rfc2898DeriveBytes.Pbkdf2(normalised, salt, times, HashAlgorithmName.SHA256, TagLength);
        CryptographicOperations.ZeroMemory(normalised);
        return pepper.Mac("answer-v1", accountId, question, Convert.ToHexString(slow));
    }

    private string Written(byte[] salt, byte[] tag) => string.Create(
        CultureInfo.InvariantCulture, $"${Kind}$i={iterations}${Base64Url.EncodeToString(salt)}${Base64Url.EncodeToString(tag)}");

    /// <summary>Normalization refuses half surrogate pairs.</summary>
    private static string Whole(string typed) => string.Concat(typed.EnumerateRunes());

    /// <summary>Letters and digits of the normalised text, each word between spaces.</summary>
    private static string WordsOf(string text) =>
        $" {string.Join(' ', string.Concat(Normalised(text).Select(c => char.IsLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries))} ";
}
