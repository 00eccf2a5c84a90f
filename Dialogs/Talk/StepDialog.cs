using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Newtonsoft.Json.Linq;

namespace SsprBot.Talk;

/// <summary>One step of the conversation: begins with a <typeparamref name="TIn"/>, ends with a <typeparamref name="TOut"/>.</summary>
public abstract class StepDialog<TIn, TOut> : ComponentDialog
    where TIn : notnull
    where TOut : notnull
{
    /// <summary>The waterfall, top to bottom.</summary>
    protected abstract WaterfallStep[] Flow { get; }

    /// <summary>The steps this step may call.</summary>
    protected virtual Dialog[] Calls => [];

    public TOut ResultOf(WaterfallStepContext caller) => Typed<TOut>(caller.Result);

    /// <summary>What the step ended with that was called last, whichever it was.</summary>
    protected static T ResultOf<T>(WaterfallStepContext step) => Typed<T>(step.Result);

    protected static TIn Input(WaterfallStepContext step) => Typed<TIn>(step.Options);

    protected static T Chosen<T>(WaterfallStepContext step)
        where T : struct, Enum =>
        Enum.Parse<T>(Heard.In(step).Text);

    protected static Task<DialogTurnResult> Ask(WaterfallStepContext step, Activity question, CancellationToken ct) =>
        step.PromptAsync(nameof(AskPrompt), new PromptOptions { Prompt = question }, ct);

    protected static Task<DialogTurnResult> AskNumber(WaterfallStepContext step, Activity question, CancellationToken ct) =>
        step.PromptAsync(nameof(NumberPrompt), new PromptOptions { Prompt = question }, ct);

    /// <param name="nonce">The mark of the card that asks; an older card's answer is not taken. Null where no card asks.</param>
    protected static Task<DialogTurnResult> AskSecret(WaterfallStepContext step, Activity question, CancellationToken ct, string? nonce = null) =>
        step.PromptAsync(nameof(SecretPrompt), new PromptOptions { Prompt = question, Validations = nonce }, ct);

    /// <summary>Waits until something happens outside the chat, or something is said.</summary>
    protected static Task<DialogTurnResult> Wait(WaterfallStepContext step, Activity message, CancellationToken ct) =>
        step.PromptAsync(nameof(WaitPrompt), new PromptOptions { Prompt = message }, ct);

    protected static Task<DialogTurnResult> Choose<T>(
        WaterfallStepContext step, Activity question, Activity retry, IEnumerable<T> among, CancellationToken ct)
        where T : struct, Enum =>
        step.PromptAsync(
            nameof(OptionPrompt),
            new PromptOptions
            {
                Prompt = question,
                RetryPrompt = retry,
                Choices = [.. among.Select(option => new Choice(option.ToString()))],
                Validations = typeof(T).Name,
            },
            ct);

    /// <summary>The next answer comes to this step again.</summary>
    protected static WaterfallStepContext Again(WaterfallStepContext step)
    {
        Waterfall.Repeat(step);
        return step;
    }

    /// <summary>The whole step from its first question.</summary>
    protected static Task<DialogTurnResult> FromTheTop(WaterfallStepContext step, TIn input, CancellationToken ct) =>
        step.ReplaceDialogAsync(nameof(Waterfall), input, ct);

    protected static Task<DialogTurnResult> Call<TChildIn, TChildOut>(
        WaterfallStepContext step, StepDialog<TChildIn, TChildOut> child, TChildIn input, CancellationToken ct)
        where TChildIn : notnull
        where TChildOut : notnull =>
        step.BeginDialogAsync(child.Id, input, ct);

    protected static Task<DialogTurnResult> Done(WaterfallStepContext step, TOut result, CancellationToken ct) =>
        step.EndDialogAsync(result, ct);

    protected override Task OnInitializeAsync(DialogContext dc)
    {
        AddDialog(new Waterfall(Flow));
        AddDialog(new AskPrompt());
        AddDialog(new NumberPrompt());
        AddDialog(new SecretPrompt());
        AddDialog(new WaitPrompt());
        AddDialog(new OptionPrompt());
        foreach (var call in Calls)
        {
            AddDialog(call);
        }

        InitialDialogId = nameof(Waterfall);
        return Task.CompletedTask;
    }

    // The only cast in the conversation: storage may hand back JSON or a number instead of what it was given.
    private static T Typed<T>(object? value) => value switch
    {
        T typed => typed,
        JToken json => json.ToObject<T>()!,
        long number when typeof(T).IsEnum => (T)Enum.ToObject(typeof(T), number),
        _ => throw new InvalidOperationException($"The conversation promised a {typeof(T).Name}."),
    };
}
