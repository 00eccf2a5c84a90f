using System.Diagnostics;
using System.Diagnostics.Metrics;
using SsprBot.Domain;
using Span = System.Diagnostics.Activity;

namespace SsprBot.Telemetry;

/// <summary>
/// What the product tells about itself by OpenTelemetry. Names and values are closed words: no user ID, address, number, text, link, code or conversation is ever among
/// them. Without a listener all of it costs next to nothing.
/// </summary>
internal static class Signals
{
    public const string Name = "SsprBot";

    private static readonly ActivitySource s_spans = new(Name);
    private static readonly Meter s_meter = new(Name);

    private static readonly Histogram<double> s_turns = s_meter.CreateHistogram<double>("sspr.turn.duration", "s", "How long a turn took, by channel and how it ended.");
    private static readonly Counter<long> s_events = s_meter.CreateCounter<long>("sspr.audit.events", "{event}", "What was audited: starts, proofs, wrong codes, throttles, resets, denials and all else.");
    private static readonly Counter<long> s_writes = s_meter.CreateCounter<long>("sspr.record.writes", "{write}", "Writes of records, by kind, and whether they were done or came second.");
    private static readonly Histogram<double> s_directory = s_meter.CreateHistogram<double>("sspr.directory.duration", "s", "How long a directory took, by its name, what was asked, and how it ended.");
    private static readonly UpDownCounter<long> s_down = s_meter.CreateUpDownCounter<long>("sspr.directory.down", "{directory}", "1 while a directory is left alone.");
    private static readonly Counter<long> s_messages = s_meter.CreateCounter<long>("sspr.messages", "{message}", "Mails, texts and calls, by kind and what became of them.");
    private static readonly Histogram<double> s_waits = s_meter.CreateHistogram<double>("sspr.message.wait", "s", "How long a message waited until it was taken over.");

    /// <returns>Null while nobody listens.</returns>
    public static Span? Begin(string name, ActivityKind kind = ActivityKind.Internal) => s_spans.StartActivity(name, kind);

    /// <param name="accident">The type of the exception that ended it, or null.</param>
    public static void Turn(TimeSpan took, string channel, string? accident)
    {
        var tags = new TagList { { "sspr.channel", channel } };
        if (accident is not null)
        {
            tags.Add("error.type", accident);
        }

        s_turns.Record(took.TotalSeconds, tags);
    }

    public static void Event(AuditEvent happened)
    {
        if (s_events.Enabled)
        {
            s_events.Add(1, new TagList
            {
                { "sspr.activity", $"{happened.Activity}" },
                { "sspr.result", $"{happened.Result}" },
                { "sspr.reason", happened.Reason },
                { "sspr.channel", happened.Channel },
                { "sspr.detail", happened.Detail },
            });
        }
    }

    public static void Write(string operation, string kind, bool isDone) =>
        s_writes.Add(1, new("db.operation.name", operation), new("db.collection.name", kind), new("sspr.outcome", isDone ? "done" : "second"));

    public static void Directory(TimeSpan took, string name, string asked, string outcome) =>
        s_directory.Record(took.TotalSeconds, new("sspr.directory", name), new("db.operation.name", asked), new("sspr.outcome", outcome));

    public static void DirectoryDown(string name, bool isDown) => s_down.Add(isDown ? 1 : -1, new KeyValuePair<string, object?>("sspr.directory", name));

    public static void Message(string kind, string outcome, TimeSpan waited)
    {
        s_messages.Add(1, new("sspr.message.kind", kind), new("sspr.outcome", outcome));
        s_waits.Record(waited.TotalSeconds, new("sspr.message.kind", kind), new("sspr.outcome", outcome));
    }
}
