using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using Xunit;

namespace SsprBot.Sdk;

public class PromptTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_prompt_asks_until_the_validator_takes_the_answer(bool untyped)
    {
        var talk = new DialogTalk(new TextPrompt("text", async (answer, ct) =>
        {
            if (answer.AttemptCount == 2)
            {
                await answer.Context.SendActivityAsync($"{answer.Options.Validations} letters, please.", cancellationToken: ct);
            }

            answer.State["said"] = $"{(answer.State.TryGetValue("said", out var said) ? said : null)}{answer.Recognized.Value}";
            answer.Recognized.Value = answer.State["said"] + $" in {answer.AttemptCount}";
            return answer.AttemptCount == 4;
        }))
        {
            Untyped = untyped,
            Options = new PromptOptions { Prompt = Message("name?"), RetryPrompt = Message("again?"), Validations = 3 },
        };

        Assert.Equal(
            """
            user: hi
            bot:  name?
            user: a
            bot:  again?
            user: b
            bot:  3 letters, please.
            user: c
            bot:  again?
            user: d
            over: Complete "abcd in 4"
            """,
            await talk.SayAsync("hi", "a", "b", "c", "d"));
    }

    [Fact]
    public async Task What_is_stored_is_the_options_and_the_attempts()
    {
        var talk = Untyped(new TextPrompt("text", (_, _) => Task.FromResult(false)), new PromptOptions { Prompt = Message("name?") });
        await talk.SayAsync("hi", "Ana");

        Assert.Equal(
            """[{"id":"text","state":{"options":{"prompt":{"type":"message","text":"name?","inputHint":"expectingInput"}},"state":{"AttemptCount":1}}}]""",
            talk.Stack.ToString(Newtonsoft.Json.Formatting.None));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_of_a_question_comes_back_from_storage(bool untyped)
    {
        var again = Message("again?");
        again.Attachments = [new HeroCard(text: "A card") { Buttons = [new CardAction(ActionTypes.ImBack, "Ok")] }.ToAttachment()];
        again.ChannelData = new JObject { ["blink"] = true };
        again.Expiration = DateTimeOffset.UnixEpoch;
        again.Properties["more"] = new JObject { ["deep"] = 6 };
        Activity? stored = null;
        var talk = new DialogTalk(new TextPrompt("text", (answer, _) =>
        {
            stored = answer.Options.RetryPrompt;
            return Task.FromResult(false);
        }))
        {
            Untyped = untyped,
            Options = new PromptOptions { Prompt = Message("name?"), RetryPrompt = again },
        };
        await talk.SayAsync("hi", "x", "y");

        Assert.Equal(
            JObject.FromObject(again).ToString(),
            JObject.FromObject(stored!).ToString().Replace("\"entities\": []", "\"entities\": null", StringComparison.Ordinal));
        Assert.Equal(untyped ? typeof(JObject) : typeof(HeroCard), stored!.Attachments[0].Content.GetType());
    }

    [Fact]
    public async Task The_stored_question_knows_nothing_of_the_conversation()
    {
        var options = new PromptOptions { Prompt = Message("name?") };
        await new DialogTalk(new TextPrompt("text")) { Options = options }.SayAsync("hi");

        Assert.Null(options.Prompt.Conversation);
        Assert.Null(options.Prompt.Recipient);
        Assert.Null(options.Prompt.Id);
    }

    [Fact]
    public async Task A_prompt_sends_the_whole_of_its_question()
    {
        var prompt = Message("name?");
        prompt.Speak = "Your name?";
        prompt.InputHint = InputHints.AcceptingInput;
        prompt.ChannelData = 5;
        prompt.Properties["more"] = 6;
        Activity? sent = null;
        await new DialogTalk(new WaterfallDialog("steps", [
            (step, ct) =>
            {
                step.Context.OnSendActivities((_, activities, next) =>
                {
                    sent = activities[0];
                    return next();
                });
                return step.PromptAsync("text", new PromptOptions { Prompt = prompt }, ct);
            },
        ]), new TextPrompt("text")).SayAsync("hi");

        Assert.Equal(
            ("name?", "Your name?", InputHints.AcceptingInput, 5, 6),
            (sent!.Text, sent.Speak, sent.InputHint, sent.ChannelData, (int)sent.Properties["more"]!));
    }

    [Fact]
    public async Task A_prompt_begins_with_its_options_only()
    {
        var wrong = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => new DialogTalk(new TextPrompt("text")) { Options = "name?" }.SayAsync("hi"));
        Assert.Equal("options", wrong.ParamName);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => new DialogTalk(new TextPrompt("text")).SayAsync("hi"));
        await Assert.ThrowsAsync<ArgumentException>(
            () => new DialogTalk(new TextPrompt("text")) { Options = CancellationToken.None }.SayAsync("hi"));
        await Assert.ThrowsAsync<ArgumentNullException>(() => new DialogTalk(
            new WaterfallDialog("steps", [(step, ct) => step.PromptAsync("text", null, ct)]), new TextPrompt("text")).SayAsync("hi"));
        Assert.Throws<ArgumentNullException>(() => new TextPrompt(""));
        Assert.Throws<ArgumentNullException>(() => new ChoicePrompt(null));
        Assert.Throws<ArgumentNullException>(() => new ActivityPrompt("event", null));
        Assert.Throws<ArgumentNullException>(() => new ActivityPrompt("", (_, _) => Task.FromResult(true)));
    }

    [Fact]
    public async Task A_prompt_ignores_what_is_no_message_and_text_that_is_empty()
    {
        var talk = new DialogTalk(new TextPrompt("text")) { Options = new PromptOptions { Prompt = Message("name?") } };
        await talk.SayAsync("hi");
        await talk.SendAsync(new Activity(ActivityTypes.Typing));
        await talk.SendAsync(new Activity(ActivityTypes.Message));

        Assert.Equal(
            """
            user: hi
            bot:  name?
            bot:  name?
            user: Ana
            over: Complete "Ana"
            """,
            await talk.SayAsync("Ana"));
    }

    [Fact]
    public async Task A_validator_may_end_a_prompt_with_nothing()
    {
        var talk = Untyped(new NumberPrompt<int>("number", (_, _) => Task.FromResult(true)), new PromptOptions());

        Assert.Equal(
            """
            user: hi
            user: none
            over: Complete 0
            """,
            await talk.SayAsync("hi", "none"));
    }

    [Fact]
    public async Task A_dialog_on_top_of_a_prompt_gives_the_turn_back_to_the_question()
    {
        var aside = new WaterfallDialog("aside", [(step, ct) => step.EndDialogAsync("ignored", ct)]);
        foreach (var prompt in new Dialog[] { new TextPrompt("prompt"), new ActivityPrompt("prompt", (_, _) => Task.FromResult(true)) })
        {
            var talk = new DialogTalk(prompt, aside) { Options = new PromptOptions { Prompt = Message("name?"), RetryPrompt = Message("again?") } };
            await talk.SayAsync("hi");

            Assert.EndsWith(
                "bot:  name?\nbot:  name?",
                await talk.TurnAsync(Message("x"), (dc, ct) => dc.BeginDialogAsync("aside", null, ct)),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_choice_is_made_by_button_number_or_position_and_asked_again_otherwise()
    {
        var talk = Untyped(new ChoicePrompt("choice"), Colours());

        Assert.Equal(
            """
            user: hi
            bot:  colour? (1) red, (2) green, or (3) blue
            user: purple
            bot:  colour? (1) red, (2) green, or (3) blue
            user: 2
            over: Complete {"value":"green","index":1,"score":1.0,"synonym":null}
            """,
            await talk.SayAsync("hi", "purple", "2"));
    }

    [Theory]
    [InlineData(ListStyle.None, "colour?")]
    [InlineData(ListStyle.Auto, "colour? [red | green | blue]")]
    [InlineData(ListStyle.Inline, "colour? (1) red, (2) green, or (3) blue")]
    [InlineData(ListStyle.List, "colour?//   1. red/   2. green/   3. blue")]
    [InlineData(ListStyle.SuggestedAction, "colour? [red | green | blue]")]
    [InlineData(ListStyle.HeroCard, "(card) colour? [red | green | blue]")]
    public async Task Choices_are_shown_as_asked(ListStyle style, string expected)
    {
        var byPrompt = new DialogTalk(new ChoicePrompt("choice") { Style = style }) { Channel = "webchat", Options = Colours() };
        Assert.Equal($"user: hi\nbot:  {expected}", await byPrompt.SayAsync("hi"));

        var options = Colours();
        options.Style = style;
        var byOptions = new DialogTalk(new ChoicePrompt("choice") { Style = ListStyle.List }) { Channel = "webchat", Options = options };
        Assert.Equal($"user: hi\nbot:  {expected}", await byOptions.SayAsync("hi"));
    }

    [Fact]
    public async Task Choices_keep_the_attachments_of_the_question()
    {
        var options = Colours();
        options.Prompt.Attachments = [new Attachment("image/png")];
        Activity? sent = null;
        await new DialogTalk(new WaterfallDialog("steps", [
            (step, ct) =>
            {
                step.Context.OnSendActivities((_, activities, next) =>
                {
                    sent = activities[0];
                    return next();
                });
                return step.PromptAsync("choice", options, ct);
            },
        ]), new ChoicePrompt("choice") { Style = ListStyle.HeroCard }).SayAsync("hi");

        Assert.Equal(["image/png", HeroCard.ContentType], sent!.Attachments.Select(attachment => attachment.ContentType));
        Assert.Single(options.Prompt.Attachments);
    }

    [Fact]
    public async Task A_question_without_choices_keeps_its_own_buttons()
    {
        var options = new PromptOptions { Prompt = (Activity)MessageFactory.SuggestedActions(["a", "b"], "pick", toList: null) };

        Assert.Equal("user: hi\nbot:  pick [a | b]", await new DialogTalk(new ChoicePrompt("choice")) { Channel = "webchat", Options = options }.SayAsync("hi"));
    }

    [Fact]
    public async Task A_confirmation_is_shown_in_its_own_style()
    {
        var options = Sure();
        options.Style = ListStyle.None;

        Assert.Equal("user: hi\nbot:  sure? (1) Yes or (2) No", await new DialogTalk(new ConfirmPrompt("confirm") { Style = ListStyle.Inline }) { Options = options }.SayAsync("hi"));
    }

    [Fact]
    public async Task Choices_without_a_question_are_shown_alone() => Assert.Equal(
        "user: hi\nbot:   (1) red or (2) green",
        await new DialogTalk(new ChoicePrompt("choice")) { Options = new PromptOptions { Choices = [new("red"), new("green")] } }.SayAsync("hi"));

    [Theory]
    [InlineData("bg-bg", "(1) red, (2) green, или (3) blue")]
    [InlineData("de-AT", "(1) red, (2) green, oder (3) blue")]
    [InlineData("ja-JP", "(1) red、 (2) green、 または (3) blue")]
    [InlineData("sv", "(1) red, (2) green eller (3) blue")]
    [InlineData("xx-yy", "(1) red, (2) green, or (3) blue")]
    public async Task Choices_are_listed_in_the_language_of_the_activity(string locale, string expected) => Assert.Equal(
        $"user: hi\nbot:  colour? {expected}",
        await new DialogTalk(new ChoicePrompt("choice", defaultLocale: "es-es")) { Locale = locale, Options = Colours() }.SayAsync("hi"));

    [Fact]
    public async Task The_default_locale_and_own_languages_are_used()
    {
        var spanish = new DialogTalk(new ChoicePrompt("choice", defaultLocale: "es-mx")) { Locale = null, Options = Colours() };
        Assert.EndsWith("(1) red, (2) green, o (3) blue", await spanish.SayAsync("hi"), StringComparison.Ordinal);

        var unknown = new DialogTalk(new ChoicePrompt("choice", defaultLocale: "es-mx")) { Locale = "", Options = Colours() };
        Assert.EndsWith("(1) red, (2) green, or (3) blue", await unknown.SayAsync("hi"), StringComparison.Ordinal);

        var own = new Dictionary<string, ChoiceFactoryOptions> { ["tlh"] = new("; ", " qoj ", " qoj ", false) };
        var klingon = new DialogTalk(new ChoicePrompt("choice", own)) { Locale = "tlh", Options = Colours() };
        Assert.EndsWith("red; green qoj blue", await klingon.SayAsync("hi"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_recognizer_of_a_choice_can_be_narrowed_and_stays_as_it_was()
    {
        var options = new FindChoicesOptions { RecognizeNumbers = false, Locale = "nl-nl" };
        var talk = new DialogTalk(new ChoicePrompt("choice") { RecognizerOptions = options }) { Options = Colours() };

        Assert.Equal(
            """
            user: hi
            bot:  colour? (1) red, (2) green, or (3) blue
            user: 2
            bot:  colour? (1) red, (2) green, or (3) blue
            """,
            await talk.SayAsync("hi", "2"));
        Assert.Equal("nl-nl", options.Locale);
    }

    [Theory]
    [InlineData("bg-bg", "(1) Да или (2) Не", "да", "не")]
    [InlineData("zh-cn", "(1) 是的 要么 (2) 不", "是的", "不")]
    [InlineData("nl-nl", "(1) Ja of (2) Nee", "jazeker", "nee, dank u")]
    [InlineData("en-us", "(1) Yes or (2) No", "Sure", "nope")]
    [InlineData("fr-fr", "(1) Oui ou (2) Non", "d'accord", "non")]
    [InlineData("de-de", "(1) Ja oder (2) Nein", "Natürlich", "nee")]
    [InlineData("hi-in", "(1) हां या (2) नहीं", "हाँ", "नहीं")]
    [InlineData("it-it", "(1) Si o (2) No", "sì", "no")]
    [InlineData("ja-jp", "(1) はい または (2) いいえ", "はい", "いいえ")]
    [InlineData("ko-kr", "(1) 예 또는 (2) 아니", "네", "아니요")]
    [InlineData("pt-br", "(1) Sim ou (2) Não", "sim", "NAO")]
    [InlineData("es-es", "(1) Sí o (2) No", "si", "no")]
    [InlineData("sv-se", "(1) Ja eller (2) Nej", "jo", "nej")]
    [InlineData("tr-tr", "(1) Evet veya (2) Hayır", "evet", "HAYIR")]
    public async Task A_confirmation_is_asked_and_understood_in_the_language(string locale, string asked, string yes, string no)
    {
        var shown = await new DialogTalk(new ConfirmPrompt("confirm")) { Locale = locale, Options = Sure() }.SayAsync("hi");
        Assert.Equal($"user: hi\nbot:  sure? {asked}", shown);
        foreach (var (answer, expected) in new[] { (yes, true), ("👍", true), ("1", true), (no, false), ("👎", false), ("2", false) })
        {
            var talk = new DialogTalk(new ConfirmPrompt("confirm")) { Locale = locale, Options = Sure() };
            await talk.SayAsync("hi", answer);
            Assert.Equal((answer, DialogTurnStatus.Complete, expected), (answer, talk.Last.Status, (bool?)talk.Last.Result));
        }
    }

    [Theory]
    [InlineData("maybe")]
    [InlineData("I am not sure")]
    [InlineData("3")]
    public async Task What_is_neither_yes_nor_no_is_asked_again(string answer)
    {
        var talk = new DialogTalk(new ConfirmPrompt("confirm")) { Options = Sure() };
        await talk.SayAsync("hi", answer);

        Assert.Equal(DialogTurnStatus.Waiting, talk.Last.Status);
    }

    [Fact]
    public async Task Of_two_choices_in_one_answer_the_first_counts()
    {
        var talk = new DialogTalk(new ConfirmPrompt("confirm")) { Options = Sure() };
        await talk.SayAsync("hi", "2 or 1");

        Assert.Equal(false, talk.Last.Result);
    }

    [Fact]
    public async Task A_confirmation_may_have_its_own_words()
    {
        var prompt = new ConfirmPrompt("confirm") { ConfirmChoices = Tuple.Create(new Choice("Proceed"), new Choice("Stop")) };
        var talk = new DialogTalk(prompt) { Options = Sure() };

        Assert.Equal(
            """
            user: hi
            bot:  sure? (1) Proceed or (2) Stop
            user: stop
            over: Complete false
            user: hi
            bot:  sure? (1) Proceed or (2) Stop
            user: 1
            over: Complete true
            """,
            await talk.SayAsync("hi", "stop", "hi", "1"));
    }

    [Fact]
    public async Task A_confirmation_without_numbers_takes_only_yes_and_no()
    {
        var prompt = new ConfirmPrompt("confirm")
        {
            ConfirmChoices = Tuple.Create(new Choice("Proceed"), new Choice("Stop")),
            ChoiceOptions = new ChoiceFactoryOptions { IncludeNumbers = false },
        };
        var talk = new DialogTalk(prompt) { Options = Sure() };

        Assert.Equal(
            """
            user: hi
            bot:  sure? Proceed or Stop
            user: 1
            bot:  sure? Proceed or Stop
            user: stop
            bot:  sure? Proceed or Stop
            user: yes
            over: Complete true
            """,
            await talk.SayAsync("hi", "1", "stop", "yes"));
    }

    [Fact]
    public async Task Answers_can_be_read_in_another_language()
    {
        var options = Sure();
        options.RecognizeLanguage = "nl-nl";
        var talk = new DialogTalk(new ConfirmPrompt("confirm")) { Options = options };
        await talk.SayAsync("hi", "jazeker");

        Assert.Equal(true, talk.Last.Result);
    }

    [Theory]
    [InlineData("en-us", "I want 42 of them", "42")]
    [InlineData("en-us", "1,234.5", "1234.5")]
    [InlineData("en-us", "$500", "500")]
    [InlineData("en-us", "-3.14", "-3.14")]
    [InlineData("en-us", "twelve", "12")]
    [InlineData("nl-nl", "3,14", "3.14")]
    [InlineData("nl-nl", "1.234,5", "1234.5")]
    [InlineData("es-es", "3.14", "3.14")]
    [InlineData("en-us", "I've run 5km", "5")]
    [InlineData("en-us", "The temperature is 32C", "32")]
    [InlineData("en-us", "none", null)]
    [InlineData("en-us", "1.2.3", null)]
    public async Task A_number_is_read_in_the_language(string locale, string answer, string? expected)
    {
        var talk = new DialogTalk(new NumberPrompt<decimal>("number")) { Locale = locale, Options = new PromptOptions() };
        await talk.SayAsync("hi", answer);

        Assert.Equal(expected is null ? null : decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), talk.Last.Result);
    }

    [Fact]
    public async Task A_number_is_of_the_type_that_was_asked_for()
    {
        Assert.Equal(7, await NumberAsync<int>("7"));
        Assert.Equal(7L, await NumberAsync<long>("7"));
        Assert.Equal(7.5f, await NumberAsync<float>("7.5"));
        Assert.Equal(7.5, await NumberAsync<double>("7.5"));
        Assert.Null(await NumberAsync<int>("7.5"));
        Assert.Null(await NumberAsync<int>("3000000000"));
        Assert.Equal(3_000_000_000L, await NumberAsync<long>("3000000000"));
        Assert.Throws<NotSupportedException>(() => new NumberPrompt<short>("number"));
    }

    [Fact]
    public async Task An_attachment_is_waited_for()
    {
        var talk = new DialogTalk(new AttachmentPrompt("file")) { Options = new PromptOptions { Prompt = Message("file?") } };
        await talk.SayAsync("hi", "none");
        var file = Message("here");
        file.Attachments = [new Attachment("image/png", name: "me.png")];
        await talk.SendAsync(file);

        Assert.Equal("me.png", Assert.Single((IList<Attachment>)talk.Last.Result).Name);
    }

    [Fact]
    public async Task An_activity_prompt_takes_any_activity_that_the_validator_takes()
    {
        var attempts = new List<int>();
        var talk = new DialogTalk(new ActivityPrompt("event", (answer, _) =>
        {
            attempts.Add(answer.AttemptCount);
            return Task.FromResult(answer.Recognized is { Succeeded: true, Value.Type: ActivityTypes.Event });
        }))
        {
            Options = new PromptOptions { Prompt = Message("waiting"), RetryPrompt = Message("still waiting") },
        };
        await talk.SayAsync("hi", "well?");
        await talk.SendAsync(new Activity(ActivityTypes.Typing));
        var said = await talk.TurnAsync(new Activity(ActivityTypes.Event, name: "done"), async (dc, ct) =>
            Assert.Equal("done", ((Activity)(await dc.ContinueDialogAsync(ct)).Result).Name));

        Assert.Equal(
            """
            user: hi
            bot:  waiting
            user: well?
            bot:  still waiting
            """,
            said);
        Assert.Equal([1, 2, 3], attempts);
    }

    private static Activity Message(string text) => new(ActivityTypes.Message, text: text);

    private static PromptOptions Colours() => new() { Prompt = Message("colour?"), Choices = ChoiceFactory.ToChoices(["red", "green", "blue"]) };

    private static PromptOptions Sure() => new() { Prompt = Message("sure?") };

    private static DialogTalk Untyped(Dialog prompt, PromptOptions options) => new(prompt) { Untyped = true, Options = options };

    private static async Task<object?> NumberAsync<T>(string answer)
        where T : struct
    {
        var talk = new DialogTalk(new NumberPrompt<T>("number")) { Options = new PromptOptions() };
        await talk.SayAsync("hi", answer);
        return talk.Last.Result;
    }
}
