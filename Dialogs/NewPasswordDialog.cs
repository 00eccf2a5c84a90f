using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>Waits while a new password is chosen on the secure page, and says what came of it. It wakes by itself.</summary>
public sealed class NewPasswordDialog(Desk desk, PasswordLink links) : Dialog(nameof(NewPasswordDialog))
{
    public override Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(EndOfTurn);

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var session = await desk.Visits.LookAsync(await desk.SessionAsync(dc.Context, cancellationToken), cancellationToken);
        return session switch
        {
            { State: SessionState.Completed } => await EndAsync(dc, [Say.PasswordWasReset(), Say.WhatNext()], cancellationToken),
            { EndedBy: "password-tries" } => await EndAsync(dc, [Say.PasswordTriesOver()], cancellationToken),
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
            return await WaitAsync(dc, Say.StillWaiting(), ct);
        }

        typed.Show();
        return await links.IssueAsync(session.Id, ct) is { } link
            ? await WaitAsync(dc, Say.NewLink(desk.Places.Page(link), link.PageCode, (int)link.Lifetime.TotalMinutes), ct)
            : await EndAsync(dc, [Say.SessionOver()], ct);
    }

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
