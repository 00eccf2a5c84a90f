using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace SsprBot.Domain;

/// <summary>What a comparison with a slow hash gave.</summary>
/// <param name="Renewed">The same hash with the work of now, to be kept if it was right; null when it has that much.</param>
public sealed record SlowMatch(bool Right, string? Renewed)
{
    public override string ToString() => $"({Right})";
}

/// <summary>
/// PBKDF2-HMAC-SHA-256 in the shape of a PHC string: <c>$pbkdf2-sha256$i=600000$salt$tag</c>, the last two base64url. A hash that was made with less
/// work is brought to the work of now whenever it is compared, so that it costs what every other costs, and can be kept like that: <c>i=400000+200000</c>
/// are 200,000 iterations over what 400,000 gave.
/// </summary>
/// <param name="iterations">The work of a hash from now on.</param>
public sealed class SlowHash(int iterations = SlowHash.Iterations)
{
    /// <summary>OWASP Password Storage Cheat Sheet.</summary>
    public const int Iterations = 600_000;

    private const string Kind = "pbkdf2-sha256";
    private const int SaltLength = 16;
    private const int TagLength = 32;

    private long _spent;

    /// <summary>All iterations until now. What somebody costs who exists, somebody who does not must cost too.</summary>
    public long Spent => Interlocked.Read(ref _spent);

    /// <summary>What stays the same when a hash is renewed: its salt.</summary>
    public static string MarkOf(string hash) => hash.Split('$') is ["", Kind, _, var salt, _] ? salt : hash;

    /// <param name="secret">Not kept.</param>
    /// <param name="seal">Makes the tag of what the iterations gave; null keeps that itself.</param>
    public string Of(ReadOnlySpan<byte> secret, Func<byte[], byte[]>? seal = null)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return Written($"{iterations}", salt, Sealed(Derived(secret, salt, iterations), seal));
    }

    /// <summary>A hash that nothing matches; to compare with it costs what a real one costs.</summary>
    public string Unmatched() => Written($"{iterations}", RandomNumberGenerator.GetBytes(SaltLength), RandomNumberGenerator.GetBytes(TagLength));

    /// <param name="secret">Not kept.</param>
    /// <param name="kept">What <see cref="Of"/> made, now or earlier.</param>
    /// <param name="seal">The one that it was made with.</param>
    /// <exception cref="FormatException">It is of another kind.</exception>
    public SlowMatch Match(ReadOnlySpan<byte> secret, string kept, Func<byte[], byte[]>? seal = null)
    {
        if (kept.Split('$') is not ["", Kind, ['i', '=', .. var work], var salt, var tag])
        {
            throw new FormatException("The kept hash is of an unknown kind.");
        }

        var salted = Base64Url.DecodeFromChars(salt);
        var done = 0;
        var derived = secret;
        foreach (var part in work.Split('+'))
        {
            var times = int.Parse(part, CultureInfo.InvariantCulture);
            derived = Derived(derived, salted, times);
            done += times;
        }

        var right = CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(tag), Sealed(derived.ToArray(), seal));
        return new SlowMatch(
            right, done < iterations ? Written($"{work}+{iterations - done}", salted, Sealed(Derived(derived, salted, iterations - done), seal)) : null);
    }

    private static byte[] Sealed(byte[] derived, Func<byte[], byte[]>? seal) => seal is null ? derived : seal(derived);

    private static string Written(string work, byte[] salt, byte[] tag) => $"${Kind}$i={work}${Base64Url.EncodeToString(salt)}${Base64Url.EncodeToString(tag)}";

    private byte[] Derived(ReadOnlySpan<byte> secret, byte[] salt, int times)
    {
        Interlocked.Add(ref _spent, times);
        return Rfc2898DeriveBytes.Pbkdf2(secret, salt, times, HashAlgorithmName.SHA256, TagLength);
    }
}
