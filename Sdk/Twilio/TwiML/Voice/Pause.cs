namespace Twilio.TwiML.Voice;

/// <summary>Waits in silence.</summary>
public class Pause : TwiML
{
    /// <param name="length">Seconds; null for one.</param>
    public Pause(int? length = null)
        : base("Pause") => Set("length", length);
}
