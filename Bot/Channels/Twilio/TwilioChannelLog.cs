namespace SsprBot.Channels.Twilio;

internal static partial class TwilioChannelLog
{
    [LoggerMessage(440, LogLevel.Warning, "A request was refused that Twilio did not sign for this account and address")]
    public static partial void WebhookRefused(this ILogger log);

    [LoggerMessage(441, LogLevel.Error, "A text could not be answered: {Kind}")]
    public static partial void TextFailed(this ILogger log, string kind);

    [LoggerMessage(442, LogLevel.Warning, "A text was not answered: its number is of a kind or a country that is not texted")]
    public static partial void NumberNotAnswered(this ILogger log);

    [LoggerMessage(443, LogLevel.Warning, "A text was not answered: too many came from its number")]
    public static partial void TooManyTexts(this ILogger log);

    [LoggerMessage(444, LogLevel.Warning, "Text {Id} did not arrive: {Status}, error {Code}")]
    public static partial void TextNotDelivered(this ILogger log, string id, string status, string code);
}
