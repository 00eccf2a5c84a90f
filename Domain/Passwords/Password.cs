using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SsprBot.Domain;

/// <summary>A password as it was typed: exactly these UTF-16 units, never trimmed, folded or cut (OWASP ASVS 5.0 §6.2.8).</summary>
/// <remarks>
/// It prints as <c>(password)</c> and has nothing public that a serializer, a log or a template would pick up. Clearing is best effort:
/// the buffer is pinned, so the collector leaves no copies of it, and is wiped by <see cref="Dispose"/>; the string that it was made from,
/// and what callers encode from <see cref="Reveal"/>, are theirs to forget.
/// </remarks>
[DebuggerDisplay("(password)")]
public sealed class Password : IDisposable
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly char[] _typed;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private bool _cleared;

    private Password(ReadOnlySpan<char> typed)
    {
        _typed = GC.AllocateUninitializedArray<char>(typed.Length, pinned: true);
        typed.CopyTo(_typed);
    }

    /// <param name="typed">Anything, also empty; a null string counts as empty. What is allowed is for <see cref="PasswordRules"/> to say.</param>
    public static Password From(ReadOnlySpan<char> typed) => new(typed);

    /// <summary>The characters, for the few who must have them: the rules and the directories. Do not keep them.</summary>
    /// <exception cref="ObjectDisposedException">It was cleared.</exception>
    public ReadOnlySpan<char> Reveal()
    {
        ObjectDisposedException.ThrowIf(_cleared, this);
        return _typed;
    }

    /// <summary>Whether both were typed alike, unit by unit; in a time that depends on the lengths only.</summary>
    public bool SameAs(Password other) => CryptographicOperations.FixedTimeEquals(Bytes(Reveal()), Bytes(other.Reveal()));

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_typed.AsSpan()));
        _cleared = true;
    }

    public override string ToString() => "(password)";

    private static ReadOnlySpan<byte> Bytes(ReadOnlySpan<char> typed) => MemoryMarshal.AsBytes(typed);
}
