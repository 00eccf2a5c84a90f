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
public static class Say
{
    /// <summary>The content type of the attachment that stands for a CAPTCHA until a channel shapes it.</summary>
    public const string CaptchaType = "application/vnd.ssprbot.captcha";

    private static readonly Command[] CodeButtons = [Command.Resend, Command.AnotherMethod, Command.ContactAdministrator];

    private static readonly Command[] AppButtons = [Command.AnotherMethod, Command.ContactAdministrator];

    public static Activity Welcome(string organisation) => Question([organisation]);

    public static Activity PickAGoal() => Question([]);

    public static Activity WhoAreYou() => Question([], [Command.Back, Command.Help]);

    public static Activity NotAUserId() => Question([], [Command.Back, Command.Help]);

    public static Activity ProveYouArePerson(Uri picture, Uri sound, string nonce) => Captcha(picture, sound, nonce);

    public static Activity ThatWasNotThePicture(Uri picture, Uri sound, string nonce) => Captcha(picture, sound, nonce);

    public static Activity WorkForMe(string salt, int bits, string nonce)
    {
        var message = Question([]);
        message.ChannelData = new JObject { ["proofOfWork"] = new JObject { ["salt"] = salt, ["bits"] = bits, ["nonce"] = nonce } };
        return message;
    }

    /// <summary>Takes the place of a card that was answered.</summary>
    public static Activity CardAnswered(string card) => InPlaceOf(card);

    /// <summary>Takes the place of a link that was used or replaced.</summary>
    public static Activity LinkClosed(string message) => InPlaceOf(message);

    public static Activity ChooseMethod() => Question([], [Command.ContactAdministrator]);

    public static Activity ChooseSecondMethod() => Question([], [Command.ContactAdministrator]);

    public static Activity PickAMethod() => Question([], [Command.ContactAdministrator]);

    public static Activity TypeWholeNumber() => Question([], [Command.AnotherMethod, Command.ContactAdministrator]);

    public static Activity NumberDiffers() => Question([], [Command.AnotherMethod, Command.ContactAdministrator]);

    public static Activity CodeOnItsWayByMail(int digits, int minutes) => Question([digits, minutes], CodeButtons);

    public static Activity CodeOnItsWayByText(int digits, int minutes) => Question([digits, minutes], CodeButtons);

    public static Activity AnotherCodeOnItsWay(int minutes) => Question([minutes], CodeButtons);

    public static Activity WrongCode(int triesLeft) => Question([triesLeft], CodeButtons);

    public static Activity CodeUsedUp() => Question([], CodeButtons);

    public static Activity CodeExpired() => Question([], CodeButtons);

    public static Activity EnoughCodes() => Question([], [Command.AnotherMethod, Command.ContactAdministrator]);

    public static Activity TypeAppCode() => Question([], AppButtons);

    public static Activity WrongAppCode(int triesLeft) => Question([triesLeft], AppButtons);

    public static Activity AppCodesUsedUp() => Question([], AppButtons);

    public static Activity AppCodeExpired() => Question([], AppButtons);

    public static Activity SecurityQuestion(Questioning.Due due) =>
        Question([due.Number, due.Of, WordsOf(due.Question)], [Command.AnotherMethod, Command.ContactAdministrator]);

    public static Activity WrongAnswers(int triesLeft) => Statement([triesLeft]);

    public static Activity QuestionsUsedUp() => Statement([]);

    public static Activity QuestionsAgain() => Statement([]);

    public static Activity VeryBusy() => Statement([]);

    public static Activity TypeWholeNumberToCall() => Question([], [Command.AnotherMethod, Command.ContactAdministrator]);

    public static Activity NumberToKey(string number) => Statement([number]);

    public static Activity CallOnItsWay(int minutes) => Question([minutes], CodeButtons);

    public static Activity CallOnItsWayForNumber(int minutes) => Question([minutes], CodeButtons);

    public static Activity WaitingForCall() => Question([], CodeButtons);

    public static Activity CallNotAnswered() => Question([], CodeButtons);

    public static Activity CallBusy() => Question([], CodeButtons);

    public static Activity CallNotConfirmed() => Question([], CodeButtons);

    public static Activity CallWrongKeys() => Question([], CodeButtons);

    public static Activity CallExpired() => Question([], CodeButtons);

    public static Activity EnoughCalls() => Question([], [Command.AnotherMethod, Command.ContactAdministrator]);

    public static Activity CallDenied() => Statement([]);

    public static Activity GateDone() => Statement([]);

    public static Activity NotVerified() => Statement([]);

    public static Activity TooMany() => Statement([]);

    public static Activity DirectoryDown() => Question([], [Command.StartOver, Command.ContactAdministrator]);

    public static Activity SelfServiceOff() => Statement([]);

    public static Activity NotForYou() => Statement([]);

    public static Activity ChoosePassword(Uri page, string pageCode, int minutes) => Link([pageCode, minutes], "OpenPage", page);

    public static Activity ChangePassword(Uri page, string pageCode, int minutes) => Link([pageCode, minutes], "OpenPage", page);

    public static Activity NewLink(Uri page, string pageCode, int minutes) => Link([pageCode, minutes], "OpenPage", page);

    public static Activity PasswordBelongsOnThePage() => Question([], [Command.Resend, Command.Cancel]);

    public static Activity StillWaiting() => Question([], [Command.Resend, Command.Cancel]);

    public static Activity StillSetting() => Question([]);

    public static Activity PasswordWasReset() => Statement([]);

    public static Activity PasswordWasChanged() => Statement([]);

    public static Activity AccountWasUnlocked() => Statement([]);

    public static Activity AfterUnlocking() => Statement([]);

    public static Activity UnlockOrReset() => Question([], [Command.ContactAdministrator]);

    public static Activity NotLocked() => Statement([]);

    public static Activity LockedForReset() => Statement([]);

    public static Activity PasswordExpired() => Statement([]);

    public static Activity AccountClosed() => Statement([]);

    public static Activity NotUnlocked() => Statement([], [Command.StartOver, Command.ContactAdministrator]);

    public static Activity StillUnlocking() => Question([]);

    public static Activity DirectoryDownForNow() => Question([], [Command.Cancel, Command.ContactAdministrator]);

    public static Activity WhatNext() => Statement([]);

    public static Activity SessionOver() => Statement([], [Command.StartOver]);

    public static Activity PasswordTriesOver() => Statement([], [Command.StartOver, Command.ContactAdministrator]);

    public static Activity WrongPasswordsOver() => Statement([], [Command.StartOver, Command.ContactAdministrator]);

    public static Activity TimeIsAlmostUp(int minutes) => Question([minutes], [Command.MoreTime]);

    public static Activity MoreTimeGiven(int minutes) => Statement([minutes]);

    public static Activity NoMoreTime() => Statement([]);

    public static Activity ContactHelpDesk(AdminCard card) => card switch
    {
        { HelpDesk.Link: { } page } => Link([card.SupportCode], "OpenHelpDesk", page, "ContactHelpDeskPage"),
        { HelpDesk: { Mail.Length: > 0, Phone.Length: > 0 } desk } => Statement([desk.Mail, desk.Phone, card.SupportCode], key: "ContactHelpDeskMailAndPhone"),
        { HelpDesk: { Mail.Length: > 0 } desk } => Statement([desk.Mail, card.SupportCode], key: "ContactHelpDeskMail"),
        { HelpDesk: { Phone.Length: > 0 } desk } => Statement([desk.Phone, card.SupportCode], key: "ContactHelpDeskPhone"),
        { Mailed: true } => Statement([card.SupportCode], key: "AdministratorsMailed"),
        _ => Statement([card.SupportCode], key: "ContactYourAdministrator"),
    };

    public static Activity NeverTypeAPassword() => Statement([]);

    public static Activity PasswordInsteadOfUserId() => Statement([]);

    public static Activity NoCodeNow() => Statement([]);

    public static Activity Help() => Statement([]);

    public static Activity Cancelled() => Statement([], [Command.StartOver]);

    public static Activity NothingToResend() => Statement([]);

    public static Activity NoOtherMethod() => Statement([]);

    public static Activity NothingBefore() => Statement([]);

    public static Activity WhichLanguage()
    {
        var message = Statement([]);
        message.SuggestedActions = new SuggestedActions([], [.. Words.Languages.Select(language => Button($"Language_{language.Name}"))]);
        return message;
    }

    public static Activity LanguageChosen() => Statement([]);

    public static Activity SomethingWentWrong() => Statement([], [Command.StartOver, Command.ContactAdministrator]);

    public static Activity ProveByPassword(Uri page, string pageCode, int minutes) => Link([pageCode, minutes], "OpenProofPage", page);

    public static Activity SetUpApp(Uri page, string pageCode, int minutes) => Link([pageCode, minutes], "OpenAppPage", page);

    public static Activity StillWaitingForProof() => Question([], [Command.Resend, Command.Cancel]);

    public static Activity StillWaitingForApp() => Question([], [Command.Resend, Command.Back]);

    public static Activity NothingRegistered() => Statement([]);

    public static Activity RegisteredNow(IEnumerable<RegisteredOption> options) => Statement([Lines(options.Select(option => ($"Registered_{option.Option}", option.Hint)))]);

    public static Activity MoreNeeded(int missing) => Statement([missing]);

    public static Activity ReconfirmDue() => Statement([]);

    public static Activity WhatToRegister() => Question([]);

    public static Activity PickWhatToRegister() => Question([]);

    public static Activity TypeNewPhone() => Question([], [Command.Back]);

    public static Activity TypeNewMail() => Question([], [Command.Back]);

    public static Activity NotAPhone() => Question([], [Command.Back]);

    public static Activity NotAMail() => Question([], [Command.Back]);

    public static Activity OwnMailbox() => Question([], [Command.Back]);

    public static Activity ContactCodeOnItsWay(string hint, int digits, int minutes) => Question([hint, digits, minutes], [Command.Resend, Command.Back]);

    public static Activity EnoughContactCodes() => Statement([]);

    public static Activity OptionRegistered() => Statement([]);

    /// <param name="questions">Their numbers and ids.</param>
    public static Activity PickAQuestion(int number, int of, IEnumerable<(int Number, string Question)> questions)
    {
        var message = Question([number, of, new JArray(questions.Select(question => Line("NumberedQuestion", question.Number, WordsOf(question.Question))))], [Command.Back]);
        message.SuggestedActions.Actions.Insert(0, Button("MoreQuestions"));
        return message;
    }

    public static bool IsMoreQuestions(string typed) =>
        Words.Languages.Any(language => Words.Plain(Words.In(language, "MoreQuestions")) == Words.Plain(typed) || Words.Plain(Words.In(language, "MoreQuestions_Words")) == Words.Plain(typed));

    /// <summary>A question in the language of the moment.</summary>
    public static string WordsOfQuestion(string question) => QuestionBook.Predefined.Contains(question) ? Words.Find($"Question_{question}") : question;

    public static Activity TypeMyAnswer(string question) => Question([WordsOf(question)], [Command.Back]);

    public static Activity AnswerTooShort() => Question([], [Command.Back]);

    public static Activity AnswerTooLong() => Question([], [Command.Back]);

    public static Activity AnswerUsedBefore() => Question([], [Command.Back]);

    public static Activity AnswerInTheQuestion() => Question([], [Command.Back]);

    public static Activity AnswerTooCommon() => Question([], [Command.Back]);

    public static Activity AnswerIsYourName() => Question([], [Command.Back]);

    public static Activity WhatToRemove() => Question([], [Command.Back]);

    public static Activity OptionRemoved() => Statement([]);

    public static Activity Reconfirmed() => Statement([]);

    public static Activity RegisterTomorrow() => Statement([]);

    public static Activity RegisteringDone() => Statement([], [Command.StartOver]);

    public static Activity RegisterMore(int missing) => Statement([missing]);

    public static Activity RegisterMoreTomorrow(int missing) => Statement([missing]);

    public static Activity CheckRegistered() => Statement([]);

    public static Activity CheckRegisteredTomorrow() => Statement([]);

    /// <summary>The button of a value that can be chosen.</summary>
    public static CardAction Option(string kind, string value) => Button($"{kind}_{value}");

    private static Activity Question(object[] holes, Command[]? buttons = null, [CallerMemberName] string key = "") =>
        Made(InputHints.ExpectingInput, holes, buttons, key);

    private static Activity Statement(object[] holes, Command[]? buttons = null, [CallerMemberName] string key = "") =>
        Made(InputHints.IgnoringInput, holes, buttons, key);

    private static JArray Lines(IEnumerable<(string Key, string Hole)> lines) =>
        [.. lines.Select(line => Line(line.Key, line.Hole))];

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

    private static Activity Captcha(Uri picture, Uri sound, string nonce, [CallerMemberName] string key = "")
    {
        var message = Made(InputHints.ExpectingInput, [], null, key);
        message.Attachments = [new Attachment(CaptchaType, content: new JObject { ["picture"] = picture.AbsoluteUri, ["sound"] = sound.AbsoluteUri, ["nonce"] = nonce })];
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
