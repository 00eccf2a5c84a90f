using System.Net;
using Polly;
using Polly.Timeout;

namespace SsprBot.Network;

/// <summary>What an HTTP request came to that was not answered as it should be.</summary>
internal static class HttpOutcomes
{
    /// <summary>Whether the server cannot have seen it.</summary>
    public static bool NeverLeft(this HttpRequestException broken) =>
        broken.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError;

    /// <summary>For what does no harm when it is done twice: a later try may succeed.</summary>
    public static bool MayBeRepeated(this Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException or TimeoutRejectedException || outcome.Result is { StatusCode: HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError };

    /// <summary>For what must not be done twice: it was surely not done.</summary>
    public static bool WasNotDone(this Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException broken ? broken.NeverLeft() : outcome.Result is { StatusCode: HttpStatusCode.TooManyRequests };
}
