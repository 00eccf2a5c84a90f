using System.Globalization;
using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>Where somebody stands who chooses and answers security questions. The answers themselves are with the domain.</summary>
/// <param name="Open">The questions that can be chosen; empty at the beginning.</param>
/// <param name="Page">Which page of them is shown, from 0.</param>
/// <param name="Chosen">The question that is being answered, or null.</param>
public sealed record QuestionChoice(Visit Visit, string[] Open, int Number, int Of, int Page, string? Chosen)
{
    public const int PageSize = 10;

    public static QuestionChoice Begin(Visit visit) => new(visit, [], 0, 0, 0, null);

    public QuestionChoice NextPage() => this with { Page = (Page + 1) * PageSize >= Open.Length ? 0 : Page + 1 };
}

/// <summary>Lets somebody choose security questions from the list and answer them.</summary>
public sealed class AnswersDialog(AnswerEnrolling enrolling) : StepDialog<QuestionChoice, Visit>
{
    protected override WaterfallStep[] Flow => [AskAsync, TakeAsync];

    private async Task<DialogTurnResult> AskAsync(WaterfallStepContext step, CancellationToken ct) => Input(step) switch
    {
        { Open.Length: 0 } choice => await AfterAsync(step, await enrolling.BeginAsync(choice.Visit.Session, ct), ct),
        { Chosen: { } question } => await AskSecret(step, Say.TypeMyAnswer(question), ct),
        var choice => await AskNumber(step, ListOf(choice), ct),
    };

    private async Task<DialogTurnResult> TakeAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var heard = Heard.In(step);
        var choice = Input(step);
        return heard.Command is Command.Resend ? await Desk.CannotAsync(step.Context, heard.Command, () => FromTheTop(step, choice, ct), ct)
            : heard.Command is not Command.None ? choice.Chosen is null
                ? await Done(step, Visit.Ends(Way.Back), ct)
                : await FromTheTop(step, choice with { Chosen = null }, ct)
            : choice.Chosen is { } question
                ? await AfterAsync(step, await enrolling.AnswerAsync(choice.Visit.Session, question, Say.WordsOfQuestion(question), heard.Text, ct), ct)
            : Say.IsMoreQuestions(heard.Text) ? await FromTheTop(step, choice.NextPage(), ct)
            : int.TryParse(Words.Plain(heard.Text), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= choice.Open.Length
                ? await FromTheTop(step, choice with { Chosen = choice.Open[number - 1] }, ct)
            : await NotUnderstoodAsync(step, choice, ct);
    }

    private static async Task<DialogTurnResult> NotUnderstoodAsync(WaterfallStepContext step, QuestionChoice choice, CancellationToken ct)
    {
        await step.Context.SendActivityAsync(Say.PickWhatToRegister(), ct);
        return await FromTheTop(step, choice, ct);
    }

    private static Activity ListOf(QuestionChoice choice) => Say.PickAQuestion(
        choice.Number,
        choice.Of,
        choice.Open.Index().Skip(choice.Page * QuestionChoice.PageSize).Take(QuestionChoice.PageSize).Select(question => (question.Index + 1, question.Item)));

    private static async Task<DialogTurnResult> AfterAsync(WaterfallStepContext step, AnswerTaking taking, CancellationToken ct) => taking switch
    {
        AnswerTaking.Choose next => await FromTheTop(step, new QuestionChoice(Input(step).Visit, [.. next.Open], next.Number, next.Of, 0, null), ct),
        AnswerTaking.Refused { Why: AnswerFault.TooShort } => await AskSecret(Again(step), Say.AnswerTooShort(), ct),
        AnswerTaking.Refused { Why: AnswerFault.TooLong } => await AskSecret(Again(step), Say.AnswerTooLong(), ct),
        AnswerTaking.Refused { Why: AnswerFault.SameAsAnother } => await AskSecret(Again(step), Say.AnswerUsedBefore(), ct),
        AnswerTaking.Refused { Why: AnswerFault.TooCommon } => await AskSecret(Again(step), Say.AnswerTooCommon(), ct),
        AnswerTaking.Refused { Why: AnswerFault.OwnName } => await AskSecret(Again(step), Say.AnswerIsYourName(), ct),
        AnswerTaking.Refused => await AskSecret(Again(step), Say.AnswerInTheQuestion(), ct),
        AnswerTaking.Done => await EndAsync(step, Say.OptionRegistered(), Way.On, ct),
        AnswerTaking.Busy => await EndAsync(step, Say.VeryBusy(), Way.Back, ct),
        AnswerTaking.NotToday => await EndAsync(step, Say.RegisterTomorrow(), Way.Out, ct),
        AnswerTaking.DirectoryDown => await EndAsync(step, Say.DirectoryDown(), Way.Out, ct),
        _ => await EndAsync(step, Say.SessionOver(), Way.Out, ct),
    };

    private static async Task<DialogTurnResult> EndAsync(WaterfallStepContext step, Activity message, Way way, CancellationToken ct)
    {
        await step.Context.SendActivityAsync(message, ct);
        return await Done(step, Visit.Ends(way), ct);
    }
}
