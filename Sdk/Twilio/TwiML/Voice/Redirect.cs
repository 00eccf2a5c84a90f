namespace Twilio.TwiML.Voice;

/// <summary>Goes on with the TwiML at another address.</summary>
public class Redirect : TwiML
{
    public Redirect(Uri url = null, Http.HttpMethod method = null)
        : base("Redirect")
    {
        Set("method", method);
        Write(Address(url));
    }
}
