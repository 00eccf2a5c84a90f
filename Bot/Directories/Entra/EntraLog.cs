namespace SsprBot.Directories.Entra;

internal static partial class EntraLog
{
    [LoggerMessage(150, LogLevel.Error, "Directory {Name} gets no token: {Error}")]
    public static partial void NoToken(this ILogger log, string name, string error);

    [LoggerMessage(151, LogLevel.Error, "Microsoft Graph does not accept the token of directory {Name}")]
    public static partial void TokenRefused(this ILogger log, string name);

    [LoggerMessage(152, LogLevel.Error, "The application of directory {Name} may not read {What}: status {Status}, {Code}")]
    public static partial void MayNotRead(this ILogger log, string name, string what, int status, string code);

    [LoggerMessage(153, LogLevel.Error, "Microsoft Graph refused a write in directory {Name}: status {Status}, {Code}")]
    public static partial void WriteRefused(this ILogger log, string name, int status, string code);

    [LoggerMessage(154, LogLevel.Warning, "Microsoft Graph answered directory {Name} in a shape that is not understood")]
    public static partial void NotUnderstood(this ILogger log, string name);
}
