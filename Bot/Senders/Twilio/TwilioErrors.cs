using Polly.CircuitBreaker;
using SsprBot.Network;
using Twilio.Exceptions;

namespace SsprBot.Senders.Twilio;

/// <summary>What the errors of the API mean to whoever sends (https://www.twilio.com/docs/api/errors).</summary>
internal static class TwilioErrors
{
    /// <summary>The message will never arrive, however often it is sent.</summary>
    public static bool IsFinal(this ApiException refused) => refused.Code is
        21211 // The number is none.
        or 21214 // It cannot be called.
        or 21215 // The account does not call this country.
        or 21217 // The number is none.
        or 21408 // The account does not text this country.
        or 21610 // Its owner has answered STOP.
        or 21612 // No way leads there.
        or 21614; // It is no mobile phone.

    /// <summary>
    /// Whether the request was surely not done: it was refused (429 is never processed, error 20429), or never left. After anything else it
    /// may have been done, and a call that is repeated rings twice.
    /// </summary>
    public static bool IsSurelyNotDone(this TwilioException accident) => accident switch
    {
        ApiException { Status: >= 400 and < 500 } => true,
        ApiConnectionException { InnerException: BrokenCircuitException } => true,
        ApiConnectionException { InnerException: HttpRequestException broken } => broken.NeverLeft(),
        _ => false,
    };
}
