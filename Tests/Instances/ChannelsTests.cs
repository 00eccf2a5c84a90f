using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SsprBot.Channels.Azure;
using SsprBot.Channels.Twilio;
using SsprBot.Sdk;
using SsprBot.Storage.Blobs;
using SsprBot.World;
using Xunit;

namespace SsprBot.Instances;

/// <summary>Teams and text messages at two instances.</summary>
[Collection(AzuriteShared.Name)]
public sealed class ChannelsTests(AzuriteServer server)
{
    private const string Greeting = "Hello";

    [Fact]
    public async Task What_Teams_delivers_twice_at_once_is_answered_once_and_turns_come_one_after_another()
    {
        await using var azure = await FakeAzure.StartAsync();
        await using var cluster = await Cluster.StartAsync(server, null,
        [
            ("MicrosoftAppId", FakeAzure.AppId),
            ("MicrosoftAppTenantId", FakeAzure.Tenant),
            ("MicrosoftAppPassword", "not-used-on-loopback"),
            ("Connector__OpenIdMetadata", azure.Metadata),
            ("Connector__RequestLimit", "00:01:00"),
        ]);
        var id = Guid.NewGuid().ToString();
        azure.Members[$"29:{id}"] = new JsonObject
        {
            ["id"] = $"29:{id}", ["aadObjectId"] = id, ["objectId"] = id, ["userPrincipalName"] = "anna.lima@contoso.test", ["tenantId"] = FakeAzure.Tenant, ["userRole"] = "user",
        };
        async Task PostAsync(HttpClient http, string name, string text) => Assert.Equal(HttpStatusCode.OK, await TeamsHost.PostAsync(http, azure, Message(azure, id, name, text)));

        await Task.WhenAll(PostAsync(cluster.One.Http, "1", "hello"), PostAsync(cluster.Two.Http, "1", "hello"));
        var greeted = azure.Said($"a:{id}");
        await Task.WhenAll(Enumerable.Range(2, 6).Select(name => PostAsync(name % 2 == 0 ? cluster.One.Http : cluster.Two.Http, $"{name}", "help")));

        Assert.Single(greeted, said => said.Contains(Greeting, StringComparison.Ordinal));
        var answers = azure.Said($"a:{id}")[greeted.Length..];
        Assert.DoesNotContain(answers, said => said.Contains("went wrong", StringComparison.Ordinal));
        Assert.Equal(6, answers.Count(said => said == answers[0]));
    }

    [Fact]
    public async Task A_text_that_comes_twice_at_once_is_answered_once()
    {
        await using var twilio = await FakeTwilio.StartAsync();
        await using var cluster = await Cluster.StartAsync(server, null,
        [
            ("Twilio__AccountSid", FakeTwilio.AccountSid),
            ("Twilio__AuthToken", FakeTwilio.AuthToken),
            ("Twilio__From", "+14255550199"),
            ("Twilio__ApiBase", twilio.Address.AbsoluteUri),
            ("Policy__Spending__Countries__0", "US"),
        ]);
        var url = new Uri(cluster.Balancer.Address, "api/twilio/sms");
        var text = SmsHost.Text("+14255550142", "hello");

        for (var delivery = 0; delivery < 2; delivery++)
        {
            Assert.All(await Task.WhenAll(PostAsync(url, text), PostAsync(url, text)), status => Assert.Equal(HttpStatusCode.OK, status));
        }

        // What is said to this comes after all that was said to the first.
        await Waiting.UntilAsync(() => Said().Any(said => said.StartsWith(Greeting, StringComparison.Ordinal)));
        await PostAsync(url, SmsHost.Text("+14255550142", "STOP"));
        await Waiting.UntilAsync(() => Said().Any(said => said.Contains("START", StringComparison.Ordinal)));
        Assert.Single(Said(), said => said.StartsWith(Greeting, StringComparison.Ordinal));

        string[] Said() => [.. twilio.Requests.Select(request => request["Body"] ?? "")];
    }

    private static JsonObject Message(FakeAzure azure, string user, string name, string text)
    {
        var message = TeamsHost.Activity(azure, "message", name, $"a:{user}", user, "en-US");
        message["text"] = text;
        return message;
    }

    private static async Task<HttpStatusCode> PostAsync(Uri url, Dictionary<string, string> form)
    {
        using var http = new HttpClient();
        using var content = new StringContent(SmsHost.Encode(form), Encoding.UTF8, "application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.TryAddWithoutValidation("X-Twilio-Signature", TwilioSignature.Of(FakeTwilio.AuthToken, url.AbsoluteUri, form));
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
