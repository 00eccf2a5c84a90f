using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using SsprBot.Domain;
using SsprBot.Senders.Twilio;
using SsprBot.World;
using Twilio.Exceptions;
using Xunit;

namespace SsprBot.Senders;

public sealed class TwilioCallTests
{
    [Fact]
    public async Task A_call_is_placed_with_an_address_of_its_own()
    {
        await using var host = await TwilioHost.StartAsync(("Twilio:VoiceFrom", "+14255550188"));
        var call = await CallAsync(host);

        await host.SendAsync(call);

        var request = Assert.Single(host.Twilio.Requests);
        Assert.Equal($"/2010-04-01/Accounts/{FakeTwilio.AccountSid}/Calls.json", request.Path);
        var token = request["Url"]!.Split('/')[^1];
        Assert.Equal(
            [
                $"To={TestWorld.AnnasPhone.Value}",
                "From=+14255550188",
                $"Url=https://reset.contoso.test/api/twilio/voice/{call.Id}/{token}",
                $"StatusCallback=https://reset.contoso.test/api/twilio/voice/{call.Id}/{token}/end",
                "Timeout=25",
                "MachineDetection=Enable",
                "TimeLimit=120",
            ],
            request.Fields);
        Assert.Equal((Letter.Call, "en"), (await DialledAsync(host, call, token)) is { Dialled: { } dialled } ? (dialled.Letter, dialled.Language) : default);
        Assert.DoesNotContain(token, host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_is_delivered_twice_rings_once()
    {
        await using var host = await TwilioHost.StartAsync();
        var call = await CallAsync(host);

        await host.SendAsync(call);
        await host.SendAsync(call);

        Assert.Single(host.Twilio.Requests);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_call_that_may_have_been_placed_is_not_placed_again(int status)
    {
        await using var host = await TwilioHost.StartAsync();
        host.Twilio.ThenRefuses(status, 20500, retryAfter: 0);
        var call = await CallAsync(host);

        await host.SendAsync(call);
        await host.SendAsync(call);

        Assert.Single(host.Twilio.Requests);
        Assert.Contains($"Nobody knows whether call {call.Id} was placed", host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_whose_answer_is_lost_is_not_placed_again()
    {
        await using var host = await TwilioHost.StartAsync();
        host.Twilio.ThenIsCutOff();
        var call = await CallAsync(host);

        await host.SendAsync(call);
        await host.SendAsync(call);

        Assert.Single(host.Twilio.Requests);
    }

    [Fact]
    public async Task A_call_that_gets_no_answer_in_time_is_not_placed_again()
    {
        await using var host = await TwilioHost.StartAsync();
        host.Twilio.ThenIsSilent();
        var call = await CallAsync(host);

        var sending = host.SendAsync(call);
        await host.Twilio.ArrivedAsync();
        await host.PassTimeAsync(sending);
        await host.SendAsync(call);

        Assert.Single(host.Twilio.Requests);
    }

    [Fact]
    public async Task A_call_that_came_too_fast_is_placed_again_at_once()
    {
        await using var host = await TwilioHost.StartAsync();
        host.Twilio.ThenRefuses(429, 20429, retryAfter: 0);
        var call = await CallAsync(host);

        await host.SendAsync(call);

        Assert.Equal(2, host.Twilio.Requests.Count);
        Assert.NotNull(await DialledAsync(host, call, host.Twilio.Requests.Last()["Url"]!.Split('/')[^1]));
    }

    [Fact]
    public async Task A_call_that_was_refused_may_be_placed_later()
    {
        await using var host = await TwilioHost.StartAsync();
        host.Twilio.ThenRefuses(401, 20003);
        var call = await CallAsync(host);

        await Assert.ThrowsAsync<ApiException>(() => host.SendAsync(call));
        await host.SendAsync(call);

        var urls = host.Twilio.Requests.Select(request => request["Url"]!.Split('/')[^1]).ToArray();
        Assert.Equal(2, urls.Distinct().Count());
        Assert.Equal((null, true), (await DialledAsync(host, call, urls[0]), await DialledAsync(host, call, urls[1]) is not null));
    }

    [Fact]
    public async Task A_call_that_never_left_may_be_placed_later()
    {
        await using var host = await TwilioHost.StartAsync(("Twilio:ApiBase", "http://127.0.0.1:1"));
        var call = await CallAsync(host);

        await Assert.ThrowsAsync<ApiConnectionException>(() => host.PassTimeAsync(host.SendAsync(call)));

        Assert.NotNull(await host.World.Dialling.DialAsync(call.Id, call.Letter, Goal.Reset, call.Language, CancellationToken.None));
    }

    [Theory]
    [InlineData(21214)]
    [InlineData(21215)]
    public async Task A_call_that_can_never_be_placed_is_in_the_audit(int code)
    {
        await using var host = await TwilioHost.StartAsync();
        host.Twilio.ThenRefuses(400, code);
        var call = await CallAsync(host);
        var sent = host.World.Audited.Last();

        await host.SendAsync(call);

        Assert.Equal(sent with { Result = AuditResult.Failed, Reason = "call-refused", Detail = $"{code}" }, host.World.Audited.Last());
    }

    [Fact]
    public async Task What_the_budget_stops_is_not_dialled()
    {
        await using var host = await TwilioHost.StartAsync();
        var call = await CallAsync(host);

        await host.SendAsync(call with { To = "+31612345678" });

        Assert.Empty(host.Twilio.Requests);
        Assert.NotNull(await host.World.Dialling.DialAsync(call.Id, call.Letter, Goal.Reset, call.Language, CancellationToken.None));
    }

    [Theory]
    [InlineData(Letter.Call, "en", "en-US", 1, "This is Contoso. You asked to unlock your account. Press the hash key to confirm. If this was not you, press star.")]
    [InlineData(Letter.NumberCall, "en", "en-US", 7, "This is Contoso. You asked to unlock your account. Please key the number on your screen, then press the hash key. If this was not you, press star.")]
    public async Task A_call_asks_twice_and_hangs_up(Letter letter, string language, string spoken, int keys, string script)
    {
        await using var host = await TwilioHost.StartAsync();

        var markup = host.Services.GetRequiredService<CallMarkup>().Ask(new Dialled("", letter, Goal.Unlock, language), new Uri("https://reset.contoso.test/api/twilio/voice/a/b/keys"));

        var ask = $"""<Gather input="dtmf" action="https://reset.contoso.test/api/twilio/voice/a/b/keys" method="POST" timeout="10" finishOnKey="" numDigits="{keys}"><Say language="{spoken}">{script}</Say></Gather>""";
        Assert.Equal($"""<?xml version="1.0" encoding="utf-8"?><Response>{ask}{ask}<Hangup></Hangup></Response>""", markup.ToString(SaveOptions.DisableFormatting));
    }

    [Theory]
    [InlineData("nl", "nl-NL")]
    [InlineData("de", "de-DE")]
    [InlineData("fr", "fr-FR")]
    [InlineData("es", "es-ES")]
    [InlineData("xx", "en-US")]
    public async Task A_call_speaks_the_language_of_whoever_gets_it(string language, string spoken)
    {
        await using var host = await TwilioHost.StartAsync();

        var markup = host.Services.GetRequiredService<CallMarkup>().Ask(new Dialled("", Letter.Call, Goal.Reset, language), new Uri("https://reset.contoso.test/"));

        Assert.Contains($"<Say language=\"{spoken}\">", markup.ToString(), StringComparison.Ordinal);
    }

    private static Task<PlacedCall?> DialledAsync(TwilioHost host, OutboxMessage call, string token) =>
        host.World.Dialling.DialledAsync(call.Id, token, CancellationToken.None);

    private static async Task<OutboxMessage> CallAsync(TwilioHost host)
    {
        var session = await host.World.IdentifiedAsync();
        await host.World.Calls.PlaceAsync(session.Id, GateMethod.CallMobile, TestWorld.AnnasPhone.Value, CancellationToken.None);
        return host.World.LastCall();
    }
}
