using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SsprBot.Bench;

/// <summary>The host in a process of its own, on a free loopback port, with a new data folder that goes with it.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string Separator = $"{Path.DirectorySeparatorChar}";

    private readonly string _data;
    private readonly Process _process;
    private readonly SocketsHttpHandler _connections = new() { UseProxy = false, UseCookies = false };

    private HostProcess(string data, Process process, Uri address)
    {
        _data = data;
        _process = process;
        Http = new HttpClient(_connections) { BaseAddress = address };
    }

    public HttpClient Http { get; }

    public int Id => _process.Id;

    /// <summary>From the start of the process to the first page.</summary>
    public TimeSpan Ready { get; private set; }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Memory now and at most, in bytes.</summary>
    public (long Now, long Peak) Memory
    {
        get
        {
            _process.Refresh();
            return (_process.WorkingSet64, _process.PeakWorkingSet64);
        }
    }

    public static async Task<HostProcess> StartAsync()
    {
        var data = Directory.CreateTempSubdirectory("sspr-bench-").FullName;
        var address = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}/");
        var clock = Stopwatch.StartNew();
        var host = new HostProcess(data, Process.Start(Start(data, address))!, address);
        host._process.BeginOutputReadLine();
        while (!await host.AnswersAsync())
        {
            if (host._process.HasExited || clock.Elapsed > Patience)
            {
                throw new InvalidOperationException("The host did not start.");
            }

            await Task.Delay(5);
        }

        host.Ready = clock.Elapsed;
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Http.Dispose();
        _connections.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private static ProcessStartInfo Start(string data, Uri address)
    {
        // Tests/Bench/bin/Release/net10.0 and Bot/bin/Release/net10.0.
        var built = AppContext.BaseDirectory.Replace($"{Separator}Tests{Separator}Bench{Separator}", $"{Separator}Bot{Separator}", StringComparison.Ordinal);
        return new ProcessStartInfo("dotnet", [Path.Combine(built, "SsprBot.dll"), "--urls", address.AbsoluteUri, "--contentRoot", built])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["Data__Folder"] = data,
                ["Policy__BotCheck"] = "None",
                ["DirectLine__MessagesPerMinute"] = "1000000",

                // As behind a proxy: each visitor has an address of its own, and with it counters of its own.
                ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
            },
        };
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri("/", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
