using System.Globalization;
using System.Text.RegularExpressions;
using SsprBot.Domain;

namespace SsprBot.Texts;

/// <summary>A mail (with subject) or a text as it is sent, or what is spoken in a call.</summary>
public sealed record WrittenLetter(string Subject, string Text)
{
    public override string ToString() => "(letter)";
}

/// <summary>Writes what leaves by mail, text and call, in the language of whoever gets it.</summary>
public static partial class Letters
{
    public static WrittenLetter Write(OutboxMessage message)
    {
        var language = Words.For(message.Language);
        if (message.Kind is OutboxKind.Call)
        {
            // Twice: who picks a phone up misses the first words.
            var script = Fill(language, Words.In(language, $"Letter_{message.Letter}_Voice"), message);
            return new WrittenLetter("", $"{script}\n{script}");
        }

        var kind = message.Kind is OutboxKind.Sms ? "Sms" : "Mail";
        return new WrittenLetter(
            message.Kind is OutboxKind.Mail ? Fill(language, Words.In(language, $"Letter_{message.Letter}_Subject"), message) : "",
            Fill(language, Words.In(language, $"Letter_{message.Letter}_{kind}"), message));
    }

    private static string Fill(CultureInfo language, string text, OutboxMessage message) =>
        Hole().Replace(text, hole => InWords(language, hole.Groups[1].Value, message.Holes.GetValueOrDefault(hole.Groups[1].Value, "")));

    // What was changed comes by its name, so that each letter says it in its own language.
    private static string InWords(CultureInfo language, string hole, string value) => hole == "change" ? Words.In(language, $"Change_{value}") : value;

    [GeneratedRegex("\\{(\\w+)\\}")]
    private static partial Regex Hole();
}
