using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SsprBot.Bench;

/// <summary>A host in a process of its own, on a free loopback port, with a new data folder that goes with it.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _data;
    private readonly Process _process;
    private readonly SocketsHttpHandler _connections = new() { UseProxy = false, UseCookies = false };

    private HostProcess(string data, Process process, Uri address)
    {
        _data = data;
        _process = process;
        Http = new HttpClient(_connections) { BaseAddress = address };
    }

    /// <summary>The folder that holds the product's program: beside this one, as <c>Bot/bin/Release/net10.0</c> and <c>Tests/Bench/bin/Release/net10.0</c>.</summary>
    public static string Built { get; } = AppContext.BaseDirectory.Replace(Path.Combine("Tests", "Bench"), "Bot", StringComparison.Ordinal);

    public HttpClient Http { get; }

    public int Id => _process.Id;

    /// <summary>From the start of the process to the first answer.</summary>
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

    /// <summary>The product as it is built, as behind a proxy: each visitor has an address of its own, and with it counters of its own.</summary>
    public static Task<HostProcess> StartAsync(params (string Name, string Value)[] settings) => StartAsync(
        address => ("dotnet", [Path.Combine(Built, "SsprBot.dll"), "--urls", address.AbsoluteUri, "--contentRoot", Built]),
        [("Policy__BotCheck", "None"), ("DirectLine__MessagesPerMinute", "1000000"), ("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true"), .. settings]);

    /// <param name="command">The program and its arguments for an address.</param>
    public static async Task<HostProcess> StartAsync(Func<Uri, (string Program, string[] Arguments)> command, params (string Name, string Value)[] settings)
    {
        var data = Directory.CreateTempSubdirectory("sspr-bench-").FullName;
        var address = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}/");
        var (program, arguments) = command(address);
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["NODE_ENV"] = "production", ["Data__Folder"] = data },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var clock = Stopwatch.StartNew();
        var host = new HostProcess(data, Process.Start(start)!, address);
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
            return answer.StatusCode < HttpStatusCode.InternalServerError;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
