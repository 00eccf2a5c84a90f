using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SsprBot.Network;
using SsprBot.World;
using Twilio.Clients;
using Twilio.Exceptions;
using Twilio.Http;
using Twilio.Rest.Api.V2010.Account;
using Twilio.Types;
using Xunit;

namespace SsprBot.Sdk;

public sealed class TwilioRestTests : IAsyncLifetime, IDisposable
{
    private readonly ServiceProvider _services;
    private FakeTwilio _twilio = null!;
    private System.Net.Http.HttpClient? _http;

    public TwilioRestTests()
    {
        var services = new ServiceCollection();
        services.AddHttpClient("").AddHttpMessageHandler(() => new StandIn(_twilio.Address));
        _services = services.BuildServiceProvider();
    }

    public async Task InitializeAsync()
    {
        _twilio = await FakeTwilio.StartAsync();
        _http = _services.GetRequiredService<IHttpClientFactory>().CreateClient();
    }

    public async Task DisposeAsync()
    {
        Dispose();
        await _twilio.DisposeAsync();
    }

    public void Dispose()
    {
        _http?.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task A_text_is_one_request()
    {
        var text = await MessageResource.CreateAsync(
            to: new PhoneNumber("+31612345678"),
            messagingServiceSid: "MG1",
            body: "Code 12 & 34 = é€ +",
            statusCallback: new Uri("https://bot.example/status?a=b c"),
            client: Client());

        Assert.Equal(("SM00000000000000000000000000000001", MessageResource.StatusEnum.Queued), (text.Sid, text.Status));
        var request = Assert.Single(_twilio.Requests);
        Assert.Equal($"/2010-04-01/Accounts/{FakeTwilio.AccountSid}/Messages.json", request.Path);
        Assert.Equal(
            ["To=+31612345678", "MessagingServiceSid=MG1", "Body=Code 12 & 34 = é€ +", "StatusCallback=https://bot.example/status?a=b%20c"], request.Fields);
    }

    [Fact]
    public async Task A_call_is_one_request()
    {
        var call = await CallResource.CreateAsync(
            to: new PhoneNumber("+31612345678"),
            from: new PhoneNumber("+31201234567"),
            twiml: new Twiml("<Response/>"),
            statusCallback: new Uri("https://bot.example/status"),
            statusCallbackEvent: ["answered", "completed"],
            machineDetection: "Enable",
            timeout: 25,
            timeLimit: 60,
            client: Client());

        Assert.Equal(("CA00000000000000000000000000000001", "queued"), (call.Sid, $"{call.Status}"));
        var request = Assert.Single(_twilio.Requests);
        Assert.Equal($"/2010-04-01/Accounts/{FakeTwilio.AccountSid}/Calls.json", request.Path);
        Assert.Equal(
            [
                "To=+31612345678", "From=+31201234567", "Twiml=<Response/>", "StatusCallback=https://bot.example/status",
                "StatusCallbackEvent=answered", "StatusCallbackEvent=completed", "Timeout=25", "MachineDetection=Enable", "TimeLimit=60",
            ],
            request.Fields);
    }

    [Fact]
    public async Task An_api_key_asks_for_its_account()
    {
        _twilio.ThenAnswers(201, """{"sid":"SM1","status":null}""");
        var client = new TwilioRestClient("SK1", "secret:é", FakeTwilio.AccountSid, httpClient: Wire);

        var text = await MessageResource.CreateAsync(new CreateMessageOptions(new PhoneNumber("+1")) { PathAccountSid = "AC/2" }, client);

        Assert.Equal(("SM1", null), (text.Sid, text.Status));
        var request = Assert.Single(_twilio.Requests);
        Assert.Equal(
            ("/2010-04-01/Accounts/AC%2F2/Messages.json", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("SK1:secret:é"))}"),
            (request.Path, request.Authorization));
    }

    [Theory]
    [InlineData(400, 21211)]
    [InlineData(429, 20429)]
    [InlineData(500, 20500)]
    [InlineData(503, 20503)]
    public async Task A_refusal_has_twilios_number(int status, int code)
    {
        _twilio.ThenRefuses(status, code);

        var refused = await Assert.ThrowsAsync<ApiException>(SendAsync);

        Assert.Equal((code, status, "It is refused.", $"https://www.twilio.com/docs/errors/{code}"), (refused.Code, refused.Status, refused.Message, refused.MoreInfo));
    }

    [Fact]
    public async Task A_wrong_password_is_a_refusal()
    {
        var client = new TwilioRestClient(FakeTwilio.AccountSid, "wrong", httpClient: Wire);

        var refused = await Assert.ThrowsAsync<ApiException>(() => MessageResource.CreateAsync(new PhoneNumber("+1"), client: client));

        Assert.Equal((20003, 401), (refused.Code, refused.Status));
    }

    [Theory]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(404, "")]
    [InlineData(400, "[]")]
    [InlineData(400, "{\"code\":\"x\",\"message\":3}")]
    public async Task A_refusal_that_cannot_be_read_has_the_status(int status, string body)
    {
        _twilio.ThenAnswers(status, body);

        var refused = await Assert.ThrowsAsync<ApiException>(SendAsync);

        Assert.Equal((0, status, $"HTTP {status}"), (refused.Code, refused.Status, refused.Message));
    }

    [Fact]
    public async Task A_success_that_cannot_be_read_is_an_accident()
    {
        _twilio.ThenAnswers(201, "<html>");

        await Assert.ThrowsAsync<ApiException>(SendAsync);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_no_refusal()
    {
        _twilio.ThenIsCutOff();

        await Assert.ThrowsAsync<ApiConnectionException>(SendAsync);
    }

    [Fact]
    public async Task Without_a_client_or_a_password_nothing_is_asked()
    {
        await Assert.ThrowsAsync<AuthenticationException>(() => MessageResource.CreateAsync(new PhoneNumber("+1")));
        Assert.Throws<AuthenticationException>(() => new TwilioRestClient(FakeTwilio.AccountSid, ""));
        Assert.Empty(_twilio.Requests);
    }

    [Theory]
    [InlineData(null, null, "https://api.twilio.com/x.json")]
    [InlineData("ie1", null, "https://api.ie1.twilio.com/x.json")]
    [InlineData("ie1", "dublin", "https://api.dublin.ie1.twilio.com/x.json")]
    [InlineData(null, "ashburn", "https://api.ashburn.us1.twilio.com/x.json")]
    public async Task A_region_and_an_edge_are_in_the_host(string? region, string? edge, string expected)
    {
        var wire = new NoWire();

        await new TwilioRestClient("AC1", "secret", region: region, httpClient: wire, edge: edge).RequestAsync(new Request(Twilio.Http.HttpMethod.Get, Twilio.Rest.Domain.Api, "/x.json"));

        Assert.Equal([expected], wire.Seen);
    }

    private SystemNetHttpClient Wire => new(_http);

    private TwilioRestClient Client() => new(FakeTwilio.AccountSid, FakeTwilio.AuthToken, httpClient: Wire);

    private Task SendAsync() => MessageResource.CreateAsync(new PhoneNumber("+31612345678"), from: "+31201234567", body: "Hello", client: Client());

    private sealed class NoWire : Twilio.Http.HttpClient
    {
        public List<string> Seen { get; } = [];

        public override Response MakeRequest(Request request)
        {
            Seen.Add(request.ConstructUrl().AbsoluteUri);
            return new Response(HttpStatusCode.OK, "{}");
        }

        public override Task<Response> MakeRequestAsync(Request request) => Task.FromResult(MakeRequest(request));
    }
}
