using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SsprBot.Domain;

/// <summary>Random things that cannot be guessed.</summary>
public static class Secrets
{
    // Crockford's base 32 without the letters that look like digits.
    private const string PlainCharacters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <returns>22 characters of base64url: 128 bits.</returns>
    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <returns>43 characters of base64url: 256 bits.</returns>
    public static string NewVerifier() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <param name="digits">1 or more.</param>
    public static string NewCode(int digits) => RandomNumberGenerator.GetString("0123456789", digits);

    /// <returns>Four characters that are hard to confuse.</returns>
    public static string NewPageCode() => RandomNumberGenerator.GetString(PlainCharacters, 4);

    /// <returns>Twice four such characters, as <c>K7QM-2RTX</c>.</returns>
    public static string NewSupportCode() => $"{NewPageCode()}-{NewPageCode()}";

    /// <returns>SHA-256 in base64url; enough for what has 128 bits or more.</returns>
    public static string Hash(string secret) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Compares in a time that does not depend on where the two differ.</summary>
    public static bool Same(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
