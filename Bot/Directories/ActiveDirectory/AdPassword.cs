using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SsprBot.Domain;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>A password as <c>unicodePwd</c> takes it: UTF-16, in quotation marks (MS-ADTS 3.1.1.3.1.5.1). It is wiped when it is done with.</summary>
internal sealed class AdPassword : IDisposable
{
    public AdPassword(Password password)
    {
        var typed = password.Reveal();
        Bytes = GC.AllocateUninitializedArray<byte>((typed.Length + 2) * sizeof(char), pinned: true);
        var quoted = MemoryMarshal.Cast<byte, char>(Bytes.AsSpan());
        quoted[0] = quoted[^1] = '"';
        typed.CopyTo(quoted[1..]);
    }

    public byte[] Bytes { get; }

    public void Dispose() => CryptographicOperations.ZeroMemory(Bytes);

    public override string ToString() => "(password)";
}
