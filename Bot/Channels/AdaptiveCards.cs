using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SsprBot.Channels;

/// <summary>Builds Adaptive Cards 1.5. Whatever words are given are shown as they are, and cut where no honest text is that long.</summary>
internal static class AdaptiveCards
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>The id of a card's one field.</summary>
    public const string Answer = "answer";

    public const int LongestText = 2000;
    private const int LongestTitle = 100;

    // In characters, on a phone of 360 pixels.
    private const int RowWidth = 34;
    private const int ButtonMargin = 5;

    public static Attachment Attached(JObject card) => new(ContentType, content: card);

    public static JObject Card(JArray body, JArray actions)
    {
        var card = new JObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["body"] = body,
        };
        if (actions.Count > 0)
        {
            card["actions"] = actions;
        }

        return card;
    }

    // A TextBlock reads Markdown; a person's or directory's words must not become it.
    public static JObject Markdown(string text) => new() { ["type"] = "TextBlock", ["text"] = Escaped(Cut(text, LongestText)), ["wrap"] = true };

    /// <summary>Text in which nothing is Markdown, line by line: no client agrees with another on what a line break is.</summary>
    public static IEnumerable<JObject> Plain(string text, string? weight = null) => Cut(text, LongestText).Split('\n').Where(line => line.Length > 0).Select((line, number) =>
    {
        var run = new JObject { ["type"] = "TextRun", ["text"] = line };
        if (weight is not null)
        {
            run["weight"] = weight;
        }

        var block = new JObject { ["type"] = "RichTextBlock", ["inlines"] = new JArray(run) };
        if (number > 0)
        {
            block["spacing"] = "Small";
        }

        return block;
    });

    public static JObject Field(string label, string missing, int longest) => new()
    {
        ["type"] = "Input.Text",
        ["id"] = Answer,
        ["label"] = label,
        ["isRequired"] = true,
        ["errorMessage"] = missing,
        ["maxLength"] = longest,
    };

    /// <summary>Buttons in as many rows as a phone needs: what does not fit beside another is cut off by some clients.</summary>
    public static IEnumerable<JObject> Rows(IEnumerable<JObject> actions)
    {
        var row = new JArray();
        var width = 0;
        foreach (var action in actions)
        {
            var needed = $"{action["title"]}".Length + ButtonMargin;
            if (row.Count > 0 && width + needed > RowWidth)
            {
                yield return Row(row);
                (row, width) = ([], 0);
            }

            row.Add(action);
            width += needed;
        }

        if (row.Count > 0)
        {
            yield return Row(row);
        }
    }

    public static JObject Row(JArray actions) => new() { ["type"] = "ActionSet", ["spacing"] = "Small", ["actions"] = actions };

    public static JObject Action(string type, string title) => new() { ["type"] = type, ["title"] = Cut(title, LongestTitle) };

    public static JObject Submit(string title, JObject data, bool withField = true) => WithoutField(withField, new(Action("Action.Submit", title)) { ["data"] = data });

    public static JObject Open(string title, string address) => new(Action("Action.OpenUrl", title)) { ["url"] = address };

    public static JObject WithoutField(bool withField, JObject action)
    {
        if (!withField)
        {
            action["associatedInputs"] = "none";
        }

        return action;
    }

    public static JObject Positive(JObject action)
    {
        action["style"] = "positive";
        return action;
    }

    public static string Cut(string text, int longest) => text.Length <= longest ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1), "…");

    private static string Escaped(string text) => string.Concat(text.Select(c => "\\`*_{}[]<>#|~!".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : $"{c}"));
}
