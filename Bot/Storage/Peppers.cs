using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using SsprBot.Domain;

namespace SsprBot.Storage;

/// <summary>The peppers of the installation: made once, kept encrypted.</summary>
public sealed class Peppers(IPepperFiles files, IDataProtectionProvider keys)
{
    /// <summary>Keys one-time codes, links, throttles and pseudonyms.</summary>
    public const string Codes = "codes";

    /// <summary>Keys the answers to security questions.</summary>
    public const string Answers = "answers";

    /// <summary>Keys the chain of the audit log.</summary>
    public const string Audit = "audit";

    private const int Length = 32;

    /// <param name="name">What it is for: lower-case letters.</param>
    /// <exception cref="RecordDamagedException">It was edited, or its key is gone. It is never made anew: what it keyed would be lost unseen.</exception>
    public Pepper For(string name)
    {
        var protector = keys.CreateProtector("ssprbot/v1", "pepper", name);
        var kept = files.Read(name) ?? files.Keep(name, protector.Protect(RandomNumberGenerator.GetBytes(Length)));
        try
        {
            return new Pepper(protector.Unprotect(kept));
        }
        catch (CryptographicException changed)
        {
            throw new RecordDamagedException(
                $"The pepper {name} was changed, or the key that it is encrypted with is gone. Restore both from a backup.", changed);
        }
    }
}
