namespace Twilio.Exceptions;

/// <summary>There is no user name or password to call Twilio with.</summary>
public class AuthenticationException : TwilioException
{
    public AuthenticationException(string message)
        : base(message)
    {
    }
}
