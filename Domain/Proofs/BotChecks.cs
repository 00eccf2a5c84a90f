using System.Security.Cryptography;
using System.Text;

namespace SsprBot.Domain;

/// <summary>Makes and judges what tells people from programs.</summary>
public sealed class BotChecks(Policy policy, TimeProvider time)
{
    /// <summary>The symbols of a CAPTCHA: none that is easily taken for another by eye; by ear each letter comes with a word.</summary>
    public const string Alphabet = "CDEHKMNPRTWXY369";

    public const int CaptchaLength = 6;

    /// <returns>Null when the policy asks for none.</returns>
    public BotChallenge? Next() => policy.BotCheck switch
    {
        BotCheck.Captcha => new BotChallenge(BotCheck.Captcha, RandomNumberGenerator.GetString(Alphabet, CaptchaLength), Expiry()),
        BotCheck.ProofOfWork => new BotChallenge(BotCheck.ProofOfWork, Secrets.NewId(), Expiry()),
        _ => null,
    };

    /// <param name="typed">The symbols of the picture in any case, or the number that solves the work.</param>
    public bool IsSolved(BotChallenge challenge, string typed) =>
        time.GetUtcNow() < challenge.ExpiresAt && (challenge.Kind is BotCheck.Captcha ? IsRead(challenge, typed) : IsWorked(challenge, typed));

    private static bool IsRead(BotChallenge challenge, string typed) =>
        typed.Length <= 40 && Secrets.Same(challenge.Text, typed.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant());

    /// <summary>SHA-256 of salt, colon and number must begin with enough zero bits.</summary>
    private bool IsWorked(BotChallenge challenge, string typed)
    {
        if (typed.Length is 0 or > 20 || !typed.All(char.IsAsciiDigit))
        {
            return false;
        }

        var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"{challenge.Text}:{typed}"));
        return UInt32Of(hash) >> (32 - policy.ProofOfWorkBits) == 0;
    }

    private static uint UInt32Of(byte[] hash) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash);

    private DateTimeOffset Expiry() => time.GetUtcNow() + policy.CaptchaLifetime;
}
