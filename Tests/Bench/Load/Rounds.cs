using System.Collections.Concurrent;
using System.Diagnostics;

namespace SsprBot.Bench;

/// <summary>Whole reset conversations with the real host, in rounds: the first ones warm it up.</summary>
internal sealed class Rounds(int conversations, int parallel)
{
    private const int ColdStarts = 5;
    private const int Count = 6;
    private const int Bare = 3000;
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(8);

    public async Task PrintAsync()
    {
        using var limit = new CancellationTokenSource(s_limit);
        await PrintColdStartsAsync();
        await using var outside = await Outside.StartAsync();
        await using var host = await Callers.StartHostAsync(outside);
        await using var allocations = new Allocations(host.Id);
        var callers = new Callers(host, outside);
        Console.WriteLine($"rounds of {conversations} conversations, {parallel} at a time; what a start or a turn costs is the host's own processor time and allocation");
        for (var round = 1; round <= Count; round++)
        {
            await PrintRoundAsync(round, callers, host, allocations, limit.Token);
        }

        var (now, peak) = host.Memory;
        Console.WriteLine($"memory   {now >> 20} MiB now, {peak >> 20} MiB at most");
        await PrintBareAsync(callers, host, limit.Token);
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

        Console.WriteLine($"ready    {string.Join(", ", ready)} ms from the start of the process to the first answer");
    }

    private async Task PrintRoundAsync(int round, Callers callers, HostProcess host, Allocations allocations, CancellationToken ct)
    {
        var visitors = Enumerable.Range(0, conversations).Select(_ => callers.NewVisitor(Door.Stream)).ToArray();
        try
        {
            var starts = await MeasureAsync(host, allocations, () => ForEachAsync(visitors, async (visitor, stop) => [Answered(await visitor.StartAsync(ResetScript.Greeting, stop))], ct));
            var turns = await MeasureAsync(host, allocations, () => ForEachAsync(visitors, TalkAsync, ct));
            Console.WriteLine($"round {round}  starts: {starts}");
            Console.WriteLine($"         turns:  {turns}");
            await Parallel.ForEachAsync(visitors, ct, async (visitor, stop) => await visitor.LeaveAsync(stop));
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
        return $"{took.Length} at {took.Length / elapsed.TotalSeconds:F0}/s, p50 {took.At(0.50):F1}, p95 {took.At(0.95):F1}, p99 {took.At(0.99):F1} ms; "
            + $"{processor.TotalMilliseconds / took.Length:F2} ms and {bytes / took.Length / 1024:F0} KiB each";
    }

    /// <returns>How long each step took, whatever the order.</returns>
    private async Task<TimeSpan[]> ForEachAsync(IVisitor[] visitors, Func<IVisitor, CancellationToken, Task<TimeSpan[]>> step, CancellationToken ct)
    {
        var took = new ConcurrentBag<TimeSpan[]>();
        await Parallel.ForEachAsync(visitors, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = ct }, async (visitor, stop) => took.Add(await step(visitor, stop)));
        return [.. took.SelectMany(steps => steps)];
    }

    private static async Task<TimeSpan[]> TalkAsync(IVisitor visitor, CancellationToken ct)
    {
        var turns = new List<TimeSpan>();
        foreach (var (said, answer) in ResetScript.For(visitor.UserId))
        {
            turns.Add(Answered(await visitor.SayAsync(said, answer, ct)));
        }

        return [.. turns];
    }

    /// <summary>The same request without a turn: what the web server, the token and the reading of the activity cost.</summary>
    private static async Task PrintBareAsync(Callers callers, HostProcess host, CancellationToken ct)
    {
        using var visitor = (ChatVisitor)callers.NewVisitor(Door.Stream);
        await visitor.StartAsync(ResetScript.Greeting, ct);
        var before = TimeSpan.Zero;
        for (var request = -Bare; request < Bare; request++)
        {
            before = request == 0 ? host.ProcessorTime : before;
            await visitor.TypeAsync(ct);
        }

        Console.WriteLine($"bare     {(host.ProcessorTime - before).TotalMilliseconds / Bare:F2} ms for the same request without a turn (typing)");
    }

    private static TimeSpan Answered(TimeSpan? took) => took ?? throw new InvalidOperationException("The host has too much to do.");
}
