using System.Text;
using SsprBot.Directories.Demo;
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

    /// <summary>Contoso's people as the demo directory has them.</summary>
    public static string Accounts() => string.Concat(DemoPeople.All.Select(person => Person(person.Account, person.Password)))
        + Group("Helpers", "Farid Aziz") + Member($"CN=Account Operators,CN=Builtin,{SambaServer.Domain}", Dn("Helpers"));

    public static string Dn(string name) => $"CN={name},{Staff}";

    /// <param name="password">Null leaves the account without one, as long as it is disabled.</param>
    public static string Person(Account account, string password, params IEnumerable<string> more) => Lines(
    [
        $"dn: {Dn(account.DisplayName)}", "changetype: add", "objectClass: user",
        $"sAMAccountName: {account.UserId[..account.UserId.IndexOf('@', StringComparison.Ordinal)]}",
        $"userPrincipalName: {account.UserId}", $"displayName: {account.DisplayName}", $"mail: {account.Mail}",
        $"userAccountControl: {(account.Enabled ? 512 : 514)}", $"unicodePwd:: {Quoted(password)}",
        .. account.MustChangePassword ? ["pwdLastSet: 0"] : Array.Empty<string>(),
        .. account.Language is { } language ? [$"preferredLanguage: {language}"] : Array.Empty<string>(),
        .. account.ContactPoints.Where(contact => Attribute(contact.Kind).Length > 0).Select(contact => $"{Attribute(contact.Kind)}: {contact.Value}"),
        .. more,
    ]);

    public static string Group(string name, params IEnumerable<string> members) => Lines(
        [$"dn: {Dn(name)}", "changetype: add", "objectClass: group", $"sAMAccountName: {name}", .. members.Select(member => $"member: {Dn(member)}")]);

    public static string Member(string group, string member) => Lines([$"dn: {group}", "changetype: modify", "add: member", $"member: {member}", "-"]);

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
        _ => "",
    };

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines) + "\n\n";
}
