using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using SsprBot.Deployment;
using Xunit;

namespace SsprBot.Telemetry;

/// <summary>The dashboard and the operations page speak of the metrics that there are.</summary>
public sealed partial class DashboardTests
{
    private static readonly string[] Parts = ["_bucket", "_count", "_sum"];

    [Fact]
    public void The_dashboard_shows_every_metric_and_no_other()
    {
        var shown = PrometheusName().Matches(File.ReadAllText(Checks.Find("grafana/sspr-bot.json")))
            .Select(match => Parts.Aggregate(match.Value, (name, part) => name.EndsWith(part, StringComparison.Ordinal) ? name[..^part.Length] : name))
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(Instruments().Select(PrometheusNameOf).Order(StringComparer.Ordinal), shown);
    }

    [Fact]
    public void The_operations_page_explains_every_metric()
    {
        var page = File.ReadAllText(Checks.Find("operations.md"));

        Assert.All(Instruments(), instrument => Assert.Contains($"`{instrument.Name}`", page, StringComparison.Ordinal));
    }

    private static List<Instrument> Instruments()
    {
        var found = new List<Instrument>();
        RuntimeHelpers.RunClassConstructor(typeof(Signals).TypeHandle);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == Signals.Name)
                {
                    found.Add(instrument);
                }
            },
        };
        listener.Start();
        Assert.NotEmpty(found);
        return found;
    }

    // As the OpenTelemetry collector names them for Prometheus.
    private static string PrometheusNameOf(Instrument instrument) =>
        instrument.Name.Replace('.', '_') + (instrument.Unit is "s" ? "_seconds" : instrument is Counter<long> ? "_total" : "");

    [GeneratedRegex(@"\bsspr_(?:turn|audit|messages|message_wait|directory|record)_\w+|\bsspr_directory_down\b")]
    private static partial Regex PrometheusName();
}
