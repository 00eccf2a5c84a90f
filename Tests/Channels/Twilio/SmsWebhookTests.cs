using System.Net;
using SsprBot.Abuse;
using SsprBot.Sdk;
using SsprBot.World;
using Xunit;

namespace SsprBot.Channels.Twilio;

/// <summary>What comes in as a text is taken once, when Twilio signed it for this address and account.</summary>
public sealed class SmsWebhookTests
{
    private const string Texts = "api/twilio/sms";
    private const string Somebody = "+14255550142";
    private const string Taken = "<?xml version=\"1.0\" encoding=\"utf-8\"?><Response></Response>";

    private static readonly (HttpStatusCode, string) Refused = (HttpStatusCode.Forbidden, "");

    [Fact]
    public async Task What_twilios_own_library_signs_is_taken_and_answered_by_text()
    {
        await using var host = await SmsHost.StartAsync();
        var form = SmsHost.Text(Somebody, "hello 😀 é & = +");
        var signed = await TwilioOracle.AskAsync([new { ask = "sign", token = FakeTwilio.AuthToken, url = new Uri(host.Home, Texts).AbsoluteUri, @params = form }]);

        var answer = await host.PostAsync(Texts, SmsHost.Encode(form), (string)signed[0]!);

        Assert.Equal((HttpStatusCode.OK, Taken), answer);
        Assert.StartsWith("Hello, I help people at Contoso", Assert.Single(await host.RepliesAsync(Somebody, 0, 1)), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-89")]
    [Rule("D-90")]
    public async Task What_is_not_signed_for_this_address_and_account_is_refused()
    {
        await using var host = await SmsHost.StartAsync("--Twilio:SecondaryAuthToken=0123456789abcdef0123456789abcdef");
        var form = SmsHost.Text(Somebody, "hello");
        var body = SmsHost.Encode(form);
        var url = new Uri(host.Home, Texts).AbsoluteUri;
        var right = TwilioSignature.Of(FakeTwilio.AuthToken, url, form);
        var other = new Dictionary<string, string>(form) { ["AccountSid"] = "AC" + new string('9', 32) };

        Assert.Equal(Refused, await host.PostAsync(Texts, body));
        Assert.Equal(Refused, await host.PostAsync(Texts, body, ""));
        Assert.Equal(Refused, await host.PostAsync(Texts, body, new string('A', 28)));
        Assert.Equal(Refused, await host.PostAsync(Texts, body, right, right));
        Assert.Equal(Refused, await host.PostAsync(Texts, body, new string('A', 5_000)));
        Assert.Equal(Refused, await host.PostAsync(Texts, form, token: "another"));
        Assert.Equal(Refused, await host.PostAsync(Texts, form, signedUrl: "https://other.example/api/twilio/sms"));
        Assert.Equal(Refused, await host.PostAsync($"{Texts}?a=b", form, signedUrl: url));
        Assert.Equal(Refused, await host.PostAsync("api/twilio/sms/1/status", form, signedUrl: url));
        Assert.Equal(Refused, await host.PostAsync("api/twilio/voice/a/b", form, signedUrl: url));
        Assert.Equal(Refused, await host.PostAsync(Texts, other));
        Assert.Equal(Refused, await host.PostAsync(Texts, $"{body}&From={Uri.EscapeDataString(Somebody)}", right));
        Assert.Equal(Refused, await host.PostAsync(Texts, $"{body}&x", right));
        Assert.Equal(Refused, await host.PostAsync(Texts, $"{body}&=x", right));
        Assert.Equal(Refused, await host.PostAsync(Texts, string.Join('&', Enumerable.Range(0, 65).Select(i => $"n{i}=")), right));
        Assert.Empty(host.Twilio.Requests);

        Assert.Equal((HttpStatusCode.OK, Taken), await host.PostAsync(Texts, form, token: "0123456789abcdef0123456789abcdef"));
        Assert.Single(await host.RepliesAsync(Somebody, 0, 1));
    }

    [Fact]
    [Rule("D-75")]
    public async Task A_body_that_is_too_large_is_not_read()
    {
        await using var host = await SmsHost.StartAsync();

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, ""), await host.TextAsync(SmsHost.Text(Somebody, new string('a', 33_000))));
    }

    [Theory]
    [InlineData("MessageSid", "SM123")]
    [InlineData("MessageSid", "XX00000000000000000000000000000001")]
    [InlineData("MessageSid", "SM00000000000000000000000000000001\n")]
    [InlineData("From", "4255550142")]
    [InlineData("From", "whatsapp:+14255550142")]
    [InlineData("From", "+14255550142\n")]
    [InlineData("To", "")]
    [Rule("D-90")]
    public async Task A_text_of_another_shape_is_not_taken(string field, string value)
    {
        await using var host = await SmsHost.StartAsync();

        Assert.Equal((HttpStatusCode.BadRequest, ""), await host.TextAsync(new Dictionary<string, string>(SmsHost.Text(Somebody, "hello")) { [field] = value }));
    }

    [Fact]
    [Rule("D-57")]
    public async Task A_text_that_is_delivered_twice_is_answered_once()
    {
        await using var host = await SmsHost.StartAsync();
        var form = SmsHost.Text(Somebody, "hello");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.TextAsync(form)));
        await host.RepliesAsync(Somebody, 0, 1);
        await host.SayAsync(Somebody, "1", 1);

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.OK, Taken), answer));
        Assert.Equal(2, host.Replies(Somebody).Count);
    }

    [Fact]
    public async Task Whoever_may_not_be_texted_is_not_answered()
    {
        await using var host = await SmsHost.StartAsync();

        await host.SayAsync("+19005550142", "hello", 0);
        await host.SayAsync("+447400123456", "hello", 0);
        await host.SayAsync(Somebody, "hello", 1);

        Assert.Single(host.Twilio.Requests);
    }

    [Fact]
    [Rule("D-89")]
    public async Task The_address_is_the_configured_one_whatever_the_request_says()
    {
        await using var host = await SmsHost.StartAsync("--Web:PublicBaseUrl=https://reset.contoso.test/bot/");
        var form = SmsHost.Text(Somebody, "hello");

        Assert.Equal(Refused, await host.PostAsync(Texts, form, signedUrl: new Uri(host.Host.Address, Texts).AbsoluteUri));
        Assert.Equal((HttpStatusCode.OK, Taken), await host.PostAsync($"{Texts}?a=b%20c", form, signedUrl: "https://reset.contoso.test/bot/api/twilio/sms?a=b%20c"));
    }
}
