using System.Globalization;
using System.Text.RegularExpressions;
using SsprBot.Domain;
using Xunit;
using static SsprBot.Abuse.AttackedHost;
using static SsprBot.Abuse.Attacking;

namespace SsprBot.Abuse;

/// <summary>A host that asks security questions, and lets administrators in by two gates.</summary>
public sealed class AskingHost() : SharedHost("--Policy:Questions:Enabled=true", "--Policy:Administrators=TwoGates");

/// <summary>Answers that somebody guesses one by one.</summary>
public sealed partial class QuestionTests(AskingHost asking) : IClassFixture<AskingHost>
{
    private const string Farid = "farid.aziz@contoso.test";

    [Fact]
    [Rule("D-35")]
    public async Task Nobody_learns_which_answer_was_wrong_and_no_visit_gets_other_questions()
    {
        var host = asking.AnotherDay();
        await RegisterAsync(host, Anna);

        var firstWrong = await AnswersAsync(host, Anna, "wrong", "", "");
        var lastWrong = await AnswersAsync(host, Anna, "", "", "wrong");
        var allWrong = await AnswersAsync(host, Anna, "wrong", "wrong", "wrong");
        var allRight = await AnswersAsync(host, Anna, "", "", "");

        Assert.StartsWith("Those answers together are not right. Tries left: 2.", firstWrong[^1], StringComparison.Ordinal);
        Assert.Equal(firstWrong, lastWrong);
        Assert.Equal(firstWrong, allWrong);
        Assert.Equal(firstWrong[..^1], allRight[..^1]);
        Assert.StartsWith(Right, allRight[^1], StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-35")]
    [Rule("D-76")]
    public async Task Whoever_does_not_exist_is_asked_the_same_number_of_questions_the_same_ones_each_time()
    {
        var host = asking.AnotherDay();
        var nobody = await FirstAskedAsync(host);

        var once = await AnswersAsync(host, nobody, "wrong", "wrong", "wrong");
        var again = await AnswersAsync(host, nobody, "wrong", "", "wrong");
        await RegisterAsync(host, Anna);
        var somebody = await AnswersAsync(host, Anna, "wrong", "wrong", "wrong");

        Assert.Equal(once, again);
        Assert.Equal(somebody.Select(WithoutQuestion), once.Select(WithoutQuestion));
    }

    [Fact]
    [Rule("D-35")]
    public async Task An_administrator_is_not_asked()
    {
        var host = asking.AnotherDay();
        await RegisterAsync(host, Farid);
        var person = await host.VisitorAsync();
        await person.AsksForAsync(Farid);

        Assert.StartsWith("I did not understand that. Please pick one of these ways.", await person.SayAsync("Answer my security questions"), StringComparison.Ordinal);
        Assert.StartsWith(Right, await person.SayAsync(await host.MailedAsync(person, Farid, "farid.aziz@example.net")), StringComparison.Ordinal);
        Assert.StartsWith("I did not understand that. Please pick one of these ways.", await person.SayAsync("questions"), StringComparison.Ordinal);
    }

    /// <summary>Somebody registered the answer to each question as its id.</summary>
    private static async Task RegisterAsync(AttackedHost host, string userId)
    {
        var people = host.Get<People>();
        var account = ((Found.One)await people.FindAsync(userId, CancellationToken.None)).Account;
        EnrolledAnswer[] answers = [.. ((string[])["Q01", "Q12", "Q14"]).Select(question => new EnrolledAnswer(question, host.Get<Answers>().Hash(account.Id, question, question)))];
        await people.ChangeAsync(account.Id, enrolment => enrolment with { Answers = answers }, CancellationToken.None);
    }

    /// <param name="typed">Empty for the right answer.</param>
    /// <returns>All that was asked and answered.</returns>
    private static async Task<string[]> AnswersAsync(AttackedHost host, string userId, params string[] typed)
    {
        var person = await host.VisitorAsync();
        await person.AsksForAsync(userId);
        List<string> said = [await person.SayAsync("questions")];
        foreach (var answer in typed)
        {
            said.Add(await person.SayAsync(answer.Length > 0 ? answer : IdOf(said[^1])));
        }

        return [.. said];
    }

    private static string IdOf(string asked) => QuestionBook.Predefined.FirstOrDefault(question =>
        asked.Contains(Texts.Words.In(CultureInfo.GetCultureInfo("en"), $"Question_{question}"), StringComparison.Ordinal)) ?? "none";

    private static async Task<string> FirstAskedAsync(AttackedHost host)
    {
        for (var number = 0; ; number++)
        {
            var person = await host.VisitorAsync();
            await person.AsksForAsync($"nobody{number}@contoso.test");
            if ((await person.SayAsync("questions")).StartsWith("Question 1 of 3: ", StringComparison.Ordinal))
            {
                return $"nobody{number}@contoso.test";
            }
        }
    }

    private static string WithoutQuestion(string said) => AskedQuestion().Replace(said, "$1");

    [GeneratedRegex(@"(Question \d of 3: ).*\?")]
    private static partial Regex AskedQuestion();
}
