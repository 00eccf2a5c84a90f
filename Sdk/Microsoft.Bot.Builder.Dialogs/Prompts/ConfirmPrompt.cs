using System.Collections.Frozen;
using Microsoft.Bot.Builder.Dialogs.Choices;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Takes a yes or a no, in the words of the language or as one of two choices.</summary>
public class ConfirmPrompt : Prompt<bool>
{
    private static readonly FrozenDictionary<string, (Choice Yes, Choice No, ChoiceFactoryOptions Options)> _spoken =
        PromptCultureModels.GetSupportedCultures().ToFrozenDictionary(culture => culture.Locale, culture => (
            new Choice(culture.YesInLanguage),
            new Choice(culture.NoInLanguage),
            new ChoiceFactoryOptions(culture.Separator, culture.InlineOr, culture.InlineOrMore, true)));

    private readonly IReadOnlyDictionary<string, (Choice Yes, Choice No, ChoiceFactoryOptions Options)> _choiceDefaults;

    public ConfirmPrompt(string dialogId, PromptValidator<bool> validator = null, string defaultLocale = null)
        : base(dialogId, validator)
    {
        _choiceDefaults = _spoken;
        DefaultLocale = defaultLocale;
    }

    /// <summary><paramref name="choiceDefaults"/> replaces the built-in languages: yes, no and how to list them; its keys are locales in lower case.</summary>
    public ConfirmPrompt(
        string dialogId,
        Dictionary<string, (Choice, Choice, ChoiceFactoryOptions)> choiceDefaults,
        PromptValidator<bool> validator = null,
        string defaultLocale = null)
        : this(dialogId, validator, defaultLocale)
    {
        ArgumentNullException.ThrowIfNull(choiceDefaults);
        _choiceDefaults = choiceDefaults;
    }

    public ListStyle Style { get; set; } = ListStyle.Auto;

    /// <summary>For activities without a locale; en-us when null.</summary>
    public string DefaultLocale { get; set; }

    /// <summary>How the two are listed; as the language does it when null. Without numbers in the list, only the language's own words for yes and no are answers.</summary>
    public ChoiceFactoryOptions ChoiceOptions { get; set; }

    /// <summary>Yes and no; the words of the language when null.</summary>
    public Tuple<Choice, Choice> ConfirmChoices { get; set; }

    protected override Task OnPromptAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var (choices, listed) = Offer(Culture(turnContext, null));
        return AskAsync(turnContext, options, isRetry, choices, Style, listed, cancellationToken);
    }

    protected override Task<PromptRecognizerResult<bool>> OnRecognizeAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var result = new PromptRecognizerResult<bool>();
        var utterance = turnContext.Activity.Text;
        if (!string.IsNullOrEmpty(utterance))
        {
            var culture = Culture(turnContext, options.RecognizeLanguage);
            var answer = Lexicon.For(culture).YesOrNo(utterance) ?? Chosen(utterance, culture);
            (result.Succeeded, result.Value) = (answer.HasValue, answer.GetValueOrDefault());
        }

        return Task.FromResult(result);
    }

    private bool? Chosen(string utterance, string culture)
    {
        var (choices, listed) = Offer(culture);
        return listed is { IncludeNumbers: false } ? null
            : ChoiceRecognizers.RecognizeChoices(utterance, choices, new FindChoicesOptions { Locale = culture }) is [var first, ..] ? first.Resolution.Index == 0
            : null;
    }

    private (Choice[] Choices, ChoiceFactoryOptions Listed) Offer(string culture)
    {
        var (yes, no, listed) = _choiceDefaults.TryGetValue(culture, out var own) ? own : _spoken[culture];
        return ([ConfirmChoices?.Item1 ?? yes, ConfirmChoices?.Item2 ?? no], ChoiceOptions ?? listed);
    }

    private string Culture(ITurnContext turnContext, string language) =>
        PromptCultureModels.Nearest(_choiceDefaults, language ?? turnContext.Activity.Locale ?? DefaultLocale);
}
