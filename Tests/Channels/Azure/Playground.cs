using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using SsprBot.Host;
using SsprBot.World;

namespace SsprBot.Channels.Azure;

/// <summary>The Microsoft 365 Agents Playground, a client of Teams for developers, in which Anna Lima is signed in.</summary>
internal sealed class Playground : IAsyncDisposable
{
    // The person, the others and the places that it shows; it wants them all.
    private const string Settings = """
        version: "0.1.1"
        tenantId: 11111111-0000-4000-8000-000000000001
        bot: { id: 11111111-0000-4000-8000-000000000002, name: SsprBot }
        currentUser: { id: anna, name: Anna Lima, givenName: Anna, surname: Lima, email: anna.lima@contoso.test, userPrincipleName: anna.lima@contoso.test, aadObjectId: 11111111-0000-4000-8000-000000000010 }
        users:
          - { id: ben, name: Ben Okafor, givenName: Ben, surname: Okafor, email: ben.okafor@contoso.test, userPrincipleName: ben.okafor@contoso.test, aadObjectId: 11111111-0000-4000-8000-000000000011 }
          - { id: carla, name: Carla Jansen, givenName: Carla, surname: Jansen, email: carla.jansen@contoso.test, userPrincipleName: carla.jansen@contoso.test, aadObjectId: 11111111-0000-4000-8000-000000000012 }
          - { id: david, name: David Kim, givenName: David, surname: Kim, email: david.kim@contoso.test, userPrincipleName: david.kim@contoso.test, aadObjectId: 11111111-0000-4000-8000-000000000013 }
          - { id: emma, name: Emma Novak, givenName: Emma, surname: Novak, email: emma.novak@contoso.test, userPrincipleName: emma.novak@contoso.test, aadObjectId: 11111111-0000-4000-8000-000000000015 }
          - { id: ines, name: Ines Costa, givenName: Ines, surname: Costa, email: ines.costa@contoso.test, userPrincipleName: ines.costa@contoso.test, aadObjectId: 11111111-0000-4000-8000-000000000014 }
        personalChat: { id: personal }
        groupChat: { id: group, name: Group }
        team: { id: team, name: Contoso, aadGroupId: 11111111-0000-4000-8000-000000000020, channels: [{ id: news, name: News }] }
        """;

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private Playground(Process process, DirectoryInfo folder, Uri address)
    {
        _process = process;
        _folder = folder;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<Playground> StartAsync(Uri bot)
    {
        var folder = Directory.CreateTempSubdirectory("playground-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, ".m365agentsplayground.yml"), Settings);
        var port = FreePort();
        var start = new ProcessStartInfo("node",
        [
            "--require", Path.Combine(BotProcess.Root, "Tests", "Channels", "Azure", "bind.cjs"),
            Path.Combine(NpmPackages.Folder, "node_modules", "@microsoft", "m365agentsplayground", "cli.js"),
            "start", "-e", new Uri(bot, "api/messages").AbsoluteUri, "-c", "msteams", "-p", $"{port}", "--disable-telemetry",
        ])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var playground = new Playground(Process.Start(start)!, folder, new Uri($"http://127.0.0.1:{port}/"));
        await playground.ReadyAsync();
        return playground;
    }

    /// <summary>Opens the personal chat with the bot.</summary>
    public async Task<IPage> OpenAsync(Browser browser, int width = 1280)
    {
        var page = await browser.PageAsync(Address, width: width);
        await page.RouteAsync(address => !new Uri(address).IsLoopback, route => route.AbortAsync());
        await page.GotoAsync("/", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var patience = new CancellationTokenSource(Waiting.Patience);
        while (!await AnswersAsync(http, patience.Token))
        {
            await Task.Delay(100, patience.Token);
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http, CancellationToken ct)
    {
        try
        {
            return await http.GetStringAsync(new Uri("/_debug/ping", UriKind.Relative), ct) == "pong";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
