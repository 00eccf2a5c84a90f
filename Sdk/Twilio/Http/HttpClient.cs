namespace Twilio.Http;

/// <summary>Carries requests to the API.</summary>
public abstract class HttpClient
{
    public abstract Response MakeRequest(Request request);

    public abstract Task<Response> MakeRequestAsync(Request request);
}
