using System.Net;
using System.Text.Json.Nodes;
using SsprBot.Abuse;
using Xunit;

namespace SsprBot.Channels.Azure;

/// <summary>Who is let in at <c>/api/messages</c>.</summary>
public sealed class ConnectorTokenTests(TeamsHost host) : IClassFixture<TeamsHost>
{
    private const string OtherTenant = "99990000-1111-4222-8333-444455556666";

    public static TheoryData<string, int> Headers => new()
    {
        { "as it should be", 200 },
        { "RS384", 200 },
        { "expired 4 minutes ago", 200 },
        { "valid in 4 minutes", 200 },
        { "expired 6 minutes ago", 401 },
        { "valid in 6 minutes", 401 },
        { "no header", 401 },
        { "garbage", 401 },
        { "no token", 401 },
        { "basic", 401 },
        { "two dots", 401 },
        { "alg none", 401 },
        { "HS256 with the public key", 401 },
        { "PS256", 401 },
        { "forged", 401 },
        { "other audience", 401 },
        { "emulator issuer", 401 },
        { "skill issuer", 401 },
        { "government issuer", 401 },
        { "unknown key", 401 },
        { "key path traversal", 401 },
        { "no serviceurl", 401 },
        { "other serviceurl", 403 },
        { "serviceurl in capitals", 403 },
        { "key without the endorsement", 403 },
    };

    public static TheoryData<string, Action<JsonObject>> Activities => new()
    {
        { "no service URL", activity => activity.Remove("serviceUrl") },
        { "null service URL", activity => activity["serviceUrl"] = null },
        { "empty service URL", activity => activity["serviceUrl"] = "" },
        { "another service URL", activity => activity["serviceUrl"] = "https://smba.trafficmanager.net/emea/" },
        { "channel that is not served", activity => activity["channelId"] = "webchat" },
        { "channel in capitals", activity => activity["channelId"] = "MSTEAMS" },
        { "other tenant of the channel", activity => activity["channelData"]!["tenant"]!["id"] = OtherTenant },
        { "other tenant of the conversation", activity => activity["conversation"]!["tenantId"] = OtherTenant },
        { "no tenant of the channel", activity => activity.Remove("channelData") },
        { "no tenant of the conversation", activity => activity["conversation"]!.AsObject().Remove("tenantId") },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    [Rule("D-85")]
    public async Task A_token_is_right_in_everything_or_refused(string token, int expected)
    {
        var user = host.User("anna.lima@contoso.test");

        var status = await host.PostAsync(user.Message("hi").ToJsonString(), Header(token));

        Assert.Equal(expected, (int)status);
        Assert.Equal(expected == 200 ? 1 : 0, host.Azure.Said(user.Conversation).Length);
    }

    [Theory]
    [MemberData(nameof(Activities), DisableDiscoveryEnumeration = true)]
    [Rule("D-85")]
    public async Task What_the_body_says_is_what_the_token_says(string what, Action<JsonObject> change)
    {
        var user = host.User("anna.lima@contoso.test");
        var message = user.Message(what);
        change(message);

        Assert.Equal(HttpStatusCode.Forbidden, await host.PostAsync(message));
        Assert.Empty(host.Azure.Said(user.Conversation));
    }

    [Theory]
    [InlineData("http://smba.trafficmanager.net/emea/")]
    [InlineData("https://smba.trafficmanager.net:444/emea/")]
    [InlineData("https://smba.trafficmanager.net.example.net/")]
    [InlineData("https://other.trafficmanager.net/")]
    [InlineData("https://user@smba.trafficmanager.net/")]
    [InlineData("https://52.113.0.1/")]
    [InlineData("urn:service")]
    [Rule("D-87")]
    public async Task A_service_that_the_bot_would_not_call_is_refused_though_the_token_names_it(string service)
    {
        var message = host.User("anna.lima@contoso.test").Message("hi");
        message["serviceUrl"] = service;

        Assert.Equal(HttpStatusCode.Forbidden, await host.PostAsync(message.ToJsonString(), host.Azure.Token(serviceUrl: service)));
    }

    [Fact]
    [Rule("D-85")]
    public async Task A_second_header_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/messages", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Authorization", [host.Azure.Token(), "Bearer x"]);
        using var response = await host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }

    private string? Header(string token) => token switch
    {
        "as it should be" => host.Azure.Token(),
        "RS384" => host.Azure.Token(algorithm: "RS384"),
        "expired 4 minutes ago" => host.Azure.Token(expiresIn: -4),
        "valid in 4 minutes" => host.Azure.Token(notBefore: 4),
        "expired 6 minutes ago" => host.Azure.Token(expiresIn: -6),
        "valid in 6 minutes" => host.Azure.Token(notBefore: 6),
        "garbage" => "%%% not a header",
        "no token" => "Bearer",
        "basic" => "Basic dTpw",
        "two dots" => "Bearer ..",
        "alg none" => host.Azure.Token(algorithm: "none"),
        "HS256 with the public key" => host.Azure.Token(algorithm: "HS256"),
        "PS256" => host.Azure.Token(algorithm: "PS256"),
        "forged" => host.Azure.Token(forged: true),
        "other audience" => host.Azure.Token(audience: OtherTenant),
        "emulator issuer" => host.Azure.Token(issuer: "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"),
        "skill issuer" => host.Azure.Token(issuer: $"https://login.microsoftonline.com/{FakeAzure.Tenant}/v2.0"),
        "government issuer" => host.Azure.Token(issuer: "https://api.botframework.us"),
        "unknown key" => host.Azure.Token(keyId: "nobody's"),
        "key path traversal" => host.Azure.Token(keyId: "../../../../etc/passwd"),
        "no serviceurl" => host.Azure.Token(serviceUrl: null),
        "other serviceurl" => host.Azure.Token(serviceUrl: "https://smba.trafficmanager.net/emea/"),
        "serviceurl in capitals" => host.Azure.Token(serviceUrl: host.Azure.Service.ToUpperInvariant()),
        "key without the endorsement" => host.Azure.Token(key: FakeAzure.OtherKey),
        _ => null,
    };
}
