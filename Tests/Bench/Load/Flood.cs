using System.Collections.Concurrent;

namespace SsprBot.Bench;

/// <summary>People in the middle of a conversation, before, during and after a flood of strangers who begin new ones as fast as they can.</summary>
internal sealed class Flood(int strangers)
{
    private const int People = 100;
    private const string Asked = "help";
    private const string Answer = "I help you get back into your account";
    private static readonly TimeSpan s_calm = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan s_flood = TimeSpan.FromSeconds(15);

    // So each person says something, whatever else happens.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    public async Task PrintAsync()
    {
        await using var outside = await Outside.StartAsync();
        await using var host = await Callers.StartHostAsync(outside);
        var callers = new Callers(host, outside);
        var people = await callers.OpenAsync(Door.Stream, People, CancellationToken.None);
        Printed.Line($"{"",8} {"turns",8} {"refused",8} {"p50 ms",8} {"p99 ms",8} {"begun",8} {"refused",8} {"MiB",6}");
        await PhaseAsync("before", s_calm, strangers: 0, people, callers, host);
        await PhaseAsync("flood", s_flood, strangers, people, callers, host);
        await PhaseAsync("after", s_calm, strangers: 0, people, callers, host);
        foreach (var person in people)
        {
            person.Dispose();
        }
    }

    private static async Task PhaseAsync(string name, TimeSpan length, int strangers, IReadOnlyList<IVisitor> people, Callers callers, HostProcess host)
    {
        using var end = new CancellationTokenSource(length);
        var took = new ConcurrentBag<TimeSpan>();
        var (refused, begun, turnedAway) = (0, 0, 0);
        await Task.WhenAll([.. people.Select(person => TalkAsync(person)), .. Enumerable.Range(0, strangers).Select(_ => BeginAsync())]);
        var turns = took.Order().ToArray();
        Printed.Line($"{name,8} {turns.Length,8} {refused,8} {turns.At(0.50),8:F1} {turns.At(0.99),8:F1} {begun,8} {turnedAway,8} {host.Memory.Now >> 20,6}");

        async Task TalkAsync(IVisitor person)
        {
            while (!end.IsCancellationRequested)
            {
                if (await person.SayAsync(Asked, Answer, CancellationToken.None) is { } answered)
                {
                    took.Add(answered);
                }
                else
                {
                    Interlocked.Increment(ref refused);
                }

                await Task.Delay(s_pause, CancellationToken.None);
            }
        }

        async Task BeginAsync()
        {
            while (!end.IsCancellationRequested)
            {
                using var stranger = callers.NewVisitor(Door.Polling);
                if (await stranger.StartAsync(ResetScript.Greeting, CancellationToken.None) is null)
                {
                    Interlocked.Increment(ref turnedAway);
                }
                else
                {
                    Interlocked.Increment(ref begun);
                }
            }
        }
    }
}
