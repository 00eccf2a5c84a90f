using System.Net;
using System.Text;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace SsprBot.Channels.Azure;

/// <summary>What the bot calls, and what it never calls.</summary>
public sealed class OutboundTests : IAsyncLifetime
{
    private const string Teams = "https://smba.trafficmanager.net/emea/";

    private FakeAzure? _azure;

    private FakeAzure Azure => _azure!;

    public async Task InitializeAsync() => _azure = await FakeAzure.StartAsync();

    public async Task DisposeAsync() => await Azure.DisposeAsync();

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("52.113.194.132", true)]
    [InlineData("2603:1063:12:8::1", true)]
    [InlineData("::ffff:52.113.194.132", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("64:ff9b::a9fe:a9fe", false)]
    [InlineData("2002:a9fe:a9fe::1", false)]
    [InlineData("2001:0:a9fe::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("ff02::1", false)]
    public void Addresses_inside_a_network_are_not_public(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicConnections.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(0)]
    public async Task A_call_that_fails_is_tried_again(int trouble)
    {
        await using var services = Services("Development");
        Azure.Trouble(trouble, trouble);

        await SendAsync(services, Azure.Service);

        Assert.Equal(["hi"], Azure.Said("a:1"));
        Assert.Equal(3, Azure.Requests.Count);
    }

    [Fact]
    public async Task A_call_is_not_tried_for_ever()
    {
        await using var services = Services("Development");
        Azure.Trouble(503, 503, 503, 503, 503);
        await Assert.ThrowsAsync<ErrorResponseException>(() => SendAsync(services, Azure.Service));
        Assert.Equal(4, Azure.Requests.Count);
    }

    [Fact]
    public async Task A_redirection_is_not_followed()
    {
        await using var services = Services("Development");
        Azure.Elsewhere = $"{Azure.Url}/elsewhere";
        Azure.Trouble(302);
        await Assert.ThrowsAsync<ErrorResponseException>(() => SendAsync(services, Azure.Service));
        Assert.Equal(["POST /emea/v3/conversations/a:1/activities"], Azure.Requests);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("https://localhost/")]
    [InlineData("https://example.net/")]
    [InlineData("https://smba.trafficmanager.net./")]
    public async Task Outside_Development_no_other_host_is_called(string service)
    {
        await using var services = Services("Production");
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => SendAsync(services, service));
    }

    [Fact]
    public async Task A_known_name_that_leads_inside_is_not_connected_to()
    {
        var resolved = (await Dns.GetHostAddressesAsync("localhost")).First();
        Assert.True(IPAddress.IsLoopback(resolved));
        await using var services = Services("Production");
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient("guarded");
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri($"http://localhost:{new Uri(Azure.Url).Port}/")));
        Assert.Contains("not a public one", $"{refused.Message} {refused.InnerException?.Message}", StringComparison.Ordinal);
        Assert.Empty(Azure.Requests);
    }

    [Fact]
    public async Task The_token_goes_to_known_hosts_and_is_asked_for_once()
    {
        using var wire = new Wire();
        await using var services = Services("Production", wire);

        await SendAsync(services, Teams);
        await SendAsync(services, Teams);

        Assert.Equal(
            [
                $"POST https://login.microsoftonline.com/{FakeAzure.Tenant}/oauth2/v2.0/token ",
                "POST https://smba.trafficmanager.net/emea/v3/conversations/a%3A1/activities Bearer bot-token",
                "POST https://smba.trafficmanager.net/emea/v3/conversations/a%3A1/activities Bearer bot-token",
            ],
            wire.Requests);
        Assert.Contains("scope=https%3A%2F%2Fapi.botframework.com%2F.default", wire.Bodies[0], StringComparison.Ordinal);
        Assert.Contains("client_secret=a-secret", wire.Bodies[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task This_machine_gets_no_token()
    {
        await using var services = Services("Development");
        await SendAsync(services, Azure.Service);
        Assert.Equal(["POST /emea/v3/conversations/a:1/activities"], Azure.Requests);
    }

    private static ServiceProvider Services(string environment, Wire? wire = null)
    {
        var services = new ServiceCollection();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("MicrosoftAppId", FakeAzure.AppId),
            new("MicrosoftAppTenantId", FakeAzure.Tenant),
            new("MicrosoftAppPassword", "a-secret"),
        ]).Build();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<IHostEnvironment>(new Place(environment));
        services.AddSingleton(TimeProvider.System);
        services.AddConnector();
        services.AddHttpClient("guarded").ConfigurePrimaryHttpMessageHandler(provider =>
            new SocketsHttpHandler { ConnectCallback = provider.GetRequiredService<PublicConnections>().ConnectAsync });
        if (wire is not null)
        {
            services.AddHttpClient(BotTokens.Client).ConfigurePrimaryHttpMessageHandler(() => wire);
            services.AddHttpClient(ConnectorClients.Client).ConfigurePrimaryHttpMessageHandler(() => wire);
        }

        return services.BuildServiceProvider();
    }

    private static async Task SendAsync(ServiceProvider services, string service)
    {
        using var client = await services.GetRequiredService<ConnectorClients>().CreateAsync(service, "", CancellationToken.None);
        await client.Conversations.SendToConversationAsync("a:1", new Activity("message", text: "hi"));
    }

    private sealed class Place(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }

    /// <summary>The internet: gives tokens and takes activities.</summary>
    private sealed class Wire : HttpMessageHandler
    {
        public List<string> Requests { get; } = [];

        public List<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add($"{request.Method} {request.RequestUri!.AbsoluteUri} {request.Headers.Authorization}");
            Bodies.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            var answer = request.RequestUri.Host is "login.microsoftonline.com" ? """{"token_type":"Bearer","expires_in":3600,"access_token":"bot-token"}""" : """{"id":"1"}""";
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
        }
    }
}
