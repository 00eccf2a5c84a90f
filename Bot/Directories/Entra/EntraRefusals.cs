using System.Buffers;
using System.Net;
using SsprBot.Domain;

namespace SsprBot.Directories.Entra;

/// <summary>Why Entra ID would not take a password.</summary>
internal static class EntraRefusals
{
    public const int Length = 8;
    public const int MaxLength = 256;
    private const int Kinds = 3;

    private static readonly SearchValues<char> s_noSymbols = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    /// <remarks>
    /// Graph answers "The specified password does not comply with password complexity requirements" also to a password that is banned, so what it
    /// cannot be is looked at in the password itself.
    /// </remarks>
    public static DirectoryRefusal Of(GraphAnswer.Refused refused, Password password)
    {
        if (refused.Status is not HttpStatusCode.BadRequest || !Mentions(refused, "password"))
        {
            return DirectoryRefusal.NotAllowed;
        }

        return Mentions(refused, "history") || Mentions(refused, "previous") || Mentions(refused, "recently") ? DirectoryRefusal.UsedBefore
            : Mentions(refused, "banned") ? DirectoryRefusal.Banned
            : Mentions(refused, "on-premises") || Mentions(refused, "federated") ? DirectoryRefusal.NotAllowed
            : password.Reveal().Length < Length ? DirectoryRefusal.TooShort
            : KindsIn(password) < Kinds || password.Reveal().Length > MaxLength ? DirectoryRefusal.TooSimple
            : DirectoryRefusal.Banned;
    }

    private static bool Mentions(GraphAnswer.Refused refused, string word) => refused.Reasons.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static int KindsIn(Password password)
    {
        var typed = password.Reveal();
        return Count(typed.ContainsAnyInRange('a', 'z')) + Count(typed.ContainsAnyInRange('A', 'Z')) + Count(typed.ContainsAnyInRange('0', '9'))
            + Count(typed.ContainsAnyExcept(s_noSymbols));
    }

    private static int Count(bool has) => has ? 1 : 0;
}
