using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;
using Xunit;

namespace SsprBot.Sdk;

public class ChoiceTests
{
    private static readonly string[] Colours = ["red", "green", "blue"];

    [Theory]
    [InlineData("how now", "0-2 how, 4-6 now")]
    [InlineData("How-NOW.brown:cow ?", "0-2 how, 4-6 now, 8-12 brown, 14-16 cow")]
    [InlineData("a 12 b3", "0-0 a, 2-3 12, 5-6 b3")]
    [InlineData("food 💥👍", "0-3 food, 5-6 💥, 7-8 👍")]
    [InlineData("piñón être déjà", "0-4 piñón, 6-9 être, 11-14 déjà")]
    [InlineData("cafe\u0301 ❤\uFE0F", "0-4 cafe\u0301")]
    [InlineData(".?-()", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_text_is_broken_into_words(string? text, string expected)
    {
        var tokens = Tokenizer.DefaultTokenizer(text);

        Assert.Equal(expected, string.Join(", ", tokens.Select(token => $"{token.Start}-{token.End} {token.Normalized}")));
        Assert.All(tokens, token => Assert.Equal(text![token.Start..(token.End + 1)], token.Text));
    }

    [Theory]
    [InlineData("option 1", "0-7 'option 1' 0 1.00")]
    [InlineData("I want option 2 please", "7-14 'option 2' 1 1.00")]
    [InlineData("option 2 and option 1", "0-7 'option 2' 1 1.00, 13-20 'option 1' 0 1.00")]
    [InlineData("option number 1", "0-14 'option 1' 0 0.80")]
    [InlineData("option is always the number 1", "")]
    [InlineData("1 option", "")]
    [InlineData("", "")]
    public void Values_are_found_by_their_words_in_order_and_near_each_other(string utterance, string expected) =>
        Assert.Equal(expected, Found(utterance, "option 1", "option 2"));

    [Theory]
    [InlineData("common value", "0-11 'common value' 2 1.00")]
    [InlineData("value, then common value", "0-4 'value' 0 1.00, 12-23 'common value' 2 1.00")]
    [InlineData("the last time I chose the last one", "26-33 'last one' 1 1.00")]
    public void Longer_values_win_and_no_word_is_used_twice(string utterance, string expected) =>
        Assert.Equal(expected, Found(utterance, "value", "last one", "common value"));

    [Fact]
    public void A_value_is_found_in_part_only_when_that_is_allowed()
    {
        Assert.Equal("", Found("the red one", "red wine"));
        Assert.Equal(
            "4-6 'red wine' 0 0.70",
            Show(Find.FindValues("the red one", Values("red wine"), new FindValuesOptions { AllowPartialMatches = true })));
    }

    [Fact]
    public void The_distance_and_the_tokenizer_can_be_chosen()
    {
        Assert.Equal(
            "", Show(Find.FindValues("option number 1", Values("option 1"), new FindValuesOptions { MaxTokenDistance = 0 })));
        Assert.Equal(
            "0-2 'b' 0 1.00",
            Show(Find.FindValues("xyz", Values("b"), new FindValuesOptions
            {
                Tokenizer = (text, _) => [new Token { Start = 0, End = text.Length - 1, Text = text, Normalized = "same" }],
            })));
    }

    [Theory]
    [InlineData("C#", 1)]
    [InlineData(" c++ ", 0)]
    public void What_is_said_in_full_is_what_is_meant(string utterance, int expected) =>
        Assert.Equal(expected, Assert.Single(Find.FindChoices(utterance, ["C++", "C#"])).Resolution.Index);

    [Fact]
    public void A_long_text_is_searched_in_little_time()
    {
        var utterance = string.Concat(Enumerable.Repeat("last ", 100_000));
        var timer = System.Diagnostics.Stopwatch.StartNew();

        Assert.Empty(ChoiceRecognizers.RecognizeChoices(utterance, ["last one", "one last", "1"], new FindChoicesOptions { RecognizeOrdinals = false }));
        Assert.InRange(timer.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public void A_choice_is_found_by_value_title_action_and_synonym()
    {
        Choice[] choices =
        [
            new("red") { Synonyms = ["scarlet", "crimson"] },
            new("green") { Action = new CardAction(ActionTypes.ImBack, "Grass", value: "lawn") },
        ];

        Assert.Equal("red 0 red", Chosen("red", choices));
        Assert.Equal("red 0 crimson", Chosen("the crimson one", choices, new FindChoicesOptions { RecognizeNumbers = false }));
        Assert.Equal("green 1 Grass", Chosen("grass", choices));
        Assert.Equal("green 1 lawn", Chosen("lawn", choices));
        Assert.Equal("", Chosen("grass", choices, new FindChoicesOptions { NoAction = true }));
        Assert.Equal("", Chosen("green", choices, new FindChoicesOptions { NoValue = true }));
        Assert.Throws<ArgumentNullException>(() => Find.FindChoices("red", (IList<Choice>)null!));
    }

    [Theory]
    [InlineData("the red one", "4-6 red")]
    [InlineData("blue, then red", "0-3 blue, 11-13 red")]
    [InlineData("the first one please", "4-8 red")]
    [InlineData("the first and third one please", "4-8 red, 14-18 blue")]
    [InlineData("2nd", "0-2 green")]
    [InlineData("the last", "4-7 blue")]
    [InlineData("1", "0-0 red")]
    [InlineData("one", "0-2 red")]
    [InlineData("option one and 3.", "7-9 red, 15-15 blue")]
    [InlineData("option-2", "7-7 green")]
    [InlineData("4", "")]
    [InlineData("0", "")]
    [InlineData("-1", "")]
    [InlineData("1.5", "")]
    [InlineData("99999999999999999999999999999999", "")]
    [InlineData("no start at 01.01.2022", "")]
    [InlineData("v2", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_choice_is_made_by_name_then_position_then_number(string? utterance, string expected)
    {
        var found = ChoiceRecognizers.RecognizeChoices(utterance, Colours);

        Assert.Equal(expected, string.Join(", ", found.Select(choice => $"{choice.Start}-{choice.End} {choice.Resolution.Value}")));
        Assert.All(found, choice => Assert.Equal(utterance![choice.Start..(choice.End + 1)], choice.Text));
    }

    [Fact]
    public void Positions_and_numbers_can_be_refused()
    {
        Assert.Empty(ChoiceRecognizers.RecognizeChoices("the second", Colours, new FindChoicesOptions { RecognizeOrdinals = false }));
        Assert.Empty(ChoiceRecognizers.RecognizeChoices("2", Colours, new FindChoicesOptions { RecognizeNumbers = false }));
    }

    [Theory]
    [InlineData("nl-NL", "twee", "tweede", "2e", "de laatste")]
    [InlineData("nl-BE", "2", "tweede", "2de", "laatste")]
    [InlineData("de-DE", "zwei", "der zweite", "zweiten", "das letzte")]
    [InlineData("fr-FR", "deux", "le deuxième", "2e", "la dernière")]
    [InlineData("fr-FR", "deux", "LE DEUXIEME", "2ème", "dernier")]
    [InlineData("es-ES", "dos", "la segunda", "2º", "la última")]
    [InlineData("it-IT", "due", "secondo", "2a", "ultimo")]
    [InlineData("pt-BR", "duas", "segunda", "2ª", "último")]
    [InlineData("sv-SE", "två", "andra", "2a", "sista")]
    [InlineData("tr-TR", "iki", "ikinci", "2nci", "sonuncu")]
    [InlineData("bg-BG", "две", "втората", "2ри", "последният")]
    [InlineData("zh-CN", "二", "第二个", "２", "最后一个")]
    [InlineData("ja-JP", "二つ", "二番目", "2番目", "最後")]
    [InlineData("ko-KR", "둘", "두번째", "2번째", "마지막")]
    [InlineData("hi-IN", "दो", "दूसरा", "२", "आखिरी")]
    [InlineData("xx", "two", "second", "2nd", "last")]
    public void Numbers_and_positions_are_read_in_the_language(string locale, string number, string position, string digits, string last)
    {
        var options = new FindChoicesOptions { Locale = locale };

        Assert.Equal(
            [1, 1, 1, 2],
            new[] { number, position, digits, last }.Select(said =>
                Assert.Single(ChoiceRecognizers.RecognizeChoices(said, ["x", "y", "z"], options)).Resolution.Index));
    }

    [Theory]
    [InlineData("nl-NL", "een", 1)]
    [InlineData("nl-NL", "ik wil een account", 0)]
    [InlineData("de-DE", "ein", 1)]
    [InlineData("de-DE", "das ist ein Test", 0)]
    [InlineData("it-IT", "sei", 0)]
    public void An_article_is_a_number_only_when_it_stands_alone(string locale, string utterance, int expected) =>
        Assert.Equal(expected, ChoiceRecognizers.RecognizeChoices(utterance, Colours, new FindChoicesOptions { Locale = locale }).Count);

    [Fact]
    public void Choices_are_written_in_a_line_or_in_lines()
    {
        Assert.Equal("select: (1) red, (2) green, or (3) blue", ChoiceFactory.Inline(Choices(3), "select:").Text);
        Assert.Equal(" (1) red or (2) green", ChoiceFactory.Inline(Choices(2)).Text);
        Assert.Equal("x (1) red", ChoiceFactory.Inline(Choices(1), "x").Text);
        Assert.Equal(
            " red; green / blue", ChoiceFactory.Inline(Choices(3), null, null, new ChoiceFactoryOptions("; ", " - ", " / ", false)).Text);
        Assert.Equal("select:\n\n   1. red\n   2. green\n   3. blue", ChoiceFactory.List(Choices(3), "select:").Text);
        Assert.Equal(
            "select:\n\n   - red\n   - green",
            ChoiceFactory.List(["red", "green"], "select:", null, new ChoiceFactoryOptions { IncludeNumbers = false }).Text);
        Assert.Equal(InputHints.ExpectingInput, ChoiceFactory.Inline(Choices(1)).InputHint);
    }

    [Fact]
    public void Choices_are_buttons_with_their_own_action_if_they_have_one()
    {
        var link = new CardAction(ActionTypes.OpenUrl, "More", value: "https://contoso.test");
        Choice[] choices = [new("red"), new("more") { Action = link }];

        var suggested = ChoiceFactory.SuggestedAction(choices, "select", "speak", ["user1"]);
        var card = (HeroCard)ChoiceFactory.HeroCard(choices, "select").Attachments[0].Content;
        foreach (var buttons in new[] { suggested.SuggestedActions.Actions, card.Buttons })
        {
            Assert.Equal((ActionTypes.ImBack, "red", "red"), (buttons[0].Type, buttons[0].Title, buttons[0].Value));
            Assert.Same(link, buttons[1]);
        }

        Assert.Equal(("select", "speak", InputHints.ExpectingInput), (suggested.Text, suggested.Speak, suggested.InputHint));
        Assert.Equal(["user1"], suggested.SuggestedActions.To);
        Assert.Equal("select", card.Text);
        Assert.Null(ChoiceFactory.SuggestedAction(Colours, "select", null).SuggestedActions.To);
    }

    [Theory]
    [InlineData("directline", null, 3, "suggested")]
    [InlineData("webchat", null, 100, "suggested")]
    [InlineData("emulator", null, 101, "list")]
    [InlineData("msteams", null, 3, "card")]
    [InlineData("msteams", "personal", 3, "suggested")]
    [InlineData("msteams", "personal", 4, "card")]
    [InlineData("msteams", null, 51, "list")]
    [InlineData("slack", null, 2, "card")]
    [InlineData("line", null, 14, "card")]
    [InlineData("facebook", null, 11, "list")]
    [InlineData("sms", null, 3, "inline")]
    [InlineData("sms", null, 4, "list")]
    [InlineData(null, null, 2, "inline")]
    public void The_channel_decides_how_choices_are_shown(string? channel, string? conversation, int count, string expected)
    {
        var message = ChoiceFactory.ForChannel(channel, Choices(count), "select", null, null, conversation, null);

        Assert.Equal(expected, Style(message));
    }

    [Fact]
    public void Titles_that_fit_no_button_are_listed() =>
        Assert.Equal("list", Style(ChoiceFactory.ForChannel("webchat", [new Choice("a title of 21 letters")], "select", null, null, null, null)));

    [Fact]
    public void What_channels_can_do_is_known()
    {
        Assert.True(Channel.SupportsSuggestedActions("kik", 20));
        Assert.False(Channel.SupportsSuggestedActions("kik", 21));
        Assert.False(Channel.SupportsSuggestedActions("slack", 1));
        Assert.True(Channel.SupportsCardActions("line", 99));
        Assert.False(Channel.SupportsCardActions("facebook", 4));
        Assert.True(Channel.HasMessageFeed("msteams"));
        Assert.Equal(20, Channel.MaxActionTitleLength("msteams"));
        Assert.Equal("", Channel.GetChannelId(null));
    }

    [Theory]
    [InlineData("en-us", "en-us")]
    [InlineData("EN-gb", "en-us")]
    [InlineData("nl", "nl-nl")]
    [InlineData("nl-BE", "nl-nl")]
    [InlineData("zh-Hant-TW", "zh-cn")]
    [InlineData("pt-PT", "pt-br")]
    [InlineData("Custom-Locale", "custom-locale")]
    [InlineData("", "")]
    [InlineData(null, null)]
    public void A_locale_is_mapped_to_the_nearest_language(string? locale, string? expected) =>
        Assert.Equal(expected, PromptCultureModels.MapToNearestLanguage(locale));

    [Fact]
    public void Fourteen_cultures_are_supported() => Assert.Equal(
        "bg-bg zh-cn nl-nl en-us fr-fr de-de hi-in it-it ja-jp ko-kr pt-br es-es sv-se tr-tr",
        string.Join(' ', PromptCultureModels.GetSupportedCultures().Select(culture => culture.Locale)));

    private static string Style(IMessageActivity message) => message switch
    {
        { SuggestedActions: not null } => "suggested",
        { Attachments.Count: > 0 } => "card",
        _ => message.Text.Contains('\n', StringComparison.Ordinal) ? "list" : "inline",
    };

    private static List<Choice> Choices(int count) =>
        [.. Colours.Concat(Enumerable.Range(4, 100).Select(number => $"colour {number}")).Take(count).Select(colour => new Choice(colour))];

    private static List<SortedValue> Values(params string[] values) =>
        [.. values.Select((value, index) => new SortedValue { Value = value, Index = index })];

    private static string Found(string utterance, params string[] values) => Show(Find.FindValues(utterance, Values(values)));

    private static string Show(IEnumerable<ModelResult<FoundValue>> found) => string.Join(", ", found.Select(value => FormattableString.Invariant(
        $"{value.Start}-{value.End} '{value.Resolution.Value}' {value.Resolution.Index} {value.Resolution.Score:0.00}")));

    private static string Chosen(string utterance, Choice[] choices, FindChoicesOptions? options = null) =>
        ChoiceRecognizers.RecognizeChoices(utterance, choices, options) is [{ Resolution: var choice }]
            ? $"{choice.Value} {choice.Index} {choice.Synonym}"
            : string.Empty;
}
