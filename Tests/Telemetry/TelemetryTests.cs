using System.Diagnostics;
using SsprBot.Abuse;
using SsprBot.Host;
using SsprBot.World;
using Xunit;
using Span = System.Diagnostics.Activity;

namespace SsprBot.Telemetry;

[Collection(Quiet.Name)]
public sealed class TelemetryTests
{
    private const string Anna = "anna.lima@contoso.test";
    private const string AnnasMail = "anna.lima@example.net";
    private const string AnnasPhone = "+14255550101";
    private const string NewPassword = "Violet-Umbrella-93-q";

    [Fact]
    [Rule("D-67")]
    [Rule("D-69")]
    [Rule("D-102")]
    public async Task A_reset_is_told_by_traces_metrics_and_logs_and_nothing_personal_is_among_them()
    {
        await using var collector = await FakeCollector.StartAsync();
        string[] secrets;
        await using (var host = await BotProcess.StartAsync(settings:
        [
            ("Policy__BotCheck", "None"), ("OTEL_EXPORTER_OTLP_ENDPOINT", $"{collector.Address}"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "300"), ("OTEL_BSP_SCHEDULE_DELAY", "200"), ("OTEL_BLRP_SCHEDULE_DELAY", "200"), ("Logging__LogLevel__Microsoft.Hosting.Lifetime", "Information"),
        ]))
        {
            var person = await ChatPerson.StartAsync(host.Http);
            var (path, pageCode) = await person.ToTheLinkAsync(host, Anna, AnnasMail, AnnasPhone);
            using var page = new SecurePage(host.Http.BaseAddress!);
            await page.OpenAsync(path, pageCode);
            Assert.Contains("Your password has been reset", await page.SetAsync(NewPassword), StringComparison.Ordinal);
            await person.HearAsync();
            secrets = [Anna, AnnasMail, AnnasPhone, NewPassword, pageCode, path.Split('/').Last(), person.Token, person.Conversation, await host.CodeToAsync(AnnasMail)];
            await Waiting.UntilAsync(() => Expected("metrics").All(name => Has(collector, "metrics", name)), "The metrics did not come.");
            await Waiting.UntilAsync(() => Expected("traces").All(name => Has(collector, "traces", name)), "The traces did not come.");
            await Waiting.UntilAsync(() => Expected("logs").All(name => Has(collector, "logs", name)), "The logs did not come.");
        }

        var everything = collector.Got("traces") + collector.Got("metrics") + collector.Got("logs");
        Assert.DoesNotContain(secrets, secret => everything.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_trace_holds_a_turn_and_what_it_read_and_wrote()
    {
        var spans = new List<Span>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Signals.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                lock (spans)
                {
                    spans.Add(span);
                }
            },
        };
        await using var host = await InProcessHost.StartAsync("--Policy:BotCheck=None");
        using var http = new HttpClient { BaseAddress = host.Address };
        var person = await ChatPerson.StartAsync(http);
        await person.SayAsync("forgot pw");
        ActivitySource.AddActivityListener(listener);

        await person.SayAsync(Anna);

        Span[] mine;
        lock (spans)
        {
            mine = [.. spans.GroupBy(span => span.TraceId).Single(trace => trace.Any(span => Equals(span.GetTagItem("db.operation.name"), "find")))];
        }

        var turn = Assert.Single(mine, span => span.OperationName == "turn");
        Assert.Equal("directline", turn.GetTagItem("sspr.channel"));
        Assert.DoesNotContain(mine, span => Is(span, "read", "bot-state"));
        Assert.Equal(1, mine.Count(span => Is(span, "replace", "bot-state")));
        Assert.Contains(mine, span => Is(span, "create", "session"));
        Assert.All(mine.Where(span => span.GetTagItem("db.collection.name") is "bot-state" or "session"), span => Assert.Equal(turn.SpanId, span.ParentSpanId));
        Assert.DoesNotContain(mine, span => span.TagObjects.Any(tag => $"{tag.Value}".Contains("anna", StringComparison.OrdinalIgnoreCase)));
    }

    private static bool Is(Span span, string operation, string kind) => Equals(span.GetTagItem("db.operation.name"), operation) && Equals(span.GetTagItem("db.collection.name"), kind);

    private static bool Has(FakeCollector collector, string kind, string name) => collector.Got(kind).Contains(name, StringComparison.Ordinal);

    private static string[] Expected(string kind) => kind switch
    {
        "metrics" => ["sspr.turn.duration", "sspr.audit.events", "sspr.directory.duration", "sspr.messages", "sspr.message.wait", "http.server.request.duration", "dotnet.gc.collections", "ResetPassword", "directline"],
        "traces" => ["turn", "POST /v3/directline/conversations", "db.operation.name", "/r/{token}", "SsprBot"],
        _ => ["Application started"],
    };
}
