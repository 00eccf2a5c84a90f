using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Identity.Client;
using Polly.Timeout;
using SsprBot.Network;

namespace SsprBot.Directories.Entra;

/// <summary>Microsoft Graph v1.0, as the application itself and not on behalf of anybody.</summary>
internal sealed class Graph(string name, EntraSettings settings, IHttpClientFactory clients, EntraTokens tokens, ILogger<Graph> log)
{
    /// <summary>The HTTP clients of a directory: signing in, what may be done twice, and what may not.</summary>
    public static (string Login, string Safe, string Once) ClientsOf(string name) => ($"{name}-login", $"{name}-graph", $"{name}-graph-once");

    /// <param name="path">Relative, such as <c>users/{id}</c>, or the address of a next page.</param>
    public Task<GraphAnswer> GetAsync(string path, CancellationToken ct) => SendAsync(ClientsOf(name).Safe, HttpMethod.Get, path, null, ct);

    /// <summary>For what does no harm when it is done twice.</summary>
    public Task<GraphAnswer> PostAsync(string path, CancellationToken ct) => SendAsync(ClientsOf(name).Safe, HttpMethod.Post, path, null, ct);

    /// <summary>It is repeated only where it was surely not done.</summary>
    public Task<GraphAnswer> PatchAsync(string path, Func<HttpContent> content, CancellationToken ct) => SendAsync(ClientsOf(name).Once, HttpMethod.Patch, path, content, ct);

    private async Task<GraphAnswer> SendAsync(string client, HttpMethod method, string path, Func<HttpContent>? content, CancellationToken ct)
    {
        var address = new Uri(settings.Graph, path);
        if (!settings.Graph.IsBaseOf(address))
        {
            log.NotUnderstood(name);
            return new GraphAnswer.Lost();
        }

        var answer = await TryAsync(again: false);
        if (answer is GraphAnswer.Refused { Status: HttpStatusCode.Unauthorized })
        {
            answer = await TryAsync(again: true);
        }

        if (answer is not GraphAnswer.Refused { Status: HttpStatusCode.Unauthorized })
        {
            return answer;
        }

        log.TokenRefused(name);
        return new GraphAnswer.NotDone();

        async Task<GraphAnswer> TryAsync(bool again)
        {
            using var request = new HttpRequestMessage(method, address) { Content = content?.Invoke() };
            return await TokenAsync(again, ct) is { } token ? await SendAsync(client, request, token, ct) : new GraphAnswer.NotDone();
        }
    }

    private async Task<string?> TokenAsync(bool again, CancellationToken ct)
    {
        try
        {
            return await tokens.GetAsync(again, ct);
        }
        catch (MsalException refused)
        {
            log.NoToken(name, refused.ErrorCode);
        }
        catch (Exception accident) when (accident is HttpRequestException or IOException or TimeoutRejectedException || (accident is OperationCanceledException && !ct.IsCancellationRequested))
        {
            log.NoToken(name, accident.GetType().Name);
        }

        return null;
    }

    private async Task<GraphAnswer> SendAsync(string client, HttpRequestMessage request, string token, CancellationToken ct)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var http = clients.CreateClient(client);
            using var response = await http.SendAsync(request, ct);
            return await ReadAsync(response, ct);
        }
        catch (HttpRequestException broken)
        {
            return broken.NeverLeft() ? new GraphAnswer.NotDone() : new GraphAnswer.Lost();
        }
        catch (JsonException)
        {
            log.NotUnderstood(name);
            return new GraphAnswer.Lost();
        }
        catch (Exception late) when (late is TimeoutRejectedException || (late is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new GraphAnswer.Lost();
        }
    }

    private static async Task<GraphAnswer> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.StatusCode is HttpStatusCode.TooManyRequests)
        {
            return new GraphAnswer.NotDone();
        }

        if (response.StatusCode is < HttpStatusCode.OK or (>= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest) or >= HttpStatusCode.InternalServerError)
        {
            return new GraphAnswer.Lost();
        }

        var bytes = await response.Content.ReadAsByteArrayAsync(ct);
        if (response.IsSuccessStatusCode)
        {
            return new GraphAnswer.Done(bytes.Length == 0 ? default : JsonSerializer.Deserialize(bytes, GraphShapes.Default.JsonElement));
        }

        var error = ErrorIn(bytes);
        return new GraphAnswer.Refused(
            response.StatusCode, error?.Code ?? "", string.Join(' ', [error?.Code, error?.Message, .. error?.Details?.SelectMany(detail => (string?[])[detail.Code, detail.Message]) ?? []]));
    }

    // What stands before Graph refuses in words of its own.
    private static GraphError? ErrorIn(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, GraphShapes.Default.GraphErrorBody)?.Error;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
