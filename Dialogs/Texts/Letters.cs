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
        if (message.Kind is OutboxKind.Call)
        {
            // Twice: who picks a phone up misses the first words.
            var script = Part(message, "Voice");
            return new WrittenLetter("", $"{script}\n{script}");
        }

        return message.Kind is OutboxKind.Sms ? new WrittenLetter("", Part(message, "Sms")) : new WrittenLetter(Part(message, "Subject"), Part(message, "Mail"));
    }

    private static string Part(OutboxMessage message, string part)
    {
        var language = Words.For(message.Language);
        return Hole().Replace(
            Words.In(language, $"Letter_{message.Letter}_{part}"),
            hole => Filled(language, part, hole.Groups[1].Value, message.Holes.GetValueOrDefault(hole.Groups[1].Value, "")));
    }

    // What comes by its name, or as a moment, is said by each letter in its own language.
    private static string Filled(CultureInfo language, string part, string hole, string value) => hole switch
    {
        "change" => Words.In(language, $"Change_{value}"),
        "goal" => Words.In(language, $"LetterGoal_{value}"),
        "when" when DateTimeOffset.TryParseExact(value, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) => When(language, part, moment),
        _ => value,
    };

    private static string When(CultureInfo language, string part, DateTimeOffset moment) =>
        part == "Sms"
            ? $"{moment.ToString(Words.In(language, "When_Sms"), language)} {Zone(moment.Offset)}"
            : $"{moment.ToString(Words.In(language, "When_Mail"), language)} ({Zone(moment.Offset)})";

    // As a distance from UTC, which is right in every language and at every time of the year.
    private static string Zone(TimeSpan offset) =>
        offset == TimeSpan.Zero ? "UTC" : $"UTC{(offset < TimeSpan.Zero ? '-' : '+')}{offset.ToString(offset.Minutes == 0 ? "%h" : "h\\:mm", CultureInfo.InvariantCulture)}";

    [GeneratedRegex("\\{(\\w+)\\}")]
    private static partial Regex Hole();
}
