using System.Globalization;
using System.Text.RegularExpressions;
using SsprBot.Domain;

namespace SsprBot.Texts;

/// <summary>A mail (with subject) or a text, as it is sent.</summary>
public sealed record WrittenLetter(string Subject, string Text)
{
    public override string ToString() => "(letter)";
}

/// <summary>Writes what leaves by mail and text, in the language of whoever gets it.</summary>
public static partial class Letters
{
    public static WrittenLetter Write(OutboxMessage message)
    {
        var language = Words.For(message.Language);
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
