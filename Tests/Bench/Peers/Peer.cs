using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SsprBot.Bench;

/// <summary>What a round cost.</summary>
/// <param name="Processor">Of the host, for a turn.</param>
internal sealed record PeerRound(double TurnsPerSecond, TimeSpan Processor, TimeSpan P50, TimeSpan P99);

/// <summary>One of the hosts that are measured beside each other, and the conversations that are held with it.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private const int Parallel = 16;

    private readonly Outside _outside;
    private int _conversations;
    private int _activities;

    private Peer(string name, Outside outside)
    {
        Name = name;
        _outside = outside;
    }

    public string Name { get; }

    public HostProcess Host { get; private set; } = null!;

    public List<PeerRound> Rounds { get; } = [];

    /// <summary>Memory with the conversations that were left open, in bytes.</summary>
    public long Memory { get; private set; }

    /// <param name="command">The program and its arguments for an address.</param>
    public static async Task<Peer> StartAsync(string name, Outside outside, Func<Uri, (string Program, string[] Arguments)> command)
    {
        var peer = new Peer(name, outside);
        peer.Host = await HostProcess.StartAsync(command);
        return peer;
    }

    /// <summary>Holds whole conversations, so many at a time.</summary>
    public async Task<PeerRound> TalkAsync(int conversations)
    {
        var took = new TimeSpan[conversations * WaterfallBot.Steps];
        var processor = Host.ProcessorTime;
        var clock = Stopwatch.StartNew();
        await System.Threading.Tasks.Parallel.ForAsync(0, conversations, new ParallelOptions { MaxDegreeOfParallelism = Parallel }, async (number, ct) =>
        {
            var conversation = NewConversation();
            for (var step = 0; step < WaterfallBot.Steps; step++)
            {
                took[(number * WaterfallBot.Steps) + step] = await SayAsync(conversation, step, ct);
            }
        });
        var elapsed = clock.Elapsed;
        processor = Host.ProcessorTime - processor;
        Array.Sort(took);
        return new PeerRound(took.Length / elapsed.TotalSeconds, processor / took.Length, took[took.Length / 2], took[took.Length * 99 / 100]);
    }

    /// <summary>Begins conversations and leaves them in the middle.</summary>
    public async Task LeaveOpenAsync(int conversations)
    {
        await System.Threading.Tasks.Parallel.ForAsync(0, conversations, new ParallelOptions { MaxDegreeOfParallelism = Parallel }, async (_, ct) =>
        {
            var conversation = NewConversation();
            await SayAsync(conversation, 0, ct);
            await SayAsync(conversation, 1, ct);
        });
        Memory = Host.Memory.Now;
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private string NewConversation() => $"{Name.Replace(' ', '-')}-{Interlocked.Increment(ref _conversations).ToString(CultureInfo.InvariantCulture)}";

    // Until the answer has come and the request is over.
    private async Task<TimeSpan> SayAsync(string conversation, int step, CancellationToken ct)
    {
        var (said, expected) = WaterfallBot.Script[step];
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["id"] = $"a{Interlocked.Increment(ref _activities)}",
            ["timestamp"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
            ["channelId"] = "emulator",
            ["serviceUrl"] = _outside.ServiceUrl,
            ["from"] = new JsonObject { ["id"] = $"user-{conversation}", ["name"] = "User" },
            ["conversation"] = new JsonObject { ["id"] = conversation },
            ["recipient"] = new JsonObject { ["id"] = "bot", ["name"] = "Bot" },
            ["textFormat"] = "plain",
            ["locale"] = "en-US",
            ["text"] = said,
        };
        using var content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json");
        var heard = _outside.HearAsync(conversation, expected);
        var began = Stopwatch.GetTimestamp();
        using var response = await Host.Http.PostAsync(new Uri("/api/messages", UriKind.Relative), content, ct);
        response.EnsureSuccessStatusCode();
        await heard.WaitAsync(TimeSpan.FromSeconds(30), ct);
        return Stopwatch.GetElapsedTime(began);
    }
}
