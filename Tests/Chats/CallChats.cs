using System.Text.RegularExpressions;
using SsprBot.Domain;
using SsprBot.Texts;
using SsprBot.World;
using Xunit;

namespace SsprBot.Chats;

public sealed partial class CallChats
{
    private const string Buttons = "[Resend | Another method | Contact administrator]";
    private const string Calling =
        $"bot:  I am calling that phone now. Please answer and press # (the hash key) to confirm, within 5 minutes. I go on by myself then. Nobody calls? Say resend, or choose another method. {Buttons}";

    private const string ToTheCall = "user: forgot pw\nuser: anna.lima@contoso.test\nuser: call my mobile phone\nuser: 425 555 0101";
    private const string AfterEmail = "user: forgot pw\nuser: anna.lima@contoso.test\nuser: 1\nuser: {code}\nuser: call\nuser: 425 555 0101";

    private static readonly Policy Nist = Policy.For(Baseline.Nist) with { BotCheck = BotCheck.None, DirectoryContacts = true };

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task The_chat_goes_on_by_itself_when_the_call_is_confirmed()
    {
        var chat = new Chat();
        Assert.EndsWith(
            $"""
            bot:  To protect you, please type the whole number of that phone. I only call if it is the number on record. [Another method | Contact administrator]
            user: 425 555 0101
            {Calling}
            """,
            await chat.PlayAsync(ToTheCall),
            StringComparison.Ordinal);
        Assert.Equal(
            $"user: hello?\nbot:  I am waiting for the call to that phone; I go on by myself when it is answered. Nobody calls? Say resend, or choose another method. {Buttons}",
            await chat.PlayAsync("user: hello?"));

        await chat.World.Calls.KeysAsync(chat.World.LastCall().Id, "#", None);

        Assert.Equal(
            """
            bot:  Thank you, that is right.
            bot:  One more proof is needed, in another way. Which one do you want to use? [Email my alternate email | Contact administrator]
            """,
            await chat.WakeAsync());
        Assert.Contains("<Choose a new password>", await chat.PlayAsync("user: 1\nuser: {code}"), StringComparison.Ordinal);
        Assert.All(chat.Echoes, echo => Assert.DoesNotContain("555", echo, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_call_as_the_last_proof_gives_the_link()
    {
        var chat = new Chat();
        await chat.PlayAsync(AfterEmail);
        await chat.World.Calls.KeysAsync(chat.World.LastCall().Id, "#", None);

        Assert.StartsWith("bot:  Thank you, it is you. Now choose a new password on the secure page.", await chat.WakeAsync(), StringComparison.Ordinal);
        var token = chat.LastLink[(chat.LastLink.LastIndexOf('/') + 1)..];
        Assert.IsType<LinkOpening.Opened>(await chat.World.Links.OpenInConversationAsync(token, "directline", "chat-1", None));
    }

    [Theory]
    [InlineData("resend")]
    [InlineData("another method")]
    [InlineData("hello?")]
    public async Task What_is_said_after_the_call_was_confirmed_loses_nothing(string words)
    {
        var chat = new Chat();
        await chat.PlayAsync(AfterEmail);
        await chat.World.Calls.KeysAsync(chat.World.LastCall().Id, "#", None);

        Assert.EndsWith("<Choose a new password>", await chat.PlayAsync($"user: {words}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CallEnd.NoAnswer, "Nobody has answered the call so far.")]
    [InlineData(CallEnd.Busy, "That phone was busy.")]
    [InlineData(CallEnd.HungUp, "The call ended before it was confirmed.")]
    [InlineData(CallEnd.Silent, "The call ended before it was confirmed.")]
    [InlineData(CallEnd.Voicemail, "The call ended before it was confirmed.")]
    public async Task A_call_that_came_to_nothing_can_be_tried_again(CallEnd end, string said)
    {
        var chat = new Chat();
        await chat.PlayAsync(ToTheCall);
        await chat.World.Calls.EndedAsync(chat.World.LastCall().Id, end, None);

        Assert.Equal($"bot:  {said} Say resend and I will call again, or choose another method. {Buttons}", await chat.WakeAsync());
        Assert.Equal($"user: resend\n{Calling}", await chat.PlayAsync("user: resend"));

        await chat.World.Calls.KeysAsync(chat.World.LastCall().Id, "#", None);
        Assert.StartsWith("bot:  Thank you, that is right.", await chat.WakeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_nobody_answers_and_one_that_reaches_nobody_read_the_same()
    {
        var unanswered = $"bot:  Nobody has answered the call so far. Say resend and I will call again, or choose another method. {Buttons}";
        var transcripts = new List<string>();
        foreach (var limit in (int[])[9, 1])
        {
            var chat = new Chat(new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Limits = new Limits { Calls = limit } }));
            var other = await chat.World.IdentifiedAsync(visitor: TestWorld.Stranger("198.51.100.7"));
            await chat.World.Calls.PlaceAsync(other.Id, GateMethod.CallMobile, "425 555 0101", None);
            await chat.World.Calls.LeaveAsync(other.Id, None);
            var said = new List<string> { await chat.PlayAsync(ToTheCall) };

            await chat.World.RingAsync(Calls.Patience - TimeSpan.FromTicks(1));
            said.Add($"{chat.World.Woken}");
            await chat.World.RingAsync(TimeSpan.FromTicks(1));
            said.Add($"{chat.World.Woken} {await chat.WakeAsync()}");
            if (limit > 1)
            {
                await chat.World.Calls.EndedAsync(chat.World.LastCall().Id, CallEnd.NoAnswer, None);
            }

            said.Add($"{chat.World.Woken} {await chat.PlayAsync("user: hello?")}");
            said.Add(await chat.PlayAsync("user: resend"));
            await chat.World.RingAsync(Calls.Patience);
            said.Add($"{chat.World.Woken} {await chat.WakeAsync()}");
            said.Add(await chat.PlayAsync("user: another method"));

            Assert.Equal(limit > 1 ? 3 : 1, chat.World.Sent.Count(message => message.Kind is OutboxKind.Call));
            Assert.Equal(["0", $"1 {unanswered}", $"1 user: hello?\n{unanswered}", $"user: resend\n{Calling}", $"2 {unanswered}"], said[1..^1]);
            transcripts.Add(string.Join('\n', said));
        }

        Assert.Single(transcripts.Distinct());
    }

    [Fact]
    public async Task Who_answers_late_has_confirmed_all_the_same()
    {
        var chat = new Chat();
        await chat.PlayAsync(ToTheCall);
        await chat.World.RingAsync(Calls.Patience);
        await chat.WakeAsync();

        Assert.Equal(CallAnswer.Confirmed, await chat.World.Calls.KeysAsync(chat.World.LastCall().Id, "#", None));
        Assert.StartsWith("bot:  Thank you, that is right.", await chat.WakeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_keys_end_the_call_and_another_method_is_there()
    {
        var chat = new Chat();
        await chat.PlayAsync(ToTheCall);
        await chat.World.Calls.KeysAsync(chat.World.LastCall().Id, "5", None);

        Assert.Equal(
            $"bot:  Those were not the keys that I waited for, so the call ended. Say resend and I will call again, or choose another method. {Buttons}",
            await chat.WakeAsync());
        Assert.Equal(
            """
            user: another method
            bot:  Now let's make sure it is you. How do you want to prove it? [Email my alternate email | Text my mobile phone | Call my mobile phone | Contact administrator]
            """,
            await chat.PlayAsync("user: another method"));
    }

    [Fact]
    public async Task A_call_can_be_too_old()
    {
        var chat = new Chat();
        await chat.PlayAsync(ToTheCall);
        chat.World.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.EndsWith(
            $"bot:  That call can no longer be answered. Say resend and I will call again, or choose another method. {Buttons}",
            await chat.PlayAsync("user: hello?"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_says_that_it_was_not_them_ends_the_chat()
    {
        var chat = new Chat();
        await chat.PlayAsync(ToTheCall);
        await chat.World.Calls.KeysAsync(chat.World.LastCall().Id, "*", None);

        Assert.Equal(
            """
            bot:  Somebody said in the call that they did not ask for this, so I stopped to protect the account. Its password has not been changed. A person can help you.
            bot:  A person can help you: write to helpdesk@contoso.test. Your support code is {support}; please mention it.
            """,
            await chat.WakeAsync());
    }

    [Fact]
    public async Task Somebody_unknown_reads_the_same_words()
    {
        var transcripts = new List<string>();
        foreach (var userId in (string[])[FakeDirectory.Anna, "nobody@contoso.test"])
        {
            var chat = new Chat(new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Methods = [GateMethod.EmailAlternate, GateMethod.CallMobile] }));
            transcripts.Add((await chat.PlayAsync($"user: forgot pw\nuser: {userId}\nuser: 2\nuser: 1\nuser: resend\nuser: 2\nuser: another method\nuser: 2\nuser: 3\nuser: 4\nuser: 5\nuser: 6"))
                .Replace(userId, "", StringComparison.Ordinal));
        }

        Assert.Single(transcripts.Distinct());
    }

    [Fact]
    public async Task In_the_nist_baseline_the_chat_shows_the_number_to_key()
    {
        var chat = new Chat(new TestWorld(Nist));
        var said = await chat.PlayAsync(ToTheCall);
        var number = SixDigits().Match(said).Value;
        Assert.EndsWith(
            $"""
            bot:  Your number for this call is {number}. Key it only in a call that you asked for yourself, just now.
            bot:  I am calling that phone now. Please answer, key the number above and then press # (the hash key), within 5 minutes. I go on by myself then. Nobody calls? Say resend, or choose another method. {Buttons}
            """,
            said,
            StringComparison.Ordinal);
        Assert.StartsWith($"user: {number}\nbot:  I am waiting for the call", await chat.PlayAsync($"user: {number}"), StringComparison.Ordinal);
        Assert.All(
            chat.World.Records.Kept.Values,
            record => Assert.DoesNotContain(number, System.Text.Encoding.UTF8.GetString(record.Content.Span), StringComparison.Ordinal));

        await chat.World.Calls.KeysAsync(chat.World.LastCall().Id, $"{number}#", None);

        Assert.StartsWith("bot:  Thank you, that is right.", await chat.WakeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dutch_is_spoken_in_chat_and_call()
    {
        var chat = new Chat(locale: "nl-NL");
        chat.World.Directory[FakeDirectory.Anna] = chat.World.Directory[FakeDirectory.Anna] with { Language = "nl" };
        Assert.EndsWith(
            """
            bot:  Typ voor uw veiligheid het hele nummer van die telefoon. Ik bel alleen als het nummer klopt. [Andere methode | Contact met beheerder]
            user: 425 555 0101
            bot:  Ik bel die telefoon nu. Neem op en druk binnen 5 minuten op # (hekje) om te bevestigen. Daarna ga ik vanzelf verder. Belt er niemand? Zeg opnieuw sturen, of kies een andere methode. [Opnieuw sturen | Andere methode | Contact met beheerder]
            """,
            await chat.PlayAsync("user: wachtwoord vergeten\nuser: anna.lima@contoso.test\nuser: bel mobiel\nuser: 425 555 0101"),
            StringComparison.Ordinal);
        const string Script =
            "Dit is Contoso. U wilt uw wachtwoord opnieuw instellen. Druk op hekje om te bevestigen. Was u dit niet, druk dan op sterretje.";
        Assert.Equal(new WrittenLetter("", $"{Script}\n{Script}"), Letters.Write(chat.World.LastCall()));

        await chat.World.Calls.KeysAsync(chat.World.LastCall().Id, "#", None);
        Assert.StartsWith("bot:  Dank u, dat klopt.", await chat.WakeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dutch_keys_a_number_in_the_nist_baseline()
    {
        var chat = new Chat(new TestWorld(Nist), "nl-NL");
        var said = await chat.PlayAsync("user: wachtwoord vergeten\nuser: anna.lima@contoso.test\nuser: bel mobiel\nuser: 425 555 0101");
        var number = SixDigits().Match(said).Value;
        Assert.Contains($"bot:  Uw nummer voor dit gesprek is {number}.", said, StringComparison.Ordinal);
        Assert.Contains("Toets het nummer dat op uw scherm staat", Letters.Write(chat.World.LastCall() with { Language = "nl" }).Text, StringComparison.Ordinal);

        await chat.World.Calls.KeysAsync(chat.World.LastCall().Id, $"{number}#", None);
        Assert.StartsWith("bot:  Dank u, dat klopt.", await chat.WakeAsync(), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?<!\d)\d{6}(?!\d)")]
    private static partial Regex SixDigits();
}
