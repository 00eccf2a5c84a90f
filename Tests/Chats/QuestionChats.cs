using System.Text;
using System.Text.RegularExpressions;
using SsprBot.Domain;
using SsprBot.Texts;
using SsprBot.World;
using Xunit;

namespace SsprBot.Chats;

public sealed partial class QuestionChats
{
    private const string Own = "What is your locker called?";
    private const string Methods = "Now let's make sure it is you. How do you want to prove it? [Email my alternate email | Text my mobile phone | Call my mobile phone | Answer my security questions | Contact administrator]";
    private const string Ends = "Please type the answer here. Capital letters do not matter. [Another method | Contact administrator]";
    private const string FirstCity = $"In which city did you meet your first partner? {Ends}";
    private const string Locker = $"{Own} {Ends}";
    private const string Cities = $"In which city did your parents meet? {Ends}";

    [Fact]
    public async Task Questions_are_asked_one_by_one_and_judged_together()
    {
        var chat = new Chat(await WorldAsync());
        await chat.PlayAsync("user: forgot pw\nuser: anna.lima@contoso.test");
        var order = await OrderAsync(chat, "en");

        await SaysAsync(chat, $"""
            user: {order[0].Wrong}
            bot:  Question 2 of 3: {order[1].Asked}
            user: {order[1].Right}
            bot:  Question 3 of 3: {order[2].Asked}
            user: {order[2].Right}
            bot:  Those answers together are not right. Tries left: 2. Let us go through the same questions again.
            bot:  Question 1 of 3: {order[0].Asked}
            user: {order[0].Right}
            bot:  Question 2 of 3: {order[1].Asked}
            user: {order[1].Right}
            bot:  Question 3 of 3: {order[2].Asked}
            user: {order[2].Right}
            bot:  Thank you, that is right.
            bot:  One more proof is needed, in another way. Which one do you want to use? [Email my alternate email | Text my mobile phone | Call my mobile phone | Contact administrator]
            """);
        Assert.All(chat.Echoes.Skip(3), echo => Assert.Equal("••••••", echo));
    }

    [Fact]
    public async Task Three_wrong_tries_use_the_questions_up()
    {
        var chat = new Chat(await WorldAsync());
        await chat.PlayAsync("user: forgot pw\nuser: anna.lima@contoso.test");
        await OrderAsync(chat, "en");
        await chat.PlayAsync(string.Join('\n', Enumerable.Repeat("user: wrong", 8)));

        var last = await chat.PlayAsync("user: wrong");

        Assert.StartsWith(
            "user: wrong\nbot:  Those answers together were not right either, and those questions are used up now. You can try other questions, or choose another method.\nbot:  Question 1 of 3: ",
            last,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_work_at_every_question()
    {
        var chat = new Chat(await WorldAsync());
        await chat.PlayAsync("user: forgot pw\nuser: anna.lima@contoso.test");
        var order = await OrderAsync(chat, "en");

        await SaysAsync(chat, $$"""
            user: resend
            bot:  There is nothing to send again yet.
            bot:  Question 1 of 3: {{order[0].Asked}}
            user: help
            bot:  I help you get back into your account: you tell me your user ID, prove that it is you, and choose a new password on a secure page. I never ask for a password in this chat. You can always say: back, cancel, start over, resend, another method, contact administrator, language.
            bot:  Question 1 of 3: {{order[0].Asked}}
            user: {{order[0].Right}}
            bot:  Question 2 of 3: {{order[1].Asked}}
            user: contact administrator
            bot:  A person can help you: write to helpdesk@contoso.test. Your support code is {support}; please mention it.
            bot:  Question 2 of 3: {{order[1].Asked}}
            user: another method
            bot:  {{Methods}}
            user: questions
            bot:  Question 2 of 3: {{order[1].Asked}}
            user: {{order[1].Right}}
            bot:  Question 3 of 3: {{order[2].Asked}}
            user: back
            bot:  {{Methods}}
            user: 4
            bot:  Question 3 of 3: {{order[2].Asked}}
            user: cancel
            bot:  I stopped. Nothing was changed. Say start over when you want to begin again. [Start over]
            """);
    }

    [Fact]
    public async Task Dutch_is_spoken_and_the_language_can_be_changed_at_a_question()
    {
        var chat = new Chat(await WorldAsync(), "nl-NL");
        await chat.PlayAsync("user: wachtwoord vergeten\nuser: anna.lima@contoso.test");
        var order = await OrderAsync(chat, "nl");
        var english = order[0].Id == Own ? Own : Words.In(Words.Languages[0], $"Question_{order[0].Id}");

        await SaysAsync(chat, $"""
            user: fout
            bot:  Vraag 2 van 3: {order[1].Asked}
            user: fout
            bot:  Vraag 3 van 3: {order[2].Asked}
            user: fout
            bot:  Die antwoorden samen kloppen niet. Pogingen over: 2. We lopen dezelfde vragen nog eens door.
            bot:  Vraag 1 van 3: {order[0].Asked}
            user: english
            bot:  I speak English now.
            bot:  Question 1 of 3: {english} {Ends}
            """);
    }

    [Fact]
    public async Task A_decoys_chat_reads_like_a_persons()
    {
        var transcripts = new List<string>();
        var policy = (await WorldAsync()).Policy;
        var nobody = Enumerable.Range(0, 100).Select(i => $"nobody{i}@contoso.test").First(userId =>
            Eligibility.DecoyOffer(userId, policy, new Pepper(new byte[32])).Methods is [GateMethod.EmailAlternate, GateMethod.TextMobile, GateMethod.CallMobile, GateMethod.SecurityQuestions]);
        foreach (var userId in (string[])[FakeDirectory.Anna, nobody])
        {
            var chat = new Chat(await WorldAsync());
            var said = await chat.PlayAsync($"user: forgot pw\nuser: {userId}\nuser: 4\nuser: one\nuser: two\nuser: six\nuser: another method");
            transcripts.Add(Asked().Replace(said, "{question}").Replace(userId, "", StringComparison.Ordinal));
        }

        Assert.Contains("Tries left: 2", transcripts[0], StringComparison.Ordinal);
        Assert.Single(transcripts.Distinct());
    }

    [Fact]
    public async Task No_answer_stands_in_bot_state_and_a_turn_stays_cheap()
    {
        var chat = new Chat(await WorldAsync());
        await chat.PlayAsync("user: forgot pw\nuser: anna.lima@contoso.test");
        var order = await OrderAsync(chat, "en");
        foreach (var question in order)
        {
            var (all, botState) = (chat.World.Records.Operations, chat.World.Records.OperationsOn("bot-state"));
            await chat.PlayAsync($"user: {question.Right}");
            botState = chat.World.Records.OperationsOn("bot-state") - botState;
            Assert.InRange(chat.World.Records.Operations - all - botState, 1, 4);
            var kept = string.Concat(chat.World.Records.Kept.Values.Select(record => Encoding.UTF8.GetString(record.Content.Span)));
            Assert.DoesNotContain(question.Right, kept, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Three questions, so that only their order is not known.</summary>
    private static async Task<TestWorld> WorldAsync()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with
        {
            BotCheck = BotCheck.None,
            Questions = new QuestionPolicy { Enabled = true, Registered = 3, Asked = 3, Own = [Own] },
        });
        await world.RegisterAnswersAsync(new Dictionary<string, string> { ["Q01"] = "Utrecht", ["Q12"] = "Leiden", [Own] = "Bertha" });
        return world;
    }

    /// <summary>Chooses the questions and reads which comes when.</summary>
    private static async Task<IReadOnlyList<(string Id, string Asked, string Right, string Wrong)>> OrderAsync(Chat chat, string language)
    {
        var said = await chat.PlayAsync("user: 4");
        var key = chat.World.Records.Kept.Keys.Single(record => record.Kind.Name == "session");
        var session = await chat.World.SessionAsync(key.Id);
        var asked = (await chat.World.Vault.Guards.ReadAsync(session.GuardId, CancellationToken.None))!.Value.Asked(session.Id)!.Questions!;
        var english = new Dictionary<string, (string Asked, string Right)>
        {
            ["Q01"] = (FirstCity, "UTRECHT"),
            ["Q12"] = (Cities, "leiden"),
            [Own] = (Locker, " bertha "),
        };
        const string Typ = "Typ het antwoord hier. Hoofdletters maken niet uit. [Andere methode | Contact met beheerder]";
        var dutch = new Dictionary<string, string>
        {
            ["Q01"] = $"In welke stad ontmoette u uw eerste partner? {Typ}",
            ["Q12"] = $"In welke stad leerden uw ouders elkaar kennen? {Typ}",
            [Own] = $"{Own} {Typ}",
        };
        var order = asked.Select(answer => (answer.Question, language == "nl" ? dutch[answer.Question] : english[answer.Question].Asked, english[answer.Question].Right.Trim(), "wrong")).ToArray();
        Assert.Equal($"user: 4\nbot:  {(language == "nl" ? "Vraag 1 van 3" : "Question 1 of 3")}: {order[0].Item2}", said);
        return order;
    }

    private static async Task SaysAsync(Chat chat, string script) => Assert.Equal(script, await chat.PlayAsync(script));

    [GeneratedRegex("(?<=Question \\d of 3: ).*?\\?")]
    private static partial Regex Asked();
}
