namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>Finds the choices that free text makes.</summary>
public class ChoiceRecognizers
{
    public static List<ModelResult<FoundChoice>> RecognizeChoices(string utterance, IList<string> choices, FindChoicesOptions options = null) =>
        RecognizeChoices(utterance, ChoiceFactory.ToChoices(choices), options);

    /// <summary>By the words of the choices; only when none is found, by position ("the second"); only then by number ("2").</summary>
    public static List<ModelResult<FoundChoice>> RecognizeChoices(string utterance, IList<Choice> list, FindChoicesOptions options = null)
    {
        list ??= [];
        var found = Find.FindChoices(utterance, list, options);
        if (found.Count > 0 || string.IsNullOrEmpty(utterance))
        {
            return found;
        }

        var lexicon = Lexicon.For(options?.Locale);
        if (options?.RecognizeOrdinals ?? true)
        {
            found = Numbered(utterance, list, lexicon.Ordinals(utterance, list.Count));
        }

        if (found.Count == 0 && (options?.RecognizeNumbers ?? true))
        {
            found = Numbered(utterance, list, lexicon.Numbers(utterance));
        }

        return found;
    }

    private static List<ModelResult<FoundChoice>> Numbered(string utterance, IList<Choice> list, List<Lexicon.Number> numbers)
    {
        var found = new List<ModelResult<FoundChoice>>();
        foreach (var number in numbers)
        {
            if (number.Value < 1 || number.Value > list.Count || !decimal.IsInteger(number.Value))
            {
                continue;
            }

            var index = (int)number.Value - 1;
            found.Add(new ModelResult<FoundChoice>
            {
                Text = utterance[number.Start..(number.End + 1)],
                Start = number.Start,
                End = number.End,
                TypeName = "choice",
                Resolution = new FoundChoice { Value = list[index].Value, Index = index, Score = 1 },
            });
        }

        return found;
    }
}
