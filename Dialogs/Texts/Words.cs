using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using System.Text;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SsprBot.Texts;

/// <summary>The catalogue behind <see cref="Say"/>: texts by key, in the language of the moment.</summary>
public static class Words
{
    private static readonly ResourceManager Catalogue = new("SsprBot.Texts.Texts", typeof(Words).Assembly);
    private static readonly ConcurrentDictionary<string, string[]> PhrasesByKey = new();

    /// <summary>The languages that the bot speaks; the first is for everybody else.</summary>
    public static IReadOnlyList<CultureInfo> Languages { get; } = [.. ((string[])["en", "nl", "de", "fr", "es"]).Select(CultureInfo.GetCultureInfo)];

    /// <returns>The language that the bot speaks to somebody with this locale.</returns>
    public static CultureInfo For(string? locale) =>
        Languages.FirstOrDefault(language => locale is not null
            && (locale.Equals(language.Name, StringComparison.OrdinalIgnoreCase) || locale.StartsWith($"{language.Name}-", StringComparison.OrdinalIgnoreCase)))
        ?? Languages[0];

    public static string Find(string key) => In(CultureInfo.CurrentUICulture, key);

    /// <exception cref="MissingManifestResourceException">No language has the key.</exception>
    public static string In(CultureInfo language, string key) =>
        Catalogue.GetString(key, language) ?? throw new MissingManifestResourceException(key);

    /// <summary>A hole that is filled with another text, in the language of the moment.</summary>
    public static JObject Hole(string key) => new() { ["text"] = key };

    /// <summary>One spelling for what sounds alike: lower case, no accents, no punctuation, single spaces, no apostrophes.</summary>
    public static string Plain(string words)
    {
        var plain = new StringBuilder(words.Length);
        foreach (var c in words.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(c) || c is '#' or '*')
            {
                plain.Append(char.ToLowerInvariant(c));
            }
            else if (c is not ('\'' or '’') && char.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark && plain.Length > 0 && plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().TrimEnd();
    }

    /// <summary>What people may say for a text, in one spelling and in every language: its phrases, which a bar divides.</summary>
    public static IReadOnlyList<string> Phrases(string key) =>
        PhrasesByKey.GetOrAdd(key, named => [.. Languages.SelectMany(language => PhrasesIn(language, named))]);

    /// <summary>What is meant by each phrase of some texts; a phrase of two of them means what the first means.</summary>
    public static Dictionary<string, T> Meanings<T>(IEnumerable<(CultureInfo Language, string Key, T Meant)> texts)
    {
        var all = new Dictionary<string, T>();
        foreach (var (language, key, meant) in texts)
        {
            foreach (var phrase in PhrasesIn(language, key))
            {
                all.TryAdd(phrase, meant);
            }
        }

        return all;
    }

    /// <summary>Puts what <see cref="Say"/> made into the words of the language of the moment. The original, which may be kept, stays as it is.</summary>
    public static Activity Spoken(Activity said)
    {
        if (said.Name is not { } key)
        {
            return said;
        }

        var text = Filled(key, said.Value as JArray ?? []);
        return new Activity(said.Type, said.Id)
        {
            Text = text,
            TextFormat = TextFormatTypes.Plain,
            Locale = CultureInfo.CurrentUICulture.Name,
            InputHint = said.InputHint,
            Attachments = said.Attachments,
            ChannelData = said.ChannelData,
            SuggestedActions = said.SuggestedActions is { } buttons ? new SuggestedActions([], [.. buttons.Actions.Select(Spoken)]) : null,
        };
    }

    /// <summary>A text with its holes filled.</summary>
    public static string Filled(string key, JArray holes) => string.Format(CultureInfo.CurrentCulture, Find(key), [.. holes.Select(hole => (object?)InWords(hole))]);

    private static IEnumerable<string> PhrasesIn(CultureInfo language, string key) => In(language, key).Split('|').Select(Plain);

    // A list of named texts is said line by line.
    private static string InWords(JToken hole) =>
        hole switch
        {
            JArray lines => string.Join('\n', lines.Select(line => Filled((string)line["key"]!, (JArray)line["holes"]!))),
            JObject text => Find($"{text["text"]}"),
            _ => hole.ToString(),
        };

    private static CardAction Spoken(CardAction button)
    {
        var title = Find(button.Title);
        return new CardAction(button.Type, title, value: button.Value ?? title);
    }
}
