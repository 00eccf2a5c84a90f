using System.Collections.Concurrent;
using System.Diagnostics;
using SsprBot.Domain;
using SsprBot.Storage.Blobs;

namespace SsprBot.Bench;

/// <summary>The reset conversation on each storage, before and after many sessions of others are open there.</summary>
internal static class Storages
{
    private const int Parallel = 8;

    public static async Task PrintAsync(int conversations, int onSqlite, int onAzurite)
    {
        PrintRow("storage", "sessions", "turns/s", "p50 ms", "p99 ms", "calls a turn");
        await using (var sqlite = new Installation())
        {
            await MeasureAsync("SQLite", sqlite, conversations, onSqlite, () => 0);
        }

        var server = new AzuriteServer();
        await server.InitializeAsync();
        try
        {
            await using var road = await BlobRoad.StartAsync(server.Address);
            await using var azurite = new Installation(
                settings:
                [
                    ("Storage:Kind", "Blobs"),
                    ("Storage:Blobs:ConnectionString", server.ConnectionString(road.Address)),
                    ("Storage:Blobs:Container", server.NewName()),
                    ("Storage:Blobs:CallLimit", "00:00:30"),
                ]);
            await azurite.PrepareAsync();
            await MeasureAsync("Azurite", azurite, conversations, onAzurite, () => road.Asked.Count);
        }
        finally
        {
            await server.DisposeAsync();
        }

        Console.WriteLine($"{Parallel} conversations at a time on {Environment.ProcessorCount} cores; load average {(await File.ReadAllTextAsync("/proc/loadavg"))[..14]}");
    }

    private static async Task MeasureAsync(string storage, Installation product, int conversations, int sessions, Func<int> calls)
    {
        await TalkAsync(product, conversations / 2);
        await PrintAsync(storage, 1, product, conversations, calls);
        await SeedAsync(product, sessions);
        await PrintAsync(storage, sessions, product, conversations, calls);
    }

    private static async Task PrintAsync(string storage, int sessions, Installation product, int conversations, Func<int> calls)
    {
        var before = calls();
        var clock = Stopwatch.StartNew();
        var took = await TalkAsync(product, conversations);
        var elapsed = clock.Elapsed;
        Array.Sort(took);
        PrintRow(
            storage, $"{sessions}", $"{took.Length / elapsed.TotalSeconds:F0}", $"{took.At(0.50):F1}", $"{took.At(0.99):F1}", $"{(calls() - before) / (double)took.Length:F1}");
    }

    private static void PrintRow(params string[] cells) => Console.WriteLine(string.Concat(cells.Select(cell => cell.PadLeft(14))));

    /// <returns>How long each turn took.</returns>
    private static async Task<TimeSpan[]> TalkAsync(Installation product, int conversations)
    {
        var took = new ConcurrentBag<TimeSpan>();
        await System.Threading.Tasks.Parallel.ForAsync(0, conversations, new ParallelOptions { MaxDegreeOfParallelism = Parallel }, async (_, _) =>
        {
            var visitor = product.NewVisitor();
            await product.GreetAsync(visitor);
            foreach (var (said, _) in ResetScript.For($"{visitor.Chat.User}@contoso.test"))
            {
                var began = Stopwatch.GetTimestamp();
                await product.SayAsync(visitor, said);
                took.Add(Stopwatch.GetElapsedTime(began));
            }
        });
        return [.. took];
    }

    /// <summary>Opens sessions of others, as they stand in the records.</summary>
    private static async Task SeedAsync(Installation product, int sessions)
    {
        var visitor = product.NewVisitor();
        await product.GreetAsync(visitor);
        await product.SayAsync(visitor, "I forgot my password");
        await product.SayAsync(visitor, $"{visitor.Chat.User}@contoso.test");
        var vault = product.Get<Vault>();
        var open = (await vault.Sessions.ReadAsync(await vault.Sessions.ListAsync(CancellationToken.None).FirstAsync(), CancellationToken.None))!.Value;
        await System.Threading.Tasks.Parallel.ForAsync(0, sessions, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (_, ct) =>
        {
            var id = Secrets.NewId();
            await vault.Sessions.TryCreateAsync(id, open with { Id = id }, ct);
        });
    }
}
