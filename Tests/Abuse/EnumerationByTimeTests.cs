using System.Collections.Concurrent;
using SsprBot.Host;
using SsprBot.World;
using Xunit;
using Xunit.Abstractions;

namespace SsprBot.Abuse;

/// <summary>
/// A stranger with a stop-watch. Many at once, the known and the unknown in turn, so that whatever the machine does meanwhile it does to both. Where nothing can be told
/// chance alone leaves the band about once in 70 draws: what is outside is drawn again, twice at most.
/// </summary>
[Collection(Quiet.Name)]
public sealed class EnumerationByTimeTests(ITestOutputHelper output)
{
    private const int Samples = 400;
    private const int AtOnce = 24;

    private static int s_names;

    [Theory]
    [InlineData(5, 80)]
    [InlineData(80, 5)]
    [Rule("D-78")]
    public async Task How_long_a_directory_takes_does_not_tell_who_is_in_it(int hit, int miss)
    {
        await using var people = new FakePeople(TimeSpan.FromMilliseconds(hit), TimeSpan.FromMilliseconds(miss));
        await using var host = await people.StartAsync();

        await AssertNothingIsToldAsync(host.Http, NewName, ["I forgot my password"], ["(user ID)", "Email my alternate email"]);
    }

    [Fact]
    [Rule("D-78")]
    public async Task A_wrong_code_takes_as_long_for_somebody_as_for_nobody()
    {
        await using var host = await InProcessHost.StartAsync(
            "--Policy:BotCheck=None", "--Policy:Limits:StartsPerSender=10000", "--Policy:Limits:UserIdsPerSender=10000", "--Policy:Limits:StartsPerAccount=10000", "--DirectLine:TokensPerAddress=10000");

        await AssertNothingIsToldAsync(host.Http, Known, ["I forgot my password", "(user ID)", "Email my alternate email"], ["000000"]);
    }

    private static string NewName(bool real) => $"{(real ? "real" : "none")}-{Interlocked.Increment(ref s_names)}";

    private static string Known(bool real)
    {
        string[] names = real ? ["anna.lima", "ben.okafor", "carla.jansen", "david.kim", "ines.costa"] : ["anna.lame", "ben.oakfor", "carla.janson", "david.kin", "ines.casta"];
        return $"{names[Interlocked.Increment(ref s_names) % names.Length]}@contoso.test";
    }

    /// <param name="timed">What is said then; how long each takes is looked at.</param>
    private async Task AssertNothingIsToldAsync(HttpClient http, Func<bool, string> name, string[] script, string[] timed)
    {
        for (var draws = 1; ; draws++)
        {
            var times = await DrawAsync(http, name, script, timed);
            var aucs = timed.Select(words => Auc(times.Where(time => time.Words == words))).ToArray();
            output.WriteLine($"AUC {string.Join(", ", aucs.Select(auc => $"{auc:0.000}"))}");
            if (aucs.All(auc => auc is >= 0.45 and <= 0.55))
            {
                return;
            }

            Assert.True(draws < 3, "The time tells.");
        }
    }

    private static async Task<IReadOnlyCollection<Timed>> DrawAsync(HttpClient http, Func<bool, string> name, string[] script, string[] timed)
    {
        var times = new ConcurrentBag<Timed>();
        await Parallel.ForAsync(0, Samples * 2, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            var real = number % 2 == 0;
            var userId = name(real);
            var person = await ChatPerson.StartAsync(http);
            foreach (var words in script)
            {
                await person.SayAsync(words.Replace("(user ID)", userId, StringComparison.Ordinal));
            }

            foreach (var words in timed)
            {
                times.Add(new Timed(real, words, await person.TimeAsync(words.Replace("(user ID)", userId, StringComparison.Ordinal))));
            }
        });
        return times;
    }

    /// <summary>The chance that somebody takes longer than nobody (Mann and Whitney, over all pairs); a half tells nothing.</summary>
    private static double Auc(IEnumerable<Timed> times)
    {
        var took = times.ToLookup(time => time.Real, time => time.Took);
        return took[true].Average(one => took[false].Average(other => (one.CompareTo(other) + 1) / 2.0));
    }

    private sealed record Timed(bool Real, string Words, TimeSpan Took);
}
