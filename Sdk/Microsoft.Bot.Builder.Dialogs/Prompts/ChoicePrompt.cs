using System.Collections.Frozen;
using Microsoft.Bot.Builder.Dialogs.Choices;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Takes one of <see cref="PromptOptions.Choices"/>, by its words or its number.</summary>
public class ChoicePrompt : Prompt<FoundChoice>
{
    private static readonly FrozenDictionary<string, ChoiceFactoryOptions> _spoken = PromptCultureModels.GetSupportedCultures().ToFrozenDictionary(
        culture => culture.Locale,
        culture => new ChoiceFactoryOptions(culture.Separator, culture.InlineOr, culture.InlineOrMore, true));

    private readonly IReadOnlyDictionary<string, ChoiceFactoryOptions> _choiceDefaults;

    public ChoicePrompt(string dialogId, PromptValidator<FoundChoice> validator = null, string defaultLocale = null)
        : base(dialogId, validator)
    {
        _choiceDefaults = _spoken;
        DefaultLocale = defaultLocale;
    }

    /// <summary><paramref name="choiceDefaults"/> replaces the built-in languages; its keys are locales in lower case.</summary>
    public ChoicePrompt(
        string dialogId,
        Dictionary<string, ChoiceFactoryOptions> choiceDefaults,
        PromptValidator<FoundChoice> validator = null,
        string defaultLocale = null)
        : this(dialogId, validator, defaultLocale)
    {
        ArgumentNullException.ThrowIfNull(choiceDefaults);
        _choiceDefaults = choiceDefaults;
    }

    public ListStyle Style { get; set; } = ListStyle.Auto;

    /// <summary>For activities without a locale; en-us when null.</summary>
    public string DefaultLocale { get; set; }

    /// <summary>How choices are listed; as the language does it when null.</summary>
    public ChoiceFactoryOptions ChoiceOptions { get; set; }

    /// <summary>How answers are read; their locale is that of the activity.</summary>
    public FindChoicesOptions RecognizerOptions { get; set; }

    protected override Task OnPromptAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var listed = ChoiceOptions ?? _choiceDefaults.GetValueOrDefault(Culture(turnContext.Activity.Locale ?? DefaultLocale));
        return AskAsync(turnContext, options, isRetry, options.Choices ?? [], options.Style ?? Style, listed, cancellationToken);
    }

    protected override Task<PromptRecognizerResult<FoundChoice>> OnRecognizeAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var read = (RecognizerOptions ?? new FindChoicesOptions()).In(Culture(options.RecognizeLanguage ?? turnContext.Activity.Locale ?? RecognizerOptions?.Locale ?? DefaultLocale));
        var found = ChoiceRecognizers.RecognizeChoices(turnContext.Activity.Text, options.Choices ?? [], read);
        return Task.FromResult(found.Count > 0
            ? new PromptRecognizerResult<FoundChoice> { Succeeded = true, Value = found[0].Resolution }
            : new PromptRecognizerResult<FoundChoice>());
    }

    private string Culture(string locale) => PromptCultureModels.Nearest(_choiceDefaults, locale);
}
