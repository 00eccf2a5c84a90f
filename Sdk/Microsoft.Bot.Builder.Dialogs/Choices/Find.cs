namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>Finds values in free text by their words, in their order.</summary>
public static class Find
{
    private const int DefaultDistance = 2;

    public static List<ModelResult<FoundChoice>> FindChoices(string utterance, IList<string> choices, FindChoicesOptions options = null)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return FindChoices(utterance, ChoiceFactory.ToChoices(choices), options);
    }

    /// <summary>Each choice at most once, in the order of the utterance.</summary>
    public static List<ModelResult<FoundChoice>> FindChoices(string utterance, IList<Choice> choices, FindChoicesOptions options = null)
    {
        ArgumentNullException.ThrowIfNull(choices);
        if (string.IsNullOrEmpty(utterance))
        {
            return [];
        }

        return FindValues(utterance, Names(choices, options), options).ConvertAll(found => new ModelResult<FoundChoice>
        {
            Text = found.Text,
            Start = found.Start,
            End = found.End,
            TypeName = "choice",
            Resolution = new FoundChoice
            {
                Value = choices[found.Resolution.Index].Value,
                Index = found.Resolution.Index,
                Score = found.Resolution.Score,
                Synonym = found.Resolution.Value,
            },
        });
    }

    /// <summary>Each index at most once and no word twice: better matches win, then longer values; in the order of the utterance.</summary>
    public static List<ModelResult<FoundValue>> FindValues(string utterance, List<SortedValue> values, FindValuesOptions options = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (string.IsNullOrEmpty(utterance))
        {
            return [];
        }

        var tokenize = options?.Tokenizer ?? Tokenizer.DefaultTokenizer;
        if (tokenize == Tokenizer.DefaultTokenizer && WholeUtterance(utterance, values) is { } whole)
        {
            return [whole];
        }

        var tokens = tokenize(utterance, options?.Locale);
        var matches = Matches(tokens, values, tokenize, options);
        return Pick(utterance, tokens, matches);
    }

    private static List<SortedValue> Names(IList<Choice> choices, FindChoicesOptions options)
    {
        var names = new List<SortedValue>(choices.Count);
        for (var i = 0; i < choices.Count; i++)
        {
            var choice = choices[i];
            if (options is not { NoValue: true })
            {
                Add(choice.Value, i);
            }

            if (options is not { NoAction: true })
            {
                Add(choice.Action?.Title, i);
                Add(choice.Action?.Value as string, i);
            }

            choice.Synonyms?.ForEach(synonym => Add(synonym, i));
        }

        return names;

        void Add(string name, int index)
        {
            if (!string.IsNullOrEmpty(name))
            {
                names.Add(new SortedValue { Value = name, Index = index });
            }
        }
    }

    // What a button sends; it also tells "C++" from "C#", which have the same words.
    private static ModelResult<FoundValue> WholeUtterance(string utterance, List<SortedValue> values)
    {
        var said = utterance.AsSpan().Trim();
        foreach (var value in values)
        {
            if (said.Length > 0 && said.Equals(value.Value.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase))
            {
                var start = utterance.Length - utterance.AsSpan().TrimStart().Length;
                return Result(new Match(value, 0, 0, 1), utterance, start, start + said.Length - 1);
            }
        }

        return null;
    }

    private static List<Match> Matches(List<Token> tokens, List<SortedValue> values, TokenizerFunction tokenize, FindValuesOptions options)
    {
        var matches = new List<Match>();
        foreach (var value in values.OrderByDescending(value => value.Value.Length))
        {
            var words = tokenize(value.Value.Trim(), options?.Locale);

            // In "the last time I chose the last one" the first "last" leads nowhere and the second is part of "last one".
            for (var from = 0; from < tokens.Count;)
            {
                var (match, complete) = MatchFrom(tokens, from, words, value, options);
                if (match.Start < 0)
                {
                    break;
                }

                if (complete)
                {
                    matches.Add(match);
                }

                from = complete ? match.End + 1 : match.Start + 1;
            }
        }

        return matches;
    }

    private static (Match Match, bool Complete) MatchFrom(
        List<Token> tokens, int from, List<Token> words, SortedValue value, FindValuesOptions options)
    {
        var maxDistance = options?.MaxTokenDistance ?? DefaultDistance;
        var partly = options is { AllowPartialMatches: true };
        var (start, end, found, skipped) = (-1, from - 1, 0, 0);
        foreach (var word in words)
        {
            var next = end + 1;
            var at = IndexOf(tokens, word, next, found == 0 ? tokens.Count : Math.Min(tokens.Count, next + maxDistance + 1));
            if (at >= 0)
            {
                skipped += found == 0 ? 0 : at - next;
                start = found == 0 ? at : start;
                end = at;
                found++;
            }
            else if (!partly)
            {
                return (new Match(value, start, end, 0), false);
            }
        }

        var completeness = (float)found / words.Count;
        var accuracy = (float)found / (found + skipped);
        return (new Match(value, start, end, 0.4f + (0.6f * completeness * accuracy)), found > 0);
    }

    private static int IndexOf(List<Token> tokens, Token word, int from, int until)
    {
        for (var i = from; i < until; i++)
        {
            if (tokens[i].Normalized == word.Normalized)
            {
                return i;
            }
        }

        return -1;
    }

    private static List<ModelResult<FoundValue>> Pick(string utterance, List<Token> tokens, List<Match> matches)
    {
        var picked = new List<Match>();
        foreach (var match in matches.OrderByDescending(match => match.Score))
        {
            if (!picked.Exists(other => other.Value.Index == match.Value.Index || (match.Start <= other.End && other.Start <= match.End)))
            {
                picked.Add(match);
            }
        }

        picked.Sort((left, right) => left.Start.CompareTo(right.Start));
        return picked.ConvertAll(match => Result(match, utterance, tokens[match.Start].Start, tokens[match.End].End));
    }

    private static ModelResult<FoundValue> Result(Match match, string utterance, int start, int end) => new()
    {
        Text = utterance[start..(end + 1)],
        Start = start,
        End = end,
        TypeName = "value",
        Resolution = new FoundValue { Value = match.Value.Value, Index = match.Value.Index, Score = match.Score },
    };

    /// <param name="Start">Position of the first token.</param>
    /// <param name="End">Position of the last token, inclusive.</param>
    private readonly record struct Match(SortedValue Value, int Start, int End, float Score);
}
