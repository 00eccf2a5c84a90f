using System.Diagnostics;
using System.Globalization;
using SsprBot.Sdk;

namespace SsprBot.Bench;

/// <summary>Somebody who texts: Twilio posts what comes in, signed, and is told what to answer.</summary>
/// <param name="number">In E.164.</param>
internal sealed class SmsVisitor(HttpClient http, string userId, string number, Outside outside) : IVisitor
{
    public const string AuthToken = "fedcba9876543210fedcba9876543210";
    public const string Ours = "+14255550199";

    private static readonly Uri s_webhook = new("/api/twilio/sms", UriKind.Relative);
    private static int s_texts;

    public string UserId => userId;

    public Task<TimeSpan?> StartAsync(string greeting, CancellationToken ct) => SayAsync("hello", greeting, ct);

    public async Task<TimeSpan?> SayAsync(string text, string answer, CancellationToken ct)
    {
        var form = new Dictionary<string, string>
        {
            ["AccountSid"] = Outside.AccountSid,
            ["MessageSid"] = $"SM{Interlocked.Increment(ref s_texts).ToString("x32", CultureInfo.InvariantCulture)}",
            ["From"] = number,
            ["To"] = Ours,
            ["Body"] = text,
            ["NumMedia"] = "0",
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, s_webhook) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("X-Twilio-Signature", TwilioSignature.Of(AuthToken, new Uri(http.BaseAddress!, s_webhook).AbsoluteUri, form));
        var heard = outside.HearAsync(number, answer);
        var began = Stopwatch.GetTimestamp();
        using var response = await http.SendAsync(request, ct);
        if (response.IsBusy())
        {
            return null;
        }

        await heard.WaitAsync(ct);
        return Stopwatch.GetElapsedTime(began);
    }

    public Task LeaveAsync(CancellationToken ct) => Task.CompletedTask;

    public void Dispose()
    {
    }
}
