using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SsprBot.Channels.Azure;
using SsprBot.Settings;
using Xunit;

namespace SsprBot.Doctor;

public sealed class BotCheckTests
{
    private const string Token = """{"token_type":"Bearer","expires_in":3600,"access_token":"bot-token"}""";

    [Fact]
    public async Task A_registration_that_works_is_ok()
    {
        await using var azure = await FakeAzure.StartAsync();

        Assert.Equal(
            ["Ok bot: The bot gets a token for the Bot Connector.", "Ok bot: The signing keys of the Bot Connector can be read: 2."],
            await ExaminedAsync(azure.Metadata, HttpStatusCode.OK, Token));
    }

    [Fact]
    public async Task A_secret_that_has_expired_and_keys_that_cannot_be_read_are_faults() => Assert.Equal(
        ["Fault bot: The bot gets no token: invalid_client.", "Fault bot: The signing keys of the Bot Connector cannot be read: nobody is let in."],
        await ExaminedAsync("http://127.0.0.1:1/metadata", HttpStatusCode.Unauthorized, """{"error":"invalid_client","error_description":"AADSTS7000222: The provided client secret keys are expired."}"""));

    [Fact]
    public async Task Without_a_registration_there_is_nothing_to_look_at() => Assert.Equal(
        ["NotSetUp bot: MicrosoftAppId is empty: Teams and the other channels of Azure Bot Service are off."],
        await ExaminedAsync("http://127.0.0.1:1/metadata", HttpStatusCode.OK, Token, appId: ""));

    private static async Task<string[]> ExaminedAsync(string metadata, HttpStatusCode status, string answer, string appId = FakeAzure.AppId)
    {
        using var wire = new Wire(status, answer);
        var registration = Options.Create(new BotRegistration { MicrosoftAppId = appId, MicrosoftAppTenantId = FakeAzure.Tenant, MicrosoftAppPassword = "not-a-secret" });
        using var keys = new SigningKeys(wire, Options.Create(new ConnectorSettings { OpenIdMetadata = new Uri(metadata) }), TimeProvider.System, NullLogger<SigningKeys>.Instance);
        return await Examined.ByAsync(new BotCheck(new BotTokens(registration, wire), keys, registration), "bot");
    }

    /// <summary>Answers for where tokens are given; the keys are asked for over the network.</summary>
    private sealed class Wire(HttpStatusCode status, string answer) : HttpMessageHandler, IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => name == BotTokens.Client ? new HttpClient(this, disposeHandler: false) : new HttpClient();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(answer, Encoding.UTF8, "application/json") });
    }
}
