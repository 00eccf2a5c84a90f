namespace Twilio.TwiML.Voice;

/// <summary>Ends the call.</summary>
public class Hangup : TwiML
{
    public Hangup()
        : base("Hangup")
    {
    }
}
