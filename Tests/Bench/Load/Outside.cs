using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SsprBot.Bench;

/// <summary>A Bot Connector and a Twilio on loopback that hear what a host says in conversations and to numbers.</summary>
internal sealed class Outside : IAsyncDisposable
{
    public const string AccountSid = "AC0123456789abcdef0123456789abcdef";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (string Words, TaskCompletionSource Heard)> _awaited = new();
    private readonly WebApplication _app;
    private int _texts;

    private Outside(WebApplication app) => _app = app;

    /// <summary>Where bots say things.</summary>
    public string ServiceUrl => $"{_app.Urls.Single()}/";

    public static async Task<Outside> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var outside = new Outside(builder.Build());
        outside._app.Urls.Add("http://127.0.0.1:0");
        outside._app.MapPost("/v3/conversations/{conversation}/activities/{activity?}", outside.TakeActivityAsync);
        outside._app.MapPost("/2010-04-01/Accounts/{account}/Messages.json", outside.TakeTextAsync);
        await outside._app.StartAsync();
        return outside;
    }

    /// <summary>Waits until words are said, not for ever; to be called before what they answer.</summary>
    /// <param name="to">The conversation or the number.</param>
    public Task HearAsync(string to, string words)
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited[to] = (words, heard);
        return heard.Task.WaitAsync(s_patience);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeActivityAsync(HttpContext context, string conversation)
    {
        Take(conversation, await ReadAsync(context));
        await AnswerAsync(context, """{"id":"1"}""");
    }

    private async Task TakeTextAsync(HttpContext context)
    {
        var fields = (await ReadAsync(context)).Split('&').Select(field => Uri.UnescapeDataString(field.Replace('+', ' '))).ToArray();
        Take(Field(fields, "To="), Field(fields, "Body="));
        await AnswerAsync(context, $$"""{"sid":"SM{{Interlocked.Increment(ref _texts):x32}}","account_sid":"{{AccountSid}}","status":"queued","error_code":null,"price":null}""");
    }

    private void Take(string to, string said)
    {
        if (_awaited.TryGetValue(to, out var awaited) && said.Contains(awaited.Words, StringComparison.Ordinal))
        {
            _awaited.TryRemove(KeyValuePair.Create(to, awaited));
            awaited.Heard.TrySetResult();
        }
    }

    private static string Field(string[] fields, string name) => fields.First(field => field.StartsWith(name, StringComparison.Ordinal))[name.Length..];

    private static async Task<string> ReadAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body, Encoding.UTF8);
        return await body.ReadToEndAsync();
    }

    private static Task AnswerAsync(HttpContext context, string json)
    {
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }
}
