using System.Diagnostics;
using SsprBot.Directories.ActiveDirectory;
using SsprBot.Domain;

namespace SsprBot.Bench;

/// <summary>What Active Directory costs, on a real domain controller of this machine, one call after another.</summary>
internal static class SambaPieces
{
    private const int Rounds = 100;

    public static async Task PrintAsync()
    {
        if (SambaServer.Missing is { } missing)
        {
            Console.WriteLine(missing);
            return;
        }

        var domain = new SambaDomain();
        var began = Stopwatch.GetTimestamp();
        await domain.InitializeAsync();
        Console.WriteLine($"A new domain with its rights: {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s");
        try
        {
            await PrintAsync(domain.Server);
        }
        finally
        {
            await domain.DisposeAsync();
        }
    }

    private static async Task PrintAsync(SambaServer samba)
    {
        using var directory = AdWorld.Directory(samba);
        var person = await AdWorld.AddAsync(samba, AdWorld.Like("anna.lima"));
        var account = ((Found.One)await directory.FindAsync(person.UserId, CancellationToken.None)).Account;
        var passwords = Enumerable.Range(0, (2 * Rounds) + 1).Select(number => Password.From($"Copper-Kettle-{number:D5}-x")).ToArray();

        await PrintAsync("find by user ID", _ => directory.FindAsync(person.UserId, CancellationToken.None));
        await PrintAsync("read by id", _ => directory.ReadAsync(account.Id, CancellationToken.None));
        await PrintAsync("rules, remembered", _ => directory.RulesAsync(account, CancellationToken.None));
        await PrintAsync("reset and unlock", round => directory.SetPasswordAsync(account, passwords[round], CancellationToken.None));
        await PrintAsync("compare the current one", _ => directory.IsPasswordAsync(account, passwords[Rounds - 1], CancellationToken.None));
        await PrintAsync("change", round => directory.ChangePasswordAsync(account, passwords[Rounds - 1 + round], passwords[Rounds + round], CancellationToken.None));
        await PrintAsync("unlock", _ => directory.UnlockAsync(account, CancellationToken.None));
        await PrintAsync(
            "a whole reset: read, rules, reset",
            async round =>
            {
                var now = (Found.One)await directory.ReadAsync(account.Id, CancellationToken.None);
                await directory.RulesAsync(now.Account, CancellationToken.None);
                return await directory.SetPasswordAsync(now.Account, passwords[round], CancellationToken.None);
            });
    }

    private static async Task PrintAsync<T>(string what, Func<int, Task<T>> call)
    {
        var times = new List<double>();
        T? last = default;
        for (var round = 0; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            last = await call(round);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"{what,-36} median {times[Rounds / 2],8:F2} ms   95th {times[Rounds * 95 / 100],8:F2} ms   {last?.GetType().Name ?? "-"}");
    }
}
