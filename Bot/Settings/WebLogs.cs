namespace SsprBot.Settings;

/// <summary>
/// The log of the web server. It would write down paths and headers of requests, and the path of the secure page's link is its secret: no setting makes
/// it tell more than warnings.
/// </summary>
internal static class WebLogs
{
    private const string Category = "Microsoft.AspNetCore";

    public static void AddQuietWebLogs(this ILoggingBuilder logging)
    {
        logging.AddFilter(Category, LogLevel.Warning);
        logging.Services.PostConfigure<LoggerFilterOptions>(Quieten);
    }

    // A rule for one provider, or for a longer category, would win over the one above.
    private static void Quieten(LoggerFilterOptions options)
    {
        for (var place = 0; place < options.Rules.Count; place++)
        {
            var rule = options.Rules[place];
            options.Rules[place] = new LoggerFilterRule(rule.ProviderName, rule.CategoryName, rule.LogLevel, (provider, category, level) =>
                (level >= LogLevel.Warning || category?.StartsWith(Category, StringComparison.Ordinal) is not true)
                && rule.Filter?.Invoke(provider, category, level) is not false);
        }
    }
}
