using SsprBot.Directories.Ldap;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>What is searched for here.</summary>
internal static class AdSearch
{
    /// <summary>Of people, also those that are <c>inetOrgPerson</c>; not of computers and contacts.</summary>
    public static LdapFilter People { get; } = LdapFilter.All(LdapFilter.Equal("objectCategory", "person"), LdapFilter.Equal("objectClass", "user"));

    /// <summary>A DN that holds wherever the entry is moved (MS-ADTS 3.1.1.3.1.2.4).</summary>
    public static string ById(Guid id) => $"<GUID={id:D}>";
}
