using System.Globalization;
using System.Security.Cryptography;
using SsprBot.Domain;

namespace SsprBot.Directories.Demo;

/// <summary>PBKDF2-HMAC-SHA-256, 600,000 iterations (OWASP Password Storage Cheat Sheet), in a text that says so itself.</summary>
internal static class PasswordHash
{
    private const string Scheme = "pbkdf2-sha256";
    private const int Iterations = 600_000;

    /// <returns><c>pbkdf2-sha256$iterations$salt$hash</c>, the last two in base64.</returns>
    public static string Of(Password password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return $"{Scheme}${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt, Iterations))}";
    }

    public static bool Matches(Password password, string hash) =>
        hash.Split('$') is [Scheme, var iterations, var salt, var expected]
        && CryptographicOperations.FixedTimeEquals(
            Derive(password, Convert.FromBase64String(salt), int.Parse(iterations, CultureInfo.InvariantCulture)), Convert.FromBase64String(expected));

    private static byte[] Derive(Password password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password.Reveal(), salt, iterations, HashAlgorithmName.SHA256, 32);
}
