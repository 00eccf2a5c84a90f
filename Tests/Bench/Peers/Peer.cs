using System.Diagnostics;
using System.Globalization;

namespace SsprBot.Bench;

/// <summary>What a round cost.</summary>
/// <param name="Processor">Of the host, for a turn.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
internal sealed record PeerRound(double TurnsPerSecond, TimeSpan Processor, double P50, double P99);

/// <summary>One of the hosts that are measured beside each other, and the conversations that are held with it.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private const int Parallel = 16;

    private readonly Outside _outside;
    private int _conversations;

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
            using var visitor = NewVisitor();
            for (var step = 0; step < WaterfallBot.Steps; step++)
            {
                took[(number * WaterfallBot.Steps) + step] = await SayAsync(visitor, step, ct);
            }
        });
        var elapsed = clock.Elapsed;
        processor = Host.ProcessorTime - processor;
        Array.Sort(took);
        return new PeerRound(took.Length / elapsed.TotalSeconds, processor / took.Length, took.At(0.50), took.At(0.99));
    }

    /// <summary>Begins conversations and leaves them in the middle.</summary>
    public async Task LeaveOpenAsync(int conversations)
    {
        await System.Threading.Tasks.Parallel.ForAsync(0, conversations, new ParallelOptions { MaxDegreeOfParallelism = Parallel }, async (_, ct) =>
        {
            using var visitor = NewVisitor();
            await SayAsync(visitor, 0, ct);
            await SayAsync(visitor, 1, ct);
        });
        Memory = Host.Memory.Now;
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private ConnectorVisitor NewVisitor() => new(Host.Http, $"{Name.Replace(' ', '-')}-{Interlocked.Increment(ref _conversations).ToString(CultureInfo.InvariantCulture)}", _outside);

    // Until the answer has come and the request is over.
    private async Task<TimeSpan> SayAsync(ConnectorVisitor visitor, int step, CancellationToken ct)
    {
        var (said, expected) = WaterfallBot.Script[step];
        return await visitor.SayAsync(said, expected, ct) ?? throw new InvalidOperationException($"{Name} has too much to do.");
    }
}
