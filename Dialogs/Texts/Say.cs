using System.Runtime.CompilerServices;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SsprBot.Domain;
using SsprBot.Talk;

namespace SsprBot.Texts;

/// <summary>
/// Everything the bot says. A member's name is its key in Texts.resx; its parameters are the holes. What is made here names the text and
/// fills no language in: that happens when it leaves (<see cref="Words.Spoken(Activity)"/>), so a question can be asked again in another language.
/// </summary>
public static partial class Say
{
    public static Activity Welcome(string organisation) => Question([organisation]);

    public static Activity PickAGoal() => Question([]);

    public static Activity Help() => Statement([]);

    public static Activity NothingToResend() => Statement([]);

    public static Activity NoOtherMethod() => Statement([]);

    public static Activity NothingBefore() => Statement([]);

    public static Activity Cancelled() => Statement([], [Command.StartOver]);

    public static Activity WhichLanguage()
    {
        var message = Statement([]);
        message.SuggestedActions = new SuggestedActions([], [.. Words.Languages.Select(language => Button($"Language_{language.Name}"))]);
        return message;
    }

    public static Activity LanguageChosen() => Statement([]);

    public static Activity TimeIsAlmostUp(int minutes) => Question([minutes], [Command.MoreTime]);

    public static Activity MoreTimeGiven(int minutes) => Statement([minutes]);

    public static Activity NoMoreTime() => Statement([]);

    public static Activity SessionOver() => Statement([], [Command.StartOver]);

    public static Activity DirectoryDown() => Statement([], [Command.TellMe, Command.ContactAdministrator]);

    public static Activity DirectoryIsBack() => Statement([]);

    public static Activity DirectoryAnswers() => Statement([]);

    public static Activity IWillTellYou() => Statement([]);

    public static Activity VeryBusy() => Statement([]);

    public static Activity SomethingWentWrong() => Statement([], [Command.StartOver, Command.ContactAdministrator]);

    public static Activity ContactHelpDesk(AdminCard card) => card switch
    {
        { HelpDesk.Link: { } page } => Link([card.SupportCode], "OpenHelpDesk", page, "ContactHelpDeskPage"),
        { HelpDesk: { Mail.Length: > 0, Phone.Length: > 0 } desk } => Statement([desk.Mail, desk.Phone, card.SupportCode], key: "ContactHelpDeskMailAndPhone"),
        { HelpDesk: { Mail.Length: > 0 } desk } => Statement([desk.Mail, card.SupportCode], key: "ContactHelpDeskMail"),
        { HelpDesk: { Phone.Length: > 0 } desk } => Statement([desk.Phone, card.SupportCode], key: "ContactHelpDeskPhone"),
        { Mailed: true } => Statement([card.SupportCode], key: "AdministratorsMailed"),
        _ => Statement([card.SupportCode], key: "ContactYourAdministrator"),
    };

    public static Activity PersonalChatOnly() => Statement([]);

    public static Activity NoGuests() => Statement([]);

    public static Activity OneAtATime() => Statement([]);

    public static Activity NeverTypeAPassword() => Statement([]);

    public static Activity PasswordInsteadOfUserId() => Statement([]);

    public static Activity NoCodeNow() => Statement([]);

    /// <summary>Takes the place of a card that was answered.</summary>
    public static Activity CardAnswered(string card) => InPlaceOf(card);

    /// <summary>An answer came from a card that is not open any more.</summary>
    public static Activity CardNotOpen() => Statement([]);

    /// <summary>The button of a value that can be chosen.</summary>
    public static CardAction Option(string kind, string value) => Button($"{kind}_{value}");

    private static Activity Question(object[] holes, Command[]? buttons = null, [CallerMemberName] string key = "") =>
        Made(InputHints.ExpectingInput, holes, buttons, key);

    private static Activity Statement(object[] holes, Command[]? buttons = null, [CallerMemberName] string key = "") =>
        Made(InputHints.IgnoringInput, holes, buttons, key);

    private static JObject Line(string key, params object[] holes) => new() { ["key"] = key, ["holes"] = new JArray(holes) };

    // The organisation's own questions are their words; the predefined ones are texts.
    private static JToken WordsOf(string question) => QuestionBook.Predefined.Contains(question) ? Words.Hole($"Question_{question}") : question;

    private static Activity InPlaceOf(string message, [CallerMemberName] string key = "")
    {
        var statement = Statement([], key: key);
        statement.Id = message;
        return statement;
    }

    private static Activity Link(object[] holes, string title, Uri page, [CallerMemberName] string key = "")
    {
        var message = Made(InputHints.IgnoringInput, holes, null, key);
        message.SuggestedActions = new SuggestedActions([], [new CardAction(ActionTypes.OpenUrl, title, value: page.AbsoluteUri)]);
        return message;
    }

    private static Activity Made(string inputHint, object[] holes, Command[]? buttons, string key) => new(ActivityTypes.Message)
    {
        Name = key,
        Value = new JArray(holes),
        InputHint = inputHint,
        SuggestedActions = buttons is null ? null : new SuggestedActions([], [.. buttons.Select(command => Button($"Command_{command}"))]),
    };

    private static CardAction Button(string key) => new(ActionTypes.ImBack, key);
}
