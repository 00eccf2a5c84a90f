using Twilio.TwiML.Voice;

namespace Twilio.TwiML;

/// <summary>What a call is to do (https://www.twilio.com/docs/voice/twiml).</summary>
public class VoiceResponse : TwiML
{
    public VoiceResponse()
        : base("Response")
    {
    }

    public VoiceResponse Append(TwiML childElem)
    {
        Add(childElem);
        return this;
    }

    public VoiceResponse Say(string message = null, Say.VoiceEnum voice = null, int? loop = null, Say.LanguageEnum language = null) =>
        Append(new Say(message, voice, loop, language));

    /// <param name="length">Seconds.</param>
    public VoiceResponse Pause(int? length = null) => Append(new Pause(length));

    public VoiceResponse Redirect(Uri url = null, Http.HttpMethod method = null) => Append(new Redirect(url, method));

    public VoiceResponse Hangup() => Append(new Hangup());
}
