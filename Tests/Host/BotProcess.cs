using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SsprBot.World;

namespace SsprBot.Host;

/// <summary>The real host in a process of its own, with a data folder of its own, on a free loopback port.</summary>
internal sealed partial class BotProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The handler is the client's to dispose of; there is no TLS on loopback.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private BotProcess(string[] words, string data, string address, (string Name, string Value)[] settings, bool withErrors = true)
    {
        Data = data;
        var start = new ProcessStartInfo("dotnet", [Dll, .. words, "--urls", address, "--contentRoot", Path.Combine(Root, "Bot")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["Data__Folder"] = data },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        if (withErrors)
        {
            _process.ErrorDataReceived += (_, line) => Take(line.Data);
        }

        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public string Data { get; }

    public HttpClient Http => _http;

    /// <summary>Everything that the host has printed.</summary>
    public IReadOnlyCollection<string> Output => _output;

    public int Id => _process.Id;

    private static string Dll => Path.Combine(AppContext.BaseDirectory.Replace($"{Path.DirectorySeparatorChar}Tests{Path.DirectorySeparatorChar}", $"{Path.DirectorySeparatorChar}Bot{Path.DirectorySeparatorChar}", StringComparison.Ordinal), "SsprBot.dll");

    /// <param name="data">The data folder of a host that ran before; null for a new one.</param>
    /// <param name="settings">Environment variables.</param>
    public static async Task<BotProcess> StartAsync(string? data = null, string address = "http://127.0.0.1:0", params (string Name, string Value)[] settings)
    {
        var host = new BotProcess([], data ?? Directory.CreateTempSubdirectory("sspr-").FullName, address, settings);
        host._http.BaseAddress = await host._ready.Task.WaitAsync(Waiting.Patience);
        return host;
    }

    /// <summary>Runs until it ends by itself.</summary>
    /// <returns>The exit code and all that it printed.</returns>
    public static Task<(int ExitCode, string Output)> RunAsync(string address = "http://127.0.0.1:0", params (string Name, string Value)[] settings) =>
        EndAsync(new BotProcess([], Directory.CreateTempSubdirectory("sspr-").FullName, address, settings));

    /// <summary>Runs a tool instead of the host.</summary>
    /// <param name="words">Its words, as they stand on the command line.</param>
    /// <param name="data">The data folder of a host that ran before; null for a new one.</param>
    /// <param name="settings">Environment variables.</param>
    /// <returns>The exit code and all that it printed.</returns>
    public static Task<(int ExitCode, string Output)> ToolAsync(string words, string? data = null, params (string Name, string Value)[] settings) =>
        EndAsync(new BotProcess(words.Split(' '), data ?? Directory.CreateTempSubdirectory("sspr-").FullName, "http://127.0.0.1:0", settings));

    /// <summary>Runs a tool instead of the host.</summary>
    /// <returns>The exit code and what stands on the output alone.</returns>
    public static Task<(int ExitCode, string Output)> AnswerAsync(string words, string? data = null, params (string Name, string Value)[] settings) =>
        EndAsync(new BotProcess(words.Split(' '), data ?? Directory.CreateTempSubdirectory("sspr-").FullName, "http://127.0.0.1:0", settings, withErrors: false));

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task<JsonArray> InboxAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/dev/inbox", UriKind.Relative)) { Headers = { { "Accept", "application/json" } } };
        using var response = await Http.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray();
    }

    /// <summary>The code in the newest message to an address; waits until there is one that was not there before.</summary>
    public async Task<string> CodeToAsync(string to, int seen = 0) =>
        Code().Match((string)(await UntilSentAsync($"A code to {to}", seen + 1, item => (string)item["to"]! == to && Code().IsMatch((string)item["text"]!)))[0]["text"]!).Value;

    /// <summary>How many messages with a code there are to an address.</summary>
    public async Task<int> CodesToAsync(string to) => (await InboxAsync()).Count(item => (string)item!["to"]! == to && Code().IsMatch((string)item["text"]!));

    /// <summary>The newest messages to an address; waits until there are as many.</summary>
    public async Task<string[]> TextsToAsync(string to, int count) =>
        [.. (await UntilSentAsync($"A message to {to}", count, item => (string)item["to"]! == to)).Select(item => (string)item["text"]!)];

    /// <summary>Everybody whom three messages told about something, in order.</summary>
    public async Task<IEnumerable<string>> ToldAsync(string what) =>
        (await UntilSentAsync($"Three messages that something {what}", 3, item => ((string)item["text"]!).Contains(what, StringComparison.Ordinal))).Select(item => (string)item["to"]!).Order(StringComparer.Ordinal);

    /// <summary>The id of the newest call to a number; waits until there were as many.</summary>
    public async Task<string> CallToAsync(string to, int calls = 1) =>
        (string)(await UntilSentAsync($"A call to {to}", calls, item => (string)item["to"]! == to && (string)item["kind"]! == "call"))[0]["id"]!;

    /// <summary>Presses keys in the newest call to a number.</summary>
    /// <returns>What became of the call.</returns>
    public async Task<string> PressAsync(string to, string keys, int calls = 1) => await CallAsync($"{await CallToAsync(to, calls)}/keys", new JsonObject { ["keys"] = keys });

    /// <summary>Nobody answers the newest call to a number.</summary>
    public async Task<string> LetItRingAsync(string to) => await CallAsync($"{await CallToAsync(to)}/no-answer", []);

    public async Task<bool> CanSignInAsync(string userId, string password)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("userId", userId), KeyValuePair.Create("password", password)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/dev/signin", UriKind.Relative)) { Headers = { { "Accept", "application/json" } }, Content = form };
        using var response = await Http.SendAsync(request);
        return (bool)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["signedIn"]!;
    }

    /// <summary>Processor time that the host has used so far.</summary>
    public TimeSpan ProcessorTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        _http.Dispose();
    }

    private static async Task<(int ExitCode, string Output)> EndAsync(BotProcess running)
    {
        await using var host = running;
        using var patience = new CancellationTokenSource(Waiting.Patience);
        await host._process.WaitForExitAsync(patience.Token);
        return (host._process.ExitCode, string.Join('\n', host._output));
    }

    private async Task<string> CallAsync(string path, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/dev/inbox/{path}", UriKind.Relative)) { Headers = { { "Accept", "application/json" } }, Content = content };
        using var response = await Http.SendAsync(request);
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["answer"]!;
    }

    private Task<JsonObject[]> UntilSentAsync(string what, int count, Func<JsonObject, bool> looks) => Waiting.ForAsync(
        async () =>
        {
            JsonObject[] sent = [.. (await InboxAsync()).Select(item => item!.AsObject()).Where(looks)];
            return sent.Length >= count ? sent : null;
        },
        $"{what} did not come.");

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "SsprBot.sln")) ? folder : FindRoot(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);

    private void Take(string? line)
    {
        _output.Enqueue(line ?? "");
        if (line is not null && Ready().Match(line) is { Success: true } ready)
        {
            _ready.TrySetResult(new Uri(ready.Groups[1].Value));
        }
        else if (line is null && _process.HasExited)
        {
            _ready.TrySetException(new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The host ended with {_process.ExitCode}: {string.Join('\n', _output)}")));
        }
    }

    [GeneratedRegex(@"Open the chat:\s+(http://\S+)")]
    private static partial Regex Ready();

    [GeneratedRegex(@"(?<!\d)\d{6,8}(?!\d)")]
    private static partial Regex Code();
}
