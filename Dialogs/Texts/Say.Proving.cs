using System.Runtime.CompilerServices;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SsprBot.Domain;
using SsprBot.Talk;

namespace SsprBot.Texts;

public static partial class Say
{
    /// <summary>The content type of the attachment that stands for a CAPTCHA until a channel shapes it.</summary>
    public const string CaptchaType = "application/vnd.ssprbot.captcha";

    private static readonly Command[] CodeButtons = [Command.Resend, Command.AnotherMethod, Command.ContactAdministrator];

    private static readonly Command[] AppButtons = [Command.AnotherMethod, Command.ContactAdministrator];

    public static Activity WhoAreYou() => Question([], [Command.Back, Command.Help]);

    public static Activity NotAUserId() => Question([], [Command.Back, Command.Help]);

    public static Activity ProveYouArePerson(Uri picture, Uri sound, string nonce) => Captcha(picture, sound, nonce);

    public static Activity AnotherPicture(Uri picture, Uri sound, string nonce) => Captcha(picture, sound, nonce);

    public static Activity ThatWasNotThePicture(Uri picture, Uri sound, string nonce) => Captcha(picture, sound, nonce);

    public static Activity WorkForMe(string salt, int bits, string nonce)
    {
        var message = Question([]);
        message.ChannelData = new JObject { ["proofOfWork"] = new JObject { ["salt"] = salt, ["bits"] = bits, ["nonce"] = nonce } };
        return message;
    }

    public static Activity ChooseMethod() => Question([], [Command.ContactAdministrator]);

    public static Activity ChooseSecondMethod() => Question([], [Command.ContactAdministrator]);

    public static Activity PickAMethod() => Question([], [Command.ContactAdministrator]);

    public static Activity TypeWholeNumber() => Question([], [Command.AnotherMethod, Command.ContactAdministrator]);

    public static Activity NumberDiffers() => Question([], [Command.AnotherMethod, Command.ContactAdministrator]);

    public static Activity CodeOnItsWayByMail(int digits, int minutes) => Question([digits, minutes], CodeButtons);

    public static Activity CodeOnItsWayByText(int digits, int minutes) => Question([digits, minutes], CodeButtons);

    public static Activity AnotherCodeOnItsWay(int minutes) => Question([minutes], CodeButtons);

    public static Activity WrongCode(int triesLeft, bool ofContact = false) => Question([triesLeft], ofContact ? ContactCodeButtons : CodeButtons);

    public static Activity CodeUsedUp(bool ofContact = false) => Question([], ofContact ? ContactCodeButtons : CodeButtons);

    public static Activity CodeExpired(bool ofContact = false) => Question([], ofContact ? ContactCodeButtons : CodeButtons);

    public static Activity EnoughCodes() => Question([], [Command.AnotherMethod, Command.ContactAdministrator]);

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

    public static Activity TypeAppCode() => Question([], AppButtons);

    public static Activity WrongAppCode(int triesLeft) => Question([triesLeft], AppButtons);

    public static Activity AppCodesUsedUp() => Question([], AppButtons);

    public static Activity AppCodeExpired() => Question([], AppButtons);

    public static Activity SecurityQuestion(Questioning.Due due) =>
        Question([due.Number, due.Of, WordsOf(due.Question)], [Command.AnotherMethod, Command.ContactAdministrator]);

    public static Activity WrongAnswers(int triesLeft) => Statement([triesLeft]);

    public static Activity QuestionsUsedUp() => Statement([]);

    public static Activity QuestionsAgain() => Statement([]);

    public static Activity GateDone() => Statement([]);

    public static Activity NotVerified() => Statement([]);

    public static Activity TooMany() => Statement([]);

    public static Activity NotInThisDirectory() => Statement([]);

    public static Activity SelfServiceOff() => Statement([]);

    public static Activity SwitchedOff() => Statement([]);

    public static Activity NotAPerson() => Statement([], [Command.StartOver, Command.ContactAdministrator]);

    public static Activity NotForYou() => Statement([]);

    private static Activity Captcha(Uri picture, Uri sound, string nonce, [CallerMemberName] string key = "")
    {
        var message = Made(InputHints.ExpectingInput, [], null, key);
        message.Attachments = [new Attachment(CaptchaType, content: new JObject { ["picture"] = picture.AbsoluteUri, ["sound"] = sound.AbsoluteUri, ["nonce"] = nonce })];
        return message;
    }
}
