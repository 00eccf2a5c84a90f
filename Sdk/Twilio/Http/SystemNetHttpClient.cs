using System.Net.Http.Headers;
using System.Text;

namespace Twilio.Http;

/// <summary>Carries requests by the HTTP client of the framework. How long it waits and what it repeats is that client's affair.</summary>
public class SystemNetHttpClient : HttpClient
{
    private readonly System.Net.Http.HttpClient _http;

    public SystemNetHttpClient(System.Net.Http.HttpClient httpClient = null) => _http = httpClient ?? new System.Net.Http.HttpClient();

    public override Response MakeRequest(Request request)
    {
        using var message = Written(request);
        using var answer = _http.Send(message);
        using var content = new StreamReader(answer.Content.ReadAsStream());
        return new Response(answer.StatusCode, content.ReadToEnd(), answer.Headers);
    }

    public override async Task<Response> MakeRequestAsync(Request request)
    {
        using var message = Written(request);
        using var answer = await _http.SendAsync(message).ConfigureAwait(false);
        return new Response(answer.StatusCode, await answer.Content.ReadAsStringAsync().ConfigureAwait(false), answer.Headers);
    }

    private static HttpRequestMessage Written(Request request)
    {
        var message = new HttpRequestMessage(new System.Net.Http.HttpMethod(request.Method.ToString()), request.ConstructUrl());
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{request.Username}:{request.Password}")));
        if (request.Method == HttpMethod.Post)
        {
            message.Content = new StringContent(request.EncodePostParams(), Encoding.UTF8, "application/x-www-form-urlencoded");
        }

        return message;
    }
}
