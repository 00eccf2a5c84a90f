using System.Globalization;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>The bits of <c>userAccountControl</c> and of its computed half (MS-ADTS 2.2.16); null when it may not be read.</summary>
internal readonly record struct AdFlags(int? Value)
{
    private const int AccountDisable = 0x2;
    private const int Lockout = 0x10;
    private const int NormalAccount = 0x200;
    private const int DontExpirePassword = 0x10000;
    private const int SmartcardRequired = 0x40000;
    private const int TrustedForDelegation = 0x80000;
    private const int PasswordExpired = 0x800000;
    private const int TrustedToAuthenticateForDelegation = 0x1000000;

    /// <summary>A person's account, and not trusted to act for others.</summary>
    public bool IsOrdinary => Value is { } bits && (bits & NormalAccount) != 0 && (bits & (TrustedForDelegation | TrustedToAuthenticateForDelegation)) == 0;

    public bool IsDisabled => Value is not { } bits || (bits & AccountDisable) != 0;

    public bool PasswordNeverExpires => Value is { } bits && (bits & (DontExpirePassword | SmartcardRequired)) != 0;

    public bool IsLocked => Value is { } bits && (bits & Lockout) != 0;

    public bool IsPasswordExpired => Value is { } bits && (bits & PasswordExpired) != 0;

    public static AdFlags Read(string? text) => new(int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var bits) ? bits : null);
}
