using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace SsprBot.Storage.Blobs;

/// <summary>What becomes of a request on its way.</summary>
/// <param name="forward">Takes it to the storage, and the storage's answer back.</param>
internal delegate Task Accident(HttpContext request, Func<Task> forward);

/// <summary>The way to the storage, where things happen.</summary>
internal sealed class BlobRoad : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly ConcurrentQueue<Accident> _next = new();
    private readonly Uri _to;
    private readonly WebApplication _host;

    private BlobRoad(Uri to)
    {
        _to = to;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _host = builder.Build();
        _host.Run(CarryAsync);
    }

    public Uri Address => new(_host.Urls.Single() + "/");

    /// <summary>The methods of all requests so far.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>What happens to all requests for which nothing else is planned.</summary>
    public Accident Always { get; set; } = Nothing;

    public static Accident Nothing { get; } = (_, forward) => forward();

    /// <summary>The storage does it, and nobody hears of it.</summary>
    public static Accident AnswerLost { get; } = async (request, forward) =>
    {
        request.Response.Body = Stream.Null;
        await forward();
        request.Abort();
    };

    /// <summary>The storage never hears of it.</summary>
    public static Accident Cut { get; } = (request, _) =>
    {
        request.Abort();
        return Task.CompletedTask;
    };

    public static async Task<BlobRoad> StartAsync(Uri to)
    {
        var road = new BlobRoad(to);
        await road._host.StartAsync();
        return road;
    }

    public static Accident Refused(int status, string code) => (request, _) =>
    {
        request.Response.StatusCode = status;
        request.Response.Headers["x-ms-error-code"] = code;
        return Task.CompletedTask;
    };

    /// <summary>The storage hears of it so much later.</summary>
    public static Accident Late(TimeSpan pause) => async (_, forward) =>
    {
        await Task.Delay(pause);
        await forward();
    };

    /// <summary>Plans what happens to the next requests, one after another.</summary>
    public void Plan(params IEnumerable<Accident> accidents)
    {
        foreach (var accident in accidents)
        {
            _next.Enqueue(accident);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _http.Dispose();
    }

    private async Task CarryAsync(HttpContext request)
    {
        Asked.Enqueue(request.Request.Method);
        using var body = new MemoryStream();
        await request.Request.Body.CopyToAsync(body);
        await (_next.TryDequeue(out var accident) ? accident : Always)(request, () => ForwardAsync(request, body.ToArray()));
    }

    private async Task ForwardAsync(HttpContext context, byte[] body)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(_to, target));
        request.Content = context.Request.Headers.ContentLength is null ? null : new ByteArrayContent(body);
        foreach (var (name, values) in context.Request.Headers.Where(header => header.Key is not ("Host" or "Connection")))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        using var response = await _http.SendAsync(request);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(header => header.Key is not ("Transfer-Encoding" or "Connection" or "Keep-Alive")))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await context.Response.Body.WriteAsync(await response.Content.ReadAsByteArrayAsync());
    }
}
