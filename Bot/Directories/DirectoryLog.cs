namespace SsprBot.Directories;

internal static partial class DirectoryLog
{
    [LoggerMessage(142, LogLevel.Error, "Directory {Name} does not answer; it is left alone for {Seconds} seconds")]
    public static partial void DirectoryIsDown(this ILogger log, string name, double seconds);

    [LoggerMessage(143, LogLevel.Warning, "Directory {Name} answers again")]
    public static partial void DirectoryIsBack(this ILogger log, string name);

    [LoggerMessage(144, LogLevel.Warning, "A call to directory {Name} failed: {Kind}")]
    public static partial void CallFailed(this ILogger log, string name, string kind);

    [LoggerMessage(145, LogLevel.Information, "Directory {Name}: {Limit}")]
    public static partial void DirectoryCannot(this ILogger log, string name, string limit);
}
