using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace SsprBot.Bench;

/// <summary>Adds up what another process allocates, from the counter that its runtime publishes once a second.</summary>
internal sealed class Allocations : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly EventPipeSession _session;
    private readonly EventPipeEventSource _events;
    private readonly Task _reading;
    private double _bytes;

    public Allocations(int process)
    {
        var counters = new EventPipeProvider("System.Runtime", EventLevel.Informational, arguments: new Dictionary<string, string> { ["EventCounterIntervalSec"] = "1" });
        _session = new DiagnosticsClient(process).StartEventPipeSession([counters], requestRundown: false);
        _events = new EventPipeEventSource(_session.EventStream);
        _events.Dynamic.All += Take;
        _reading = Task.Run(_events.Process);
    }

    /// <summary>All bytes so far; waits until the counter has spoken again.</summary>
    public async Task<double> BytesAsync()
    {
        await Task.Delay(2 * Interval);
        return Volatile.Read(ref _bytes);
    }

    public async ValueTask DisposeAsync()
    {
        _session.Stop();
        await _reading;
        _events.Dispose();
        _session.Dispose();
    }

    private void Take(TraceEvent happened)
    {
        if (happened.EventName is "EventCounters"
            && happened.PayloadValue(0) is IDictionary<string, object> { } outer
            && outer["Payload"] is IDictionary<string, object> counter
            && counter["Name"] is "alloc-rate")
        {
            _bytes += Convert.ToDouble(counter["Increment"], null);
        }
    }
}
