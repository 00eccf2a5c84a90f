using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>What somebody who registers does on the secure page.</summary>
public enum RegisterPage { Proof, App }

/// <summary>Gives the way to the secure page and waits until something was done there. It wakes by itself, and ends with a <see cref="Visit"/>.</summary>
public sealed class RegisterPageDialog(Desk desk, PasswordLink links) : LinkDialog(nameof(RegisterPageDialog))
{
    private const string AppKey = "app";

    /// <param name="options">A <see cref="RegisterPage"/>.</param>
    public override Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        dc.ActiveDialog.State[AppKey] = options is RegisterPage.App;
        return LinkAsync(dc, cancellationToken);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var session = await desk.Visits.LookAsync(await desk.SessionAsync(dc.Context, cancellationToken), cancellationToken);
        if (session is null || !desk.Visits.IsLive(session))
        {
            return await OverAsync(dc, cancellationToken);
        }

        var typed = Typed.In(dc.Context);
        var isDone = IsApp(dc) ? typed is null : session.KnewPassword;
        return isDone ? await EndAsync(dc, Way.On, cancellationToken)
            : typed is null ? EndOfTurn
            : await ObeyAsync(dc, typed, cancellationToken);
    }

    private static bool IsApp(DialogContext dc) => dc.ActiveDialog.State[AppKey] is true;

    private async Task<DialogTurnResult> ObeyAsync(DialogContext dc, Typed typed, CancellationToken ct)
    {
        var command = Commands.Read(typed.Text);
        if (command is Command.Resend or Command.Back or Command.AnotherMethod)
        {
            typed.Show();
            return command is Command.Resend ? await LinkAsync(dc, ct) : await EndAsync(dc, Way.Back, ct);
        }

        await dc.Context.SendActivityAsync(IsApp(dc) ? Say.StillWaitingForApp() : Say.StillWaitingForProof(), ct);
        return EndOfTurn;
    }

    private async Task<DialogTurnResult> LinkAsync(DialogContext dc, CancellationToken ct)
    {
        if (await links.IssueAsync(await desk.SessionAsync(dc.Context, ct), ct) is not { } link)
        {
            return await OverAsync(dc, ct);
        }

        await CloseLinkAsync(dc, ct);
        var (page, minutes) = (desk.Places.Page(link), (int)link.Lifetime.TotalMinutes);
        var sent = await dc.Context.SendActivityAsync(
            IsApp(dc) ? Say.SetUpApp(page, link.PageCode, minutes) : Say.ProveByPassword(page, link.PageCode, minutes), ct);
        KeepLink(dc, sent.Id);
        return EndOfTurn;
    }

    private static async Task<DialogTurnResult> OverAsync(DialogContext dc, CancellationToken ct)
    {
        await dc.Context.SendActivityAsync(Say.SessionOver(), ct);
        return await EndAsync(dc, Way.Out, ct);
    }

    private static Task<DialogTurnResult> EndAsync(DialogContext dc, Way way, CancellationToken ct) => dc.EndDialogAsync(Visit.Ends(way), ct);
}
