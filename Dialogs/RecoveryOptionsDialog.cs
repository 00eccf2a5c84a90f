using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>What somebody who may register wants to do next.</summary>
public enum RegisterChoice { AuthenticationPhone, AuthenticationEmail, AuthenticatorApp, SecurityQuestions, Remove, Reconfirm, Done }

/// <summary>Shows what is registered and changes it, until the person is done.</summary>
public sealed class RecoveryOptionsDialog(Registrar registrar, ContactDialog contact, AnswersDialog questions, RegisterPageDialog page, RemoveDialog remove) : StepDialog<Visit, Visit>
{
    protected override Dialog[] Calls => [contact, questions, page, remove];

    protected override WaterfallStep[] Flow => [ShowAsync, ActAsync, AgainAsync];

    private async Task<DialogTurnResult> ShowAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var look = await registrar.LookAsync(Input(step).Session, ct);
        if (look is not EnrolmentChange.Done { Registered: var registered })
        {
            return await RefusedAsync(step, look, ct);
        }

        await step.Context.SendActivitiesAsync([.. Summary(registered)], ct);
        return await Choose(step, Say.WhatToRegister(), Say.PickWhatToRegister(), ChoicesOf(registered), ct);
    }

    private async Task<DialogTurnResult> ActAsync(WaterfallStepContext step, CancellationToken ct)
    {
        if (Heard.In(step).Command is var command and not Command.None)
        {
            return await Desk.CannotAsync(step.Context, command, () => FromTheTop(step, Input(step), ct), ct);
        }

        var visit = Input(step);
        switch (Chosen<RegisterChoice>(step))
        {
            case RegisterChoice.AuthenticationPhone:
                return await Call(step, contact, new WantedContact(visit, ContactKind.AuthenticationPhone), ct);

            case RegisterChoice.AuthenticationEmail:
                return await Call(step, contact, new WantedContact(visit, ContactKind.AuthenticationEmail), ct);

            case RegisterChoice.AuthenticatorApp:
                return await step.BeginDialogAsync(page.Id, RegisterPage.App, ct);

            case RegisterChoice.SecurityQuestions:
                return await Call(step, questions, QuestionChoice.Begin(visit), ct);

            case RegisterChoice.Remove:
                return await Call(step, remove, visit, ct);

            case RegisterChoice.Reconfirm:
                return await ReconfirmAsync(step, ct);

            default:
                await registrar.FinishAsync(visit.Session, ct);
                await step.Context.SendActivityAsync(Say.RegisteringDone(), ct);
                return await Done(step, Visit.Ends(Way.Out), ct);
        }
    }

    private static Task<DialogTurnResult> AgainAsync(WaterfallStepContext step, CancellationToken ct) =>
        ResultOf<Visit>(step).Way is Way.Out ? Done(step, Visit.Ends(Way.Out), ct) : FromTheTop(step, Input(step), ct);

    private async Task<DialogTurnResult> ReconfirmAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var change = await registrar.ReconfirmAsync(Input(step).Session, ct);
        if (change is not (EnrolmentChange.Done or EnrolmentChange.NotThere))
        {
            return await RefusedAsync(step, change, ct);
        }

        await step.Context.SendActivityAsync(Say.Reconfirmed(), ct);
        return await FromTheTop(step, Input(step), ct);
    }

    private static IEnumerable<Activity> Summary(Registered registered)
    {
        yield return registered.Options.Count == 0 ? Say.NothingRegistered() : Say.RegisteredNow(registered.Options);
        if (registered.Missing > 0)
        {
            yield return Say.MoreNeeded(registered.Missing);
        }

        if (registered.ReconfirmDue)
        {
            yield return Say.ReconfirmDue();
        }
    }

    private static IEnumerable<RegisterChoice> ChoicesOf(Registered registered) =>
    [
        .. registered.Offered.Select(option => Enum.Parse<RegisterChoice>(option.ToString())),
        .. registered.Options.Count > 0 ? [RegisterChoice.Remove, RegisterChoice.Reconfirm] : Array.Empty<RegisterChoice>(),
        RegisterChoice.Done,
    ];

    private static async Task<DialogTurnResult> RefusedAsync(WaterfallStepContext step, EnrolmentChange change, CancellationToken ct)
    {
        await step.Context.SendActivityAsync(Refusal(change), ct);
        return await Done(step, Visit.Ends(Way.Out), ct);
    }

    /// <summary>Why nothing can be registered now.</summary>
    internal static Activity Refusal(EnrolmentChange change) => change switch
    {
        EnrolmentChange.NotToday => Say.RegisterTomorrow(),
        EnrolmentChange.DirectoryDown => Say.DirectoryDown(),
        _ => Say.SessionOver(),
    };
}
