using OtpNet;

namespace SsprBot.Domain;

/// <summary>The codes of authenticator apps: RFC 6238 with SHA-1, six digits and steps of 30 seconds, which every app knows.</summary>
public static class AppCodes
{
    public const int Digits = 6;
    public const int StepSeconds = 30;

    // RFC 4226 §4: 160 bits are recommended.
    private const int SeedBytes = 20;

    // RFC 6238 §5.2: one step for a clock that is a little off, and for slow fingers.
    private const int Window = 1;

    /// <returns>A new seed: 160 random bits, 32 characters of base32 (RFC 4648).</returns>
    public static string NewSeed() => Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(SeedBytes));

    /// <summary>A seed that nobody holds, to compare with where there is no app.</summary>
    internal static string DummySeed(Pepper pepper, string userId) =>
        Base32Encoding.ToString(pepper.Mac("decoy-seed", UserIds.Fold(userId))[..SeedBytes]);

    /// <param name="typed">ASCII digits, with spaces or dashes in between.</param>
    /// <param name="after">The last step that was accepted: it and all before it never count again.</param>
    /// <returns>The step that the code belongs to; null when it is wrong, too old, too new or used.</returns>
    public static long? StepOf(string seed, string typed, long after, DateTimeOffset now)
    {
        var code = OneTimeCodes.Digits(typed, Digits) ?? "";
        var codes = new Totp(Base32Encoding.ToBytes(seed), StepSeconds, OtpHashMode.Sha1, Digits);
        var current = now.ToUnixTimeSeconds() / StepSeconds;
        long? found = null;
        for (var step = current - Window; step <= current + Window; step++)
        {
            // All steps are compared, whatever was found: the time it takes tells nothing.
            var same = Secrets.Same(codes.ComputeTotp(DateTimeOffset.FromUnixTimeSeconds(step * StepSeconds).UtcDateTime), code);
            found = same && step > after ? step : found;
        }

        return found;
    }
}
