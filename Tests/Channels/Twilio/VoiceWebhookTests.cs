using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SsprBot.Abuse;
using SsprBot.Domain;
using SsprBot.World;
using Xunit;

namespace SsprBot.Channels.Twilio;

/// <summary>What comes back from a call, whatever channel it was asked for on.</summary>
public sealed class VoiceWebhookTests
{
    private const string Phone = "+14255550101";
    private const string HangUp = "<?xml version=\"1.0\" encoding=\"utf-8\"?><Response><Hangup></Hangup></Response>";

    [Theory]
    [InlineData("#", "Thank you, that is confirmed.", 1, null)]
    [InlineData("*", "Thank you for telling us.", 0, "denied")]
    [InlineData("1#", "That was not confirmed.", 0, null)]
    [InlineData("", "That was not confirmed.", 0, null)]
    [Rule("D-03")]
    [Rule("D-31")]
    [Rule("D-57")]
    [Rule("D-91")]
    public async Task Keys_are_judged_once(string keys, string spoken, int proofs, string? endedBy)
    {
        await using var host = await SmsHost.StartAsync("--Policy:BotCheck=None");
        var (session, path) = await CallAsync(host);
        var call = Call();

        var script = await host.PostAsync(path, new(call) { ["AnsweredBy"] = "human", ["CallStatus"] = "in-progress" });
        var answer = await host.PostAsync($"{path}/keys", new(call) { ["Digits"] = keys, ["CallStatus"] = "in-progress" });
        var again = await host.PostAsync($"{path}/keys", new(call) { ["Digits"] = "#", ["CallStatus"] = "in-progress" });
        var end = await host.PostAsync($"{path}/end", new(call) { ["CallStatus"] = "completed" });

        Assert.Contains("Press the hash key to confirm.", script.Body, StringComparison.Ordinal);
        Assert.Contains(spoken, answer.Body, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HangUp), again);
        Assert.Equal((HttpStatusCode.NoContent, ""), end);
        var after = Assert.Single(await host.SessionsAsync(), kept => kept.Id == session);
        Assert.Equal((proofs, endedBy), (after.Proofs.Count, after.EndedBy));
    }

    [Theory]
    [InlineData("machine_start")]
    [InlineData("fax")]
    [InlineData("unknown")]
    [InlineData("")]
    [Rule("D-31")]
    [Rule("D-91")]
    public async Task A_machine_is_told_nothing(string answeredBy)
    {
        await using var host = await SmsHost.StartAsync("--Policy:BotCheck=None");
        var (session, path) = await CallAsync(host);
        var call = Call();

        Assert.Equal((HttpStatusCode.OK, HangUp), await host.PostAsync(path, new(call) { ["AnsweredBy"] = answeredBy }));
        await host.PostAsync($"{path}/keys", new(call) { ["Digits"] = "#" });

        Assert.Equal(new CallStanding.Ended(CallEnd.Voicemail), await LookAsync(host, session));
    }

    [Theory]
    [InlineData("busy", CallEnd.Busy)]
    [InlineData("no-answer", CallEnd.NoAnswer)]
    [InlineData("failed", CallEnd.NoAnswer)]
    [InlineData("completed", CallEnd.HungUp)]
    public async Task The_end_of_a_call_is_heard(string status, CallEnd end)
    {
        await using var host = await SmsHost.StartAsync("--Policy:BotCheck=None");
        var (session, path) = await CallAsync(host);
        var call = Call();

        await host.PostAsync($"{path}/end", new(call) { ["CallStatus"] = "ringing" });
        Assert.IsType<CallStanding.Waiting>(await LookAsync(host, session));
        await host.PostAsync($"{path}/end", new(call) { ["CallStatus"] = status });

        Assert.Equal(new CallStanding.Ended(end), await LookAsync(host, session));
    }

    [Fact]
    [Rule("D-91")]
    [Rule("D-89")]
    public async Task Only_the_call_itself_is_heard()
    {
        await using var host = await SmsHost.StartAsync("--Policy:BotCheck=None");
        var (session, path) = await CallAsync(host);
        var (_, other) = await CallAsync(host, "ben.okafor@contoso.test", "+14255550102");
        var call = Call();
        var crossed = $"{path[..path.LastIndexOf('/')]}{other[other.LastIndexOf('/')..]}";

        Assert.Equal(HttpStatusCode.Forbidden, (await host.PostAsync($"{crossed}/keys", new(call) { ["Digits"] = "#" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.PostAsync($"{path}/keys", new(call) { ["Digits"] = "#" }, token: "another")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.PostAsync($"{path}/keys", new(call) { ["Digits"] = "#", ["AccountSid"] = "AC" + new string('9', 32) })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.PostAsync($"{path}/keys", new(call) { ["Digits"] = "#", ["CallSid"] = "CA1" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.PostAsync(path, new(call) { ["AnsweredBy"] = "human" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.PostAsync($"{path}/keys", new(Call()) { ["Digits"] = "#" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.PostAsync($"{path}/keys", new(call) { ["Digits"] = "12345678" })).Status);

        Assert.IsType<CallStanding.Waiting>(await LookAsync(host, session));
    }

    private static Dictionary<string, string> Call() => new() { ["AccountSid"] = FakeTwilio.AccountSid, ["CallSid"] = SmsHost.NewSid("CA") };

    private static Task<CallStanding> LookAsync(SmsHost host, string session) => host.Services.GetRequiredService<Calls>().LookAsync(session, CancellationToken.None);

    /// <returns>The session that waits, and the path that Twilio was given.</returns>
    private static async Task<(string Session, string Path)> CallAsync(SmsHost host, string userId = "anna.lima@contoso.test", string phone = Phone)
    {
        var identified = await host.Services.GetRequiredService<Identification>().BeginAsync(Goal.Reset, userId, TestWorld.Stranger(), CancellationToken.None);
        var session = Assert.IsType<Identified.Ready>(identified).Session.Id;
        await host.Services.GetRequiredService<Calls>().PlaceAsync(session, GateMethod.CallMobile, phone, CancellationToken.None);
        var placed = await Waiting.ForAsync(
            () => host.Twilio.Requests.FirstOrDefault(request => request["To"] == phone && request["Url"] is not null), "No call was placed.");
        return (session, new Uri(placed["Url"]!).AbsolutePath.TrimStart('/'));
    }
}
