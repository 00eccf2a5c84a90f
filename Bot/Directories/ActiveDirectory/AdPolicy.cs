using System.Globalization;
using SsprBot.Directories.Ldap;
using SsprBot.Domain;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>A password policy: the domain's, or a fine-grained one (MS-ADTS 3.1.1.5.2.1.1; MS-SAMR 3.1.1.5).</summary>
/// <param name="MaximumAge">How long a password is good; null means for ever.</param>
/// <param name="LockoutDuration">How long an account stays locked; null means until somebody unlocks it.</param>
internal sealed record AdPolicy(DirectoryRules Rules, TimeSpan? MaximumAge, TimeSpan? LockoutDuration)
{
    /// <summary>From this many characters on, complexity refuses a part of the name.</summary>
    private const int NamePart = 3;

    private const int ComplexityBit = 1;

    public static readonly IReadOnlyList<string> DomainAttributes =
        ["minPwdLength", "pwdProperties", "pwdHistoryLength", "minPwdAge", "maxPwdAge", "lockoutDuration"];

    public static readonly IReadOnlyList<string> FineGrainedAttributes =
    [
        "msDS-MinimumPasswordLength", "msDS-PasswordComplexityEnabled", "msDS-PasswordHistoryLength", "msDS-MinimumPasswordAge",
        "msDS-MaximumPasswordAge", "msDS-LockoutDuration",
    ];

    /// <summary>The policy could not be read: nothing is known, and a lock holds until it is lifted.</summary>
    public static AdPolicy Unknown { get; } = new(DirectoryRules.None, null, null);

    /// <param name="head">The entry of the domain itself.</param>
    public static AdPolicy OfDomain(LdapEntry head) => Of(head, DomainAttributes, Number(head, "pwdProperties") is { } bits ? (bits & ComplexityBit) != 0 : null);

    public static AdPolicy FineGrained(LdapEntry settings) =>
        Of(settings, FineGrainedAttributes, settings.Text("msDS-PasswordComplexityEnabled") switch { "TRUE" => true, "FALSE" => false, _ => null });

    private static AdPolicy Of(LdapEntry entry, IReadOnlyList<string> attributes, bool? complexity)
    {
        var rules = new DirectoryRules(Number(entry, attributes[0]), complexity, Number(entry, attributes[2]), AdTime.Span(entry.Text(attributes[3])))
        {
            NamePartLength = complexity is true ? NamePart : null,
        };
        return new AdPolicy(rules, AdTime.Span(entry.Text(attributes[4])), AdTime.Span(entry.Text(attributes[5])));
    }

    private static int? Number(LdapEntry entry, string attribute) => int.TryParse(entry.Text(attribute), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
