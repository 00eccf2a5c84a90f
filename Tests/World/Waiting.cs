using System.Diagnostics;
using Xunit;

namespace SsprBot.World;

/// <summary>Waits for what must come, however slow the machine is today.</summary>
internal static class Waiting
{
    /// <summary>After so long it does not come any more. No test measures time by it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Task UntilAsync(Func<bool> happened, string otherwise = "It did not happen.") =>
        UntilAsync(() => Task.FromResult(happened()), otherwise);

    public static async Task UntilAsync(Func<Task<bool>> happened, string otherwise)
    {
        for (var began = Stopwatch.StartNew(); !await happened(); await Task.Delay(20))
        {
            Assert.True(began.Elapsed < Patience, otherwise);
        }
    }

    /// <summary>Looks until there is something.</summary>
    public static async Task<T> ForAsync<T>(Func<Task<T?>> look, string otherwise)
        where T : class
    {
        T? found = null;
        await UntilAsync(async () => (found = await look()) is not null, otherwise);
        return found!;
    }

    public static Task<T> ForAsync<T>(Func<T?> look, string otherwise)
        where T : class =>
        ForAsync(() => Task.FromResult(look()), otherwise);
}
