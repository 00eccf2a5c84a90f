using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using CsCheck;
using SsprBot.Channels;
using SsprBot.Channels.Azure;
using SsprBot.Channels.Twilio;
using SsprBot.Host;
using SsprBot.Sdk;
using SsprBot.World;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>Thousands of odd requests at each door: every one is answered, none by an accident, and the host talks to people afterwards.</summary>
public sealed class FuzzTests : IAsyncLifetime
{
    private const int Cases = 2_000;

    /// <summary>How many of the odd ones must at least be answered: far less than chance gives, so that it is never chance that fails.</summary>
    private const int Answered = 10;
    private const string Somebody = "+14255550142";
    private const string Newcomer = "+12065550142";

    private static readonly string[] s_settings = ["--DirectLine:MessagesPerMinute=1000000", "--Policy:BotCheck=None", "--Policy:Limits:StartsPerSender=10000", "--Policy:Limits:UserIdsPerSender=10000"];

    private SmsHost _host = null!;

    public async Task InitializeAsync() => _host = await SmsHost.StartAsync(s_settings);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    [Rule("D-81")]
    [Rule("D-75")]
    public async Task No_body_of_the_chat_makes_an_accident()
    {
        var client = await NewcomerAsync();
        byte[][] good =
        [
            """{"type":"message","text":"hi","value":{"nonce":"n1","answer":"x"},"locale":"nl-NL","channelData":{"clientActivityID":"c1","postBack":true}}"""u8.ToArray(),
            """{"type":"event","name":"webchat/join","value":{"language":"de"}}"""u8.ToArray(),
        ];

        await Gen.OneOf(Odd.Activity().Select(Encoding.UTF8.GetBytes), Odd.Mutated(good), Gen.Byte.Array[0, 300]).SampleAsync(
            async body => await PostAsync($"v3/directline/conversations/{client.Conversation}/activities", body, client.Token) is 200 or 400 or 413, iter: Cases, threads: 1);

        await AssertAliveAsync();
    }

    [Fact]
    [Rule("D-85")]
    [Rule("D-87")]
    public async Task No_activity_of_the_connector_makes_an_accident_or_is_called_back_where_it_says()
    {
        await using var azure = await FakeAzure.StartAsync();
        byte[][] good = [Encoding.UTF8.GetBytes(TeamsHost.Activity(azure, "message", "1", "a:1", "somebody", "en-US").ToJsonString())];
        var inside = $$"""
            "channelId":"emulator","serviceUrl":"{{azure.Service}}","conversation":{"id":"c"},"from":{"id":"u"},
            """;

        await Gen.OneOf(Odd.Activity(inside).Select(Encoding.UTF8.GetBytes), Odd.Mutated(good), Gen.Byte.Array[0, 300]).SampleAsync(
            async body => await PostAsync("api/messages", body) is 200 or 202 or 400 or 403 or 413 or 501, iter: Cases, threads: 1);

        Assert.InRange(azure.Requests.Count, Answered, int.MaxValue);
        Assert.All(azure.Requests, request => Assert.StartsWith("POST /emea/v3/conversations/", request, StringComparison.Ordinal));
        await AssertAliveAsync();
    }

    [Fact]
    [Rule("D-90")]
    public async Task No_form_of_Twilio_makes_an_accident_signed_or_not()
    {
        var names = Gen.OneOf(Any.Of("AccountSid", "MessageSid", "From", "To", "Body", "NumMedia", "Digits", "CallSid", "AnsweredBy", "CallStatus", "MessageStatus"), Odd.Text);
        var values = Gen.OneOf(Any.Of(FakeTwilio.AccountSid, Somebody, "#", "*", "human", "delivered", "-1"), Odd.Text);
        var forms = Gen.Select(names, values).Array[0, 8].Select(fields => Over([], fields));
        var texts =
            from number in Gen.Int[0, 9_999]
            from words in Odd.Text
            from changed in Gen.Select(names, values).Array[0, 2]
            select Over(SmsHost.Text(string.Create(CultureInfo.InvariantCulture, $"+1425555{number:D4}"), words), changed);
        var paths = Any.Of("api/twilio/sms/1/status", "api/twilio/voice/a/b", "api/twilio/voice/a/b/keys", "api/twilio/voice/a/b/end");

        await Gen.OneOf(Gen.Select(forms, paths), Gen.Select(Gen.OneOf(forms, texts), Gen.Const("api/twilio/sms"))).SampleAsync(
            async (form, path) =>
                (int)(await _host.PostAsync(path, form)).Status is 200 or 204 or 400 or 403 && (int)(await _host.PostAsync(path, SmsHost.Encode(form), "x")).Status is 403,
            iter: Cases,
            threads: 1);

        Assert.InRange(_host.Twilio.Requests.Count, Answered, int.MaxValue);
        Assert.StartsWith("Hello, I help people at Contoso", Assert.Single(await _host.SayAsync(Newcomer, "hello", 1)), StringComparison.Ordinal);
        await AssertAliveAsync();
    }

    [Fact]
    [Rule("D-93")]
    public async Task No_user_ID_makes_an_accident_or_finds_more_than_its_owner()
    {
        var person = await ChatPerson.StartAsync(_host.Host.Http);
        await person.SayAsync("I forgot my password");

        await Odd.Text.Where(text => !text.Contains("anna.lima@contoso", StringComparison.Ordinal) && !text.Contains("farid", StringComparison.Ordinal)).SampleAsync(
            async text =>
            {
                if (!(await person.SayAsync(text)).StartsWith("That does not look like a user ID.", StringComparison.Ordinal))
                {
                    await person.SayAsync("start over");
                    await person.SayAsync("I forgot my password");
                }
            },
            iter: Cases / 2,
            threads: 1);

        Assert.All(await _host.SessionsAsync(), session => Assert.Null(session.Subject));
        await AssertAliveAsync();
    }

    private static Dictionary<string, string> Over(Dictionary<string, string> form, (string Name, string Value)[] changed)
    {
        foreach (var (name, value) in changed)
        {
            form[name] = value;
        }

        return form;
    }

    private async Task AssertAliveAsync()
    {
        var person = await ChatPerson.StartAsync(_host.Host.Http);
        Assert.StartsWith("What is your user ID?", await person.SayAsync("I forgot my password"), StringComparison.Ordinal);
        Assert.StartsWith("Now let's make sure it is you.", await person.SayAsync("anna.lima@contoso.test"), StringComparison.Ordinal);
    }

    private async Task<ChatClient> NewcomerAsync()
    {
        var client = new ChatClient(_host.Host.Http);
        await client.GenerateAsync();
        await client.BeginAsync();
        return client;
    }

    private async Task<int> PostAsync(string path, byte[] body, string? token = null)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await _host.Host.Http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
