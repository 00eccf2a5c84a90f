using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Texts;

namespace SsprBot.Talk;

/// <summary>Asks for words that may be shown in the chat.</summary>
internal sealed class AskPrompt() : QuestionPrompt(nameof(AskPrompt))
{
    protected override Heard? Read(Typed typed, PromptOptions options)
    {
        typed.Show();
        return new Heard(typed.Text, Command.None);
    }
}

/// <summary>Asks for a secret: what is typed goes to the step and nowhere else.</summary>
internal sealed class SecretPrompt() : QuestionPrompt(nameof(SecretPrompt))
{
    protected override Heard? Read(Typed typed, PromptOptions options) => new(typed.Text, Command.None);
}

/// <summary>Asks to choose one of the options' names; a number counts only when it is the whole answer.</summary>
internal sealed class OptionPrompt() : QuestionPrompt(nameof(OptionPrompt))
{
    protected override Heard? Read(Typed typed, PromptOptions options)
    {
        var names = options.Choices.Select(choice => choice.Value).ToArray();
        if (OptionWords.Match((string)options.Validations, names, typed.Text) is not { } name)
        {
            typed.ShowIfHarmless();
            return null;
        }

        typed.Show();
        return new Heard(name, Command.None);
    }
}

/// <summary>What all our questions have in common: buttons, commands that the step obeys, and the mark of the card that asks.</summary>
internal abstract class QuestionPrompt(string id) : Prompt<Heard>(id)
{
    private const string CardKey = "card";

    protected abstract Heard? Read(Typed typed, PromptOptions options);

    protected override async Task OnPromptAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        var question = isRetry && options.RetryPrompt is not null ? options.RetryPrompt : options.Prompt;

        // A copy is sent: an activity that leaves is addressed, and the question stays in the state.
        var asked = OptionWords.With(question, options.Validations as string, options.Choices ?? []);
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
