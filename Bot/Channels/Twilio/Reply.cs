using TwiML = Twilio.TwiML.TwiML;

namespace SsprBot.Channels.Twilio;

/// <summary>What Twilio is answered.</summary>
/// <param name="Markup">What is to be done; null where there is nothing to do.</param>
internal sealed record Reply(int Status, TwiML? Markup = null)
{
    public static readonly Reply Noted = new(StatusCodes.Status204NoContent);
    public static readonly Reply Malformed = new(StatusCodes.Status400BadRequest);
    public static readonly Reply Refused = new(StatusCodes.Status403Forbidden);
    public static readonly Reply TooLarge = new(StatusCodes.Status413PayloadTooLarge);
    public static readonly Reply Busy = new(StatusCodes.Status503ServiceUnavailable);

    public static Reply With(TwiML markup) => new(StatusCodes.Status200OK, markup);
}
