using System.Globalization;
using Microsoft.Bot.Builder.Dialogs.Choices;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Takes the first number in a message; <typeparamref name="T"/> is int, long, float, double or decimal.</summary>
public class NumberPrompt<T> : Prompt<T>
    where T : struct
{
    private static readonly Type[] _supported = [typeof(int), typeof(long), typeof(float), typeof(double), typeof(decimal)];

    public NumberPrompt(string dialogId, PromptValidator<T> validator = null, string defaultLocale = null)
        : base(dialogId, validator)
    {
        if (!_supported.Contains(typeof(T)))
        {
            throw new NotSupportedException($"A number prompt for {typeof(T).Name}: only int, long, float, double and decimal are supported.");
        }

        DefaultLocale = defaultLocale;
    }

    /// <summary>For activities without a locale; en-us when null.</summary>
    public string DefaultLocale { get; set; }

    protected override Task OnPromptAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        return AskAsync(turnContext, options, isRetry, cancellationToken);
    }

    protected override Task<PromptRecognizerResult<T>> OnRecognizeAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var lexicon = Lexicon.For(options.RecognizeLanguage ?? turnContext.Activity.Locale ?? DefaultLocale);
        var said = turnContext.Activity.Text ?? string.Empty;
        var numbers = lexicon.Numbers(said) is { Count: > 0 } apart ? apart : lexicon.Measures(said);
        return Task.FromResult(numbers.Count > 0 && Fits(numbers[0].Value)
            ? new PromptRecognizerResult<T> { Succeeded = true, Value = (T)Convert.ChangeType(numbers[0].Value, typeof(T), CultureInfo.InvariantCulture) }
            : new PromptRecognizerResult<T>());
    }

    private static bool Fits(decimal value) =>
        typeof(T) == typeof(int) ? decimal.IsInteger(value) && value is >= int.MinValue and <= int.MaxValue
        : typeof(T) != typeof(long) || (decimal.IsInteger(value) && value is >= long.MinValue and <= long.MaxValue);
}
