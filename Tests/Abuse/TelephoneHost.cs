using SsprBot.Channels.Twilio;
using SsprBot.Host;
using SsprBot.World;
using Xunit;
using static SsprBot.Abuse.Attacking;

namespace SsprBot.Abuse;

/// <summary>A call as the telephone network knows it.</summary>
/// <param name="Path">Where the host is asked about it.</param>
internal sealed record Ringing(string Path, string Sid)
{
    public Dictionary<string, string> With(string name, string value) => new() { ["AccountSid"] = FakeTwilio.AccountSid, ["CallSid"] = Sid, [name] = value };
}

/// <summary>One host between the web chat and a stand-in of Twilio, for all attacks of a class. Each begins on another day.</summary>
public abstract class TelephoneHost(params string[] settings) : IAsyncLifetime
{
    private FakeTwilio? _twilio;
    private AttackedHost? _host;
    private SmsHost? _phones;

    internal AttackedHost Host => _host!;

    /// <summary>Those who text.</summary>
    internal SmsHost Phones => _phones!;

    public async Task InitializeAsync()
    {
        _twilio = await FakeTwilio.StartAsync();
        _host = await AttackedHost.StartAsync([.. SmsHost.SettingsFor(_twilio), .. settings]);
        _phones = SmsHost.Of(_host.Host, _twilio);
    }

    public async Task DisposeAsync()
    {
        await _host!.DisposeAsync();
        await _twilio!.DisposeAsync();
    }

    internal AttackedHost AnotherDay() => Host.AnotherDay();

    /// <summary>Does something that a text or call may be sent to a number for, and waits until all have left.</summary>
    internal async Task<IReadOnlyList<TwilioRequest>> AllThatComesAsync(string phone, Func<Task> act)
    {
        await Host.AllSentAsync();
        var before = Of(phone).Length;
        await act();
        await Host.AllSentAsync();
        return Of(phone)[before..];
    }

    /// <summary>Has a code texted.</summary>
    internal async Task<string> TextedAsync(ChatPerson person, string phone, string method = ByText)
    {
        await person.SayAsync(method);
        return CodeIn(Assert.Single(await AllThatComesAsync(phone, () => person.SayAsync(phone)))["Body"]!)!;
    }

    /// <summary>Has somebody called, from the choice of methods or again.</summary>
    /// <returns>The call, and the number that the chat shows, if it does.</returns>
    internal async Task<(Ringing Call, string Number)> CalledAsync(ChatPerson person, string phone, bool again = false)
    {
        var said = again ? "" : await person.SayAsync(ByCall);
        var placed = await AllThatComesAsync(phone, async () => said = await person.SayAsync(again ? "resend" : phone));
        return (new Ringing(new Uri(Assert.Single(placed)["Url"]!).AbsolutePath.TrimStart('/'), SmsHost.NewSid("CA")), CodeIn(said.Replace('.', ' ')) ?? "");
    }

    /// <summary>Answers a call and presses keys.</summary>
    /// <returns>What the call says.</returns>
    internal async Task<string> PressAsync(Ringing call, string keys)
    {
        await Phones.PostAsync(call.Path, call.With("AnsweredBy", "human"));
        return (await Phones.PostAsync($"{call.Path}/keys", call.With("Digits", keys))).Body;
    }

    private TwilioRequest[] Of(string phone) => [.. _twilio!.Requests.Where(request => request["To"] == phone && (request["StatusCallback"] ?? request["Url"]) is not null)];
}
