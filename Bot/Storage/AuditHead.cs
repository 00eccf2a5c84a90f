using System.Globalization;
using System.Security.Cryptography;
using SsprBot.Domain;

namespace SsprBot.Storage;

/// <summary>Where the audit log ends: the number and the hash of its last line.</summary>
public sealed record AuditHead(long Number, string Hash)
{
    /// <summary>That of an empty log.</summary>
    public static readonly AuditHead Start = new(0, AuditChain.Start);

    /// <returns>32 bytes that only the owner of the pepper can make.</returns>
    public byte[] Seal(Pepper pepper) => pepper.Mac("audit-head", Number.ToString(CultureInfo.InvariantCulture), Hash);

    public bool IsSealed(Pepper pepper, byte[] seal) => CryptographicOperations.FixedTimeEquals(Seal(pepper), seal);
}
