using System.Text;
using SsprBot.Domain;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>What stands in the domain, as LDIF.</summary>
internal static class SambaSeed
{
    public const string Staff = $"OU=Staff,{SambaServer.Domain}";

    /// <summary>The domain's policy, and where its people are.</summary>
    public const string Domain = $"""
        dn: {SambaServer.Domain}
        changetype: modify
        replace: minPwdLength
        minPwdLength: 10
        -
        replace: pwdHistoryLength
        pwdHistoryLength: 4
        -
        replace: minPwdAge
        minPwdAge: 0
        -
        replace: lockoutThreshold
        lockoutThreshold: 3
        -

        dn: {Staff}
        changetype: add
        objectClass: organizationalUnit


        """;

    /// <summary>Groups whose members are privileged, or have a fine-grained policy.</summary>
    public static string Groups => Group("Helpers") + Add($"CN=Account Operators,CN=Builtin,{SambaServer.Domain}", "Helpers")
        + Group("Strict") + Settings("Strict", length: 20, minimumAge: 0, "Strict") + Group("Settled") + Settings("Settled", length: 10, minimumAge: -864000000000, "Settled");

    public static string Dn(string name) => $"CN={name},{Staff}";

    /// <param name="more">Further lines.</param>
    public static string Person(Account account, string password, params IEnumerable<string> more) => Lines(
    [
        $"dn: {Dn(account.DisplayName)}", "changetype: add", "objectClass: user",
        $"sAMAccountName: {account.UserId[..account.UserId.IndexOf('@', StringComparison.Ordinal)]}",
        $"userPrincipalName: {account.UserId}", $"displayName: {account.DisplayName}", $"mail: {account.Mail}",
        $"userAccountControl: {(account.Enabled ? 512 : 514)}", $"unicodePwd:: {Quoted(password)}",
        .. account.MustChangePassword ? ["pwdLastSet: 0"] : Array.Empty<string>(),
        .. account.Language is { } language ? [$"preferredLanguage: {language}"] : Array.Empty<string>(),
        .. account.ContactPoints.Select(contact => $"{Attribute(contact.Kind)}: {contact.Value}"),
        .. more,
    ]) + string.Concat(account.Groups.Select(group => Add(Dn(group), account.DisplayName)));

    public static string Group(string name) =>
        Lines([$"dn: {Dn(name.Replace(",", "\\,", StringComparison.Ordinal))}", "changetype: add", "objectClass: group", $"sAMAccountName: {name.Replace(",", "", StringComparison.Ordinal)}"]);

    /// <summary>A group that gives no rights: it is in nobody's token.</summary>
    public static string List(string name) => Lines([$"dn: {Dn(name)}", "changetype: add", "objectClass: group", $"sAMAccountName: {name}", "groupType: 2"]);

    /// <summary>Makes somebody, or a group, a member.</summary>
    public static string Add(string groupDn, string member) => Lines([$"dn: {groupDn}", "changetype: modify", "add: member", $"member: {Dn(member)}", "-"]);

    public static string Replace(string dn, string attribute, string value) =>
        Lines([$"dn: {dn}", "changetype: modify", $"replace: {attribute}", $"{attribute}: {value}", "-"]);

    /// <summary>The value of <c>unicodePwd</c> in base64: UTF-16 in quotation marks (MS-ADTS 3.1.1.3.1.5.1).</summary>
    public static string Quoted(string password) => Convert.ToBase64String(Encoding.Unicode.GetBytes($"\"{password}\""));

    private static string Attribute(ContactKind kind) => kind switch
    {
        ContactKind.AlternateEmail => "otherMailbox",
        ContactKind.MobilePhone => "mobile",
        ContactKind.AuthenticationPhone => "otherMobile",
        ContactKind.OfficePhone => "telephoneNumber",
        _ => "wWWHomePage",
    };

    private static string Settings(string name, int length, long minimumAge, string group) => Lines(
    [
        $"dn: CN={name},CN=Password Settings Container,CN=System,{SambaServer.Domain}", "changetype: add", "objectClass: msDS-PasswordSettings",
        $"msDS-PasswordSettingsPrecedence: {length}", "msDS-PasswordReversibleEncryptionEnabled: FALSE", "msDS-PasswordHistoryLength: 3",
        "msDS-PasswordComplexityEnabled: TRUE", $"msDS-MinimumPasswordLength: {length}", $"msDS-MinimumPasswordAge: {minimumAge}",
        "msDS-MaximumPasswordAge: -36288000000000", "msDS-LockoutThreshold: 3", "msDS-LockoutObservationWindow: -18000000000",
        "msDS-LockoutDuration: -18000000000", $"msDS-PSOAppliesTo: {Dn(group)}",
    ]);

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines) + "\n\n";
}
