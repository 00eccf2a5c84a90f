using Xunit;

namespace SsprBot.Domain;

public sealed class SlowHashTests
{
    [Fact]
    public void A_hash_with_the_work_of_now_is_not_renewed()
    {
        var hash = new SlowHash(10);
        var kept = hash.Of("secret"u8);

        Assert.Matches("^\\$pbkdf2-sha256\\$i=10\\$[A-Za-z0-9_-]{22}\\$[A-Za-z0-9_-]{43}$", kept);
        Assert.Equal(new SlowMatch(true, null), hash.Match("secret"u8, kept));
        Assert.Equal(new SlowMatch(false, null), hash.Match("Secret"u8, kept));
        Assert.Equal(new SlowMatch(true, null), new SlowHash(4).Match("secret"u8, kept));
    }

    [Fact]
    public void A_hash_with_less_work_is_renewed_again_and_again_and_is_the_same_hash()
    {
        var kept = new SlowHash(4).Of("secret"u8);
        foreach (var (iterations, work) in ((int, string)[])[(10, "4+6"), (25, "4+6+15")])
        {
            var match = new SlowHash(iterations).Match("secret"u8, kept);
            Assert.True(match.Right);
            Assert.StartsWith($"$pbkdf2-sha256$i={work}${SlowHash.MarkOf(kept)}$", match.Renewed, StringComparison.Ordinal);
            kept = match.Renewed!;
        }

        Assert.Equal(new SlowMatch(true, null), new SlowHash(25).Match("secret"u8, kept));
        Assert.False(new SlowHash(25).Match("other"u8, kept).Right);
    }

    [Fact]
    public void Comparing_costs_the_same_with_a_hash_of_less_work_and_with_one_that_nothing_matches()
    {
        var hash = new SlowHash(10);
        string[] kept = [hash.Of("secret"u8), new SlowHash(4).Of("secret"u8), hash.Unmatched()];
        foreach (var typed in (string[])["secret", "other"])
        {
            Assert.All(kept, one =>
            {
                var before = hash.Spent;
                hash.Match(System.Text.Encoding.UTF8.GetBytes(typed), one);
                Assert.Equal(10, hash.Spent - before);
            });
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$dGFn")]
    public void A_hash_of_another_kind_is_an_accident(string kept) => Assert.Throws<FormatException>(() => new SlowHash(10).Match("secret"u8, kept));
}
