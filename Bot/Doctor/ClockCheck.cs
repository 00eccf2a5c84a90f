using System.Globalization;
using SsprBot.Directories;

namespace SsprBot.Doctor;

/// <summary>Compares this machine's clock with those of the storage and the directories that say what time it is there.</summary>
internal sealed class ClockCheck(IEnumerable<IOtherClock> clocks, IReadOnlyList<NamedDirectory> directories, TimeProvider time) : ICheck
{
    private const string HowToMend = "Let both machines take their time from the same source (NTP).";

    /// <summary>A code of an authenticator app is good for so long before and after.</summary>
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_usual = TimeSpan.FromSeconds(5);

    public async Task LookAsync(Findings findings, CancellationToken ct)
    {
        (string Name, IOtherClock Clock)[] all =
        [
            .. clocks.Select(clock => ("the storage", clock)), .. directories.Where(named => named.Directory is IOtherClock).Select(named => (named.Name, (IOtherClock)named.Directory)),
        ];
        if (all is [])
        {
            findings.NotSetUp("Neither the storage nor a directory says what time it is there.");
        }

        foreach (var (name, clock) in all)
        {
            var before = time.GetUtcNow();
            Tell(findings, name, before, await clock.TimeAsync(ct), time.GetUtcNow());
        }
    }

    private static void Tell(Findings findings, string name, DateTimeOffset before, DateTimeOffset? told, DateTimeOffset after)
    {
        if (told is not { } there)
        {
            findings.Unknown($"What time it is at {name} is not known.", "Mend what the other checks say about it.");
            return;
        }

        // It was told to the second, at some moment in between.
        var apart = there > after ? there - after : before - there > TimeSpan.FromSeconds(1) ? before - there - TimeSpan.FromSeconds(1) : TimeSpan.Zero;
        var seconds = apart.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
        if (apart <= s_usual)
        {
            findings.Ok($"The clock goes as that of {name}.");
        }
        else if (apart <= s_most)
        {
            findings.Warning($"The clock is {seconds} seconds away from that of {name}.", HowToMend);
        }
        else
        {
            findings.Fault($"The clock is {seconds} seconds away from that of {name}: codes of authenticator apps are refused.", HowToMend);
        }
    }
}
