using System.Globalization;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>What interrupts the conversation, whatever is being asked: the words that mean the same everywhere, and a session that is about to end.</summary>
public sealed class Interruptions(Desk desk, Switches switches, Policy policy)
{
    /// <returns>Null when this turn interrupts nothing.</returns>
    public async Task<DialogTurnResult?> TryAsync(DialogContext dc, CancellationToken ct)
    {
        if (dc.Context.Activity is { Type: ActivityTypes.Event, Name: RootDialog.AlmostUp })
        {
            await dc.Context.SendActivityAsync(Say.TimeIsAlmostUp((int)policy.SessionWarning.TotalMinutes), ct);
            return Dialog.EndOfTurn;
        }

        if (dc.Context.Activity is { Type: ActivityTypes.Event, Name: RootDialog.DirectoryBack })
        {
            // What was being asked goes on: a question is asked again, who waits looks once more.
            await dc.Context.SendActivityAsync(Say.DirectoryIsBack(), ct);
            return null;
        }

        return Typed.In(dc.Context) is not { } typed ? null
            : await TurnAwayAsync(dc.Context, ct) ? await LeaveAsync(dc, ct)
            : await TryAsync(dc, typed, ct);
    }


    /// <summary>Says that nobody is served here for now, and leads to a person.</summary>
    /// <returns>False when everybody is.</returns>
    public async Task<bool> TurnAwayAsync(ITurnContext turn, CancellationToken ct)
    {
        if (!switches.IsClosed(turn.Activity.ChannelId))
        {
            return false;
        }

        await turn.SendActivityAsync(Say.SwitchedOff(), ct);
        await desk.OfferAdministratorAsync(turn, ct);
        return true;
    }

    // Not an async method: the culture must change for whoever calls.
    public Task SpeakAsync(ITurnContext turn, CultureInfo language, CancellationToken ct)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = language;
        return desk.SpeakAsync(turn, language.Name, ct);
    }

    private async Task<DialogTurnResult?> TryAsync(DialogContext dc, Typed typed, CancellationToken ct)
    {
        if (Commands.ReadLanguage(typed.Text) is { } language)
        {
            typed.Show();
            await SpeakAsync(dc.Context, language, ct);
            return await SayAndAskAgainAsync(dc, Say.LanguageChosen(), ct);
        }

        var command = Commands.Read(typed.Text);
        if (command is Command.Help or Command.Cancel or Command.StartOver or Command.ContactAdministrator or Command.Language or Command.MoreTime or Command.TellMe)
        {
            typed.Show();
        }

        return await ObeyAsync(dc, command, ct);
    }

    /// <returns>Null for what the step itself must obey.</returns>
    private async Task<DialogTurnResult?> ObeyAsync(DialogContext dc, Command command, CancellationToken ct)
    {
        switch (command)
        {
            case Command.Help:
                return await SayAndAskAgainAsync(dc, Say.Help(), ct);

            case Command.Language:
                await dc.Context.SendActivityAsync(Say.WhichLanguage(), ct);
                return Dialog.EndOfTurn;

            case Command.ContactAdministrator:
                await desk.OfferAdministratorAsync(dc.Context, ct);
                await dc.RepromptDialogAsync(ct);
                return Dialog.EndOfTurn;

            case Command.MoreTime:
                var given = await desk.ProlongAsync(dc.Context, ct);
                return await SayAndAskAgainAsync(dc, given ? Say.MoreTimeGiven((int)policy.SessionExtension.TotalMinutes) : Say.NoMoreTime(), ct);

            case Command.TellMe when await desk.TellWhenBackAsync(dc.Context, ct):
                await dc.Context.SendActivityAsync(Say.IWillTellYou(), ct);
                return Dialog.EndOfTurn;

            case Command.TellMe:
                return await SayAndAskAgainAsync(dc, Say.DirectoryAnswers(), ct);

            case Command.Cancel:
                var left = await LeaveAsync(dc, ct);
                await dc.Context.SendActivityAsync(Say.Cancelled(), ct);
                return left;

            case Command.StartOver:
                await LeaveAsync(dc, ct);
                return await dc.BeginDialogAsync(nameof(Waterfall), null, ct);

            default:
                return null;
        }
    }

    private async Task<DialogTurnResult> LeaveAsync(DialogContext dc, CancellationToken ct)
    {
        await dc.CancelAllDialogsAsync(ct);
        await desk.CloseAsync(dc.Context, ct);
        return new DialogTurnResult(DialogTurnStatus.Cancelled);
    }

    private static async Task<DialogTurnResult> SayAndAskAgainAsync(DialogContext dc, Activity message, CancellationToken ct)
    {
        await dc.Context.SendActivityAsync(message, ct);
        await dc.RepromptDialogAsync(ct);
        return Dialog.EndOfTurn;
    }
}
