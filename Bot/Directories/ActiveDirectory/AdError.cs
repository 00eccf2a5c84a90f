using System.Globalization;
using SsprBot.Directories.Ldap;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>The Windows error codes that a domain controller puts into what it says (MS-ERREF 2.2).</summary>
internal static class AdError
{
    public const int AccessDenied = 0x5;
    public const int InvalidPassword = 0x56;
    public const int PasswordRestriction = 0x52D;
    public const int InvalidLogonHours = 0x530;
    public const int InvalidWorkstation = 0x531;
    public const int PasswordExpired = 0x532;
    public const int AccountDisabled = 0x533;
    public const int AccountExpired = 0x701;
    public const int PasswordMustChange = 0x773;

    private const string Data = ", data ";

    /// <summary>The code that a refused change begins with, such as <c>0000052D: SvcErr: …</c>.</summary>
    public static int? Of(LdapResult result) => result.Message.Length > 8 && result.Message[8] == ':' ? Hex(result.Message.AsSpan(0, 8)) : null;

    /// <summary>The code within a refused bind, such as <c>… AcceptSecurityContext error, data 773, v1db1</c>.</summary>
    public static int? OfBind(LdapResult result)
    {
        var at = result.Message.IndexOf(Data, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var rest = result.Message.AsSpan(at + Data.Length);
        return Hex(rest[..(rest.IndexOf(',') is var end and >= 0 ? end : rest.Length)]);
    }

    private static int? Hex(ReadOnlySpan<char> text) => int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ? code : null;
}
