using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SsprBot.Pages;

/// <summary>A site that shows a page in a frame, as Teams does with a dialog, and answers the frame's client library.</summary>
internal sealed class DialogSite : IAsyncDisposable
{
    private const string Script = """
        const heard = [];
        const runtime = JSON.stringify({ apiVersion: 4, hostVersionsInfo: {}, isLegacyTeams: false, supports: { dialog: { url: {} } } });
        addEventListener('message', event => {
          const request = event.data;
          heard.push(request.func);
          if (request.func === 'initialize') {
            event.source.postMessage({ id: request.id, uuidAsString: request.uuidAsString, args: ['task', 'web', runtime, '2.0.4'] }, event.origin);
          } else if (request.func === 'tasks.completeTask') {
            document.querySelector('iframe').remove();
          }
        });
        """;

    private readonly WebApplication _host;

    private DialogSite(Uri dialog)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(PagesHost.Certificate())));
        _host = builder.Build();
        _host.MapGet("/", context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync(
                $$"""
                <!DOCTYPE html><html lang="en"><title>Teams</title><style>body { margin: 0 } iframe { width: 100%; max-width: 520px; height: 720px; border: 0 }</style>
                <body><iframe title="Secure page" sandbox="allow-scripts allow-forms allow-same-origin allow-popups" src="{{dialog}}"></iframe><script>{{Script}}</script></body></html>
                """);
        });
    }

    public int Port => new Uri(_host.Urls.Single()).Port;

    public static async Task<DialogSite> StartAsync(Uri dialog)
    {
        var host = new DialogSite(dialog);
        await host._host.StartAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
    }
}
