namespace SsprBot.Channels.DirectLine;

internal static partial class DirectLineLog
{
    [LoggerMessage(410, LogLevel.Error, "A turn of a web chat failed with {Fault}")]
    public static partial void TurnFailed(this ILogger logger, string fault);

    [LoggerMessage(411, LogLevel.Warning, "An address asked for too many web chat tokens or streams")]
    public static partial void AddressLimited(this ILogger logger);

    [LoggerMessage(412, LogLevel.Warning, "A web chat was asked for by a page of another origin")]
    public static partial void OriginRefused(this ILogger logger);

    [LoggerMessage(413, LogLevel.Warning, "What was said at another instance could not be read: {Fault}")]
    public static partial void StreamBehind(this ILogger logger, string fault);

    [LoggerMessage(414, LogLevel.Warning, "Redis is away ({Fault}): what is said at another instance is shown up to a second later")]
    public static partial void RedisAway(this ILogger logger, string fault);
}
