using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace SsprBot.Domain;

public sealed class BotCheckTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_captcha_has_six_symbols_and_lasts_as_long_as_the_policy_says()
    {
        var checks = Of(BotCheck.Captcha);
        var challenge = checks.Next()!;

        Assert.Equal((BotCheck.Captcha, 6, _time.GetUtcNow() + TimeSpan.FromSeconds(120)), (challenge.Kind, challenge.Text.Length, challenge.ExpiresAt));
        Assert.All(challenge.Text, symbol => Assert.Contains(symbol, BotChecks.Alphabet));
        Assert.NotEqual(challenge.Text, checks.Next()!.Text);
        Assert.Null(Of(BotCheck.None).Next());
    }

    [Theory]
    [InlineData("CDEHKM", true)]
    [InlineData("cdehkm", true)]
    [InlineData(" cde hkm ", true)]
    [InlineData("cdehk", false)]
    [InlineData("cdehkn", false)]
    [InlineData("", false)]
    public void Its_symbols_are_typed_in_any_case(string typed, bool right) =>
        Assert.Equal(right, Of(BotCheck.Captcha).IsSolved(new BotChallenge(BotCheck.Captcha, "CDEHKM", _time.GetUtcNow().AddTicks(1)), typed));

    [Fact]
    public void Spaces_do_not_matter_up_to_forty_signs()
    {
        var challenge = new BotChallenge(BotCheck.Captcha, "CDEHKM", _time.GetUtcNow().AddTicks(1));

        Assert.True(Of(BotCheck.Captcha).IsSolved(challenge, "CDEHKM".PadLeft(40)));
        Assert.False(Of(BotCheck.Captcha).IsSolved(challenge, "CDEHKM".PadLeft(41)));
        Assert.False(Of(BotCheck.Captcha).IsSolved(challenge with { ExpiresAt = _time.GetUtcNow() }, "CDEHKM"));
    }

    [Fact]
    public void Work_is_a_number_whose_hash_begins_with_zeros()
    {
        const int Bits = 8;
        var checks = Of(BotCheck.ProofOfWork, Bits);
        var challenge = new BotChallenge(BotCheck.ProofOfWork, "salt", _time.GetUtcNow().AddTicks(1));
        var numbers = Enumerable.Range(0, 5_000).Select(number => number.ToString(CultureInfo.InvariantCulture)).ToArray();

        Assert.Equal(
            numbers.Where(number => SHA256.HashData(Encoding.ASCII.GetBytes($"salt:{number}"))[0] == 0),
            numbers.Where(number => checks.IsSolved(challenge, number)));
        var solved = numbers.First(number => checks.IsSolved(challenge, number));
        Assert.All((string[])["", $"{solved} ", $"{solved}x", $"+{solved}"], typed => Assert.False(checks.IsSolved(challenge, typed)));
    }

    [Fact]
    public void A_number_has_twenty_digits_at_most()
    {
        var checks = Of(BotCheck.ProofOfWork, 1);
        var challenge = new BotChallenge(BotCheck.ProofOfWork, "salt", _time.GetUtcNow().AddTicks(1));
        var prefixes = Enumerable.Range(10, 50).Select(number => number.ToString(CultureInfo.InvariantCulture)).ToArray();

        Assert.Contains(prefixes, prefix => checks.IsSolved(challenge, prefix.PadRight(20, '0')));
        Assert.DoesNotContain(prefixes, prefix => checks.IsSolved(challenge, prefix.PadRight(21, '0')));
        Assert.DoesNotContain(prefixes, prefix => checks.IsSolved(challenge, $"{prefix}x"));
    }

    private BotChecks Of(BotCheck check, int bits = 16) => new(Policy.For(Baseline.Entra) with { BotCheck = check, ProofOfWorkBits = bits }, _time);
}
