using System.Buffers.Text;
using System.Security.Cryptography;
using Xunit;

namespace SsprBot.Domain;

public sealed class SecretsTests
{
    [Fact]
    public void They_have_the_bits_and_signs_that_they_say()
    {
        Assert.All(Many(Secrets.NewId), id => Assert.Equal(16, Base64Url.DecodeFromChars(id).Length));
        Assert.All(Many(Secrets.NewVerifier), verifier => Assert.Equal(32, Base64Url.DecodeFromChars(verifier).Length));
        Assert.All(Many(() => Secrets.NewCode(6)), code => Assert.Matches("^[0-9]{6}$", code));
        Assert.All(Many(() => Secrets.NewCode(10)), code => Assert.Matches("^[0-9]{10}$", code));
        Assert.All(Many(Secrets.NewPageCode), code => Assert.Matches("^[2-9A-HJKMNP-TV-Z]{4}$|^[2-9A-HJKMNPQRSTVWXYZ]{4}$", code));
    }

    [Fact]
    public void No_two_are_alike_and_every_digit_comes()
    {
        Assert.Distinct(Many(Secrets.NewId));
        Assert.Distinct(Many(Secrets.NewVerifier));
        Assert.Equal("0123456789", string.Concat(Many(() => Secrets.NewCode(6)).SelectMany(code => code).Distinct().Order()));
        Assert.Equal("23456789ABCDEFGHJKMNPQRSTVWXYZ", string.Concat(Enumerable.Range(0, 1000).SelectMany(_ => Secrets.NewPageCode()).Distinct().Order()));
    }

    [Fact]
    public void A_hash_is_SHA_256()
    {
        Assert.Equal(SHA256.HashData("é"u8), Base64Url.DecodeFromChars(Secrets.Hash("é")));
        Assert.Equal((true, false, false), (Secrets.Same("abc", "abc"), Secrets.Same("abc", "abd"), Secrets.Same("abc", "ab")));
    }

    private static List<string> Many(Func<string> make) => [.. Enumerable.Range(0, 200).Select(_ => make())];
}
