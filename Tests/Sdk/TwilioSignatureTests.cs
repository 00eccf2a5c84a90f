using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Twilio.Security;
using Xunit;

namespace SsprBot.Sdk;

/// <summary>What Twilio's own library signs is accepted, what it does not accept is not, and it accepts what the tests sign.</summary>
public sealed class TwilioSignatureTests
{
    private static readonly Gen<string> Word = Any.Of("", "a", "B", "b1", "é", "€ ñ", "😀", " ", "&", "=", "+", "%20", "'\"<>", "\r\n", "From", "CallSid", "CA1", "Digits123456");
    private static readonly Gen<string> Text = Gen.Select(Word, Word, Word, (a, b, c) => a + b + c);

    private static readonly Gen<Case> Cases =
        from scheme in Any.Of("https", "http")
        from port in Any.Of("", ":443", ":80", ":8443")
        from path in Any.Of("", "/", "/api/twilio/sms", "/api/twilio/voice/x_Y-9/", "/a%20b")
        from query in Any.Of("", "?a=b", "?b=2&a=1", "?a=b%20c&d=it's", "?")
        from names in Text.Array[0, 6]
        from values in Text.Array[6]
        from token in Any.Of("12345", "0123456789abcdef0123456789abcdef", "ключ")
        select new Case(
            token,
            $"{scheme}://bot.example{port}{path}{query}",
            names.Distinct().Select((name, i) => (name, values[i])).ToDictionary(pair => $"n{pair.name}", pair => pair.Item2));

    [Fact]
    public async Task What_twilio_signs_is_accepted_and_nothing_beside_it()
    {
        var cases = Cases.Array[400].Single();
        var signatures = await TwilioOracle.AskAsync([.. cases.Select(it => new { ask = "sign", token = it.Token, url = it.Url, @params = it.Form })]);

        foreach (var (it, signed) in cases.Zip(signatures))
        {
            var signature = (string)signed!;
            var validator = new RequestValidator(it.Token);
            Assert.True(validator.Validate(it.Url, it.Form, signature), $"{it}");
            Assert.False(new RequestValidator(it.Token + "x").Validate(it.Url, it.Form, signature), $"another token: {it}");
            Assert.False(validator.Validate(it.Url + "x", it.Form, signature), $"another address: {it}");
            Assert.False(validator.Validate(it.Url, new Dictionary<string, string>(it.Form) { ["z"] = "more" }, signature), $"one parameter more: {it}");
            Assert.False(validator.Validate(it.Url, it.Form, signature.ToUpperInvariant() + "="), $"another signature: {it}");
        }
    }

    [Fact]
    public async Task Twilio_accepts_what_the_tests_sign()
    {
        var cases = Cases.Array[400].Single();

        var accepted = await TwilioOracle.AskAsync(
            [.. cases.Select(it => new { ask = "validate", token = it.Token, signature = TwilioSignature.Of(it.Token, it.Url, it.Form), url = it.Url, @params = it.Form })]);

        Assert.All(cases.Zip(accepted), pair => Assert.True((bool)pair.Second!, $"{pair.First}"));
    }

    [Fact]
    public async Task Both_say_the_same_about_an_address_that_is_written_otherwise()
    {
        string[] spellings = ["https://bot.example/a?b=1", "https://bot.example:443/a?b=1", "http://bot.example/a?b=1", "https://bot.example:8443/a?b=1", "https://bot.example/a/?b=1", "https://other.example/a?b=1", "https://bot.example/A?b=1", "https://bot.example/a?b=2"];
        var form = new Dictionary<string, string> { ["Digits"] = "#" };
        var pairs = spellings.SelectMany(signed => spellings.Select(seen => (Signed: signed, Seen: seen))).ToArray();

        var theirs = await TwilioOracle.AskAsync(
            [.. pairs.Select(pair => new { ask = "validate", token = "12345", signature = TwilioSignature.Of("12345", pair.Signed, form), url = pair.Seen, @params = form })]);

        var ours = pairs.Select(pair => new RequestValidator("12345").Validate(pair.Seen, form, TwilioSignature.Of("12345", pair.Signed, form)));
        Assert.Equal(pairs.Zip(theirs.Select(answer => (bool)answer!)), pairs.Zip(ours));
    }

    [Fact]
    public async Task A_body_that_is_no_form_is_bound_by_its_hash()
    {
        var bodies = Text.Array[50].Single();
        var hashes = await TwilioOracle.AskAsync([.. bodies.Select(body => new { ask = "hashBody", body })]);
        var urls = hashes.Select(hash => $"https://bot.example/json?a=1&bodySHA256={hash}").ToArray();
        var signatures = await TwilioOracle.AskAsync([.. urls.Select(url => new { ask = "sign", token = "12345", url, @params = new { } })]);

        var validator = new RequestValidator("12345");
        for (var i = 0; i < bodies.Length; i++)
        {
            Assert.True(validator.Validate(urls[i], bodies[i], (string)signatures[i]!));
            Assert.False(validator.Validate(urls[i], bodies[i] + " ", (string)signatures[i]!));
            Assert.False(validator.Validate(urls[i].Replace("bodySHA256", "other", StringComparison.Ordinal), bodies[i], (string)signatures[i]!));
        }
    }

    [Theory]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8=", true)]
    [InlineData("https://mycompany.com/myapp.php?bar=2&foo=1", "RSOYDt4T1cUTdK1PDd93/VVr8B8=", false)]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2", "", false)]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2", null, false)]
    [InlineData("no address", "RSOYDt4T1cUTdK1PDd93/VVr8B8=", false)]
    public void The_example_of_the_documentation(string address, string? signature, bool accepted)
    {
        var form = new Dictionary<string, string>
        {
            ["To"] = "+18005551212", ["From"] = "+14158675309", ["Digits"] = "1234", ["Caller"] = "+14158675309", ["CallSid"] = "CA1234567890ABCDE",
        };

        Assert.Equal(accepted, new RequestValidator("12345").Validate(address, form, signature));
    }

    private sealed record Case(string Token, string Url, IReadOnlyDictionary<string, string> Fields)
    {
        public Dictionary<string, string> Form => new(Fields);

        public override string ToString() => $"{Url} {string.Join('|', Fields)} {Token}";
    }
}

/// <summary>Signs as Twilio does.</summary>
internal static class TwilioSignature
{
    public static string Of(string token, string url, IReadOnlyDictionary<string, string> form)
    {
        var signed = new StringBuilder(url);
        foreach (var (name, value) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            signed.Append(name).Append(value);
        }

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, Encoding.UTF8.GetBytes(token));
        hmac.AppendData(Encoding.UTF8.GetBytes(signed.ToString()));
        return Convert.ToBase64String(hmac.GetHashAndReset());
    }
}
