using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using Microsoft.Bot.Schema;
using SsprBot.Domain;
using SsprBot.Talk;
using Xunit;

namespace SsprBot.Texts;

public sealed partial class TextsTests
{
    private static readonly ResourceManager Catalogue = new("SsprBot.Texts.Texts", typeof(Words).Assembly);

    public static TheoryData<string> Languages => [.. Words.Languages.Select(language => language.Name)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_has_every_text_with_the_same_holes(string language)
    {
        var english = Texts("en");
        var other = Texts(language);
        Assert.Equal(english.Keys.Order(), other.Keys.Order());
        Assert.All(english, text => Assert.Equal(Holes(text.Value), Holes(other[text.Key])));
        Assert.All(other.Values, text => Assert.False(string.IsNullOrWhiteSpace(text)));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Everything_that_can_be_chosen_has_a_title_and_its_words(string language)
    {
        var texts = Texts(language);
        string[] options =
        [
            .. Enum.GetNames<Goal>().Select(goal => $"Goal_{goal}"),
            .. Enum.GetNames<GateMethod>().Select(method => $"GateMethod_{method}"),
            .. Enum.GetNames<Command>().Where(command => command != nameof(Command.None)).Select(command => $"Command_{command}"),
        ];
        Assert.All(options, option => Assert.True(texts.ContainsKey(option) && texts.ContainsKey($"{option}_Words"), option));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void All_security_questions_have_words_of_their_own_and_can_be_answered(string language)
    {
        var questions = QuestionBook.Predefined.Select(id => Words.In(CultureInfo.GetCultureInfo(language), $"Question_{id}")).ToArray();
        Assert.Equal(35, questions.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(35, Texts(language).Keys.Count(key => key.StartsWith("Question_", StringComparison.Ordinal)));
        Assert.All(questions, question => Assert.EndsWith("?", question, StringComparison.Ordinal));
    }

    [Fact]
    public void No_words_mean_two_commands()
    {
        var meanings = Words.Languages.SelectMany(language => Enum.GetValues<Command>().Where(command => command is not Command.None)
            .SelectMany(command => $"{Words.In(language, $"Command_{command}")}|{Words.In(language, $"Command_{command}_Words")}".Split('|').Select(words => (Words.Plain(words), command))));
        Assert.All(meanings.Where(meaning => meaning.Item1.Length > 0).GroupBy(meaning => meaning.Item1), words => Assert.Single(words.Select(meaning => meaning.command).Distinct()));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_word_of_a_goal_means_that_goal_alone(string language)
    {
        var texts = Texts(language);
        var goals = Enum.GetNames<Goal>();
        Assert.All(
            goals.SelectMany(goal => $"{texts[$"Goal_{goal}"]}|{texts[$"Goal_{goal}_Words"]}".Split('|').Select(words => (words, goal))),
            said => Assert.Equal(said.goal, OptionWords.Match(nameof(Goal), goals, said.words)));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_language_is_found_by_its_own_name(string language)
    {
        var texts = Texts(language);
        Assert.All(
            $"{texts["LanguageName"]}|{texts[$"Language_{language}"]}|{texts["LanguageWords"]}".Split('|'),
            words => Assert.Equal(language, Commands.ReadLanguage(words)?.Name));
    }

    [Fact]
    public void French_signs_stand_after_a_narrow_space() =>
        Assert.All(Texts("fr").Values, text => Assert.DoesNotMatch("[^\u202f][?!:;»]|«[^\u202f]", text));

    [Fact]
    public void Everything_that_is_said_has_its_text()
    {
        var said = typeof(Say).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.ReturnType == typeof(Activity) && method.Name != nameof(Say.ContactHelpDesk)).ToArray();
        Assert.NotEmpty(said);
        Assert.All(said, method => Assert.NotNull(Catalogue.GetString(method.Name, CultureInfo.GetCultureInfo("en"))));
    }

    [Theory]
    [InlineData("forgot pw", nameof(Goal.Reset))]
    [InlineData("I forgot my password!", nameof(Goal.Reset))]
    [InlineData("help, I can't remember my password", nameof(Goal.Reset))]
    [InlineData("wachtwoord vergeten", nameof(Goal.Reset))]
    [InlineData("locked out", nameof(Goal.Unlock))]
    [InlineData("LOCKED OUT", nameof(Goal.Unlock))]
    [InlineData("mijn account is vergrendeld", nameof(Goal.Unlock))]
    [InlineData("I want to change my password", nameof(Goal.Change))]
    [InlineData("register", nameof(Goal.Register))]
    [InlineData("3", nameof(Goal.Change))]
    [InlineData("Hallo, ich hab mein Passwort vergessen", nameof(Goal.Reset))]
    [InlineData("mein konto ist gesperrt", nameof(Goal.Unlock))]
    [InlineData("Passwort aendern", nameof(Goal.Change))]
    [InlineData("bonjour, j'ai oublie mon mot de passe", nameof(Goal.Reset))]
    [InlineData("Mon compte est bloqué !", nameof(Goal.Unlock))]
    [InlineData("je veux modifier mon mot de passe", nameof(Goal.Change))]
    [InlineData("olvide mi contrasena", nameof(Goal.Reset))]
    [InlineData("¡Mi cuenta está bloqueada!", nameof(Goal.Unlock))]
    [InlineData("quiero cambiar la contraseña", nameof(Goal.Change))]
    [InlineData("0", null)]
    [InlineData("5", null)]
    [InlineData("no start at 01.01.2022", null)]
    [InlineData("I forgot my password and I am locked out", null)]
    [InlineData("", null)]
    [InlineData("weather", null)]
    public void Free_words_reach_the_right_goal_or_none(string typed, string? goal) =>
        Assert.Equal(goal, OptionWords.Match(nameof(Goal), Enum.GetNames<Goal>(), typed));

    public static TheoryData<Letter, OutboxKind> WrittenLetters => new()
    {
        { Letter.Code, OutboxKind.Mail },
        { Letter.Code, OutboxKind.Sms },
        { Letter.PasswordWasReset, OutboxKind.Mail },
        { Letter.PasswordWasReset, OutboxKind.Sms },
        { Letter.AdministratorWanted, OutboxKind.Mail },
        { Letter.AdministratorsPasswordWasReset, OutboxKind.Mail },
        { Letter.SuspiciousActivity, OutboxKind.Mail },
        { Letter.ManyWrongAnswers, OutboxKind.Mail },
        { Letter.ManyResets, OutboxKind.Mail },
        { Letter.SelfServicePaused, OutboxKind.Mail },
    };

    [Theory]
    [MemberData(nameof(WrittenLetters))]
    public void Every_letter_can_be_written_in_every_language(Letter letter, OutboxKind kind)
    {
        foreach (var language in Words.Languages)
        {
            var written = Letters.Write(new OutboxMessage("1", kind, "", letter, language.Name, new Dictionary<string, string> { ["goal"] = nameof(Goal.Reset), ["notMe"] = "https://reset.contoso.test/not-me/1" }));
            Assert.Equal(kind is OutboxKind.Mail, written.Subject.Length > 0);
            Assert.Equal(letter is Letter.PasswordWasReset, written.Text.Contains("https://reset.contoso.test/not-me/1", StringComparison.Ordinal));
        }
    }

    private static Dictionary<string, string> Texts(string language) =>
        Catalogue.GetResourceSet(language == "en" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language), true, false)!
            .Cast<DictionaryEntry>().ToDictionary(text => (string)text.Key, text => (string)text.Value!);

    private static IEnumerable<string> Holes(string text) => Hole().Matches(text).Select(hole => hole.Value).Distinct().Order();

    [GeneratedRegex("\\{\\w+\\}")]
    private static partial Regex Hole();
}
