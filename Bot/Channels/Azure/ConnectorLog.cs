namespace SsprBot.Channels.Azure;

internal static partial class ConnectorLog
{
    [LoggerMessage(420, LogLevel.Warning, "A request to the Bot Connector's endpoint was refused with {Status}")]
    public static partial void RequestRefused(this ILogger logger, int status);

    [LoggerMessage(421, LogLevel.Warning, "The keys of the Bot Connector could not be read: {Fault}")]
    public static partial void KeysNotRead(this ILogger logger, string fault);

    [LoggerMessage(422, LogLevel.Error, "A turn of a channel failed with {Fault}")]
    public static partial void TurnFailed(this ILogger logger, string fault);

    [LoggerMessage(423, LogLevel.Information, "An activity that was delivered again or too late was dropped")]
    public static partial void ActivityDropped(this ILogger logger);
}
