using System.Collections.Concurrent;
using System.Diagnostics;

namespace SsprBot.Bench;

/// <summary>A steady stream of conversations through all doors for a long time: memory must not grow with it.</summary>
internal sealed class Soak(int minutes, int turnsPerSecond)
{
    private const int TurnsEach = 6;
    private static readonly Door[] s_doors = Enum.GetValues<Door>();

    public async Task PrintAsync()
    {
        await using var outside = await Outside.StartAsync();
        await using var host = await Callers.StartHostAsync(outside);
        var callers = new Callers(host, outside);
        var began = Stopwatch.StartNew();
        var memory = new List<double>();
        var talks = new List<Task>();
        var begun = 0;
        Printed.Line($"{"minute",8} {"turns",8} {"p50 ms",8} {"p99 ms",8} {"CPU ms",8} {"MiB",8}");
        for (var minute = 1; minute <= minutes; minute++)
        {
            var took = new ConcurrentBag<TimeSpan>();
            var processor = host.ProcessorTime;
            while (began.Elapsed < TimeSpan.FromMinutes(minute))
            {
                for (; begun < began.Elapsed.TotalSeconds * turnsPerSecond / TurnsEach; begun++)
                {
                    talks.Add(callers.TalkAsync(s_doors[begun % s_doors.Length], took.Add, CancellationToken.None));
                }

                await Task.Delay(5);
                await Task.WhenAll(talks.Where(talk => talk.IsCompleted));
                talks.RemoveAll(talk => talk.IsCompletedSuccessfully);
            }

            var turns = took.Order().ToArray();
            memory.Add(host.Memory.Now / 1024.0 / 1024);
            Printed.Line($"{minute,8} {turns.Length,8} {turns.At(0.50),8:F1} {turns.At(0.99),8:F1} {(host.ProcessorTime - processor).TotalMilliseconds / turns.Length,8:F2} {memory[^1],8:F1}");
        }

        await Task.WhenAll(talks);
        Printed.Line($"memory of the second half: {Slope(memory[(memory.Count / 2)..]):+0.00;-0.00} MiB a minute");
    }

    /// <summary>By least squares, for one step.</summary>
    private static double Slope(IReadOnlyList<double> values)
    {
        var middle = (values.Count - 1) / 2.0;
        var mean = values.Average();
        return values.Select((value, at) => (at - middle) * (value - mean)).Sum() / values.Select((_, at) => (at - middle) * (at - middle)).Sum();
    }
}
