using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using SsprBot.Domain;
using SsprBot.World;
using Xunit;

namespace SsprBot.Chats;

/// <summary>
/// Goes through every dialog in every language. What is said stands in <c>Walks/{language}.txt</c>, read and approved by people. Where it is meant
/// to change, the files are written anew when the variable <c>UPDATE_WALKS</c> is set, and read again.
/// </summary>
public sealed partial class WalkChats
{
    private static readonly string[] s_languages = ["en", "nl", "de", "fr", "es"];

    private static readonly Policy s_entra = Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None };

    public static TheoryData<string> Languages => [.. s_languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Every_dialog_speaks_every_language(string language)
    {
        var approved = Read(language);
        var said = new StringBuilder();
        foreach (var walk in Header().Split(approved).Skip(1).Chunk(2))
        {
            said.Append(said.Length > 0 ? "\n" : "").Append("== ").Append(walk[0]).Append(" ==\n");
            await WalkAsync(new Chat(await WorldAsync(walk[0]), language), walk[1], said);
        }

        if (Environment.GetEnvironmentVariable("UPDATE_WALKS") is not null)
        {
            await File.WriteAllTextAsync(PathOf(language), said.ToString());
        }

        Assert.Equal(approved, said.ToString());
    }

    [Fact]
    public void Every_language_goes_the_same_ways() =>
        Assert.All(s_languages, language => Assert.Equal(Step().Matches(Read("en")).Select(step => step.Value), Step().Matches(Read(language)).Select(step => step.Value)));

    private static async Task<TestWorld> WorldAsync(string walk)
    {
        var asksQuestions = new QuestionPolicy { Enabled = true, Registered = 3 };
        var world = new TestWorld(walk switch
        {
            "a picture" => s_entra with { BotCheck = BotCheck.Captcha },
            "a call with a number to key" => Policy.For(Baseline.Nist) with { BotCheck = BotCheck.None, DirectoryContacts = true },
            "security questions" or "registering" => s_entra with { Questions = asksQuestions },
            _ => s_entra,
        });
        var anna = world.Directory[FakeDirectory.Anna];
        world.Directory[FakeDirectory.Anna] = anna with { Locked = walk.StartsWith("a locked account", StringComparison.Ordinal) };
        if (walk == "an authenticator app")
        {
            await FakeApp.OfAnnaAsync(world);
        }
        else if (walk == "security questions")
        {
            EnrolledAnswer[] answers = [.. ((string[])["Q01", "Q12", "Q20"]).Select(question => new EnrolledAnswer(question, world.Answers.Hash(anna.Id, question, "Utrecht")))];
            await world.People.ChangeAsync(anna.Id, enrolment => enrolment with { Answers = answers }, CancellationToken.None);
        }

        return world;
    }

    private static async Task WalkAsync(Chat chat, string walk, StringBuilder said)
    {
        foreach (var line in walk.Split('\n'))
        {
            if (line.StartsWith("user: ", StringComparison.Ordinal))
            {
                var played = await chat.PlayAsync(line.Replace("{app}", new FakeApp(chat.World, FakeApp.Seed).Code(), StringComparison.Ordinal));
                Note(said, line, string.Join('\n', played.Split('\n').Skip(1)));
            }
            else if (line.StartsWith("then: ", StringComparison.Ordinal))
            {
                Note(said, line, await WalkEvents.HappensAsync(chat, line["then: ".Length..]));
            }
        }
    }

    // A number to key in a call is another one each time.
    private static void Note(StringBuilder said, string line, string answers) =>
        said.Append(line).Append('\n').Append(SixDigits().Replace(answers, "{number}")).Append(answers.Length > 0 ? "\n" : "");

    private static string Read(string language) => File.ReadAllText(PathOf(language));

    private static string PathOf(string language, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Walks", $"{language}.txt");

    [GeneratedRegex("^== (.+) ==\n", RegexOptions.Multiline)]
    private static partial Regex Header();

    /// <summary>A walk, something that happens, or that somebody says something.</summary>
    [GeneratedRegex("^(==.*|then:.*|user:)", RegexOptions.Multiline)]
    private static partial Regex Step();

    [GeneratedRegex(@"(?<!\d)\d{6}(?!\d)")]
    internal static partial Regex SixDigits();
}
