namespace SsprBot.Directories.Ldap;

/// <summary>What a search found.</summary>
/// <param name="Result">A search that found nothing at its base ends with <see cref="LdapCode.NoSuchObject"/>, one that found too much with <see cref="LdapCode.SizeLimitExceeded"/>.</param>
internal sealed record LdapFound(LdapResult Result, IReadOnlyList<LdapEntry> Entries);
