using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SsprBot.Channels;
using SsprBot.Channels.Azure;
using SsprBot.Domain;
using SsprBot.Host;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>What belongs to one channel, brought to the door of another.</summary>
public sealed class DoorTests(TeamsHost host) : IClassFixture<TeamsHost>
{
    private const string Anna = "anna.lima@contoso.test";
    private const string Ben = "ben.okafor@contoso.test";

    [Fact]
    [Rule("D-84")]
    [Rule("D-85")]
    public async Task A_token_of_the_chat_opens_no_door_of_the_connector_nor_the_other_way()
    {
        var chat = new ChatClient(host.Http);
        await chat.GenerateAsync();
        await chat.BeginAsync();
        var heard = await chat.HistoryAsync();
        var message = host.Activity("message", chat.Conversation, chat.User, "en-US");
        message["text"] = "I forgot my password";

        Assert.Equal(HttpStatusCode.Unauthorized, await host.PostAsync(message.ToJsonString(), $"Bearer {chat.Token}"));
        message["channelId"] = "directline";
        message["serviceUrl"] = "urn:ssprbot:directline";
        Assert.Equal(HttpStatusCode.Forbidden, await host.PostAsync(message));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/v3/directline/conversations/{chat.Conversation}/activities", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Authorization", host.Azure.Token());
        using var refused = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(heard, await chat.HistoryAsync());
    }

    [Fact]
    [Rule("D-87")]
    public async Task A_service_URL_of_somebody_elses_is_never_called()
    {
        await using var thief = await FakeAzure.StartAsync();
        var anna = host.User(Anna);
        var message = anna.Message("hello");
        foreach (var service in (string[])[thief.Service, $"{host.Azure.Service}../../x", host.Azure.Service.Replace("http://", "http://evil@", StringComparison.Ordinal), "https://smba.trafficmanager.net.evil.test/"])
        {
            message["serviceUrl"] = service;
            Assert.Equal(HttpStatusCode.Forbidden, await host.PostAsync(message));
        }

        message["serviceUrl"] = host.Azure.Service;
        message["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "image/svg+xml", ["contentUrl"] = $"{thief.Url}/x", ["thumbnailUrl"] = $"{thief.Url}/y" });
        message["text"] = $"![x]({thief.Url}/p) <img src=\"{thief.Url}/q\">";
        Assert.Equal(HttpStatusCode.OK, await host.PostAsync(message));
        await anna.SayAsync("hello");
        Assert.Empty(thief.Requests);
    }

    [Fact]
    [Rule("D-88")]
    public async Task Nobody_in_Teams_acts_for_another_by_words_a_mention_or_a_card()
    {
        var anna = host.User(Anna);
        await anna.SayAsync($"I forgot my password for {Ben}");
        await anna.SayAsync("I forgot my password");
        await anna.SayAsync(Ben);
        var mention = anna.Message($"<at>Ben Okafor</at> {Ben}");
        mention["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = "<at>Ben Okafor</at>", ["mentioned"] = new JsonObject { ["id"] = "29:ben", ["aadObjectId"] = "ben" } });
        await host.PostAsync(mention);
        var card = anna.Activity("message");
        card["value"] = new JsonObject { ["userId"] = Ben, ["user-id"] = Ben, ["account"] = "demo-ben.okafor", ["answer"] = "0" };
        await host.PostAsync(card);
        var other = anna.Message("I forgot my password");
        other["onBehalfOf"] = new JsonArray(new JsonObject { ["mri"] = "29:ben" });
        other["from"]!["userPrincipalName"] = Ben;
        await host.PostAsync(other);

        Assert.All(await SessionsAsync(anna), session => Assert.Equal(Anna, session.UserId));
    }

    [Fact]
    [Rule("D-88")]
    public async Task A_card_of_anothers_chat_answers_nothing()
    {
        var anna = host.User(Anna);
        var ben = host.User(Ben);
        await anna.SayAsync("hello");
        await ben.SayAsync("hello");
        var stolen = ben.Activity("invoke");
        stolen["name"] = "adaptiveCard/action";
        stolen["value"] = new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "answer", ["data"] = host.Azure.Button(anna.Conversation, "I forgot my password").DeepClone() },
            ["trigger"] = "manual",
        };
        anna.Read();
        ben.Read();

        await host.InvokeAsync(stolen);

        Assert.Equal(("", 0), (anna.Read(), (await SessionsAsync(ben)).Count));
    }

    [Fact]
    [Rule("D-82")]
    [Rule("D-84")]
    public async Task A_chat_of_the_web_is_not_woken_by_a_service_that_says_it_is_one()
    {
        await using var open = await InProcessHost.StartAsync("--Policy:BotCheck=None");
        var chat = new ChatClient(open.Http);
        await chat.GenerateAsync();
        await chat.BeginAsync();
        var heard = await chat.HistoryAsync();
        foreach (var service in (string[])["urn:ssprbot:directline", "http://127.0.0.1:9/"])
        {
            var activity = new JsonObject
            {
                ["type"] = "message", ["id"] = "1", ["text"] = "I forgot my password", ["channelId"] = "directline", ["serviceUrl"] = service,
                ["conversation"] = new JsonObject { ["id"] = chat.Conversation }, ["from"] = new JsonObject { ["id"] = chat.User },
            };
            using var body = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json");
            using var response = await open.Http.PostAsync(new Uri("/api/messages", UriKind.Relative), body);
            Assert.False(response.IsSuccessStatusCode);
        }

        Assert.Equal(heard, await chat.HistoryAsync());
    }

    private async Task<IReadOnlyList<RecoverySession>> SessionsAsync(TeamsUser user) =>
        [.. (await Sessions.OfAsync(host.Host.Services)).Where(session => session.Visitor.Chat.Conversation == user.Conversation)];
}
