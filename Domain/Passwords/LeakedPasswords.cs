using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace SsprBot.Domain;

/// <summary>Passwords that were typed where others may read them: a visit remembers that it saw them, slowly hashed and keyed, and does not let them be chosen.</summary>
internal static class LeakedPasswords
{
    /// <summary>No more are remembered: each one costs a slow hash.</summary>
    public const int Most = 3;

    private const int Rounds = 100_000;
    private const int Size = 32;

    public static string HashOf(Pepper pepper, RecoverySession session, Password password)
    {
        var slow = Rfc2898DeriveBytes.Pbkdf2(MemoryMarshal.AsBytes(password.Reveal()), Encoding.UTF8.GetBytes(session.Id), Rounds, HashAlgorithmName.SHA256, Size);
        return pepper.Pseudonym("leaked", session.Id, Convert.ToBase64String(slow));
    }

    /// <returns>The rule about it; none where nothing was typed in the chat.</returns>
    public static IEnumerable<PasswordRule> Check(Pepper pepper, RecoverySession session, Password password) => session.Leaked.Count == 0
        ? []
        : [new PasswordRule(new PasswordFault.TypedInTheChat(), !session.Leaked.Contains(HashOf(pepper, session, password)))];
}
