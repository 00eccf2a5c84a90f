using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;
using SsprBot.Domain;
using SsprBot.Texts;

namespace SsprBot.Talk;

/// <summary>Asks for words that may be shown in the chat.</summary>
internal sealed class AskPrompt() : QuestionPrompt(nameof(AskPrompt), Asks.Words)
{
    protected override Heard? Read(Typed typed, PromptOptions options)
    {
        // A number may be somebody's user ID, or a code: it is taken and not shown.
        var leak = typed.FindLeak(name: true);
        if (leak is Leak.None)
        {
            typed.Show();
        }

        return leak is Leak.Password ? null : new Heard(typed.Text, Command.None);
    }

    protected override Activity Warning(Leak leak) => Say.PasswordInsteadOfUserId();
}

/// <summary>Asks for the number of something in a list, or for more of the list; nothing else is shown in the chat.</summary>
internal sealed class NumberPrompt() : QuestionPrompt(nameof(NumberPrompt), Asks.Words)
{
    protected override Heard? Read(Typed typed, PromptOptions options)
    {
        if (typed.FindLeak() is not Leak.None)
        {
            return null;
        }

        if (typed.Text.All(char.IsDigit) || Say.IsMoreQuestions(typed.Text))
        {
            typed.Show();
        }

        return new Heard(typed.Text, Command.None);
    }
}

/// <summary>Asks for a secret: what is typed goes to the step and nowhere else.</summary>
internal sealed class SecretPrompt() : QuestionPrompt(nameof(SecretPrompt), Asks.Secret)
{
    protected override Heard? Read(Typed typed, PromptOptions options) => new(typed.Text, Command.None);
}

/// <summary>Asks to choose one of the options' names; a number counts only when it is the whole answer.</summary>
internal sealed class OptionPrompt() : QuestionPrompt(nameof(OptionPrompt), Asks.Choice)
{
    protected override Heard? Read(Typed typed, PromptOptions options)
    {
        if (typed.FindLeak() is not Leak.None)
        {
            return null;
        }

        var names = options.Choices.Select(choice => choice.Value).ToArray();
        if (OptionWords.Match((string)options.Validations, names, typed.Text) is not { } name)
        {
            typed.ShowIfHarmless();
            return null;
        }

        typed.ShowIfNoSecret();
        return new Heard(name, Command.None);
    }
}

/// <summary>What all our questions have in common: buttons, commands that the step obeys, and the mark of the card that asks.</summary>
/// <param name="asks">One of <see cref="Asks"/>.</param>
internal abstract class QuestionPrompt(string id, string asks) : Prompt<Heard>(id)
{
    private const string CardKey = "card";

    protected abstract Heard? Read(Typed typed, PromptOptions options);

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        if (dc.Context.Activity is { Type: ActivityTypes.Event, Name: RootDialog.DirectoryBack })
        {
            await RepromptDialogAsync(dc.Context, dc.ActiveDialog, cancellationToken);
            return EndOfTurn;
        }

        return await base.ContinueDialogAsync(dc, cancellationToken);
    }

    /// <summary>What is said about a secret that was not asked for.</summary>
    protected virtual Activity Warning(Leak leak) => leak is Leak.Password ? Say.NeverTypeAPassword() : Say.NoCodeNow();

    protected override async Task OnPromptAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        var leak = isRetry ? Typed.In(turnContext)?.Leaked ?? Leak.None : Leak.None;
        if (leak is not Leak.None)
        {
            await turnContext.SendActivityAsync(Warning(leak), cancellationToken);
        }

        var question = isRetry && leak is Leak.None && options.RetryPrompt is not null ? options.RetryPrompt : options.Prompt;

        // A copy is sent: an activity that leaves is addressed, and the question stays in the state.
        var asked = OptionWords.With(question, options.Validations as string, options.Choices ?? []);
        asked.ValueType = asks;
        var sent = await turnContext.SendActivityAsync(asked, cancellationToken);
        if (question.Attachments is { Count: > 0 })
        {
            state[CardKey] = sent.Id;
        }
    }

    protected override async Task<PromptRecognizerResult<Heard>> OnRecognizeAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        var result = new PromptRecognizerResult<Heard>();
        if (Typed.In(turnContext) is { } typed && (typed.Nonce is null || typed.Nonce == options.Validations as string))
        {
            var heard = Commands.Read(typed.Text) is var command and not Command.None ? Obey(typed, command) : Read(typed, options);
            result.Succeeded = heard is not null;
            result.Value = heard!;
        }

        // An answer is recognised twice in a turn, once for whoever may interrupt; the card is replaced once.
        if (result.Succeeded && state.Remove(CardKey, out var card))
        {
            await turnContext.UpdateActivityAsync(Say.CardAnswered($"{card}"), cancellationToken);
        }

        return result;
    }

    private static Heard Obey(Typed typed, Command command)
    {
        typed.Show();
        return new Heard("", command);
    }
}
