using System.Globalization;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;
using SsprBot.Texts;

namespace SsprBot.Talk;

/// <summary>The options of a question by their names, and the words by which people mean them.</summary>
public static class OptionWords
{
    /// <summary>A copy of the question with a button for each option, before the buttons that it has.</summary>
    public static Activity With(Activity question, string? kind, IEnumerable<Choice> choices) => new(question.Type)
    {
        Name = question.Name,
        Value = question.Value,
        InputHint = question.InputHint,
        Attachments = question.Attachments,
        ChannelData = question.ChannelData,
        SuggestedActions = new SuggestedActions(
            [], [.. choices.Select(choice => Say.Option($"{kind}", choice.Value)), .. question.SuggestedActions?.Actions ?? []]),
    };

    /// <returns>The one option that is meant, or null: never a guess between two.</returns>
    public static string? Match(string kind, IReadOnlyList<string> names, string typed)
    {
        var words = Words.Plain(typed);
        if (int.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number >= 1 && number <= names.Count ? names[number - 1] : null;
        }

        return names.FirstOrDefault(name => Words.Phrases($"{kind}_{name}").Contains(words))
            ?? Only(names.Where(name => Words.Phrases($"{kind}_{name}_Words").Any(phrase => $" {words} ".Contains($" {phrase} ", StringComparison.Ordinal))));
    }

    private static string? Only(IEnumerable<string> names) => names.Take(2).ToArray() is [var one] ? one : null;
}
