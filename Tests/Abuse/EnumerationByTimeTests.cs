using System.Collections.Concurrent;
using SsprBot.Host;
using Xunit;
using Xunit.Abstractions;

namespace SsprBot.Abuse;

/// <summary>
/// A stranger with a stop-watch. Many at once, the known and the unknown in turn, so that whatever the machine does meanwhile it does to both. Where nothing can be told
/// chance alone leaves the band about once in 70 draws: what is outside is drawn again, twice at most.
/// </summary>
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

        await AssertNothingIsToldAsync(host.Http, NewName, "I forgot my password", "(user ID)");
    }

    [Theory]
    [InlineData(5, 80)]
    [InlineData(80, 5)]
    [Rule("D-78")]
    public async Task Nor_does_it_when_a_code_is_asked_for(int hit, int miss)
    {
        await using var people = new FakePeople(TimeSpan.FromMilliseconds(hit), TimeSpan.FromMilliseconds(miss));
        await using var host = await people.StartAsync();

        await AssertNothingIsToldAsync(host.Http, NewName, "I forgot my password", "(user ID)", "Email my alternate email");
    }

    [Fact]
    [Rule("D-78")]
    public async Task A_wrong_code_takes_as_long_for_somebody_as_for_nobody()
    {
        await using var host = await InProcessHost.StartAsync(
            "--Policy:BotCheck=None", "--Policy:Limits:StartsPerSender=10000", "--Policy:Limits:UserIdsPerSender=10000", "--Policy:Limits:StartsPerAccount=10000", "--DirectLine:TokensPerAddress=10000");

        await AssertNothingIsToldAsync(host.Http, Known, "I forgot my password", "(user ID)", "Email my alternate email", "000000");
    }

    private static string NewName(bool real) => $"{(real ? "real" : "none")}-{Interlocked.Increment(ref s_names)}";

    private static string Known(bool real)
    {
        string[] names = real ? ["anna.lima", "ben.okafor", "carla.jansen", "david.kim", "ines.costa"] : ["anna.lame", "ben.oakfor", "carla.janson", "david.kin", "ines.casta"];
        return $"{names[Interlocked.Increment(ref s_names) % names.Length]}@contoso.test";
    }

    /// <param name="script">What is said; how long the last takes is what is looked at.</param>
    private async Task AssertNothingIsToldAsync(HttpClient http, Func<bool, string> name, params string[] script)
    {
        for (var draws = 1; ; draws++)
        {
            var auc = Auc(await DrawAsync(http, name, script));
            output.WriteLine($"AUC {auc:0.000}");
            if (auc is >= 0.45 and <= 0.55)
            {
                return;
            }

            Assert.True(draws < 3, $"The time tells: an AUC of {auc:0.000}.");
        }
    }

    private static async Task<ILookup<bool, TimeSpan>> DrawAsync(HttpClient http, Func<bool, string> name, string[] script)
    {
        var times = new ConcurrentBag<(bool Real, TimeSpan Took)>();
        await Parallel.ForAsync(0, Samples * 2, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            var real = number % 2 == 0;
            var userId = name(real);
            var person = await ChatPerson.StartAsync(http);
            foreach (var words in script[..^1])
            {
                await person.SayAsync(words.Replace("(user ID)", userId, StringComparison.Ordinal));
            }

            times.Add((real, await person.TimeAsync(script[^1].Replace("(user ID)", userId, StringComparison.Ordinal))));
        });
        return times.ToLookup(time => time.Real, time => time.Took);
    }

    /// <summary>The chance that somebody takes longer than nobody (Mann and Whitney, over all pairs); a half tells nothing.</summary>
    private static double Auc(ILookup<bool, TimeSpan> times) => times[true].Average(one => times[false].Average(other => (one.CompareTo(other) + 1) / 2.0));
}
