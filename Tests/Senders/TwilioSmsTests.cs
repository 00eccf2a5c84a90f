using System.Text;
using SsprBot.Domain;
using SsprBot.World;
using Twilio.Exceptions;
using Xunit;

namespace SsprBot.Senders;

public sealed class TwilioSmsTests
{
    [Fact]
    public async Task A_code_is_one_text()
    {
        await using var host = await TwilioHost.StartAsync();

        await host.SendAsync(await CodeAsync(host));

        var request = Assert.Single(host.Twilio.Requests);
        var message = host.World.Sent.Last();
        Assert.Equal(
            new TwilioRequest($"/2010-04-01/Accounts/{FakeTwilio.AccountSid}/Messages.json", Basic(FakeTwilio.AccountSid, FakeTwilio.AuthToken), []),
            request with { Fields = [] });
        Assert.Equal(
            [
                $"To={TestWorld.AnnasPhone.Value}",
                "From=+14255550199",
                $"Body=Contoso: you asked to reset your password. Nobody from IT will ask for this code. Not you? Reply NO. Code: {message.Holes["code"]} (5 min)",
                $"StatusCallback=https://reset.contoso.test/api/twilio/sms/{message.Id}/status",
                "ValidityPeriod=300",
            ],
            request.Fields);
    }

    [Fact]
    public async Task A_messaging_service_chooses_the_number_and_an_api_key_signs_in()
    {
        var (service, key) = ($"MG{new string('a', 32)}", $"SK{new string('b', 32)}");
        await using var host = await TwilioHost.StartAsync(
            ("Twilio:MessagingServiceSid", service), ("Twilio:ApiKeySid", key), ("Twilio:ApiKeySecret", "secret"));
        host.Twilio.ThenAnswers(201, """{"sid":"SM1"}""");

        await host.SendAsync(await CodeAsync(host));

        var request = Assert.Single(host.Twilio.Requests);
        Assert.Equal((service, null, Basic(key, "secret")), (request["MessagingServiceSid"], request["From"], request.Authorization));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_may_not_have_been_done_is_done_again(int status)
    {
        await using var host = await TwilioHost.StartAsync();
        host.Twilio.ThenRefuses(status, 20000 + status, retryAfter: 0);

        await host.SendAsync(await CodeAsync(host));

        Assert.Equal(2, host.Twilio.Requests.Count);
    }

    [Fact]
    public async Task An_answer_that_is_lost_is_asked_for_again()
    {
        await using var host = await TwilioHost.StartAsync();
        host.Twilio.ThenIsCutOff();

        await host.PassTimeAsync(host.SendAsync(await CodeAsync(host)));

        Assert.Equal(2, host.Twilio.Requests.Count);
    }

    [Fact]
    public async Task A_long_wait_is_left_to_the_outbox()
    {
        await using var host = await TwilioHost.StartAsync();
        host.Twilio.ThenRefuses(429, 20429, retryAfter: 120);
        var code = await CodeAsync(host);

        await Assert.ThrowsAsync<ApiConnectionException>(() => host.PassTimeAsync(host.SendAsync(code)));

        Assert.Single(host.Twilio.Requests);
    }

    [Theory]
    [InlineData(21211)]
    [InlineData(21408)]
    [InlineData(21610)]
    [InlineData(21614)]
    public async Task What_will_never_arrive_is_not_sent_again_and_the_administrator_can_see_it(int code)
    {
        await using var host = await TwilioHost.StartAsync();
        host.Twilio.ThenRefuses(400, code);

        await host.SendAsync(await CodeAsync(host));

        Assert.Single(host.Twilio.Requests);
        Assert.Equal(
            new AuditEvent(host.World.Time.GetUtcNow(), AuditActivity.FlowProgress, AuditResult.Failed, "text-refused", Detail: $"{code}"), host.World.Audited.Last());
        Assert.Contains($"Twilio refused it with error {code}", host.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("425555", host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_refusal_stays_in_the_outbox()
    {
        await using var host = await TwilioHost.StartAsync(("Twilio:AuthToken", "wrong"));
        var code = await CodeAsync(host);

        Assert.Equal(20003, (await Assert.ThrowsAsync<ApiException>(() => host.SendAsync(code))).Code);
        Assert.Equal(20003, (await Assert.ThrowsAsync<ApiException>(() => host.SendAsync(code))).Code);
        Assert.Single((await host.World.Vault.Spending.ReadAsync("all", CancellationToken.None))!.Value.Sent);
    }

    [Fact]
    public async Task What_the_budget_stops_leaves_no_trace_of_the_number()
    {
        await using var host = await TwilioHost.StartAsync();
        var abroad = await CodeAsync(host) with { To = "+31612345678" };

        await host.SendAsync(abroad);

        Assert.Empty(host.Twilio.Requests);
        Assert.Contains($"Message {abroad.Id} was stopped: Country", host.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("612345678", host.Log.Text, StringComparison.Ordinal);
    }

    private static string Basic(string user, string password) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}";

    private static async Task<OutboxMessage> CodeAsync(TwilioHost host)
    {
        var session = await host.World.IdentifiedAsync();
        await host.World.Codes.SendAsync(session.Id, GateMethod.TextMobile, TestWorld.AnnasPhone.Value, CancellationToken.None);
        return host.World.Sent.Last();
    }
}
