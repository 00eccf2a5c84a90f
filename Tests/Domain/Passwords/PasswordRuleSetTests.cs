using Xunit;

namespace SsprBot.Domain;

public sealed class PasswordRuleSetTests
{
    [Fact]
    public void The_baselines_have_no_problems()
    {
        Assert.Empty(PasswordRuleSet.Entra.Problems());
        Assert.Empty(PasswordRuleSet.Nist.Problems());
    }

    [Fact]
    public void A_thousand_terms_of_four_to_sixteen_characters_are_taken() =>
        Assert.Empty((PasswordRuleSet.Entra with { BannedTerms = [.. Terms(1000)] }).Problems());

    [Fact]
    public void Every_problem_is_named()
    {
        var broken = new PasswordRuleSet(0, 257, 5, true) { BannedTerms = [.. Terms(1000), "abc", "abcdefghijklmnopq"] };

        Assert.Equal(
            [
                "MinLength must be 1 to MaxLength, not 0.",
                "MaxLength must be 1 to 256, not 257.",
                "RequiredClasses must be 0 to 4, not 5.",
                "BannedTerms may hold 1000 terms, not 1002.",
                "BannedTerms: “abc” must be 4 to 16 characters long.",
                "BannedTerms: “abcdefghijklmnopq” must be 4 to 16 characters long.",
            ],
            broken.Problems());
    }

    [Fact]
    public void Rules_are_not_made_of_a_rule_set_with_problems() =>
        Assert.Throws<ArgumentException>(() => new PasswordRules(PasswordRuleSet.Entra with { MinLength = 300 }));

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(1, 256, 4)]
    [InlineData(256, 256, 4)]
    public void The_edges_of_the_ranges_are_fine(int shortest, int longest, int classes) =>
        Assert.Empty(new PasswordRuleSet(shortest, longest, classes, true).Problems());

    [Theory]
    [InlineData(0, 256, 0, "MinLength must be 1 to MaxLength, not 0.")]
    [InlineData(9, 8, 0, "MinLength must be 1 to MaxLength, not 9.")]
    [InlineData(1, 257, 0, "MaxLength must be 1 to 256, not 257.")]
    [InlineData(1, 8, -1, "RequiredClasses must be 0 to 4, not -1.")]
    [InlineData(1, 8, 5, "RequiredClasses must be 0 to 4, not 5.")]
    public void Behind_them_is_a_problem(int shortest, int longest, int classes, string problem) =>
        Assert.Equal([problem], new PasswordRuleSet(shortest, longest, classes, true).Problems());

    [Fact]
    public void The_baselines_are_those_of_their_documents()
    {
        Assert.Equal((8, 256, 3, true), (PasswordRuleSet.Entra.MinLength, PasswordRuleSet.Entra.MaxLength, PasswordRuleSet.Entra.RequiredClasses, PasswordRuleSet.Entra.NamesRefusedAnywhere));
        Assert.Equal((15, 256, 0, false), (PasswordRuleSet.Nist.MinLength, PasswordRuleSet.Nist.MaxLength, PasswordRuleSet.Nist.RequiredClasses, PasswordRuleSet.Nist.NamesRefusedAnywhere));
    }

    private static IEnumerable<string> Terms(int count) => Enumerable.Range(1000, count).Select(i => $"term{i}");
}
