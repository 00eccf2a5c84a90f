using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace SsprBot.Instances;

/// <summary>A load balancer that gives each request, and each WebSocket, to the next instance.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None });
    private readonly WebApplication _host;
    private IReadOnlyList<Uri> _instances = [];
    private int _next;

    private Balancer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddHttpForwarder();
        _host = builder.Build();
        _host.Run(ForwardAsync);
    }

    public Uri Address => new(_host.Urls.Single() + "/");

    public static async Task<Balancer> StartAsync()
    {
        var balancer = new Balancer();
        await balancer._host.StartAsync();
        return balancer;
    }

    /// <summary>From now on these serve, one after another.</summary>
    public void Use(params IEnumerable<Uri> instances) => _instances = [.. instances];

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _http.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        var instances = _instances;
        var next = instances[(int)((uint)Interlocked.Increment(ref _next) % instances.Count)];
        await context.RequestServices.GetRequiredService<IHttpForwarder>().SendAsync(context, next.AbsoluteUri, _http);
    }
}
