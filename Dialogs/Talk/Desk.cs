using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Texts;

namespace SsprBot.Talk;

/// <summary>What every step has at hand: the session of this conversation, the addresses, and the way to a person.</summary>
public sealed class Desk(Threads threads, AdminContact administrator, Visits visits, DirectoryReturn directory, Places places, ISessionClock clock)
{
    public Places Places => places;

    public Visits Visits => visits;

    /// <returns>The id of the session that is open in this conversation; empty when there is none.</returns>
    public async Task<string> SessionAsync(ITurnContext turn, CancellationToken ct) => (await threads.ReadAsync(turn, ct)).Session ?? "";

    /// <summary>Makes it the session of this conversation, if it is not so already; one before it ends.</summary>
    public async Task OpenAsync(ITurnContext turn, RecoverySession session, CancellationToken ct)
    {
        if (await SessionAsync(turn, ct) != session.Id)
        {
            await CloseAsync(turn, ct);
            clock.Watch(session);
            await threads.KeepSessionAsync(turn, session.Id, ct);
        }
    }

    /// <returns>False when the session cannot be prolonged (again).</returns>
    public async Task<bool> ProlongAsync(ITurnContext turn, CancellationToken ct)
    {
        if (await visits.ExtendAsync(await SessionAsync(turn, ct), ct) is not { } longer)
        {
            return false;
        }

        clock.Watch(longer);
        return true;
    }

    /// <summary>Another language was chosen: for this conversation, and for what its session writes.</summary>
    public async Task SpeakAsync(ITurnContext turn, string language, CancellationToken ct)
    {
        await threads.KeepLanguageAsync(turn, language, ct);
        if (await SessionAsync(turn, ct) is { Length: > 0 } session)
        {
            await visits.SpeakAsync(session, language, ct);
        }
    }

    /// <summary>The session has come to its end by itself.</summary>
    public Task ForgetAsync(ITurnContext turn, CancellationToken ct) => threads.KeepSessionAsync(turn, null, ct);

    /// <summary>Ends the session that is open in this conversation, if there is one.</summary>
    public async Task CloseAsync(ITurnContext turn, CancellationToken ct)
    {
        if (await SessionAsync(turn, ct) is { Length: > 0 } session)
        {
            await visits.CancelAsync(session, "left", ct);
            await ForgetAsync(turn, ct);
        }
    }

    /// <summary>A password that was typed in the chat cannot be chosen in this visit.</summary>
    public async Task KeepOutAsync(string session, Typed typed, CancellationToken ct)
    {
        foreach (var word in Leaks.PasswordsIn(typed.Text))
        {
            using var password = Password.From(word);
            await visits.LeakedAsync(session, password, ct);
        }
    }

    /// <returns>False when there is nothing to wait for: the directory answers.</returns>
    public async Task<bool> TellWhenBackAsync(ITurnContext turn, CancellationToken ct) =>
        await directory.AskAsync(Threads.Visitor(turn), await SessionAsync(turn, ct), ct);

    public async Task OfferAdministratorAsync(ITurnContext turn, CancellationToken ct)
    {
        var session = await SessionAsync(turn, ct);
        var card = await administrator.AskAsync(Threads.Visitor(turn), session.Length > 0 ? session : null, ct);
        await turn.SendActivityAsync(Say.ContactHelpDesk(card), ct);
    }

    /// <summary>Says that a command means nothing at this question, and asks it again.</summary>
    public static async Task<DialogTurnResult> CannotAsync(
        ITurnContext turn, Command command, Func<Task<DialogTurnResult>> ask, CancellationToken ct)
    {
        await turn.SendActivityAsync(
            command switch
            {
                Command.Resend => Say.NothingToResend(),
                Command.AnotherMethod => Say.NoOtherMethod(),
                _ => Say.NothingBefore(),
            },
            ct);
        return await ask();
    }
}
