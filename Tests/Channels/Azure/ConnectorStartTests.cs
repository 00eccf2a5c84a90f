using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using SsprBot.Abuse;
using SsprBot.Host;
using SsprBot.Settings;
using Xunit;

namespace SsprBot.Channels.Azure;

/// <summary>Whether the host starts, and whom it then lets in.</summary>
public sealed class ConnectorStartTests
{
    private const string Credential = "A SingleTenant bot needs one credential: MicrosoftAppPassword, MicrosoftAppCertificatePath, MicrosoftAppCertificateThumbprint, MicrosoftAppFederatedTokenFile or MicrosoftAppFederatedIdentity.";

    public static TheoryData<string, string> Registrations => new()
    {
        { "", "" },
        { "Id Tenant Password", "" },
        { "Id Tenant Type=UserAssignedMSI", "" },
        { "Id Tenant MicrosoftAppFederatedTokenFile=/var/token", "" },
        { "Type=MultiTenant", "MicrosoftAppType is MultiTenant. Azure no longer registers such bots: use SingleTenant or UserAssignedMSI." },
        { "Type=Skill", "MicrosoftAppType must be SingleTenant or UserAssignedMSI." },
        { "Tenant", "MicrosoftAppId is missing: without it the Bot Connector is off." },
        { "Password", "MicrosoftAppId is missing: without it the Bot Connector is off." },
        { "Id=bot Tenant Password", "MicrosoftAppId must be a GUID." },
        { "Id Password", "MicrosoftAppTenantId must be the GUID of the organisation's tenant." },
        { "Id Tenant", Credential },
        { "Id Tenant Password MicrosoftAppFederatedIdentity=x", Credential },
        { "Id Tenant MicrosoftAppCertificatePath=/nowhere.pfx", "MicrosoftAppCertificatePath names no file." },
        { "Connector:OpenIdMetadata=http://127.0.0.1/", "Connector:OpenIdMetadata may be set in Development only: who writes those keys can speak for everybody." },
        { "Connector:ServiceHosts:0=*.trafficmanager.net", "Connector:ServiceHosts holds *.trafficmanager.net, which is no host name." },
        { "Connector:ServiceHosts:0=10.0.0.1", "Connector:ServiceHosts holds 10.0.0.1, which is no host name." },
        { "Connector:RequestLimit=00:02:00", "Connector:RequestLimit must be between 00:00:01 and 00:01:00." },
    };

    [Theory]
    [MemberData(nameof(Registrations))]
    public void A_registration_is_whole_or_the_host_does_not_start(string settings, string fault) =>
        Assert.Equal(fault.Length == 0 ? [] : [fault], ConnectorCheck.Faults(Configuration(settings), isDevelopment: false));

    [Fact]
    [Rule("D-86")]
    public async Task In_Development_without_an_app_id_programs_on_this_machine_are_let_in()
    {
        await using var azure = await FakeAzure.StartAsync();
        await using var host = await InProcessHost.StartAsync();
        using var http = new HttpClient { BaseAddress = host.Address };

        Assert.Equal(HttpStatusCode.OK, await PostAsync(http, azure.Service));
        Assert.StartsWith("Hello, I help people at Contoso", Assert.Single(azure.Said("c")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(http, "https://smba.trafficmanager.net/emea/"));
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(http, azure.Service));
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://192.0.2.1:0")]
    [Rule("D-86")]
    public async Task In_Development_the_host_does_not_listen_to_others(string address)
    {
        var (exitCode, output) = await BotProcess.RunAsync("http://127.0.0.1:0", ("Kestrel__Endpoints__Other__Url", address));
        Assert.Equal((1, true), (exitCode, output.Contains($"not on {address}", StringComparison.Ordinal)));
    }

    private static IConfiguration Configuration(string settings) => new ConfigurationBuilder().AddInMemoryCollection(settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Setting)).Build();

    private static KeyValuePair<string, string?> Setting(string setting) => setting switch
    {
        "Id" => new("MicrosoftAppId", FakeAzure.AppId),
        "Tenant" => new("MicrosoftAppTenantId", FakeAzure.Tenant),
        "Password" => new("MicrosoftAppPassword", "a-secret"),
        _ when setting.Split('=') is [var name, var value] => new(name is "Id" or "Type" ? $"MicrosoftApp{name}" : name, value),
        _ => throw new ArgumentException(setting),
    };

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, string service)
    {
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["id"] = Guid.NewGuid().ToString(),
            ["text"] = "hello",
            ["channelId"] = "emulator",
            ["serviceUrl"] = service,
            ["conversation"] = new JsonObject { ["id"] = "c" },
            ["from"] = new JsonObject { ["id"] = "u" },
        };
        using var body = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri("/api/messages", UriKind.Relative), body);
        return response.StatusCode;
    }
}
