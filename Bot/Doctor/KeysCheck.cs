using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using SsprBot.Settings;
using SsprBot.Storage;

namespace SsprBot.Doctor;

/// <summary>Whether what is kept can be decrypted: each key of the ring, and each pepper.</summary>
internal sealed class KeysCheck(IKeyManager ring, Peppers peppers, IOptions<DataSettings> data, IHostEnvironment environment, TimeProvider time) : ICheck
{
    private const string HowToMend =
        "Name the certificate that it was encrypted with in Data:FormerKeyCertificates, give the host the right to unwrap with the Key Vault key, or restore the key ring and the peppers from one backup.";

    public Task LookAsync(Findings findings, CancellationToken ct)
    {
        // Made first: on a new installation they make the first key.
        string[] unreadable = [.. new[] { Peppers.Codes, Peppers.Answers, Peppers.Audit }.Where(name => !IsReadable(name))];
        var keys = ring.GetAllKeys().Where(key => !key.IsRevoked).OrderBy(key => key.CreationDate).ToArray();
        LookAtRing(findings, keys);
        LookAtProtection(findings);
        if (unreadable is [])
        {
            findings.Ok("The peppers can be read.");
        }
        else
        {
            findings.Fault($"These peppers cannot be read: {string.Join(", ", unreadable)}.", HowToMend);
        }

        return Task.CompletedTask;
    }

    private void LookAtRing(Findings findings, IKey[] keys)
    {
        var broken = keys.Count(key => !IsReadable(key));
        if (keys is not [.., var newest])
        {
            findings.Fault("The key ring has no key that counts.", "Go on as deploymentTemplates/keys.md says after all keys were revoked.");
        }
        else if (broken > 0)
        {
            findings.Fault($"Of {keys.Length} keys {broken} cannot be read.", HowToMend);
        }
        else if (newest.ExpirationDate <= time.GetUtcNow())
        {
            findings.Warning($"The newest key has expired on {newest.ExpirationDate:yyyy-MM-dd}.", "Start the host: it makes a new one by itself.");
        }
        else
        {
            findings.Ok($"All keys can be read: {keys.Length}. The newest is {(int)(time.GetUtcNow() - newest.CreationDate).TotalDays} days old.");
        }
    }

    private void LookAtProtection(Findings findings)
    {
        if (data.Value.KeyVaultKey is not null)
        {
            findings.Ok("A key of Key Vault protects new keys.");
        }
        else if (data.Value.KeyCertificatePath is { Length: > 0 })
        {
            findings.Ok("A certificate protects new keys.");
        }
        else
        {
            findings.Warning($"Nothing protects the keys, in {environment.EnvironmentName}.", "Outside Development give Data:KeyVaultKey or Data:KeyCertificatePath.");
        }
    }

    private static bool IsReadable(IKey key)
    {
        try
        {
            return key.CreateEncryptor() is not null;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or InvalidOperationException)
        {
            return false;
        }
    }

    private bool IsReadable(string pepper)
    {
        try
        {
            return peppers.For(pepper) is not null;
        }
        catch (RecordDamagedException)
        {
            return false;
        }
    }
}
