using System.Net;
using System.Text.Json;
using Twilio.Exceptions;
using Twilio.Http;

namespace Twilio.Clients;

/// <summary>Asks the API on behalf of one account, by HTTP basic authentication.</summary>
public class TwilioRestClient : ITwilioRestClient
{
    private readonly string _username;
    private readonly string _password;

    /// <param name="username">The account SID, or the SID of an API key.</param>
    /// <param name="password">The auth token, or the secret of the API key.</param>
    /// <param name="accountSid">Null where <paramref name="username"/> is it.</param>
    public TwilioRestClient(string username, string password, string accountSid = null, string region = null, Http.HttpClient httpClient = null, string edge = null)
    {
        if (string.IsNullOrEmpty(username) || string.IsNullOrEmpty(password))
        {
            throw new AuthenticationException("A user name and a password are needed.");
        }

        _username = username;
        _password = password;
        AccountSid = accountSid ?? username;
        Region = region;
        Edge = edge;
        HttpClient = httpClient ?? new SystemNetHttpClient();
    }

    public Http.HttpClient HttpClient { get; }

    public string AccountSid { get; }

    public string Region { get; }

    public string Edge { get; set; }

    public Response Request(Request request)
    {
        Prepare(request);
        try
        {
            return Accepted(HttpClient.MakeRequest(request));
        }
        catch (Exception broken) when (broken is not TwilioException)
        {
            throw NoAnswer(request, broken);
        }
    }

    public async Task<Response> RequestAsync(Request request)
    {
        Prepare(request);
        try
        {
            return Accepted(await HttpClient.MakeRequestAsync(request).ConfigureAwait(false));
        }
        catch (Exception broken) when (broken is not TwilioException)
        {
            throw NoAnswer(request, broken);
        }
    }

    private static ApiConnectionException NoAnswer(Request request, Exception broken) =>
        new($"No answer to {request.Method} {request.ConstructUrl()}", broken);

    private static Response Accepted(Response response) =>
        response.StatusCode is >= HttpStatusCode.OK and < HttpStatusCode.BadRequest ? response : throw Refused(response);

    private static ApiException Refused(Response response)
    {
        var status = (int)response.StatusCode;
        try
        {
            using var document = JsonDocument.Parse(response.Content);
            var error = document.RootElement;
            return new ApiException(
                Number(error, "code") ?? 0, Number(error, "status") ?? status, Text(error, "message") ?? $"HTTP {status}", Text(error, "more_info"), Details(error));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return new ApiException(0, status, $"HTTP {status}", null, exception: unreadable);
        }
    }

    private static int? Number(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private static string Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static Dictionary<string, object> Details(JsonElement error) =>
        error.TryGetProperty("details", out var value) && value.ValueKind is JsonValueKind.Object
            ? value.EnumerateObject().ToDictionary(detail => detail.Name, detail => (object)detail.Value.ToString())
            : null;

    private void Prepare(Request request)
    {
        request.SetAuth(_username, _password);
        request.Region ??= Region;
        request.Edge ??= Edge;
    }
}
