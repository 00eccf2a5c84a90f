using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace SsprBot.Bench;

/// <summary>Whole reset conversations with the real host, in rounds: the first ones warm it up. Bounded in count and in time.</summary>
internal sealed class Load(int conversations, int parallel)
{
    private const int ColdStarts = 5;
    private const int Rounds = 6;
    private const int Bare = 3000;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    private int _visitors;

    public async Task RunAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await PrintColdStartsAsync();
        await using var host = await HostProcess.StartAsync();
        await using var allocations = new Allocations(host.Id);
        Console.WriteLine($"rounds of {conversations} conversations, {parallel} at a time; what a start or a turn costs is the host's own processor time and allocation");
        for (var round = 1; round <= Rounds; round++)
        {
            await PrintRoundAsync(round, host, allocations, limit.Token);
        }

        var (now, peak) = host.Memory;
        Console.WriteLine($"memory   {now >> 20} MiB now, {peak >> 20} MiB at most");
        await PrintBareAsync(host, limit.Token);
        Console.WriteLine($"machine  {Environment.ProcessorCount} cores, shared with this driver; load average {(await File.ReadAllTextAsync("/proc/loadavg", limit.Token))[..14]}");
    }

    private static async Task PrintColdStartsAsync()
    {
        var ready = new List<string>();
        for (var start = 0; start < ColdStarts; start++)
        {
            await using var cold = await HostProcess.StartAsync();
            ready.Add($"{cold.Ready.TotalMilliseconds:F0}");
        }

        Console.WriteLine($"ready    {string.Join(", ", ready)} ms from the start of the process to the first page");
    }

    private async Task PrintRoundAsync(int round, HostProcess host, Allocations allocations, CancellationToken ct)
    {
        var visitors = Enumerable.Range(0, conversations).Select(_ => NewVisitor(host)).ToArray();
        try
        {
            var starts = await MeasureAsync(host, allocations, () => ForEachAsync(visitors, StartAsync, ct));
            var turns = await MeasureAsync(host, allocations, () => ForEachAsync(visitors, TalkAsync, ct));
            Console.WriteLine($"round {round}  starts: {starts}");
            Console.WriteLine($"         turns:  {turns}");
            await ForEachAsync(visitors, LeaveAsync, ct);
        }
        finally
        {
            Array.ForEach(visitors, visitor => visitor.Dispose());
        }
    }

    private static async Task<string> MeasureAsync(HostProcess host, Allocations allocations, Func<Task<TimeSpan[]>> run)
    {
        var bytes = await allocations.BytesAsync();
        var processor = host.ProcessorTime;
        var clock = Stopwatch.StartNew();
        var took = await run();
        var elapsed = clock.Elapsed;
        processor = host.ProcessorTime - processor;
        bytes = await allocations.BytesAsync() - bytes;
        Array.Sort(took);
        return $"{took.Length} at {took.Length / elapsed.TotalSeconds:F0}/s, p50 {At(took, 0.50):F1}, p95 {At(took, 0.95):F1}, p99 {At(took, 0.99):F1} ms; "
            + $"{processor.TotalMilliseconds / took.Length:F2} ms and {bytes / took.Length / 1024:F0} KiB each";
    }

    /// <returns>How long each step took, whatever the order.</returns>
    private async Task<TimeSpan[]> ForEachAsync(ChatVisitor[] visitors, Func<ChatVisitor, CancellationToken, Task<TimeSpan[]>> step, CancellationToken ct)
    {
        var took = new ConcurrentBag<TimeSpan[]>();
        await Parallel.ForEachAsync(visitors, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = ct }, async (visitor, stop) => took.Add(await step(visitor, stop)));
        return [.. took.SelectMany(steps => steps)];
    }

    private static async Task<TimeSpan[]> StartAsync(ChatVisitor visitor, CancellationToken ct) => [Expect(ResetScript.Greeting, await visitor.StartAsync(ct))];

    private static async Task<TimeSpan[]> TalkAsync(ChatVisitor visitor, CancellationToken ct)
    {
        var turns = new List<TimeSpan>();
        foreach (var (said, answer) in ResetScript.For(visitor.UserId))
        {
            turns.Add(Expect(answer, await visitor.SayAsync(said, ct)));
        }

        return [.. turns];
    }

    private static async Task<TimeSpan[]> LeaveAsync(ChatVisitor visitor, CancellationToken ct)
    {
        await visitor.LeaveAsync(ct);
        return [];
    }

    /// <summary>The same request without a turn: what the web server, the token and the reading of the activity cost.</summary>
    private async Task PrintBareAsync(HostProcess host, CancellationToken ct)
    {
        using var visitor = NewVisitor(host);
        await visitor.StartAsync(ct);
        var before = TimeSpan.Zero;
        for (var request = -Bare; request < Bare; request++)
        {
            before = request == 0 ? host.ProcessorTime : before;
            await visitor.TypeAsync(ct);
        }

        Console.WriteLine($"bare     {(host.ProcessorTime - before).TotalMilliseconds / Bare:F2} ms for the same request without a turn (typing)");
    }

    private static TimeSpan Expect(string answer, (string Heard, TimeSpan Took) turn) =>
        turn.Heard.StartsWith(answer, StringComparison.Ordinal) ? turn.Took : throw new InvalidOperationException($"“{answer}” was to come, not “{turn.Heard}”.");

    private static double At(TimeSpan[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))].TotalMilliseconds;

    // 10.0.0.0/8 is nobody's in particular.
    private ChatVisitor NewVisitor(HostProcess host)
    {
        var number = Interlocked.Increment(ref _visitors);
        return new ChatVisitor(host.Http, $"user{number}@contoso.test", $"{new IPAddress([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number])}");
    }
}
