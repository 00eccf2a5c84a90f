using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SsprBot.Abuse;
using SsprBot.Domain;
using SsprBot.Host;
using SsprBot.Sdk;
using SsprBot.Talk;
using SsprBot.World;

namespace SsprBot.Channels.Twilio;

/// <summary>The real host between a stand-in of Twilio's API and a Twilio that signs what it posts.</summary>
internal sealed class SmsHost : IAsyncDisposable
{
    private const string Ours = "+14255550199";

    private static int s_texts;

    public FakeTwilio Twilio { get; private set; } = null!;

    public InProcessHost Host { get; private set; } = null!;

    public IServiceProvider Services => Host.Services;

    /// <summary>The address that Twilio was given.</summary>
    public Uri Home => Services.GetRequiredService<Places>().Home;

    public static async Task<SmsHost> StartAsync(params string[] settings)
    {
        var started = new SmsHost();
        await started.BeginAsync(settings);
        return started;
    }

    /// <summary>Those who text a host that runs already, with <see cref="SettingsFor"/>.</summary>
    public static SmsHost Of(InProcessHost host, FakeTwilio twilio) => new() { Host = host, Twilio = twilio };

    /// <summary>What connects a host with a stand-in of Twilio.</summary>
    public static string[] SettingsFor(FakeTwilio twilio) =>
    [
        $"--Twilio:AccountSid={FakeTwilio.AccountSid}",
        $"--Twilio:AuthToken={FakeTwilio.AuthToken}",
        $"--Twilio:From={Ours}",
        $"--Twilio:ApiBase={twilio.Address}",
        "--Policy:Spending:Countries:0=US",
        "--Policy:Spending:Countries:1=NL",
        "--Policy:Spending:Countries:2=DE",
        "--Policy:Spending:Countries:3=FR",
        "--Policy:Spending:Countries:4=ES",
    ];

    public static string NewSid(string kind = "SM") => kind + Interlocked.Increment(ref s_texts).ToString("x32", CultureInfo.InvariantCulture);

    public static Dictionary<string, string> Text(string from, string words) => new()
    {
        ["AccountSid"] = FakeTwilio.AccountSid,
        ["MessageSid"] = NewSid(),
        ["From"] = from,
        ["To"] = Ours,
        ["Body"] = words,
        ["NumMedia"] = "0",
    };

    /// <summary>Texts the bot.</summary>
    /// <param name="replies">How many texts it answers with.</param>
    /// <returns>What it answers.</returns>
    public async Task<IReadOnlyList<string>> SayAsync(string from, string words, int replies)
    {
        var before = Replies(from).Count;
        await TextAsync(Text(from, words));
        return await RepliesAsync(from, before, replies);
    }

    /// <summary>Waits until so many texts more have come to a number.</summary>
    public async Task<IReadOnlyList<string>> RepliesAsync(string to, int before, int more)
    {
        await Waiting.UntilAsync(() => Replies(to).Count >= before + more, $"Not {more} texts came to {to}.");
        return [.. Replies(to).Skip(before)];
    }

    /// <summary>Waits until words were said.</summary>
    /// <returns>All that was said to the number since, in one line.</returns>
    public async Task<string> UntilSaidAsync(string to, int before, string words)
    {
        for (var more = 1; ; more++)
        {
            var said = await RepliesAsync(to, before, more);
            if (said.Count < more || said.Any(text => text.Contains(words, StringComparison.Ordinal)))
            {
                return string.Join(' ', said);
            }
        }
    }

    /// <summary>Texts the bot, and waits until it has said some words.</summary>
    public async Task UntilAsync(string from, string words, string answer)
    {
        var before = Replies(from).Count;
        await TextAsync(Text(from, words));
        await UntilSaidAsync(from, before, answer);
    }

    /// <summary>What the bot has said to a number so far.</summary>
    public IReadOnlyList<string> Replies(string to) =>
        [.. Twilio.Requests.Where(request => request["To"] == to && request["StatusCallback"] is null).Select(request => request["Body"]!)];

    /// <summary>The code in the last text that went to a number on behalf of the domain.</summary>
    public Task<string> TextedCodeAsync(string to) => Waiting.ForAsync(
        () => Twilio.Requests.LastOrDefault(request => request["To"] == to && request["StatusCallback"] is not null)?["Body"]?
            .Split(' ').FirstOrDefault(word => word.Length is 6 && word.All(char.IsAsciiDigit)),
        $"No code was texted to {to}.");

    public async Task<(HttpStatusCode Status, string Body)> TextAsync(Dictionary<string, string> form) => await PostAsync("api/twilio/sms", form);

    /// <summary>Posts a form as Twilio does.</summary>
    public async Task<(HttpStatusCode Status, string Body)> PostAsync(string path, Dictionary<string, string> form, string token = FakeTwilio.AuthToken, string? signedUrl = null)
    {
        var url = new Uri(Home, path);
        return await PostAsync(path, Encode(form), TwilioSignature.Of(token, signedUrl ?? url.AbsoluteUri, form));
    }

    /// <param name="signatures">The values of the header.</param>
    public async Task<(HttpStatusCode Status, string Body)> PostAsync(string path, string body, params string[] signatures)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Host.Address, path)) { Content = content };
        foreach (var signature in signatures)
        {
            request.Headers.TryAddWithoutValidation("X-Twilio-Signature", signature);
        }

        using var response = await Host.Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public static string Encode(IEnumerable<KeyValuePair<string, string>> form) =>
        string.Join('&', form.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));

    public Task<IReadOnlyList<RecoverySession>> SessionsAsync() => Sessions.OfAsync(Services);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Twilio.DisposeAsync();
    }

    private async Task BeginAsync(string[] settings)
    {
        Twilio = await FakeTwilio.StartAsync();
        Host = await InProcessHost.StartAsync([.. SettingsFor(Twilio), .. settings]);
    }
}
