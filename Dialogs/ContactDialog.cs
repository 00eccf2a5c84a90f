using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>A contact point that a visit wants to register.</summary>
public sealed record WantedContact(Visit Visit, ContactKind Kind);

/// <summary>Asks for a phone or mail address and confirms it by a code. What is typed is not shown in the chat.</summary>
public sealed class ContactDialog(Enrolling enrolling) : StepDialog<WantedContact, Visit>
{
    protected override WaterfallStep[] Flow => [AskAsync, SendAsync, ConfirmAsync];

    private static bool IsPhone(WaterfallStepContext step) => Input(step).Kind is ContactKind.AuthenticationPhone;

    private static Task<DialogTurnResult> AskAsync(WaterfallStepContext step, CancellationToken ct) =>
        AskSecret(step, IsPhone(step) ? Say.TypeNewPhone() : Say.TypeNewMail(), ct);

    private async Task<DialogTurnResult> SendAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var heard = Heard.In(step);
        var wanted = Input(step);
        return heard.Command switch
        {
            Command.None => await AfterSendingAsync(step, await enrolling.SendAsync(wanted.Visit.Session, wanted.Kind, heard.Text, ct), again: false, ct),
            Command.Back or Command.AnotherMethod => await Done(step, Visit.Ends(Way.Back), ct),
            var command => await Desk.CannotAsync(step.Context, command, () => FromTheTop(step, wanted, ct), ct),
        };
    }

    private async Task<DialogTurnResult> ConfirmAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var heard = Heard.In(step);
        var session = Input(step).Visit.Session;
        return heard.Command switch
        {
            Command.None => await AfterCodeAsync(step, await enrolling.ConfirmAsync(session, heard.Text, ct), ct),
            Command.Resend => await AfterSendingAsync(step, await enrolling.ResendAsync(session, ct), again: true, ct),
            Command.AnotherMethod => await Done(step, Visit.Ends(Way.Back), ct),
            _ => await FromTheTop(step, Input(step), ct),
        };
    }

    private static async Task<DialogTurnResult> AfterSendingAsync(WaterfallStepContext step, ContactSending sending, bool again, CancellationToken ct) => sending switch
    {
        ContactSending.OnItsWay sent =>
            await AskSecret(again ? Again(step) : step, Say.ContactCodeOnItsWay(sent.Hint, sent.Digits, (int)sent.Lifetime.TotalMinutes), ct),
        ContactSending.NotAContact => await AskSecret(Again(step), IsPhone(step) ? Say.NotAPhone() : Say.NotAMail(), ct),
        ContactSending.OwnMailbox => await AskSecret(Again(step), Say.OwnMailbox(), ct),
        ContactSending.Enough => await EndAsync(step, Say.EnoughContactCodes(), Way.Back, ct),
        ContactSending.NotToday => await EndAsync(step, Say.RegisterTomorrow(), Way.Out, ct),
        ContactSending.DirectoryDown => await EndAsync(step, Say.DirectoryDown(), Way.Out, ct),
        _ => await EndAsync(step, Say.SessionOver(), Way.Out, ct),
    };

    private static async Task<DialogTurnResult> AfterCodeAsync(WaterfallStepContext step, ContactCheck check, CancellationToken ct) => check switch
    {
        ContactCheck.Confirmed => await EndAsync(step, Say.OptionRegistered(), Way.On, ct),
        ContactCheck.Wrong { TriesLeft: > 0 } wrong => await AskSecret(Again(step), Say.WrongCode(wrong.TriesLeft, ofContact: true), ct),
        ContactCheck.Wrong => await AskSecret(Again(step), Say.CodeUsedUp(ofContact: true), ct),
        ContactCheck.Expired => await AskSecret(Again(step), Say.CodeExpired(ofContact: true), ct),
        ContactCheck.NotToday => await EndAsync(step, Say.RegisterTomorrow(), Way.Out, ct),
        ContactCheck.DirectoryDown => await EndAsync(step, Say.DirectoryDown(), Way.Out, ct),
        _ => await EndAsync(step, Say.SessionOver(), Way.Out, ct),
    };

    private static async Task<DialogTurnResult> EndAsync(WaterfallStepContext step, Activity message, Way way, CancellationToken ct)
    {
        await step.Context.SendActivityAsync(message, ct);
        return await Done(step, Visit.Ends(way), ct);
    }
}
