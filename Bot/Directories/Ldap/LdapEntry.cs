using System.Text;

namespace SsprBot.Directories.Ldap;

/// <summary>An entry that a search found, with the attributes that were asked for and are readable.</summary>
/// <param name="attributes">By name, whatever the case.</param>
internal sealed class LdapEntry(string dn, IReadOnlyDictionary<string, IReadOnlyList<byte[]>> attributes)
{
    public string Dn => dn;

    /// <summary>Empty when the entry does not have it, or it may not be read.</summary>
    public IReadOnlyList<byte[]> Values(string attribute) => attributes.GetValueOrDefault(attribute) ?? [];

    public IReadOnlyList<string> Texts(string attribute) => [.. Values(attribute).Select(Encoding.UTF8.GetString)];

    /// <summary>The first value; null when there is none.</summary>
    public string? Text(string attribute) => Values(attribute) is [var first, ..] ? Encoding.UTF8.GetString(first) : null;

    public override string ToString() => "(entry)";
}
