using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using SsprBot.Domain;

namespace SsprBot.Directories.Ldap;

/// <summary>Which attributes say how somebody can be reached, and in which language. An empty name stands for no attribute.</summary>
internal abstract partial class PersonSettings
{
    public string LanguageAttribute { get; init; } = "preferredLanguage";

    public string AlternateEmailAttribute { get; init; } = "";

    public string AuthenticationEmailAttribute { get; init; } = "";

    public string MobilePhoneAttribute { get; init; } = "mobile";

    public string AuthenticationPhoneAttribute { get; init; } = "";

    public string OfficePhoneAttribute { get; init; } = "telephoneNumber";

    /// <summary>The two-letter country of phone numbers that begin without one; empty when all begin with <c>+</c>. Others are left aside.</summary>
    [RegularExpression("^([A-Z]{2})?$")]
    public string PhoneRegion { get; init; } = "";

    /// <summary>All that must be read of an entry for it.</summary>
    public IEnumerable<string> PersonAttributes => Contacts.Select(contact => contact.Attribute).Append(LanguageAttribute).Where(name => name.Length > 0);

    private (ContactKind Kind, string Attribute)[] Contacts =>
    [
        (ContactKind.AlternateEmail, AlternateEmailAttribute), (ContactKind.AuthenticationEmail, AuthenticationEmailAttribute), (ContactKind.MobilePhone, MobilePhoneAttribute),
        (ContactKind.AuthenticationPhone, AuthenticationPhoneAttribute), (ContactKind.OfficePhone, OfficePhoneAttribute),
    ];

    /// <returns>What is an address or a number; several values of an attribute, which no server keeps in order, by their characters.</returns>
    public IReadOnlyList<ContactPoint> ContactsOf(LdapEntry entry) =>
    [
        .. from contact in Contacts
           from value in entry.Texts(contact.Attribute).Select(text => Read(contact.Kind, text)).OfType<string>().Order(StringComparer.Ordinal)
           select new ContactPoint(contact.Kind, value),
    ];

    public string? LanguageOf(LdapEntry entry) => LanguageTag().Match(entry.Text(LanguageAttribute) ?? "") is { Success: true, Value: var tag } ? tag : null;

    // The first of what may be a list by preference (RFC 2798 §2.7).
    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*(?=$|[ ,;])")]
    private static partial Regex LanguageTag();

    private string? Read(ContactKind kind, string text) => kind is ContactKind.AlternateEmail or ContactKind.AuthenticationEmail
        ? MailAddresses.Read(text)
        : WholeNumbers.Read(text, PhoneRegion.Length > 0 ? PhoneRegion : null);
}
