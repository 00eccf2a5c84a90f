using System.Text.Json.Serialization;

namespace SsprBot.Channels.Twilio;

/// <summary>How many texts came from a number in an hour.</summary>
/// <param name="Since">When the hour began.</param>
internal sealed record SmsCount(DateTimeOffset Since, int Count)
{
    public static readonly TimeSpan Span = TimeSpan.FromHours(1);
    public static readonly SmsCount None = new(DateTimeOffset.UnixEpoch, 0);

    private const int Most = 60;

    /// <returns>Null when this hour has had enough of them.</returns>
    public SmsCount? WithOneMore(DateTimeOffset now) => now - Since >= Span ? new SmsCount(now, 1) : Count < Most ? this with { Count = Count + 1 } : null;
}

[JsonSerializable(typeof(SmsCount))]
internal sealed partial class SmsShapes : JsonSerializerContext;
