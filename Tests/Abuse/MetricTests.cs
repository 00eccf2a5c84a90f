using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SsprBot.Storage;
using SsprBot.Telemetry;
using SsprBot.World;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>What is counted while people, strangers and attackers come and go.</summary>
[Collection(Quiet.Name)]
public sealed class MetricTests
{
    [Fact]
    [Rule("D-102")]
    public async Task Whatever_is_typed_is_in_no_name_or_value_of_what_is_counted()
    {
        var counted = new ConcurrentBag<(string Name, string Tags)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == Signals.Name)
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => counted.Add((instrument.Name, Words(tags))));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => counted.Add((instrument.Name, Words(tags))));
        await using var attacked = await AttackedHost.StartAsync();
        listener.Start();

        var typed = new List<string>();
        foreach (var (userId, number) in ((string, string)[])[(AttackedHost.Anna, AttackedHost.AnnasPhone), ("canary-nobody@contoso.test", "+14255550177"), ("grace.muller@contoso.test", "+14255550107")])
        {
            var visitor = await attacked.VisitorAsync();
            string[] words = ["I forgot my password", userId, "Text my mobile phone", "+14255550178", number, "918273", "my password is Canary-Sesame-1", "resend", "contact administrator", "cancel"];
            foreach (var said in words)
            {
                await visitor.SayAsync(said);
            }

            typed.AddRange([userId, number, "+14255550178", "918273", "Canary-Sesame-1", visitor.Conversation, visitor.Token]);
        }

        var sessions = await Sessions.OfAsync(attacked.Services);
        var audited = await attacked.Get<IAuditReader>().NewestFirstAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, CancellationToken.None).ToListAsync();
        string[] secrets =
        [
            .. typed, .. sessions.SelectMany(session => (string[])[session.Id, session.GuardId]), .. audited.SelectMany(line => (string[])[line.Event.Session, line.Event.Person]), "anna", "grace", "canary", "+1425",
            "example.net", "127.0.0.1", "loopback",
        ];
        Assert.Contains(counted, one => one.Name == "sspr.audit.events" && one.Tags.Contains("not-found", StringComparison.Ordinal));
        Assert.DoesNotContain(counted, one => secrets.Any(secret => secret.Length > 0 && one.Tags.Contains(secret, StringComparison.OrdinalIgnoreCase)));
        Assert.InRange(counted.Select(one => one.Tags).Distinct().Count(), 10, 100);
    }

    private static string Words(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var words = new List<string>();
        foreach (var (name, value) in tags)
        {
            words.Add($"{name}={value}");
        }

        return string.Join(' ', words);
    }
}
