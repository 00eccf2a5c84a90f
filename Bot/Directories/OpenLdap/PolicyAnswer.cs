using System.Formats.Asn1;
using SsprBot.Directories.Ldap;
using SsprBot.Domain;

namespace SsprBot.Directories.OpenLdap;

/// <summary>What the password policy says to a bind or to a new password (draft-behera-ldap-password-policy-10 §6.2).</summary>
internal enum PolicyError
{
    PasswordExpired,
    AccountLocked,
    ChangeAfterReset,
    PasswordModNotAllowed,
    MustSupplyOldPassword,
    InsufficientPasswordQuality,
    PasswordTooShort,
    PasswordTooYoung,
    PasswordInHistory,
    PasswordTooLong,
}

/// <summary>The control that asks for the policy's words, and what they mean. A server without a policy leaves them out.</summary>
internal static class PolicyAnswer
{
    private const string Oid = "1.3.6.1.4.1.42.2.27.8.5.1";

    public static IReadOnlyList<LdapControl> Asked { get; } = [new(Oid)];

    /// <returns>Null when the policy has nothing to say.</returns>
    public static PolicyError? Of(LdapResult result)
    {
        try
        {
            return result.ControlValue(Oid) is { } value ? Read(new AsnReader(value, AsnEncodingRules.BER).ReadSequence()) : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>What became of a new password that was sent with the control.</summary>
    /// <param name="withCurrent">Whether the current one was sent along.</param>
    public static DirectoryWrite Outcome(LdapResult result, bool withCurrent) => result.Code switch
    {
        LdapCode.Success => new DirectoryWrite.Done(),
        LdapCode.UnwillingToPerform or LdapCode.InvalidCredentials when withCurrent => new DirectoryWrite.WrongPassword(),
        _ => new DirectoryWrite.Refused(Of(result) is { } error ? Refusal(error) : Refusal(result.Code)),
    };

    private static PolicyError? Read(AsnReader answer)
    {
        if (answer.NextIs(Ber.Context(0)))
        {
            answer.ReadEncodedValue();
        }

        return answer.NextIs(Ber.Context(1)) && answer.ReadOctetString(Ber.Context(1)) is [var code] ? (PolicyError)code : null;
    }

    private static DirectoryRefusal Refusal(PolicyError error) => error switch
    {
        PolicyError.PasswordTooShort => DirectoryRefusal.TooShort,
        PolicyError.InsufficientPasswordQuality => DirectoryRefusal.TooSimple,
        PolicyError.PasswordInHistory => DirectoryRefusal.UsedBefore,
        PolicyError.PasswordTooYoung => DirectoryRefusal.TooRecent,
        PolicyError.PasswordTooLong => DirectoryRefusal.Banned,
        _ => DirectoryRefusal.NotAllowed,
    };

    private static DirectoryRefusal Refusal(LdapCode code) => code is LdapCode.ConstraintViolation ? DirectoryRefusal.Banned : DirectoryRefusal.NotAllowed;
}
