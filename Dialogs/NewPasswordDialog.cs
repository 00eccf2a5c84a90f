using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>Waits while something is done on the secure page or in the directory, and says what came of it. It wakes by itself.</summary>
public sealed class NewPasswordDialog(Desk desk, PasswordLink links) : LinkDialog(nameof(NewPasswordDialog))
{
    /// <param name="options">The id of the message that holds the link.</param>
    public override Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        KeepLink(dc, options);
        return Task.FromResult(EndOfTurn);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var session = await desk.Visits.LookAsync(await desk.SessionAsync(dc.Context, cancellationToken), cancellationToken);
        return session switch
        {
            { State: SessionState.Completed, Goal: var goal } => await EndAsync(dc, Done(goal), cancellationToken),
            { EndedBy: "password-tries" } => await EndAsync(dc, [Say.PasswordTriesOver()], cancellationToken),
            { EndedBy: "wrong-passwords" } => await EndAsync(dc, [Say.WrongPasswordsOver()], cancellationToken),
            { State: SessionState.Setting, Goal: Goal.Unlock } => await WaitAsync(dc, Say.StillUnlocking(), cancellationToken),
            { Goal: Goal.Unlock } live when desk.Visits.IsLive(live) => await EndAsync(dc, [Say.NotUnlocked()], cancellationToken),
            { State: SessionState.Setting } => await WaitAsync(dc, Say.StillSetting(), cancellationToken),
            { } live when desk.Visits.IsLive(live) => await StillOpenAsync(dc, live, cancellationToken),
            _ => await EndAsync(dc, [Say.SessionOver()], cancellationToken),
        };
    }

    private async Task<DialogTurnResult> StillOpenAsync(DialogContext dc, RecoverySession session, CancellationToken ct)
    {
        if (Typed.In(dc.Context) is not { } typed)
        {
            return EndOfTurn;
        }

        if (Commands.Read(typed.Text) is not (Command.Resend or Command.Back or Command.AnotherMethod))
        {
            return await WaitAsync(dc, typed.FindLeak() is Leak.Password ? Say.PasswordBelongsOnThePage() : Say.StillWaiting(), ct);
        }

        typed.Show();
        if (await links.IssueAsync(session.Id, ct) is not { } link)
        {
            return await EndAsync(dc, [Say.SessionOver()], ct);
        }

        await CloseLinkAsync(dc, ct);
        var sent = await dc.Context.SendActivityAsync(Say.NewLink(desk.Places.Page(link), link.PageCode, (int)link.Lifetime.TotalMinutes), ct);
        KeepLink(dc, sent.Id);
        return EndOfTurn;
    }

    private static Activity[] Done(Goal goal) => goal switch
    {
        Goal.Unlock => [Say.AccountWasUnlocked(), Say.AfterUnlocking()],
        Goal.Change => [Say.PasswordWasChanged(), Say.WhatNext()],
        _ => [Say.PasswordWasReset(), Say.WhatNext()],
    };

    private static async Task<DialogTurnResult> WaitAsync(DialogContext dc, Activity message, CancellationToken ct)
    {
        await dc.Context.SendActivityAsync(message, ct);
        return EndOfTurn;
    }

    private static async Task<DialogTurnResult> EndAsync(DialogContext dc, Activity[] messages, CancellationToken ct)
    {
        await dc.Context.SendActivitiesAsync(messages, ct);
        return await dc.EndDialogAsync(cancellationToken: ct);
    }
}
