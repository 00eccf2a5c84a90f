using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace SsprBot.Storage.Vaults;

/// <summary>Encrypts a key of the key ring with a key of its own, which Key Vault wraps.</summary>
internal sealed class VaultEncryptor(VaultKey vault) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var (key, nonce, tag) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize), new byte[AesGcm.TagByteSizes.MaxSize]);
        var content = new byte[plain.Length];
        using (var cipher = new AesGcm(key, tag.Length))
        {
            cipher.Encrypt(nonce, plain, content, tag);
        }

        var (version, wrapped) = vault.Wrap(key);
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(plain);
        return new EncryptedXmlInfo(
            new XElement(
                "encryptedKey",
                new XElement("version", version.AbsoluteUri),
                new XElement("wrapped", Convert.ToBase64String(wrapped)),
                new XElement("content", Convert.ToBase64String([.. nonce, .. tag, .. content]))),
            typeof(VaultDecryptor));
    }
}

/// <summary>Made by Data Protection from the name that stands in the key ring.</summary>
public sealed class VaultDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var vault = services.GetService<VaultKey>()
            ?? throw new InvalidOperationException("Data:KeyVaultKey is not set, and the key ring is encrypted with a key of Key Vault.");
        var key = vault.Unwrap(new Uri(Text(encryptedElement, "version")), Convert.FromBase64String(Text(encryptedElement, "wrapped")));
        var content = Convert.FromBase64String(Text(encryptedElement, "content")).AsSpan();
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var plain = new byte[content.Length - nonce - tag];
        using var cipher = new AesGcm(key, tag);
        cipher.Decrypt(content[..nonce], content[(nonce + tag)..], content.Slice(nonce, tag), plain);
        var element = XElement.Parse(Encoding.UTF8.GetString(plain));
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(plain);
        return element;
    }

    private static string Text(XElement element, string name) => (string?)element.Element(name) ?? throw new CryptographicException("A key of the key ring cannot be read.");
}
