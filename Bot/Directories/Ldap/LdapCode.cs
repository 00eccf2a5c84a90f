namespace SsprBot.Directories.Ldap;

/// <summary>The result codes that anything here depends on (RFC 4511 §4.1.9, appendix A); a server may send others.</summary>
internal enum LdapCode
{
    Success = 0,
    OperationsError = 1,
    SizeLimitExceeded = 4,
    StrongerAuthRequired = 8,
    Referral = 10,
    UnavailableCriticalExtension = 12,
    NoSuchAttribute = 16,
    ConstraintViolation = 19,
    NoSuchObject = 32,
    InappropriateAuthentication = 48,
    InvalidCredentials = 49,
    InsufficientAccessRights = 50,
    Busy = 51,
    Unavailable = 52,
    UnwillingToPerform = 53,
    ObjectClassViolation = 65,
}
