using System.Net;
using System.Text.Json.Nodes;
using SsprBot.Abuse;
using SsprBot.Host;
using Xunit;

namespace SsprBot.Channels.Azure;

/// <summary>Conversations in Teams, from the request to the answer at the channel.</summary>
public sealed class TeamsTests(TeamsHost host) : IClassFixture<TeamsHost>
{
    private const string NewPassword = "Violet-Umbrella-93-q";
    private const string Greeting = "Hello, I help people at Contoso get back into their account.";

    [Fact]
    public async Task A_password_is_reset_in_a_personal_chat_and_the_chat_says_so_by_itself()
    {
        var anna = host.User("anna.lima@contoso.test");
        Assert.StartsWith(Greeting, await anna.SayAsync("hello"), StringComparison.Ordinal);
        Assert.StartsWith("Now let's make sure it is you.", await anna.SayAsync("I forgot my password"), StringComparison.Ordinal);
        await anna.SayAsync("Email my alternate email");
        Assert.StartsWith("Thank you, that is right.", await anna.SayAsync(await host.Host.CodeToAsync("anna.lima@example.net")), StringComparison.Ordinal);
        await anna.SayAsync("Text my mobile phone");
        await anna.SayAsync("+14255550101");
        var (path, pageCode) = ChatPerson.LinkIn(await anna.SayAsync(await host.Host.CodeToAsync("+14255550101")));
        using var page = new SecurePage(host.Host.Address);
        await page.OpenAsync(path, pageCode);
        var before = host.Azure.Said(anna.Conversation).Length;

        Assert.Contains("Your password has been reset", await page.SetAsync(NewPassword), StringComparison.Ordinal);

        Assert.Equal("Your password has been reset.", (await host.Azure.SaidAsync(anna.Conversation, before + 1))[before]);
        Assert.True(await CanSignInAsync("anna.lima@contoso.test"));
    }

    [Theory]
    [InlineData("ben.okafor@contoso.test", FakeAzure.Tenant, "Now let's make sure it is you.")]
    [InlineData("nobody@contoso.test", FakeAzure.Tenant, "Your account cannot be reset here.")]
    [InlineData("farid.aziz@contoso.test", FakeAzure.Tenant, "Your account cannot be reset here.")]
    [InlineData("ben.okafor_fabrikam.test#EXT#@contoso.test", FakeAzure.Tenant, "I can only help people who work here.")]
    [InlineData("ben.okafor@contoso.test", "99990000-1111-4222-8333-444455556666", "I can only help people who work here.")]
    [Rule("D-88")]
    public async Task Somebody_is_who_Teams_says(string userId, string tenant, string answer) =>
        Assert.StartsWith(answer, await host.User(userId, tenant).SayAsync("I forgot my password"), StringComparison.Ordinal);

    [Fact]
    [Rule("D-88")]
    public async Task Another_object_id_than_the_members_is_nobodys()
    {
        var ben = host.User("ben.okafor@contoso.test");
        var message = ben.Message("I forgot my password");
        message["from"]!["aadObjectId"] = Guid.NewGuid().ToString();
        await host.PostAsync(message);
        Assert.StartsWith("I can only help people who work here.", ben.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_somebody_is_is_asked_once()
    {
        var ben = host.User("ben.okafor@contoso.test");
        await ben.SayAsync("hello");
        await ben.SayAsync("help");
        Assert.Single(host.Azure.Requests, request => request.Contains("/members/", StringComparison.Ordinal) && request.Contains(ben.Conversation, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_language_is_that_of_Teams() =>
        Assert.StartsWith("Hallo, ik help mensen bij Contoso", await host.User("carla.jansen@contoso.test", locale: "nl-NL").SayAsync("hallo"), StringComparison.Ordinal);

    [Fact]
    public async Task Who_adds_the_app_is_greeted_once()
    {
        var ben = host.User("ben.okafor@contoso.test");
        var installed = ben.Activity("installationUpdate");
        installed["action"] = "add";
        var joined = ben.Activity("conversationUpdate");
        joined["membersAdded"] = new JsonArray(new JsonObject { ["id"] = $"28:{FakeAzure.AppId}" });

        Assert.Equal(HttpStatusCode.OK, await host.PostAsync(installed));
        Assert.Equal(HttpStatusCode.OK, await host.PostAsync(joined));

        Assert.StartsWith(Greeting, Assert.Single(host.Azure.Said(ben.Conversation)), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-57")]
    public async Task What_is_delivered_twenty_times_at_once_has_one_effect()
    {
        var ben = host.User("ben.okafor@contoso.test");
        var message = ben.Message("hello").ToJsonString();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.PostAsync(message, host.Azure.Token())));

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Single(host.Azure.Said(ben.Conversation));
    }

    [Fact]
    [Rule("D-58")]
    public async Task Turns_of_a_conversation_wait_for_each_other_and_those_over_three_are_dropped_with_one_notice()
    {
        var ben = host.User("ben.okafor@contoso.test");
        await ben.SayAsync("hello");
        host.Azure.Hold();

        // One runs, three wait, one of the others tells so: the channel holds up all five.
        var posts = Enumerable.Range(0, 12).Select(_ => host.PostAsync(ben.Message("help"))).ToArray();
        await Task.WhenEach(posts).Take(7).CountAsync();

        host.Azure.Release();
        Assert.All(await Task.WhenAll(posts), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Single(host.Azure.Said(ben.Conversation), said => said.StartsWith("That was faster than I can read.", StringComparison.Ordinal));
    }

    [Fact]
    [Rule("D-57")]
    public async Task What_comes_later_than_a_quarter_of_an_hour_is_dropped()
    {
        var ben = host.User("ben.okafor@contoso.test");
        var message = ben.Message("hello");
        message["timestamp"] = TimeProvider.System.GetUtcNow().AddMinutes(-16).ToString("O");
        Assert.Equal(HttpStatusCode.OK, await host.PostAsync(message));
        Assert.Empty(host.Azure.Said(ben.Conversation));
    }

    [Theory]
    [InlineData("groupChat")]
    [InlineData("channel")]
    [Rule("D-88")]
    public async Task In_company_there_is_one_answer_that_points_to_the_personal_chat(string kind)
    {
        var ben = host.User("ben.okafor@contoso.test");
        var message = ben.Message("<at>SsprBot</at> I forgot my password");
        message["conversation"]!["conversationType"] = kind;
        message["conversation"]!["isGroup"] = true;
        var joined = ben.Activity("conversationUpdate");
        joined["conversation"] = message["conversation"]!.DeepClone();
        joined["membersAdded"] = new JsonArray(new JsonObject { ["id"] = "29:somebody" });

        Assert.Equal(HttpStatusCode.OK, await host.PostAsync(joined));
        Assert.Equal(HttpStatusCode.OK, await host.PostAsync(message));

        Assert.Equal("I only talk in a personal chat, so that nobody reads along. Please open a chat with me alone.", ben.Read());
        Assert.StartsWith(Greeting, await ben.SayAsync("hello"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("messageUpdate")]
    [InlineData("messageDelete")]
    [InlineData("messageReaction")]
    [InlineData("typing")]
    [InlineData("endOfConversation")]
    [InlineData("event")]
    [InlineData("trace")]
    [InlineData("command")]
    [InlineData("somethingNew")]
    [Rule("D-81")]
    public async Task What_is_no_message_is_passed_over(string type)
    {
        var ben = host.User("ben.okafor@contoso.test");
        var activity = ben.Activity(type);
        activity["text"] = "I forgot my password";
        activity["name"] = "ContinueConversation";
        activity["reactionsAdded"] = new JsonArray(new JsonObject { ["type"] = "like" });

        Assert.Equal(HttpStatusCode.OK, await host.PostAsync(activity));
        Assert.Empty(host.Azure.Said(ben.Conversation));
    }

    [Fact]
    [Rule("D-87")]
    public async Task Files_are_not_fetched()
    {
        var ben = host.User("ben.okafor@contoso.test");
        var message = ben.Activity("message");
        message["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "image/png", ["contentUrl"] = $"{host.Azure.Url}/stolen/{ben.Conversation}" });

        Assert.Equal(HttpStatusCode.OK, await host.PostAsync(message));

        Assert.Empty(host.Azure.Said(ben.Conversation));
        Assert.DoesNotContain(host.Azure.Requests, request => request.Contains("/stolen/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("signin/verifyState")]
    [InlineData("signin/tokenExchange")]
    [InlineData("composeExtension/query")]
    [InlineData("fileConsent/invoke")]
    [InlineData("somethingNew")]
    public async Task An_invoke_that_nobody_answers_is_told_so(string name)
    {
        var invoke = host.User("ben.okafor@contoso.test").Activity("invoke");
        invoke["name"] = name;
        invoke["value"] = new JsonObject { ["action"] = new JsonObject { ["verb"] = "x" } };
        Assert.Equal(HttpStatusCode.NotImplemented, await host.PostAsync(invoke));
    }

    [Fact]
    public async Task A_pressed_button_is_an_answer_and_its_card_says_which()
    {
        var ben = host.User("ben.okafor@contoso.test");
        await ben.SayAsync("hello");

        var told = await ben.PressAsync("I forgot my password");

        Assert.StartsWith("Now let's make sure it is you.", ben.Read(), StringComparison.Ordinal);
        Assert.EndsWith("\nYour answer: I forgot my password", Assert.Single(host.Azure.Replaced(ben.Conversation)), StringComparison.Ordinal);
        Assert.EndsWith("Your answer: I forgot my password", (string)told["value"]!["speak"]!, StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-88")]
    public async Task The_secure_page_is_a_dialog_of_its_own_chat()
    {
        var david = host.User("david.kim@contoso.test");
        await david.SayAsync("I want to change my password");

        var dialog = (await david.PressAsync("Choose a new password"))["task"]!;

        Assert.Equal("continue", (string)dialog["type"]!);
        using var page = await host.Http.GetAsync(new Uri((string)dialog["value"]!["url"]!));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("frame-ancestors https://*.cloud.microsoft https://teams.microsoft.com", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    private async Task<bool> CanSignInAsync(string userId)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("userId", userId), KeyValuePair.Create("password", NewPassword)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/dev/signin", UriKind.Relative)) { Headers = { { "Accept", "application/json" } }, Content = form };
        using var response = await host.Http.SendAsync(request);
        return (bool)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["signedIn"]!;
    }
}
