using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>The whole conversation.</summary>
public sealed class RootDialog(
    IdentifyDialog identify,
    VerifyDialog verify,
    UnlockDialog unlock,
    ChangeDialog change,
    NewPasswordDialog newPassword,
    RegisterDialog register,
    Nudge nudge,
    Interruptions interruptions,
    Desk desk,
    Organisation organisation)
    : StepDialog<string, string>
{
    /// <summary>The event that comes when a session is about to end.</summary>
    public const string AlmostUp = "sessionAlmostUp";

    /// <summary>The event that comes when the directory answers again, to who wants to be told.</summary>
    public const string DirectoryBack = "directoryBack";

    private static readonly string[] Goals = Enum.GetNames<Goal>();

    protected override Dialog[] Calls => [identify, verify, unlock, change, newPassword, register];

    protected override WaterfallStep[] Flow => [WelcomeAsync, IdentifyAsync, VerifyAsync, UnlockAsync, NewPasswordAsync, EndAsync];

    protected override async Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
    {
        if (await interruptions.TryAsync(innerDc, cancellationToken) is { } interrupted)
        {
            return interrupted;
        }

        var session = await desk.SessionAsync(innerDc.Context, cancellationToken);
        var result = await base.OnContinueDialogAsync(innerDc, cancellationToken);
        if (Typed.In(innerDc.Context) is { Leaked: Leak.Password } typed)
        {
            await desk.KeepOutAsync(session, typed, cancellationToken);
        }

        return result;
    }

    private async Task<DialogTurnResult> WelcomeAsync(WaterfallStepContext step, CancellationToken ct)
    {
        if (await interruptions.TurnAwayAsync(step.Context, ct))
        {
            return await Done(step, "", ct);
        }

        // The first words may already say what is wanted.
        if (Typed.In(step.Context) is { } typed)
        {
            typed.ShowIfHarmless();
            if (typed.FindLeak() is var leak and not Leak.None)
            {
                await step.Context.SendActivityAsync(leak is Leak.Password ? Say.NeverTypeAPassword() : Say.NoCodeNow(), ct);
            }

            if (!int.TryParse(typed.Text, out _) && OptionWords.Match(nameof(Goal), Goals, typed.Text) is { } goal)
            {
                return await step.NextAsync(new Heard(goal, Command.None), ct);
            }

            if (Commands.ReadLanguage(typed.Text) is { } language)
            {
                await interruptions.SpeakAsync(step.Context, language, ct);
            }

            await AnswerFirstAsync(step.Context, Commands.Read(typed.Text), ct);
        }

        return await Choose(step, Say.Welcome(organisation.Name), Say.PickAGoal(), Enum.GetValues<Goal>(), ct);
    }

    /// <summary>What can be asked before there is anything to interrupt.</summary>
    private async Task AnswerFirstAsync(ITurnContext turn, Command command, CancellationToken ct)
    {
        if (command is Command.Help)
        {
            await turn.SendActivityAsync(Say.Help(), ct);
        }
        else if (command is Command.ContactAdministrator)
        {
            await desk.OfferAdministratorAsync(turn, ct);
        }
    }

    private async Task<DialogTurnResult> IdentifyAsync(WaterfallStepContext step, CancellationToken ct)
    {
        if (Heard.In(step).Command is var command and not Command.None)
        {
            return await Desk.CannotAsync(step.Context, command, () => FromTheTop(step, "", ct), ct);
        }

        return await Call(step, identify, Chosen<Goal>(step), ct);
    }

    private async Task<DialogTurnResult> VerifyAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var visit = identify.ResultOf(step);
        return visit.Way switch
        {
            Way.On when visit.Goal is Goal.Register => await Call(step, register, visit, ct),
            Way.On when visit.Goal is Goal.Change => await Call(step, change, visit, ct),
            Way.On => await Call(step, verify, visit, ct),
            Way.Back => await FromTheTop(step, "", ct),
            _ => await EndedAsync(step, ct),
        };
    }

    /// <summary>Who has no way to the secure page yet may need none.</summary>
    private async Task<DialogTurnResult> UnlockAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var visit = ResultOf<Visit>(step);
        return visit is { Way: Way.On, LinkMessage: null } ? await Call(step, unlock, visit, ct) : await step.NextAsync(visit, ct);
    }

    private async Task<DialogTurnResult> NewPasswordAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var visit = ResultOf<Visit>(step);
        switch (visit.Way)
        {
            case Way.On:
                return await step.BeginDialogAsync(newPassword.Id, visit.LinkMessage, ct);

            case Way.Back:
                await desk.CloseAsync(step.Context, ct);
                return await FromTheTop(step, "", ct);

            default:
                return await EndedAsync(step, ct);
        }
    }

    private Task<DialogTurnResult> EndAsync(WaterfallStepContext step, CancellationToken ct) => EndedAsync(step, ct);

    private async Task<DialogTurnResult> EndedAsync(WaterfallStepContext step, CancellationToken ct)
    {
        await nudge.SayAsync(step.Context, ct);
        await desk.ForgetAsync(step.Context, ct);
        return await Done(step, "", ct);
    }
}
