using Twilio.Http;

namespace Twilio.Clients;

/// <summary>Asks the API on behalf of one account.</summary>
public interface ITwilioRestClient
{
    string AccountSid { get; }

    string Region { get; }

    Http.HttpClient HttpClient { get; }

    /// <exception cref="Exceptions.ApiException">The API refused.</exception>
    /// <exception cref="Exceptions.ApiConnectionException">No answer came.</exception>
    Response Request(Request request);

    /// <exception cref="Exceptions.ApiException">The API refused.</exception>
    /// <exception cref="Exceptions.ApiConnectionException">No answer came.</exception>
    Task<Response> RequestAsync(Request request);
}
