using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SsprBot.Bench;

/// <summary>A Bot Connector on loopback that takes what bots say.</summary>
internal sealed class FakeConnector : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _awaited = new();
    private readonly WebApplication _app;

    private FakeConnector(WebApplication app) => _app = app;

    public string ServiceUrl => $"{_app.Urls.Single()}/";

    public static async Task<FakeConnector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var connector = new FakeConnector(builder.Build());
        connector._app.Urls.Add("http://127.0.0.1:0");
        connector._app.MapPost("/v3/conversations/{conversation}/activities/{activity?}", connector.TakeAsync);
        await connector._app.StartAsync();
        return connector;
    }

    /// <summary>The next message in a conversation.</summary>
    public Task<string> NextAsync(string conversation)
    {
        var awaited = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited[conversation] = awaited;
        return awaited.Task;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context, string conversation)
    {
        using var said = await JsonDocument.ParseAsync(context.Request.Body);
        if (said.RootElement.GetProperty("type").GetString() is "message" && _awaited.TryRemove(conversation, out var awaited))
        {
            awaited.SetResult(said.RootElement.GetProperty("text").GetString() ?? "");
        }

        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("""{"id":"1"}""");
    }
}
