using System.Text;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SsprBot.Abuse;
using SsprBot.Channels.Azure;
using SsprBot.Chats;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;
using SsprBot.World;
using Xunit;

namespace SsprBot.Channels;

public sealed class TeamsCardTests
{
    private const string Reset = "I forgot my password";
    private const string Mail = "Email my alternate email";

    public static TheoryData<string> Hostile =>
    [
        "[click](https://evil.example)",
        "![x](http://evil.example/p)",
        "<at>everyone</at>",
        "javascript:alert(1)",
        "${data} {{DATE(2026-01-01T00:00:00Z)}}",
        "\",\"url\":\"https://evil.example",
        "**bold** _and_ `code`\r\n# heading",
        "\u202Eright to left \uD83D\uDE00",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Whatever_a_name_says_is_shown_as_text_and_nothing_else(string name)
    {
        var card = CardOf(Rendered(OptionWords.With(Say.Welcome(name), nameof(Goal), [new Choice(nameof(Goal.Reset))]), Asks.Choice));

        var shown = string.Join('\n', card.SelectTokens("$.body[*].inlines[*].text").Select(text => $"{text}"));
        Assert.Contains(name.Split('\n')[0].TrimEnd(), shown, StringComparison.Ordinal);
        Assert.Equal(["RichTextBlock"], card["body"]!.Select(element => $"{element["type"]}").Distinct().Except(["ActionSet"]));
        Assert.Empty(card.SelectTokens("$..url"));
    }

    [Fact]
    public void A_card_stays_small_however_long_the_words_are()
    {
        var question = OptionWords.With(Say.Welcome(new string('\uFFFD', 10_000)), nameof(GateMethod), Enum.GetNames<GateMethod>().Select(name => new Choice(name)));

        var card = CardOf(Rendered(question, Asks.Choice));

        Assert.InRange(Encoding.UTF8.GetByteCount(JsonConvert.SerializeObject(card)), 1000, 28 * 1024);
        Assert.EndsWith("…", $"{card.SelectToken("$.body[0].inlines[0].text")}", StringComparison.Ordinal);
    }

    [Fact]
    public void No_picture_is_shown_to_whom_the_tenant_vouches_for()
    {
        var message = Rendered(Say.ProveYouArePerson(new Uri("https://a.test/p"), new Uri("https://a.test/s"), "n"), Asks.Secret);

        Assert.DoesNotContain("a.test", JsonConvert.SerializeObject(message), StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_says_something_stays_plain_text()
    {
        var message = Rendered(Say.PasswordWasReset(), null);

        Assert.Equal(("Your password has been reset.", TextFormatTypes.Plain), (message.Text, message.TextFormat));
        Assert.Null(message.Attachments);
    }

    [Fact]
    public async Task No_card_asks_for_a_password_and_every_button_brings_data()
    {
        var chat = new TeamsChat();
        await chat.SayAsync("hi");
        await chat.PressAsync(Reset);
        await chat.PressAsync(Mail);
        await chat.FillAsync(chat.World.LastCode());

        Assert.NotEmpty(chat.Cards);
        Assert.All(chat.Cards, card =>
        {
            Assert.DoesNotContain("password\"", JsonConvert.SerializeObject(card.SelectTokens("$..style")), StringComparison.Ordinal);
            Assert.All(card.SelectTokens("$..actions[*]"), action => Assert.IsType<JObject>(action["data"]));
            Assert.All(card.SelectTokens("$..actions[*]"), action => Assert.Equal("Action.Submit", $"{action.SelectToken("fallback.type")}"));
            Assert.Equal("en", $"{card["lang"]}");
            Assert.False(string.IsNullOrEmpty($"{card["speak"]}"));
        });
    }

    [Fact]
    public async Task An_answer_of_an_old_card_changes_nothing()
    {
        var chat = new TeamsChat();
        await chat.SayAsync("hi");
        var old = chat.Newest;
        await chat.PressAsync(Reset);
        await chat.PressAsync(Mail);
        var code = chat.World.LastCode();
        var records = chat.World.Audited.Count;
        var sent = chat.World.Sent.Count;

        Assert.Equal("", await chat.PressAsync(old, "Set up my recovery options"));
        var told = Assert.IsType<JObject>(chat.Answer!.Body);
        Assert.Equal("application/vnd.microsoft.activity.message", $"{told["type"]}");
        Assert.Equal("That card is not open any more; nothing was changed. Please answer the newest question.", $"{told["value"]}");
        Assert.Equal((records, sent), (chat.World.Audited.Count, chat.World.Sent.Count));

        // A code on an old card proves nothing, and is not taken for the newest question.
        Assert.Equal(
            "That card is not open any more; nothing was changed. Please answer the newest question.",
            await chat.SubmitAsync(new JObject { ["nonce"] = "an-old-one", ["answer"] = code }));
        Assert.Equal((records, sent), (chat.World.Audited.Count, chat.World.Sent.Count));
        Assert.Contains("Thank you, that is right.", await chat.FillAsync(code), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_is_answered_once()
    {
        var chat = new TeamsChat();
        await chat.SayAsync("hi");
        var card = chat.Newest;

        Assert.Contains("card", await chat.PressAsync(card, Reset), StringComparison.Ordinal);
        Assert.Equal("", await chat.PressAsync(card, Reset));
    }

    [Fact]
    public async Task A_client_that_only_submits_is_served_as_well()
    {
        var chat = new TeamsChat();
        await chat.SayAsync("hi");
        var fallback = chat.Newest.SelectTokens("$..actions[*]").First()["fallback"]!;

        Assert.Contains("How do you want to prove it?", await chat.SubmitAsync(fallback["data"]!.DeepClone()), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-67")]
    public async Task What_was_typed_into_a_field_is_kept_nowhere()
    {
        var chat = new TeamsChat();
        await chat.SayAsync("hi");
        await chat.PressAsync(Reset);
        await chat.PressAsync(Mail);
        var code = chat.World.LastCode();
        await chat.FillAsync(code);

        Assert.DoesNotContain(chat.Kept, kept => kept.Contains(code, StringComparison.Ordinal));
        Assert.DoesNotContain(chat.Cards, card => JsonConvert.SerializeObject(card).Contains(code, StringComparison.Ordinal));
        Assert.Contains(chat.Cards, card => JsonConvert.SerializeObject(card).Contains("Answered.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_acts_for_anybody_else()
    {
        var chat = new TeamsChat();
        chat.World.Directory["other@contoso.test"] = FakeDirectory.Person("other@contoso.test", TestWorld.AnnasMail, TestWorld.AnnasPhone);
        var begun = await chat.World.Identification.BeginAsync(Goal.Reset, "other@contoso.test", chat.Visitor, CancellationToken.None);

        Assert.Equal(FakeDirectory.Anna, Assert.IsType<Identified.Ready>(begun).Session.UserId);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"answer\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"action\":{}}")]
    [InlineData("{\"action\":{\"type\":\"Action.Submit\",\"verb\":\"answer\",\"data\":{\"nonce\":\"n\",\"answer\":\"a\"}}}")]
    [InlineData("{\"action\":{\"type\":\"Action.Execute\",\"verb\":\"other\",\"data\":{\"nonce\":\"n\",\"answer\":\"a\"}}}")]
    [InlineData("{\"action\":{\"type\":\"Action.Execute\",\"verb\":\"answer\",\"data\":{\"nonce\":\"n\"}}}")]
    [InlineData("{\"action\":{\"type\":\"Action.Execute\",\"verb\":\"answer\",\"data\":{\"nonce\":1,\"answer\":\"a\"}}}")]
    [InlineData("{\"action\":{\"type\":\"Action.Execute\",\"verb\":\"answer\",\"data\":{\"nonce\":\"n\",\"answer\":{}}}}")]
    [InlineData("{\"action\":{\"type\":\"Action.Execute\",\"verb\":\"answer\",\"data\":{\"nonce\":\"n\",\"answer\":\"a\",\"more\":\"m\"}}}")]
    [InlineData("{\"action\":{\"type\":\"Action.Execute\",\"verb\":\"answer\",\"data\":{\"nonce\":\"n\",\"answer\":\"a\"}},\"trigger\":\"automatic\"}")]
    public async Task An_action_that_none_of_our_cards_sends_is_refused(string value)
    {
        var chat = new TeamsChat();
        await chat.SayAsync("hi");

        Assert.Equal("", await chat.InvokeAsync("adaptiveCard/action", JToken.Parse(value)));
        var refusal = Assert.IsType<AdaptiveCardInvokeResponse>(chat.Answer!.Body);
        Assert.Equal((400, "application/vnd.microsoft.error"), (refusal.StatusCode, refusal.Type));
        Assert.Contains("How do you want to prove it?", await chat.PressAsync(Reset), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_too_long_is_refused()
    {
        var chat = new TeamsChat();
        await chat.SayAsync("hi");

        await chat.PressAsync(chat.Newest, Reset, new string('a', 1001));

        Assert.Equal(400, Assert.IsType<AdaptiveCardInvokeResponse>(chat.Answer!.Body).StatusCode);
    }

    [Fact]
    public async Task An_invoke_that_nobody_knows_is_left_to_others()
    {
        var chat = new TeamsChat();

        await chat.InvokeAsync("composeExtension/query", new JObject());

        Assert.Null(chat.Answer);
    }

    [Fact]
    public async Task The_answer_to_a_button_is_the_card_that_takes_its_place()
    {
        var chat = new TeamsChat();
        await chat.SayAsync("hi");

        await chat.PressAsync(Reset);

        var answer = Assert.IsType<JObject>(chat.Answer!.Body);
        Assert.Equal((200, "application/vnd.microsoft.card.adaptive"), ((int)answer["statusCode"]!, $"{answer["type"]}"));
        Assert.EndsWith($"Your answer: {Reset}", $"{answer.SelectToken("value.speak")}", StringComparison.Ordinal);
        Assert.Null(answer.SelectToken("value.actions"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"data\":\"link\"}")]
    [InlineData("{\"data\":{\"link\":7}}")]
    public async Task A_dialog_that_none_of_our_cards_opens_is_refused(string value)
    {
        var chat = new TeamsChat();

        await chat.InvokeAsync("task/fetch", JToken.Parse(value));

        Assert.Equal(400, Assert.IsType<AdaptiveCardInvokeResponse>(chat.Answer!.Body).StatusCode);
    }

    [Fact]
    public async Task The_secure_page_opens_as_a_dialog_in_its_own_conversation_only()
    {
        var chat = await ToTheLinkAsync();
        var button = chat.Newest;
        var owner = chat.Visitor;

        chat.Visitor = owner with { Chat = owner.Chat with { User = "29:mallory" } };
        Assert.Equal("message", await FetchAsync(chat, button));
        chat.Visitor = owner with { Chat = owner.Chat with { Conversation = "chat-2" } };
        Assert.Equal("message", await FetchAsync(chat, button));
        chat.Visitor = owner with { Chat = owner.Chat with { Channel = "directline" } };
        Assert.Equal("message", await FetchAsync(chat, button));

        chat.Visitor = owner;
        Assert.Equal("continue", await FetchAsync(chat, button));
        var dialog = ((JObject)chat.Answer!.Body).SelectToken("task.value")!;
        Assert.Equal("Secure page", $"{dialog["title"]}");
        Assert.Matches("^https://reset\\.contoso\\.test/r/[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}/here/[0-9a-f]{32}$", $"{dialog["url"]}");

        chat.World.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("message", await FetchAsync(chat, button));
    }

    [Fact]
    public async Task A_dialog_that_closes_needs_no_answer()
    {
        var chat = new TeamsChat();

        Assert.Equal("", await chat.InvokeAsync("task/submit", new JObject { ["data"] = new JObject() }));

        Assert.Equal((200, null), (chat.Answer!.Status, chat.Answer.Body));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Teams_tells_of_a_beginning_twice_and_is_greeted_once(bool installedFirst)
    {
        var chat = new TeamsChat();
        Func<Task<string>> installed = () => chat.HappensAsync(activity => (activity.Type, activity.Action) = (ActivityTypes.InstallationUpdate, "add"));
        Func<Task<string>> joined = () => chat.HappensAsync(activity => (activity.Type, activity.MembersAdded) = (ActivityTypes.ConversationUpdate, [new ChannelAccount("29:anna")]));

        Assert.Contains("Hello", await (installedFirst ? installed : joined)(), StringComparison.Ordinal);
        Assert.Equal("", await (installedFirst ? joined : installed)());
    }

    private static async Task<TeamsChat> ToTheLinkAsync()
    {
        var chat = new TeamsChat();
        await chat.SayAsync("hi");
        await chat.PressAsync("I want to change my password");
        return chat;
    }

    private static async Task<string> FetchAsync(TeamsChat chat, JObject card)
    {
        await chat.PressAsync(card, "Choose a new password");
        return $"{((JObject)chat.Answer!.Body).SelectToken("task.type")}";
    }

    private static Activity Rendered(Activity said, string? asks)
    {
        var spoken = Words.Spoken(said);
        spoken.ValueType = asks;
        return new TeamsRenderer(TestBot.Places).Render(spoken);
    }

    private static JObject CardOf(Activity message) => (JObject)Assert.Single(message.Attachments).Content;
}
