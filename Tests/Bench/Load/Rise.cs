using System.Collections.Concurrent;
using System.Diagnostics;

namespace SsprBot.Bench;

/// <summary>Conversations that begin at a rate which rises until answers are slow. Whoever is there does not wait for others, as people do not.</summary>
internal sealed class Rise(Door door)
{
    private const int Warm = 300;
    private const int Open = 1000;
    private const double FirstRate = 20;
    private const double Factor = 1.4;
    private const int Steps = 14;
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan s_slow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(6);

    public async Task PrintAsync()
    {
        using var limit = new CancellationTokenSource(s_limit);
        await using var outside = await Outside.StartAsync();
        await using var host = await Callers.StartHostAsync(outside);
        var callers = new Callers(host, outside);
        await Parallel.ForAsync(0, Warm, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = limit.Token }, async (_, ct) => await callers.TalkAsync(door, _ => { }, ct));
        var before = host.Memory.Now;
        var opened = await callers.OpenAsync(door, Open, limit.Token);
        var memory = host.Memory.Now;
        Printed.Line($"{door}: ready in {host.Ready.TotalSeconds:F2} s; {before >> 20} MiB warm, {memory >> 20} MiB with {Open} open conversations, {(memory - before) / 1024.0 / Open:F0} KiB each");
        await using (var allocations = new Allocations(host.Id))
        {
            Printed.Line($"{"begun/s",8} {"ended/s",8} {"turns/s",8} {"p50 ms",8} {"p95 ms",8} {"p99 ms",8} {"CPU ms",8} {"KiB",6} {"MiB",6} {"refused",8}");
            var rate = FirstRate;
            for (var step = 0; step < Steps && await StepAsync(callers, host, allocations, rate, limit.Token); step++)
            {
                rate *= Factor;
            }
        }

        foreach (var visitor in opened)
        {
            visitor.Dispose();
        }
    }

    /// <returns>Whether answers are still quick.</returns>
    private async Task<bool> StepAsync(Callers callers, HostProcess host, Allocations allocations, double rate, CancellationToken ct)
    {
        var took = new ConcurrentBag<TimeSpan>();
        var refused = 0;
        var bytes = await allocations.BytesAsync();
        var processor = host.ProcessorTime;
        var clock = Stopwatch.StartNew();
        var talks = new List<Task>();
        while (clock.Elapsed < s_step)
        {
            while (talks.Count < clock.Elapsed.TotalSeconds * rate)
            {
                talks.Add(TalkAsync());
            }

            await Task.Delay(2, ct);
        }

        await Task.WhenAll(talks);
        var elapsed = clock.Elapsed.TotalSeconds;
        processor = host.ProcessorTime - processor;
        bytes = await allocations.BytesAsync() - bytes;
        var turns = took.Order().ToArray();
        Printed.Line($"{rate,8:F0} {(talks.Count - refused) / elapsed,8:F0} {turns.Length / elapsed,8:F0} {turns.At(0.50),8:F1} {turns.At(0.95),8:F1} {turns.At(0.99),8:F1} {processor.TotalMilliseconds / turns.Length,8:F2} {bytes / turns.Length / 1024,6:F0} {host.Memory.Now >> 20,6} {refused,8}");
        return turns.At(0.99) < s_slow.TotalMilliseconds && refused < talks.Count / 20;

        async Task TalkAsync()
        {
            if (!await callers.TalkAsync(door, took.Add, ct))
            {
                Interlocked.Increment(ref refused);
            }
        }
    }
}
