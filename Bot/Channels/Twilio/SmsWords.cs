using SsprBot.Texts;

namespace SsprBot.Channels.Twilio;

/// <summary>What a text means whatever is being asked. Carriers ask for the first three.</summary>
internal enum SmsKeyword { None, Stop, Start, Help, No }

/// <summary>The words of texts: the keywords in every language at once, and the language that a number is answered in.</summary>
internal static class SmsWords
{
    private static readonly Dictionary<string, SmsKeyword> s_keywords = Words.Meanings(
        from language in Words.Languages
        from keyword in Enum.GetValues<SmsKeyword>()
        where keyword is not SmsKeyword.None
        select (language, $"SmsKeyword_{keyword}_Words", keyword));

    private static readonly (string Prefix, string Language)[] s_languages =
        [("+31", "nl"), ("+32", "nl"), ("+33", "fr"), ("+34", "es"), ("+41", "de"), ("+43", "de"), ("+49", "de")];

    /// <summary>Only a whole text is a keyword.</summary>
    public static SmsKeyword KeywordOf(IncomingText text) =>
        Enum.TryParse<SmsKeyword>(text.OptOut, ignoreCase: true, out var answered) ? answered : s_keywords.GetValueOrDefault(Words.Plain(text.Words));

    /// <param name="number">E.164.</param>
    public static string LanguageOf(string number) =>
        s_languages.FirstOrDefault(known => number.StartsWith(known.Prefix, StringComparison.Ordinal)).Language ?? Words.Languages[0].Name;
}
