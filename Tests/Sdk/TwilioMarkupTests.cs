using System.Text.Json.Serialization;
using System.Xml.Linq;
using CsCheck;
using Twilio.TwiML;
using Twilio.TwiML.Voice;
using Xunit;

using Task = System.Threading.Tasks.Task;

namespace SsprBot.Sdk;

/// <summary>Our TwiML is the TwiML of Twilio's own library.</summary>
public sealed class TwilioMarkupTests
{
    private static readonly Gen<string> Text = Any.Of("Hello.", "Drück * & <Raute> \"jetzt\"", "it's 'quoted'", " a  b ", "😀 é €", "]]>", "&amp;", "one\ntwo");

    private static readonly Gen<Verb> Spoken =
        from text in Text
        from voice in Any.Of<string?>(null, "alice", "Polly.Ruben")
        from loop in Any.Of<int?>(null, 1, 2)
        from language in Any.Of<string?>(null, "nl-NL", "en-US")
        select new Verb("say", new { voice, loop, language }, text, []) { Voice = response => response.Say(text, voice, loop, language), Inside = gather => gather.Say(text, voice, loop, language) };

    private static readonly Gen<Verb> Silence =
        from length in Any.Of<int?>(null, 1, 10)
        select new Verb("pause", new { length }, null, []) { Voice = response => response.Pause(length), Inside = gather => gather.Pause(length) };

    private static readonly Gen<Verb> Gathered =
        from inside in Gen.OneOf(Spoken, Silence).Array[0, 3]
        from action in Any.Of<string?>(null, "https://bot.example/api/twilio/voice/a?b=1&c=%20d")
        from timeout in Any.Of<int?>(null, 10)
        from finishOnKey in Any.Of<string?>(null, "", "#")
        from numDigits in Any.Of<int?>(null, 1, 7)
        from onEmpty in Any.Of<bool?>(null, true, false)
        select new Verb("gather", new { input = "dtmf", action, method = "POST", timeout, finishOnKey, numDigits, actionOnEmptyResult = onEmpty }, null, inside)
        {
            Voice = response =>
            {
                var gather = new Gather([Gather.InputEnum.Dtmf], action is null ? null : new Uri(action), Twilio.Http.HttpMethod.Post, timeout, finishOnKey, numDigits, actionOnEmptyResult: onEmpty);
                foreach (var verb in inside)
                {
                    verb.Inside?.Invoke(gather);
                }

                response.Append(gather);
            },
        };

    private static readonly Gen<Verb> Ended = Gen.Const(new Verb("hangup", new { }, null, []) { Voice = response => response.Hangup() });

    private static readonly Gen<Verb> Elsewhere =
        Any.Of("https://bot.example/next?a=1&b=2", "/next").Select(
            url => new Verb("redirect", new { method = "GET" }, url, []) { Voice = response => response.Redirect(new Uri(url, UriKind.RelativeOrAbsolute), Twilio.Http.HttpMethod.Get) });

    [Fact]
    public async Task Calls_are_written_as_twilio_writes_them()
    {
        var calls = Gen.OneOf(Spoken, Silence, Gathered, Ended, Elsewhere).Array[0, 5].Array[200].Single();

        var theirs = await TwilioOracle.AskAsync([.. calls.Select(verbs => new { ask = "voice", verbs })]);

        Assert.All(calls.Zip(theirs), pair =>
        {
            var response = new VoiceResponse();
            foreach (var verb in pair.First)
            {
                verb.Voice?.Invoke(response);
            }

            Assert.Equal(Sorted((string)pair.Second!), Sorted(response.ToString(SaveOptions.DisableFormatting)));
        });
    }

    [Fact]
    public async Task Answers_to_texts_are_written_as_twilio_writes_them()
    {
        var texts = Text.Array[0, 3].Array[50].Single();

        var theirs = await TwilioOracle.AskAsync([.. texts.Select(bodies => new { ask = "messaging", verbs = bodies.Select(body => new Verb("message", new { to = "+31612345678", action = "https://bot.example/cb" }, body, [])) })]);

        Assert.All(texts.Zip(theirs), pair =>
        {
            var response = new MessagingResponse();
            foreach (var body in pair.First)
            {
                response.Message(body, to: "+31612345678", action: new Uri("https://bot.example/cb"));
            }

            Assert.Equal(Sorted((string)pair.Second!), Sorted(response.ToString(SaveOptions.DisableFormatting)));
        });
    }

    [Fact]
    public void The_empty_answer_and_a_whole_call_letter_for_letter()
    {
        Assert.Equal("""<?xml version="1.0" encoding="utf-8"?><Response></Response>""", new MessagingResponse().ToString(SaveOptions.DisableFormatting));

        var call = new VoiceResponse().Say("Hallo & welkom", language: "nl-NL").Append(new Gather(numDigits: 1, finishOnKey: "")).Hangup();
        Assert.Equal(
            """<?xml version="1.0" encoding="utf-8"?><Response><Say language="nl-NL">Hallo &amp; welkom</Say><Gather finishOnKey="" numDigits="1"></Gather><Hangup></Hangup></Response>""",
            call.ToString(SaveOptions.DisableFormatting));
    }

    // The order of attributes means nothing, nor does how an empty element is closed.
    private static string Sorted(string xml)
    {
        var document = XDocument.Parse(xml, LoadOptions.PreserveWhitespace);
        foreach (var element in document.Descendants())
        {
            element.ReplaceAttributes(element.Attributes().OrderBy(attribute => attribute.Name.LocalName, StringComparer.Ordinal).ToArray());
            if (!element.Nodes().Any())
            {
                element.RemoveNodes();
            }
        }

        return document.ToString(SaveOptions.DisableFormatting);
    }

    private sealed record Verb(
        [property: JsonPropertyName("verb")] string Name,
        [property: JsonPropertyName("attributes")] object Attributes,
        [property: JsonPropertyName("text")] string? Text,
        [property: JsonPropertyName("inside")] IReadOnlyList<Verb> Nested)
    {
        [JsonIgnore]
        public Action<VoiceResponse>? Voice { get; init; }

        [JsonIgnore]
        public Action<Gather>? Inside { get; init; }
    }
}
