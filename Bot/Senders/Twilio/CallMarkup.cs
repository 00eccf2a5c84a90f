using System.Globalization;
using SsprBot.Domain;
using SsprBot.Texts;
using Twilio.TwiML;
using Twilio.TwiML.Voice;
using HttpMethod = Twilio.Http.HttpMethod;

namespace SsprBot.Senders.Twilio;

/// <summary>What a call says and asks, as TwiML. Whatever is said comes from the texts and the organisation's name.</summary>
public sealed class CallMarkup(Organisation organisation, Policy policy)
{
    /// <summary>Seconds.</summary>
    private const int WaitsForKeys = 10;

    /// <summary>Asks once for each line of the script, then hangs up. The keys are posted with the closing <c>#</c>: none is taken off them.</summary>
    /// <param name="keys">Absolute.</param>
    public VoiceResponse Ask(Dialled call, Uri keys)
    {
        var holes = new Dictionary<string, string> { ["organisation"] = organisation.Name, ["goal"] = $"{call.Goal}" };
        var script = Letters.Write(new OutboxMessage("", OutboxKind.Call, "", call.Letter, call.Language, holes));
        var spoken = Spoken(call.Language);
        var response = new VoiceResponse();
        foreach (var line in script.Text.Split('\n'))
        {
            response.Append(new Gather(
                [Gather.InputEnum.Dtmf], action: keys, method: HttpMethod.Post, timeout: WaitsForKeys, finishOnKey: "", numDigits: Keys(call.Letter)).Say(line, language: spoken));
        }

        return response.Hangup();
    }

    /// <summary>Says what came of the keys, and hangs up.</summary>
    public static VoiceResponse Answer(CallAnswer answer, string language) =>
        new VoiceResponse().Say(Words.In(Words.For(language), $"CallAnswer_{answer}"), language: Spoken(language)).Hangup();

    public static VoiceResponse HangUp() => new VoiceResponse().Hangup();

    private static string Spoken(string language) => CultureInfo.CreateSpecificCulture(Words.For(language).Name).Name;

    private int Keys(Letter letter) => letter is Letter.NumberCall ? policy.CodeDigits(VerificationMethod.VoiceCall) + 1 : 1;
}
