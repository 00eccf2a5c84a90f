using SsprBot.Domain;

namespace SsprBot.Senders.Twilio;

internal static partial class TwilioLog
{
    [LoggerMessage(130, LogLevel.Information, "Twilio took message {Id} as {Sid}")]
    public static partial void Taken(this ILogger log, string id, string sid);

    [LoggerMessage(131, LogLevel.Warning, "Message {Id} was stopped: {Why}")]
    public static partial void Stopped(this ILogger log, string id, SpendingStop why);

    [LoggerMessage(132, LogLevel.Warning, "Message {Id} will never arrive: Twilio refused it with error {Code}")]
    public static partial void NeverArrives(this ILogger log, string id, int code);

    [LoggerMessage(133, LogLevel.Error, "Twilio refused message {Id} with status {Status}, error {Code}; it is tried again while it is of use")]
    public static partial void Refused(this ILogger log, string id, int status, int code);

    [LoggerMessage(134, LogLevel.Warning, "Nobody knows whether call {Id} was placed: {Kind}. It is not placed again")]
    public static partial void CallUnknown(this ILogger log, string id, string kind);

    [LoggerMessage(135, LogLevel.Information, "Call {Id} was placed before or has had its end; it is not placed again")]
    public static partial void CallNotRepeated(this ILogger log, string id);
}
