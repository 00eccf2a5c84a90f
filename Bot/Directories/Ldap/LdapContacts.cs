using SsprBot.Domain;

namespace SsprBot.Directories.Ldap;

/// <summary>Reads the contact points of an entry.</summary>
/// <param name="usual">Which attributes directories of this kind have for them.</param>
internal sealed class LdapContacts(ContactAttributes settings, ContactAttributes usual)
{
    private readonly (ContactKind Kind, string[] Names)[] _attributes =
        [.. Enum.GetValues<ContactKind>().Select(kind => (kind, (settings.For(kind) ?? usual.For(kind) ?? []).Where(name => name.Length > 0).ToArray()))];

    public IEnumerable<string> Attributes => _attributes.SelectMany(attribute => attribute.Names);

    /// <returns>One of a kind at most.</returns>
    public IReadOnlyList<ContactPoint> Of(LdapEntry entry) =>
    [
        .. from attribute in _attributes
           let value = attribute.Names.SelectMany(entry.Texts).Select(text => Read(attribute.Kind, text)).FirstOrDefault(value => value is not null)
           where value is not null
           select new ContactPoint(attribute.Kind, value),
    ];

    private string? Read(ContactKind kind, string text) =>
        kind is ContactKind.AlternateEmail or ContactKind.AuthenticationEmail ? MailAddresses.Read(text) : WholeNumbers.Read(text, settings.PhoneRegion);
}
