using System.Net;
using System.Xml.Linq;
using SsprBot.Channels.Twilio;
using SsprBot.Host;
using SsprBot.World;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>What comes in the name of Twilio, to an address of another step, call or account.</summary>
public sealed class CallAddressTests : IAsyncLifetime
{
    private const string HostileName = "A & B</Say><Dial>+19005550100</Dial><Say>";

    private SmsHost _host = null!;

    public async Task InitializeAsync() => _host = await SmsHost.StartAsync("--Policy:BotCheck=None", $"--Organisation:Name={HostileName}");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    [Rule("D-92")]
    [Rule("D-74")]
    public async Task What_the_organisation_is_called_is_said_and_never_done()
    {
        var (path, call, _) = await CallAsync("anna.lima@contoso.test", "+14255550101");

        var (status, script) = await _host.PostAsync(path, new(call) { ["AnsweredBy"] = "human" });

        var spoken = XDocument.Parse(script);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["Gather", "Hangup", "Response", "Say"], spoken.Descendants().Select(element => element.Name.LocalName).Distinct().Order());
        Assert.Contains(spoken.Descendants("Say"), line => line.Value.Contains(HostileName, StringComparison.Ordinal));
        Assert.All(spoken.Descendants("Gather"), gather => Assert.Equal(new Uri(_host.Home, $"{path}/keys").AbsoluteUri, (string)gather.Attribute("action")!));
        Assert.DoesNotContain("Lima", script, StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-91")]
    [Rule("D-89")]
    [Rule("D-31")]
    public async Task Keys_reach_their_own_call_at_its_own_address_once()
    {
        var (path, call, session) = await CallAsync("anna.lima@contoso.test", "+14255550101");
        var (other, _, otherSession) = await CallAsync("ben.okafor@contoso.test", "+14255550102");
        var keys = new Dictionary<string, string>(call) { ["Digits"] = "#" };
        var text = SmsHost.Text("+14255550101", "#");

        Assert.Equal(HttpStatusCode.OK, (await _host.PostAsync(path, new(call) { ["AnsweredBy"] = "human" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _host.PostAsync($"{path[..path.LastIndexOf('/')]}{other[other.LastIndexOf('/')..]}/keys", keys)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _host.PostAsync($"{path}/keys", new(keys) { ["AccountSid"] = "AC" + new string('9', 32) })).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await _host.PostAsync($"{path}/keys", text)).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await _host.PostAsync("api/twilio/sms", keys)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _host.PostAsync($"{path}x/keys", keys)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _host.PostAsync($"{path}/keys", keys, signedUrl: new Uri(_host.Home, path).AbsoluteUri)).Status);
        Assert.Equal((0, 0), (await ProofsAsync(session), await ProofsAsync(otherSession)));

        Assert.Contains("that is confirmed", (await _host.PostAsync($"{path}/keys", keys)).Body, StringComparison.Ordinal);
        await _host.PostAsync($"{path}/keys", new(keys) { ["CallStatus"] = "in-progress" });
        Assert.Equal((1, 0), (await ProofsAsync(session), await ProofsAsync(otherSession)));
    }

    private async Task<int> ProofsAsync(string session) => (await _host.SessionsAsync()).Single(kept => kept.Id == session).Proofs.Count;

    /// <summary>Asks for a call in the web chat.</summary>
    /// <returns>The address that Twilio was given, what it says of the call, and whose visit it is.</returns>
    private async Task<(string Path, Dictionary<string, string> Call, string Session)> CallAsync(string userId, string phone)
    {
        var person = await ChatPerson.StartAsync(_host.Host.Http);
        await person.SayAsync("I forgot my password");
        await person.SayAsync(userId);
        await person.SayAsync("Call my mobile phone");
        await person.SayAsync(phone);
        var placed = await Waiting.ForAsync(() => _host.Twilio.Requests.FirstOrDefault(request => request["To"] == phone && request["Url"] is not null), "No call was placed.");
        var session = (await _host.SessionsAsync()).Single(kept => kept.UserId == userId).Id;
        return (new Uri(placed["Url"]!).AbsolutePath.TrimStart('/'), new() { ["AccountSid"] = FakeTwilio.AccountSid, ["CallSid"] = SmsHost.NewSid("CA") }, session);
    }
}
