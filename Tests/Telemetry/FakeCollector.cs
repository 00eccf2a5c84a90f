using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SsprBot.Telemetry;

/// <summary>A collector that takes OTLP over HTTP and keeps what it got. Text stands in its protobuf as it is.</summary>
internal sealed class FakeCollector : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly ConcurrentQueue<(string Kind, string Text)> _got = new();

    private FakeCollector(WebApplication web) => _web = web;

    public Uri Address => new(_web.Urls.First());

    public static async Task<FakeCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var collector = new FakeCollector(builder.Build());
        collector._web.MapPost("/v1/{kind}", (RequestDelegate)collector.TakeAsync);
        await collector._web.StartAsync();
        return collector;
    }

    /// <param name="kind"><c>traces</c>, <c>metrics</c> or <c>logs</c>.</param>
    public string Got(string kind) => string.Concat(_got.Where(one => one.Kind == kind).Select(one => one.Text));

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _got.Enqueue(((string)context.Request.RouteValues["kind"]!, Encoding.Latin1.GetString(body.ToArray())));
    }
}
