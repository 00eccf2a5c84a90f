using System.Text.RegularExpressions;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SsprBot.Chats;

/// <summary>What a person sees of a message, in a few readable lines. What chance made is replaced.</summary>
internal static partial class Shown
{
    public static string WebChat(Activity message)
    {
        var card = Card(message);
        var buttons = message.SuggestedActions?.Actions.Select(action => $"({action.Title})") ?? [];
        return Chanceless(string.Join('\n', [.. card is null ? [message.Text] : Lines(card), .. buttons.Any() ? [string.Join(' ', buttons)] : Array.Empty<string>()]));
    }

    public static string Teams(Activity message) => Chanceless(Card(message) is { } card ? $"card\n{string.Join('\n', Lines(card).Select(line => "  " + line))}" : message.Text);

    public static string Sms(string text) => Chanceless(text);

    private static JObject? Card(Activity message) => message.Attachments is [{ Content: JObject card }] ? card : null;

    private static IEnumerable<string> Lines(JObject card) =>
    [
        .. card["body"]!.OfType<JObject>().Select(Line),
        .. card["actions"] is JArray { Count: > 0 } actions ? [string.Join(' ', actions.Select(Button))] : Array.Empty<string>(),
    ];

    private static string Line(JObject element) => (string)element["type"]! switch
    {
        "TextBlock" => Regex.Replace((string)element["text"]!, @"\\(.)", "$1"),
        "RichTextBlock" => string.Concat(element["inlines"]!.Select(run => run["weight"] is null ? (string)run["text"]! : $"**{run["text"]}**")),
        "Input.Text" => $"[{element["label"]}: ______]",
        "ActionSet" => string.Join(' ', element["actions"]!.Select(Button)),
        var other => $"<{other}>",
    };

    private static string Button(JToken action) => (string)action["type"]! switch
    {
        "Action.OpenUrl" => $"<{action["title"]}>",
        _ when action["data"]!["msteams"] is not null => $"<<{action["title"]}>>",
        _ => $"({action["title"]})",
    };

    private static string Chanceless(string text) => Link().Replace(PageCode().Replace(SupportCode().Replace(text, "{support}"), ": {page}."), "/r/{link}");

    [GeneratedRegex("[2-9A-Z]{4}-[2-9A-Z]{4}")]
    private static partial Regex SupportCode();

    [GeneratedRegex("/r/\\S+")]
    private static partial Regex Link();

    [GeneratedRegex(": [2-9A-Z]{4}\\.")]
    private static partial Regex PageCode();
}
