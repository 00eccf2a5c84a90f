namespace SsprBot.Domain;

/// <summary>Mail addresses as people write them: the plain form that every mail system takes (RFC 5321 §4.1.2, dot-string and host name).</summary>
public static class MailAddresses
{
    private const int MaxLength = 254;
    private const int MaxLocalPart = 64;
    private const int MaxLabel = 63;

    /// <returns>The trimmed address with its domain in lower case, or null when it is none: no quotes, no comments, no address of numbers, ASCII only.</returns>
    public static string? Read(string typed)
    {
        var address = typed.Trim();
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return address.Length <= MaxLength && at is > 0 and <= MaxLocalPart && IsLocalPart(address[..at]) && IsDomain(address[(at + 1)..])
            ? $"{address[..at]}@{DomainOf(address)}"
            : null;
    }

    /// <returns>What stands behind the @, in lower case; empty when there is no @.</returns>
    public static string DomainOf(string address) =>
        address.LastIndexOf('@') is >= 0 and var at ? string.Concat(address[(at + 1)..].Select(char.ToLowerInvariant)) : "";

    private static bool IsLocalPart(string local) => local.Split('.').All(atom => atom.Length > 0 && atom.All(IsAtomic));

    private static bool IsAtomic(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal);

    private static bool IsDomain(string domain) => domain.Split('.') is [_, .., var top] labels && labels.All(IsLabel) && !top.All(char.IsAsciiDigit);

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabel && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
