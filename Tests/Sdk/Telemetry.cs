using Microsoft.Bot.Builder;

namespace SsprBot.Sdk;

/// <summary>Writes down what it is told about dialogs.</summary>
internal sealed class Telemetry : IBotTelemetryClient, IBotPageViewTelemetryClient
{
    public List<string> Events { get; } = [];

    public void TrackEvent(string eventName, IDictionary<string, string>? properties = null, IDictionary<string, double>? metrics = null)
    {
        Assert(properties);
        Events.Add($"{eventName} {properties!["DialogId"]} {(properties.TryGetValue("StepName", out var step) ? step : string.Empty)}");
    }

    public void TrackPageView(string dialogName, IDictionary<string, string>? properties = null, IDictionary<string, double>? metrics = null) =>
        Events.Add($"view {dialogName}");

    public void TrackAvailability(
        string name,
        DateTimeOffset timeStamp,
        TimeSpan duration,
        string runLocation,
        bool success,
        string? message = null,
        IDictionary<string, string>? properties = null,
        IDictionary<string, double>? metrics = null) => throw new NotSupportedException();

    public void TrackDependency(
        string dependencyTypeName,
        string target,
        string dependencyName,
        string data,
        DateTimeOffset startTime,
        TimeSpan duration,
        string resultCode,
        bool success) => throw new NotSupportedException();

    public void TrackException(
        Exception exception, IDictionary<string, string>? properties = null, IDictionary<string, double>? metrics = null) =>
        throw new NotSupportedException();

    public void TrackTrace(string message, Severity severityLevel, IDictionary<string, string> properties) => throw new NotSupportedException();

    public void Flush() => throw new NotSupportedException();

    private static void Assert(IDictionary<string, string>? properties) => Xunit.Assert.True(Guid.TryParse(properties?["InstanceId"], out _));
}
