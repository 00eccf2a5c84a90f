using System.Text;

namespace SsprBot.Domain;

/// <summary>What people type as their user ID.</summary>
public static class UserIds
{
    /// <summary>64 for the name, the @, 48 for the domain (Entra's limits for a user principal name).</summary>
    public const int MaxLength = 113;

    /// <returns>The trimmed user ID, or null when no directory could hold it: empty, too long, or with characters that no user ID has.</returns>
    public static string? Read(string? typed)
    {
        var trimmed = typed?.Trim();
        return trimmed is { Length: > 0 and <= MaxLength } && trimmed.All(IsAllowed) ? trimmed : null;
    }

    /// <summary>One spelling for all that a directory would take for the same; for counting, never for looking up.</summary>
    public static string Fold(string userId) => userId.Normalize(NormalizationForm.FormKC).ToUpperInvariant();

    // Printable ASCII but the characters that neither a UPN nor a sAMAccountName may hold; letters that only look like ASCII are refused.
    private static bool IsAllowed(char c) => c is > ' ' and < (char)0x7F && !"\"/[]:;|=,+*?<>()%&".Contains(c, StringComparison.Ordinal);
}
