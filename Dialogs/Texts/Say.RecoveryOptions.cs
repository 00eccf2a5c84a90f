using Newtonsoft.Json.Linq;
using SsprBot.Domain;
using SsprBot.Talk;

namespace SsprBot.Texts;

public static partial class Say
{
    private static readonly Command[] ContactCodeButtons = [Command.Resend, Command.Back];

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

    public static Activity ContactCodeOnItsWay(string hint, int digits, int minutes) => Question([hint, digits, minutes], ContactCodeButtons);

    public static Activity EnoughContactCodes() => Statement([]);

    public static Activity OptionRegistered() => Statement([]);

    /// <param name="questions">Their numbers and ids.</param>
    public static Activity PickAQuestion(int number, int of, IEnumerable<(int Number, string Question)> questions)
    {
        var message = Question([number, of, new JArray(questions.Select(question => Line("NumberedQuestion", question.Number, WordsOf(question.Question))))], [Command.Back]);
        message.SuggestedActions.Actions.Insert(0, Button("MoreQuestions"));
        return message;
    }

    public static bool IsMoreQuestions(string typed) => Words.Phrases("MoreQuestions").Concat(Words.Phrases("MoreQuestions_Words")).Contains(Words.Plain(typed));

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

    private static JArray Lines(IEnumerable<(string Key, string Hole)> lines) =>
        [.. lines.Select(line => Line(line.Key, line.Hole))];
}
