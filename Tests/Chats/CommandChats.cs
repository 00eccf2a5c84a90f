using SsprBot.Domain;
using SsprBot.World;
using Xunit;

namespace SsprBot.Chats;

/// <summary>The words that mean the same everywhere: whatever is being asked, none of them is taken for an answer that is not right.</summary>
public sealed class CommandChats
{
    private static readonly Dictionary<string, string[]> s_commands = new()
    {
        ["en"] = ["help", "back", "cancel", "start over", "resend", "another method", "contact administrator", "language", "Nederlands"],
        ["nl"] = ["hulp", "terug", "annuleren", "opnieuw beginnen", "opnieuw sturen", "andere methode", "contact met beheerder", "taal", "English"],
    };

    private static readonly string[] s_notRight =
    [
        "I did not understand", "does not look like a user ID", "Those were not the characters", "That is not the number", "That is not the code",
        "Dat begreep ik niet", "lijkt niet op een gebruikers-ID", "Dat waren niet de tekens", "Dat is niet het nummer", "Dat is niet de code",
    ];

    // What is said until it is asked.
    private static readonly Dictionary<string, string[]> s_questions = new()
    {
        ["goal"] = ["hi"],
        ["user ID"] = ["hi", "1"],
        ["picture"] = ["hi", "1", FakeDirectory.Anna],
        ["method"] = ["hi", "1", FakeDirectory.Anna, "{picture}"],
        ["code"] = ["hi", "1", FakeDirectory.Anna, "{picture}", "1"],
        ["number"] = ["hi", "1", FakeDirectory.Anna, "{picture}", "2"],
    };

    public static IEnumerable<object[]> Commands =>
        from question in s_questions.Keys from language in s_commands from command in language.Value select (object[])[question, language.Key, command];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_is_no_answer(string question, string language, string command)
    {
        var chat = await AskedAsync(question, language);

        var said = await chat.PlayAsync($"user: {command}");

        Assert.Contains("bot:  ", said, StringComparison.Ordinal);
        Assert.All(s_notRight, words => Assert.DoesNotContain(words, said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("goal")]
    [InlineData("user ID")]
    [InlineData("picture")]
    [InlineData("method")]
    [InlineData("code")]
    [InlineData("number")]
    public async Task What_is_no_command_is_not_right(string question)
    {
        var chat = await AskedAsync(question, "en");

        var said = await chat.PlayAsync("user: two words");

        Assert.Contains(s_notRight, words => said.Contains(words, StringComparison.Ordinal));
    }

    private static async Task<Chat> AskedAsync(string question, string language)
    {
        var chat = new Chat(new TestWorld(Policy.For(Baseline.Entra)), language);
        foreach (var line in s_questions[question])
        {
            await chat.PlayAsync($"user: {(line == "{picture}" ? (await chat.World.SessionAsync(chat.Watched[^1].Id)).BotChallenge!.Text : line)}");
        }

        return chat;
    }
}
