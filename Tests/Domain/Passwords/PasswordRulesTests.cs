using System.Text;
using Xunit;

namespace SsprBot.Domain;

public sealed class PasswordRulesTests
{
    private const string Strong = "tR7#kQ9v";
    private const string Emoji = "\U0001F600";

    private static readonly PasswordContext Poll = new("poll@contoso.com", "Poll", ["poll@contoso.com"], DirectoryRules.None);

    /// <summary>The example of Windows' security policy reference.</summary>
    private static readonly PasswordContext Erin =
        new(@"CONTOSO\eh7", "Erin M. Hagens", ["e.hagens@contoso.com", "hag2001@example.org"], DirectoryRules.None);

    private static readonly PasswordRuleSet Entra = PasswordRuleSet.Entra with { Organisation = "Contoso" };
    private static readonly PasswordRuleSet Nist = PasswordRuleSet.Nist with { Organisation = "Contoso" };

    [Fact]
    public void The_page_shows_every_rule_of_Entra_with_its_numbers() => Assert.Equal(
        [
            new PasswordFault.TooShort(8),
            new PasswordFault.TooLong(256),
            new PasswordFault.TooFewClasses(3),
            new PasswordFault.NotAllowedCharacters(false),
            new PasswordFault.ContainsOwnName(),
            new PasswordFault.ContainsOrganisation(),
            new PasswordFault.TooEasilyGuessed(),
        ],
        new PasswordRules(Entra).Shown(Poll));

    [Fact]
    public void Nist_has_no_composition_rule() => Assert.Equal(
        [
            new PasswordFault.TooShort(15),
            new PasswordFault.TooLong(256),
            new PasswordFault.NotAllowedCharacters(false),
            new PasswordFault.ContainsOwnName(),
            new PasswordFault.TooEasilyGuessed(),
        ],
        new PasswordRules(PasswordRuleSet.Nist).Shown(Poll));

    [Fact]
    public void The_stricter_of_bot_and_directory_is_shown() => Assert.Equal(
        [
            new PasswordFault.TooShort(20),
            new PasswordFault.TooLong(127),
            new PasswordFault.TooFewClasses(3),
            new PasswordFault.NotAllowedCharacters(true),
            new PasswordFault.ContainsOwnName(),
            new PasswordFault.TooEasilyGuessed(),
        ],
        new PasswordRules(PasswordRuleSet.Nist).Shown(
            Poll with { Directory = new DirectoryRules(20, true, 24, TimeSpan.FromDays(1)) { MaxLength = 127, PrintableAsciiOnly = true } }));

    [Fact]
    public void A_weaker_directory_changes_nothing() => Assert.Equal(
        new PasswordRules(Entra).Shown(Poll),
        new PasswordRules(Entra).Shown(Poll with { Directory = new DirectoryRules(6, false, null, null) { MaxLength = 512 } }));

    [Fact]
    public void Every_rule_is_answered_in_the_order_shown()
    {
        var rules = new PasswordRules(Entra);
        using var password = Password.From("c0ntoso");

        Assert.Equal(
            [false, true, false, true, true, false, false],
            rules.Check(password, Poll).Select(rule => rule.Met));
        Assert.Equal(rules.Shown(Poll), rules.Check(password, Poll).Select(rule => rule.Fault));
    }

    [Fact]
    public void A_strong_password_meets_every_rule() => Assert.Empty(Broken(Entra, Strong, Poll));

    [Theory]
    [InlineData("tR7#kQ9", false)]
    [InlineData("tR7#kQ9v", true)]
    [InlineData("tR7#kQ" + Emoji, false)]
    [InlineData("tR7#kQ9" + Emoji, true)]
    [InlineData("tR7#kQ \u0301", true)]
    public void Eight_characters_are_counted_in_code_points(string typed, bool met) =>
        Assert.Equal(met ? [] : [new PasswordFault.TooShort(8)], Broken(Entra, typed, Poll));

    [Theory]
    [InlineData(14, false)]
    [InlineData(15, true)]
    [InlineData(64, true)]
    [InlineData(256, true)]
    public void Fifteen_emoji_are_enough_for_Nist(int count, bool met)
    {
        var typed = Distinct(count);

        Assert.Equal(count * 4, Encoding.UTF8.GetByteCount(typed));
        Assert.Equal(met ? [] : [new PasswordFault.TooShort(15)], Broken(PasswordRuleSet.Nist, typed, Poll));
    }

    [Theory]
    [InlineData(257)]
    [InlineData(1_000_000)]
    public void More_than_256_characters_are_too_long(int count) =>
        Assert.Equal([new PasswordFault.TooLong(256)], Broken(PasswordRuleSet.Nist, Distinct(count), Poll));

    [Fact]
    public void What_passes_has_at_most_1024_bytes()
    {
        Assert.Equal(1024, Encoding.UTF8.GetByteCount(Distinct(256)));
        Assert.Empty(Broken(PasswordRuleSet.Nist, Distinct(256), Poll));
    }

    [Theory]
    [InlineData("tR7#kQ9v\0")]
    [InlineData("tR7\tkQ9v#")]
    [InlineData("tR7#kQ9v\r\n")]
    [InlineData("tR7#kQ9v\u007F")]
    [InlineData("tR7#kQ9v\u0085")]
    public void Control_characters_are_not_allowed(string typed) =>
        Assert.Equal([new PasswordFault.NotAllowedCharacters(false)], Broken(Entra, typed, Poll));

    [Fact]
    public void Half_a_surrogate_pair_is_not_allowed()
    {
        Assert.Equal([new PasswordFault.NotAllowedCharacters(false)], Broken(Entra, "tR7#kQ9v\ud83d", Poll));
        Assert.Equal([new PasswordFault.NotAllowedCharacters(false)], Broken(Entra, "\ude00tR7#kQ9v", Poll));
        Assert.Equal([new PasswordFault.NotAllowedCharacters(false)], Broken(Entra, "tR7#\ude00\ud83dkQ9v", Poll));
    }

    [Theory]
    [InlineData("  tR7#kQ  ")]
    [InlineData("tR7#kQé9")]
    [InlineData("tR7#kQe\u03019")]
    [InlineData(" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~")]
    public void Spaces_accents_and_all_printable_characters_are_allowed(string typed) => Assert.Empty(Broken(Entra, typed, Poll));

    [Theory]
    [InlineData("tR7#kQ9v ~", true)]
    [InlineData("tR7#kQ9é", false)]
    [InlineData("tR7#kQ9" + Emoji, false)]
    public void A_directory_may_take_printable_ascii_alone(string typed, bool met) => Assert.Equal(
        met ? [] : [new PasswordFault.NotAllowedCharacters(true)],
        Broken(Entra, typed, Poll with { Directory = DirectoryRules.None with { PrintableAsciiOnly = true } }));

    [Theory]
    [InlineData("gkwtrzvh", false)]
    [InlineData("gkWTRZvh", false)]
    [InlineData("gkwt9zvh", false)]
    [InlineData("gkWt9zvh", true)]
    [InlineData("gkW zvhr", true)]
    [InlineData("gk9 zvhr", true)]
    [InlineData("gkWt漢字zv", true)]
    [InlineData("ßéñГДЖя7", true)]
    public void Three_classes_of_characters_are_needed(string typed, bool met) =>
        Assert.Equal(met ? [] : [new PasswordFault.TooFewClasses(3)], Broken(Entra, typed, Poll));

    [Fact]
    public void The_directory_may_ask_for_classes_where_the_bot_does_not() => Assert.Equal(
        [new PasswordFault.TooFewClasses(3)],
        Broken(PasswordRuleSet.Nist, "gkwt rzvh pqxm bndk", Poll with { Directory = new DirectoryRules(null, true, null, null) }));

    [Fact]
    public void The_vector_of_user_Poll_holds()
    {
        Assert.Equal([new PasswordFault.ContainsOwnName()], Broken(Entra, "p0LL23fb", Poll with { DisplayName = "" }));
        Assert.Equal([new PasswordFault.ContainsOwnName()], Broken(Entra, "p0LL23fb", Poll with { UserId = "p1", Mails = [] }));
        Assert.Equal([new PasswordFault.ContainsOwnName()], Broken(Entra, "p0LL23fb", Poll with { UserId = "p1", DisplayName = "" }));
        Assert.Equal([new PasswordFault.TooFewClasses(3)], Broken(Entra, "p0ll23fb", Erin));
    }

    [Theory]
    [InlineData("xk7Erin#Gw2Lp")]
    [InlineData("xk7Ha9ens_h@gen$")]
    [InlineData("ERINMHAGENSxk7#")]
    [InlineData("xk7EHAGENS#")]
    [InlineData("xk7Hag2OOl#w")]
    [InlineData("xk7ＥＲＩＮ#w2")]
    [InlineData("xk7Érin#w2Lp")]
    public void A_part_of_the_own_name_of_four_characters_refuses_in_any_spelling(string typed) =>
        Assert.Equal([new PasswordFault.ContainsOwnName()], Broken(Entra, typed, Erin));

    [Theory]
    [InlineData("xk7eh7#Gw2Lp")]
    [InlineData("xk7Hag#Gw2Lp")]
    [InlineData("xk7Er-in#w2Lp")]
    [InlineData("xk7Hagns#w2Lp")]
    public void Shorter_parts_and_near_misses_do_not(string typed) => Assert.Empty(Broken(Entra, typed, Erin));

    [Theory]
    [InlineData("xk7eH7#Gw2Lp", false)]
    [InlineData("xk7ERIN#w2Lp", false)]
    [InlineData("xk7Hag#Gw2Lp", true)]
    [InlineData("xk7M#Gw2Lpqz", true)]
    public void Windows_refuses_account_names_and_parts_from_three_characters(string typed, bool met) => Assert.Equal(
        met ? [] : [new PasswordFault.ContainsOwnName()],
        Broken(Entra, typed, Erin with { Directory = DirectoryRules.None with { NamePartLength = 3 } }));

    [Theory]
    [InlineData("xk7Contoso#w2Lp")]
    [InlineData("C0NT0$0xk7#w2Lp")]
    public void The_name_of_the_organisation_refuses(string typed) =>
        Assert.Equal([new PasswordFault.ContainsOrganisation()], Broken(Entra, typed, Poll));

    [Fact]
    public void Without_an_organisation_its_rule_is_not_there() =>
        Assert.Empty(Broken(PasswordRuleSet.Entra, "xk7Contoso#w2Lp", Poll));

    [Theory]
    [InlineData("C0ntos0Blank12", false)]
    [InlineData("ContoS0Bl@nkf9!", true)]
    public void The_vectors_of_the_product_hold(string typed, bool met) => Assert.Equal(
        met ? [] : [new PasswordFault.TooEasilyGuessed()],
        Broken(PasswordRuleSet.Entra with { BannedTerms = ["Contoso", "blank"] }, typed, Poll));

    [Theory]
    [InlineData("Password12345678")]
    [InlineData("Welkom123!Welkom123!")]
    [InlineData("W1dget2025Widgett!")]
    public void Shipped_and_own_terms_refuse_in_both_baselines(string typed)
    {
        Assert.Equal([new PasswordFault.TooEasilyGuessed()], Broken(Entra with { BannedTerms = ["WIDGET"] }, typed, Poll));
        Assert.Equal([new PasswordFault.TooEasilyGuessed()], Broken(Nist with { BannedTerms = ["WIDGET"] }, typed, Poll));
    }

    [Theory]
    [InlineData("hagens wants nine blue elephants")]
    [InlineData("erin works for contoso on thursdays")]
    public void Nist_does_not_refuse_a_name_in_a_long_sentence(string typed)
    {
        Assert.Empty(Broken(Nist, typed, Erin));
        Assert.Contains(new PasswordFault.ContainsOwnName(), Broken(Entra, typed, Erin));
    }

    [Theory]
    [InlineData("HagensHagensErin", true)]
    [InlineData("Hagens1234567890", false)]
    [InlineData("contoso hagens 2025", false)]
    public void Nist_refuses_what_is_little_more_than_a_name(string typed, bool nothingElse) => Assert.Equal(
        nothingElse
            ? [new PasswordFault.ContainsOwnName(), new PasswordFault.TooEasilyGuessed()]
            : [new PasswordFault.TooEasilyGuessed()],
        Broken(Nist, typed, Erin));

    [Fact]
    public void Nist_refuses_what_is_little_more_than_the_organisation() => Assert.Equal(
        [new PasswordFault.ContainsOrganisation(), new PasswordFault.TooEasilyGuessed()],
        Broken(Nist, "ContosoC0nt0so!!", Erin));

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    public void Nothing_is_too_short_to_be_checked(string typed) =>
        Assert.Contains(new PasswordFault.TooShort(8), Broken(Entra, typed, Poll));

    [Fact]
    public void A_password_of_256_characters_that_is_nothing_but_banned_terms_has_enough_of_them() =>
        Assert.Empty(Broken(Entra, string.Concat(Enumerable.Repeat("Passw0rd", 32)), Poll));

    [Fact]
    public void A_context_does_not_print_the_person() => Assert.Equal("(password context)", Erin.ToString());

    /// <summary>NIST judges the whole: names and common words together are what little is left of it.</summary>
    [Theory]
    [InlineData("ContosoPassword#%", true, 4)]
    [InlineData("ContosoPassword#%&", false, 5)]
    [InlineData("PollPollPollPoll", true, 4)]
    [InlineData("PollPollPollPoll#", false, 5)]
    public void For_Nist_names_are_words_like_others(string typed, bool easy, int points)
    {
        Assert.Equal(points, new BannedWords([.. BannedWords.Shipped, "contoso", "poll"]).Score(typed));
        Assert.Equal(easy, Broken(Nist, typed, Poll).Contains(new PasswordFault.TooEasilyGuessed()));
    }

    [Theory]
    [InlineData("PollPollPollPoll", true)]
    [InlineData("PollPollPollPoll#", false)]
    public void For_Nist_a_name_is_refused_where_it_is_nearly_all(string typed, bool refused) =>
        Assert.Equal(refused, Broken(Nist, typed, Poll).Contains(new PasswordFault.ContainsOwnName()));

    private static string Distinct(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => char.ConvertFromUtf32(0x1F600 + (i % 64))));

    private static IReadOnlyList<PasswordFault> Broken(PasswordRuleSet ruleSet, string typed, PasswordContext context)
    {
        using var password = Password.From(typed);
        return [.. new PasswordRules(ruleSet).Check(password, context).Where(rule => !rule.Met).Select(rule => rule.Fault)];
    }
}
