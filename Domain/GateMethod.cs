namespace SsprBot.Domain;

/// <summary>How a proof is given.</summary>
public enum VerificationMethod { EmailCode, SmsCode, VoiceCall, SecurityQuestions, AuthenticatorCode }

/// <summary>What a person can choose at a gate: a verification method and, where it needs one, the contact point.</summary>
public enum GateMethod
{
    EmailAlternate,
    EmailAuthentication,
    TextMobile,
    TextAuthenticationPhone,
    CallMobile,
    CallAuthenticationPhone,
    CallOffice,
    SecurityQuestions,
    AuthenticatorApp,
}

public static class GateMethods
{
    public static VerificationMethod Verification(this GateMethod method) => method switch
    {
        GateMethod.EmailAlternate or GateMethod.EmailAuthentication => VerificationMethod.EmailCode,
        GateMethod.TextMobile or GateMethod.TextAuthenticationPhone => VerificationMethod.SmsCode,
        GateMethod.SecurityQuestions => VerificationMethod.SecurityQuestions,
        GateMethod.AuthenticatorApp => VerificationMethod.AuthenticatorCode,
        _ => VerificationMethod.VoiceCall,
    };

    /// <returns>Null for methods that reach nobody.</returns>
    public static ContactKind? Contact(this GateMethod method) => method switch
    {
        GateMethod.EmailAlternate => ContactKind.AlternateEmail,
        GateMethod.EmailAuthentication => ContactKind.AuthenticationEmail,
        GateMethod.TextMobile or GateMethod.CallMobile => ContactKind.MobilePhone,
        GateMethod.TextAuthenticationPhone or GateMethod.CallAuthenticationPhone => ContactKind.AuthenticationPhone,
        GateMethod.CallOffice => ContactKind.OfficePhone,
        _ => null,
    };

    /// <summary>Whether proofs by both can be independent: by two methods, and not at one contact point.</summary>
    public static bool MayGoWith(this GateMethod method, GateMethod other) =>
        method.Verification() != other.Verification() && (method.Contact() is null || method.Contact() != other.Contact());

    /// <summary>The whole number is asked before anything is sent there.</summary>
    public static bool NeedsWholeNumber(this GateMethod method) =>
        method.Verification() is VerificationMethod.SmsCode or VerificationMethod.VoiceCall;
}
