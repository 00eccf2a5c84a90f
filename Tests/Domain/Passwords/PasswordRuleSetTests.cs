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

    private static IEnumerable<string> Terms(int count) => Enumerable.Range(1000, count).Select(i => $"term{i}");
}
