using Twilio.Types;

namespace Twilio.TwiML.Voice;

/// <summary>Speaks a text.</summary>
public class Say : TwiML
{
    /// <param name="loop">How often; 0 until the call ends.</param>
    public Say(string message = null, VoiceEnum voice = null, int? loop = null, LanguageEnum language = null)
        : base("Say")
    {
        Set("voice", voice);
        Set("loop", loop);
        Set("language", language);
        Write(message);
    }

    public sealed class VoiceEnum : StringEnum
    {
        public static readonly VoiceEnum Alice = new("alice");

        private VoiceEnum(string value)
            : base(value)
        {
        }

        public static implicit operator VoiceEnum(string value) => new(value);
    }

    /// <summary>A language tag, such as <c>nl-NL</c>.</summary>
    public sealed class LanguageEnum : StringEnum
    {
        private LanguageEnum(string value)
            : base(value)
        {
        }

        public static implicit operator LanguageEnum(string value) => new(value);
    }
}
