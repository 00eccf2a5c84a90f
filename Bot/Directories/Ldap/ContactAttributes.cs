using SsprBot.Domain;

namespace SsprBot.Directories.Ldap;

/// <summary>
/// Which attributes hold the contact points. It stands in <c>Directories:{name}:Contacts</c>. The first value that is an address or a number
/// counts. What is not given is as usual in a directory of this kind; an empty name stands for no attribute.
/// </summary>
internal sealed class ContactAttributes
{
    public IReadOnlyList<string>? AlternateEmail { get; init; }

    public IReadOnlyList<string>? AuthenticationEmail { get; init; }

    public IReadOnlyList<string>? MobilePhone { get; init; }

    public IReadOnlyList<string>? AuthenticationPhone { get; init; }

    public IReadOnlyList<string>? OfficePhone { get; init; }

    /// <summary>The two-letter country of numbers without a country code; without it such numbers do not count.</summary>
    public string? PhoneRegion { get; init; }

    public IReadOnlyList<string>? For(ContactKind kind) => kind switch
    {
        ContactKind.AlternateEmail => AlternateEmail,
        ContactKind.AuthenticationEmail => AuthenticationEmail,
        ContactKind.MobilePhone => MobilePhone,
        ContactKind.AuthenticationPhone => AuthenticationPhone,
        _ => OfficePhone,
    };
}
