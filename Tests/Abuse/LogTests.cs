using System.Text.Json.Nodes;
using SsprBot.Host;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>What strangers send, looked for in all that the host writes down though every log is wide open.</summary>
public sealed class LogTests
{
    private const string Canary = "CANARYLINE";
    private const string Injected = $"{Canary}\r\n[01:02:03] fail: {Canary}[0]\u001b[2J\u202e\u2028{{0}}";

    private static readonly (string, string)[] s_talkative =
    [
        ("Policy__BotCheck", "None"),
        ("Policy__MailCodeDigits", "8"),
        ("Logging__LogLevel__Default", "Trace"),
        ("Logging__LogLevel__Microsoft.AspNetCore", "Trace"),
        ("Logging__LogLevel__Microsoft.AspNetCore.Hosting.Diagnostics", "Trace"),
        ("Logging__Console__LogLevel__Default", "Trace"),
        ("Logging__Console__LogLevel__Microsoft.AspNetCore.Server.Kestrel", "Trace"),
    ];

    [Fact]
    [Rule("D-69")]
    public async Task Nothing_that_a_stranger_sends_comes_into_the_log()
    {
        await using var host = await BotProcess.StartAsync(settings: s_talkative);
        foreach (var request in Requests())
        {
            await RawRequest.SendAsync(host.Http.BaseAddress!, request);
        }

        var person = await ChatPerson.StartAsync(host.Http);
        foreach (var text in (string[])[Injected, "forgot pw", Injected, "anna.lima@contoso.test", Injected, "1", Injected, "language", Injected])
        {
            await person.SayAsync(text);
        }

        await person.SubmitAsync(new JsonObject { ["nonce"] = Injected, ["answer"] = Injected, [Injected] = Injected });
        await host.KillAsync();

        Assert.True(host.Output.Count > 20);
        Assert.DoesNotContain(host.Output, line => line.Contains(Canary, StringComparison.OrdinalIgnoreCase) || line.Contains('\u001b', StringComparison.Ordinal) || line.Contains('\u202e', StringComparison.Ordinal));
    }

    [Fact]
    [Rule("D-61")]
    [Rule("D-69")]
    public async Task Neither_the_path_of_a_link_nor_a_token_comes_into_the_log_when_they_are_used()
    {
        await using var host = await BotProcess.StartAsync(settings: s_talkative);
        var person = await ChatPerson.StartAsync(host.Http);
        var (path, pageCode) = await person.ToTheLinkAsync(host, AttackedHost.Anna, AttackedHost.AnnasMail, AttackedHost.AnnasPhone);
        var token = path["/r/".Length..].Split('.');
        await host.Http.GetAsync(new Uri($"{path}x?{pageCode}", UriKind.Relative));
        using var page = new SecurePage(host.Http.BaseAddress!);
        await page.OpenAsync(path, pageCode);
        await page.SetAsync(AttackedPages.Good);

        await Leftovers.AssertNoneAsync(
            [host], person.Shown, [person.Token, AttackedPages.Good, await host.CodeToAsync(AttackedHost.AnnasMail)], told: [token[^1], pageCode]);

        // The session's id names its record.
        Assert.DoesNotContain(host.Output, line => line.Contains(token[0], StringComparison.Ordinal));
    }

    private static string[] Requests() =>
    [
        Get($"/{Canary}?{Canary}={Canary}", ""),
        Get($"/r/%0d%0a{Canary}%1b%5b31m", ""),
        Get($"/r/{Canary}\0", ""),
        Get("/", $"User-Agent: \u001b[31m{Canary}\r\nReferer: http://{Canary}/\r\nAccept-Language: {Canary}\r\n"),
        Get("/", $"User-Agent: {Canary}{new string('x', 100 * 1024)}\r\n"),
        Get("/password", $"Cookie: pw={Canary}; form={Canary}; chat={Canary}\r\nX-Forwarded-For: {Canary}\r\nForwarded: for={Canary}\r\n"),
        Get($"/v3/directline/conversations/{Canary}", $"Authorization: Bearer {Canary}.{Canary}.{Canary}\r\n"),
        Get($"/v3/directline/conversations/{Canary}/stream?t={Canary}&watermark={Canary}", $"Upgrade: websocket\r\nSec-WebSocket-Key: {Canary}\r\nOrigin: https://{Canary}\r\n"),
        Get($"/captcha/{Canary}.png", $"traceparent: {Canary}\r\nbaggage: {Canary}={Canary}\r\n"),
        $"{Canary} / HTTP/1.1\r\nHost: {Canary}\r\nConnection: close\r\n\r\n",
        $"GET / HTTP/1.1\r\nHost: {Canary}\r\n{Canary}\r\n\r\n",
        $"GET /{Canary} {Canary}\r\n\r\n",
        Post("/password", "application/x-www-form-urlencoded", $"{Canary}={Canary}&new-password={Canary}"),
        Post("/api/messages", "application/json", $$"""{"type":"{{Canary}}","id":"{{Canary}}","channelId":"{{Canary}}","serviceUrl":"https://{{Canary}}/","from":{"id":"{{Canary}}"},"conversation":{"id":"{{Canary}}"},"text":"{{Canary}}"}"""),
        Post("/api/messages", "application/json", $$"""{"type":"message",{{Canary}}"""),
        Post("/api/twilio/sms", "application/x-www-form-urlencoded", $"From={Canary}&Body={Canary}"),
        Post("/v3/directline/tokens/generate", "application/json", Canary, $"Origin: https://{Canary}.example\r\n"),
        Post("/dev/signin", "application/x-www-form-urlencoded", $"userId={Canary}&password={Canary}"),
    ];

    private static string Get(string path, string headers) => $"GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}Connection: close\r\n\r\n";

    private static string Post(string path, string type, string body, string headers = "Sec-Fetch-Site: same-origin\r\n") =>
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\n{headers}Content-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";
}
