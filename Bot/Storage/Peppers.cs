using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using SsprBot.Domain;

namespace SsprBot.Storage;

/// <summary>The peppers of the installation: made once, kept encrypted in the data folder.</summary>
public sealed class Peppers(DataFolder folder, IDataProtectionProvider keys)
{
    /// <summary>Keys one-time codes, links, throttles and pseudonyms.</summary>
    public const string Codes = "codes";

    /// <summary>Keys the answers to security questions.</summary>
    public const string Answers = "answers";

    /// <summary>Keys the chain of the audit log.</summary>
    public const string Audit = "audit";

    private const int Length = 32;

    // The folder belongs to one process, so this is enough for a pepper to be made once.
    private readonly Lock _making = new();

    /// <param name="name">What it is for: lower-case letters.</param>
    /// <exception cref="RecordDamagedException">It was edited, or its key is gone. It is never made anew: what it keyed would be lost unseen.</exception>
    public Pepper For(string name)
    {
        var path = Path.Combine(folder.Inner("peppers"), name);
        var protector = keys.CreateProtector("ssprbot/v1", "pepper", name);
        lock (_making)
        {
            if (!File.Exists(path))
            {
                Keep(path, protector.Protect(RandomNumberGenerator.GetBytes(Length)));
            }
        }

        try
        {
            return new Pepper(protector.Unprotect(File.ReadAllBytes(path)));
        }
        catch (CryptographicException changed)
        {
            throw new RecordDamagedException(
                $"The pepper {name} of the data folder was changed, or the key that it is encrypted with is gone. Restore both from a backup.", changed);
        }
    }

    // Whole or not at all, also when the power goes.
    private static void Keep(string path, byte[] content)
    {
        var draft = path + ".new";
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path);
    }
}
