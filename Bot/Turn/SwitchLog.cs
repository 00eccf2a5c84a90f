namespace SsprBot.Turn;

internal static partial class SwitchLog
{
    [LoggerMessage(700, LogLevel.Warning, "Switched off are now: {Names}")]
    public static partial void SwitchedOff(this ILogger log, string names);

    [LoggerMessage(701, LogLevel.Warning, "What is switched off could not be read ({Reason}); all stays as it was")]
    public static partial void SwitchesUnknown(this ILogger log, string reason);
}
