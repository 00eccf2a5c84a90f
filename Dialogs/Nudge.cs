using Microsoft.Bot.Builder;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>Tells somebody whose visit ended in success that too little is registered, or that it is time to look at it again.</summary>
public sealed class Nudge(Registrar registrar, Desk desk)
{
    public async Task SayAsync(ITurnContext turn, CancellationToken ct)
    {
        var session = await desk.Visits.LookAsync(await desk.SessionAsync(turn, ct), ct);
        if (session is { State: SessionState.Completed, Goal: not Goal.Register }
            && await registrar.AfterSuccessAsync(session, ct) is { Offered.Count: > 0 } registered
            && Words(registered, session.Goal is Goal.Reset) is { } words)
        {
            await turn.SendActivityAsync(words, ct);
        }
    }

    // Within a day of a reset nothing can be registered.
    private static Activity? Words(Registered registered, bool tomorrow) => registered switch
    {
        { Missing: > 0 } => tomorrow ? Say.RegisterMoreTomorrow(registered.Missing) : Say.RegisterMore(registered.Missing),
        { ReconfirmDue: true } => tomorrow ? Say.CheckRegisteredTomorrow() : Say.CheckRegistered(),
        _ => null,
    };
}
