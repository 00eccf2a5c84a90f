using SsprBot.Domain;

namespace SsprBot.Pages.Admin;

internal static partial class AdminPagesLog
{
    [LoggerMessage(710, LogLevel.Information, "{User} was let into the admin area by {Right}")]
    public static partial void Opened(this ILogger log, string user, AdminRight right);

    [LoggerMessage(711, LogLevel.Warning, "The organisation's sign-in did not let somebody in: {Reason}")]
    public static partial void SignInFailed(this ILogger log, string reason);

    [LoggerMessage(712, LogLevel.Information, "{User} signed in to the admin area as {Role}")]
    public static partial void SignedIn(this ILogger log, string user, AdminRole role);

    [LoggerMessage(713, LogLevel.Warning, "Somebody signed in to the admin area without a role of it; the token has {Claims}")]
    public static partial void WithoutRole(this ILogger log, string claims);
}
