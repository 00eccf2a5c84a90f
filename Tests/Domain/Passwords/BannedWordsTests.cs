using CsCheck;
using Xunit;

namespace SsprBot.Domain;

public sealed class BannedWordsTests
{
    private static readonly BannedWords Contoso = new(["contoso", "blank"]);
    private static readonly BannedWords All = new([.. BannedWords.Shipped, "contoso"]);

    [Theory]
    [InlineData("C0ntos0Blank12", 4)]
    [InlineData("ContoS0Bl@nkf9!", 5)]
    public void The_vectors_of_the_product_hold_with_two_terms_and_with_the_whole_list(string password, int points) =>
        Assert.Equal((points, points), (Contoso.Score(password), All.Score(password)));

    [Theory]
    [InlineData("abcdef", 1)]
    [InlineData("abcdeg", 1)]
    [InlineData("xbcdef", 1)]
    [InlineData("abcde", 1)]
    [InlineData("bcdef", 1)]
    [InlineData("abcxdef", 1)]
    [InlineData("abccdef", 1)]
    [InlineData("abcdeff", 1)]
    [InlineData("abcdefg", 2)]
    [InlineData("gabcdef", 2)]
    [InlineData("abcdefabcdef", 2)]
    [InlineData("abdcef", 6)]
    [InlineData("abcdxy", 6)]
    [InlineData("fedcba", 6)]
    public void A_term_is_found_at_edit_distance_one(string password, int points) =>
        Assert.Equal(points, new BannedWords(["abcdef"]).Score(password));

    [Theory]
    [InlineData("acme", 1)]
    [InlineData("ac-me", 1)]
    [InlineData("acmx", 4)]
    [InlineData("acm", 3)]
    public void Four_characters_of_a_term_must_be_left(string password, int points) =>
        Assert.Equal(points, new BannedWords(["acme"]).Score(password));

    [Theory]
    [InlineData("BLANK")]
    [InlineData("Bl@nK")]
    [InlineData("b1ank")]
    [InlineData("Ｂｌａｎｋ")]
    [InlineData("bl＠nk")]
    [InlineData("blánk")]
    [InlineData("bla\u0301nk")]
    public void Terms_are_found_however_they_are_written(string password) => Assert.Equal(1, new BannedWords(["blank"]).Score(password));

    [Theory]
    [InlineData("p@$$10n", "passion")]
    [InlineData("ΣΊΣΥΦΟΣ", "Σίσυφος")]
    [InlineData("STRAẞE", "straße")]
    [InlineData("ﬁnance", "FINANCE")]
    [InlineData("Zoë-Maan", "zoe-maan")]
    [InlineData("한글날이", "한글날이")]
    public void Terms_and_passwords_are_folded_alike(string password, string term) => Assert.Equal(1, new BannedWords([term]).Score(password));

    [Theory]
    [InlineData("", 0)]
    [InlineData("f9!", 3)]
    [InlineData("\U0001F600\U0001F601", 2)]
    [InlineData("한글", 2)]
    [InlineData("\0\n", 2)]
    public void Every_other_character_is_a_point(string password, int points) => Assert.Equal(points, Contoso.Score(password));

    [Fact]
    public void Half_a_surrogate_pair_is_a_point() => Assert.Equal(3, Contoso.Score("\ude00\ud83dé"));

    [Fact]
    public void The_reading_with_the_fewest_points_counts() =>
        Assert.Equal(2, new BannedWords(["summer", "summertime", "timetable"]).Score("summertimetable"));

    [Fact]
    public void No_reading_has_fewer_points_and_one_has_as_many()
    {
        var word = Gen.Char["abc"].Array[4, 6].Select(characters => new string(characters));
        var password = Gen.Char["abc"].Array[0, 14].Select(characters => new string(characters));
        Gen.Select(word.Array[0, 4], password).Sample((terms, typed) => new BannedWords(terms).Score(typed) == FewestPoints(typed, terms));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("a\u0301b\u0301c\u0301")]
    [InlineData("")]
    [InlineData("abcdefghijklmnopq")]
    public void A_term_has_four_to_sixteen_characters(string term)
    {
        Assert.False(BannedWords.IsTerm(term));
        Assert.Throws<ArgumentException>(() => new BannedWords([term]));
    }

    [Theory]
    [InlineData("abcd")]
    [InlineData("abcdefghijklmnop")]
    [InlineData("\U0001F600\U0001F601\U0001F602\U0001F603")]
    public void A_term_of_four_and_of_sixteen_characters_is_taken(string term)
    {
        Assert.True(BannedWords.IsTerm(term));
        Assert.Equal(1, new BannedWords([term]).Score(term));
    }

    [Fact]
    public void The_shipped_list_is_long_folded_and_without_repeats()
    {
        var terms = BannedWords.Shipped;

        Assert.True(terms.Count >= 3000, $"{terms.Count} terms");
        Assert.All(terms, term => Assert.Matches("^[a-z2-9!-/:-?^_]{4,16}$", term));
        Assert.Equal(terms.Count, terms.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("Password12345678")]
    [InlineData("P@$$w0rd2025!")]
    [InlineData("Welkom01!")]
    [InlineData("Wachtwoord1!")]
    [InlineData("Zomer2025!")]
    [InlineData("Passwort123!")]
    [InlineData("MotDePasse1!")]
    [InlineData("Contraseña1!")]
    [InlineData("Qwerty123!")]
    [InlineData("1qaz@WSX3edc")]
    [InlineData("Azerty2024")]
    [InlineData("Amsterdam020!")]
    [InlineData("Feyenoord1908")]
    [InlineData("Iloveyou2!")]
    [InlineData("Ladybug2024!")]
    [InlineData("Michael1985")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("abcdefghijklmnop")]
    [InlineData("12345678901234567890")]
    [InlineData("Letmein!Letmein!")]
    public void What_everybody_tries_first_is_refused(string password) => Assert.InRange(All.Score(password), 1, BannedWords.Enough - 1);

    [Theory]
    [InlineData("p0LL23fb")]
    [InlineData("tR7#kQ9v")]
    [InlineData("xk7Gw2Lp")]
    [InlineData("correct horse battery staple")]
    [InlineData("Blauwe-fiets-77-maan")]
    [InlineData("Het regent altijd op dinsdag in Meppel")]
    [InlineData("9fJ2m-Vq8Lz-pT4wX")]
    public void What_is_hard_to_guess_is_accepted(string password) => Assert.True(All.Score(password) >= BannedWords.Enough);

    [Fact]
    public void The_longest_password_that_is_nothing_but_terms_is_still_read_to_its_end() =>
        Assert.Equal(32, All.Score(string.Concat(Enumerable.Repeat("password", 32))));

    [Fact]
    public void One_character_that_becomes_eighteen_is_still_read_to_its_end() =>
        Assert.Equal(256 * 18, All.Score(new string('\ufdfa', 256)));

    /// <summary>The definition, word for word: every way to cut the password, every term, every edit.</summary>

    [Fact]
    public void Terms_that_begin_alike_are_all_found()
    {
        var words = new BannedWords(["contoso", "contour"]);

        Assert.Equal((1, 1, 2), (words.Score("contoso"), words.Score("contour"), words.Score("contourcontoso")));
    }

    [Theory]
    [InlineData("bla\u0300nk")]
    [InlineData("bla\u036fnk")]
    [InlineData("bla\u0301\u0302nk")]
    public void Every_accent_is_dropped(string accented) => Assert.Equal(1, new BannedWords(["blank"]).Score(accented));

    [Theory]
    [InlineData("\u02ff")]
    [InlineData("\u0370")]
    public void What_stands_beside_the_accents_is_not(string sign) => Assert.Equal(2, Contoso.Score($"a{sign}"));

    [Fact]
    public void A_term_of_another_length_is_told_of() =>
        Assert.StartsWith("A banned term has 4 to 16 characters.", Assert.Throws<ArgumentException>(() => new BannedWords(["abc"])).Message, StringComparison.Ordinal);

    private static int FewestPoints(string password, string[] terms)
    {
        var fewest = new int[password.Length + 1];
        for (var end = 1; end <= password.Length; end++)
        {
            fewest[end] = fewest[end - 1] + 1;
            for (var start = 0; start < end; start++)
            {
                if (terms.Any(term => IsPiece(password[start..end], term)))
                {
                    fewest[end] = Math.Min(fewest[end], fewest[start] + 1);
                }
            }
        }

        return fewest[password.Length];
    }

    private static bool IsPiece(string piece, string term) =>
        piece == term
        || (term.Length > 4 && Enumerable.Range(0, term.Length).Any(i => term.Remove(i, 1) == piece))
        || (term.Length > 4 && piece.Length == term.Length && Enumerable.Range(0, term.Length).Count(i => piece[i] != term[i]) == 1)
        || (piece.Length > 1 && Enumerable.Range(1, piece.Length - 2).Any(i => piece.Remove(i, 1) == term));
}
