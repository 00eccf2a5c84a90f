using Twilio.Types;

namespace Twilio.TwiML.Voice;

/// <summary>Takes keys, and posts them to its action as <c>Digits</c>; without any, the call goes on behind it.</summary>
public class Gather : TwiML
{
    /// <param name="timeout">Seconds without a key.</param>
    /// <param name="finishOnKey">The key that ends it and is not among the digits; empty for none, null for <c>#</c>.</param>
    /// <param name="numDigits">So many keys end it.</param>
    /// <param name="actionOnEmptyResult">Whether the action is asked also when nothing was keyed.</param>
    public Gather(
        IEnumerable<InputEnum> input = null,
        Uri action = null,
        Http.HttpMethod method = null,
        int? timeout = null,
        string finishOnKey = null,
        int? numDigits = null,
        bool? actionOnEmptyResult = null)
        : base("Gather")
    {
        Set("input", input is null ? null : string.Join(' ', input));
        Set("action", Address(action));
        Set("method", method);
        Set("timeout", timeout);
        Set("finishOnKey", finishOnKey);
        Set("numDigits", numDigits);
        Set("actionOnEmptyResult", actionOnEmptyResult is null ? null : actionOnEmptyResult.Value ? "true" : "false");
    }

    public Gather Append(TwiML childElem)
    {
        Add(childElem);
        return this;
    }

    public Gather Say(string message = null, Say.VoiceEnum voice = null, int? loop = null, Say.LanguageEnum language = null) =>
        Append(new Say(message, voice, loop, language));

    /// <param name="length">Seconds.</param>
    public Gather Pause(int? length = null) => Append(new Pause(length));

    public sealed class InputEnum : StringEnum
    {
        public static readonly InputEnum Dtmf = new("dtmf");

        private InputEnum(string value)
            : base(value)
        {
        }

        public static implicit operator InputEnum(string value) => new(value);
    }
}
