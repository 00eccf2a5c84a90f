using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Bot.Schema;
using Microsoft.Rest;
using Newtonsoft.Json;

namespace Microsoft.Bot.Connector;

public class ConnectorClient : ServiceClient<ConnectorClient>, IConnectorClient
{
    private static readonly ProductInfoHeaderValue Product = new("BotBuilder", typeof(ConnectorClient).Assembly.GetName().Version.ToString());

    // One for all clients that bring none; connections are renewed so that changes of DNS are seen.
    private static readonly HttpClient Shared = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) });

    public ConnectorClient(Uri baseUri, ServiceClientCredentials credentials, HttpClient customHttpClient, bool disposeHttpClient)
        : base(customHttpClient ?? Shared, disposeHttpClient && customHttpClient is not null)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        ArgumentNullException.ThrowIfNull(credentials);
        BaseUri = baseUri;
        Credentials = credentials;
        Attachments = new Attachments(this);
        Conversations = new Conversations(this);
    }

    /// <summary>The service URL of a conversation.</summary>
    public Uri BaseUri { get; set; }

    /// <summary>Shared by all clients: not to be changed.</summary>
    public JsonSerializerSettings SerializationSettings => ConnectorJson.Settings;

    /// <summary>Shared by all clients: not to be changed.</summary>
    public JsonSerializerSettings DeserializationSettings => ConnectorJson.Settings;

    public ServiceClientCredentials Credentials { get; }

    public IAttachments Attachments { get; }

    public IConversations Conversations { get; }

    internal async Task<HttpOperationResponse<T>> CallAsync<T>(Call call, CancellationToken cancellationToken)
    {
        var operation = await SendAsync<T>(call, cancellationToken).ConfigureAwait(false);
        try
        {
            operation.Body = typeof(T) == typeof(Stream)
                ? (T)(object)await operation.Response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false)
                : await ConnectorJson.ReadAsync<T>(operation.Response.Content, cancellationToken).ConfigureAwait(false);
            return operation;
        }
        catch
        {
            operation.Dispose();
            throw;
        }
    }

    internal async Task<HttpOperationResponse> CallAsync(Call call, CancellationToken cancellationToken) =>
        await SendAsync<object>(call, cancellationToken).ConfigureAwait(false);

    private async Task<HttpOperationResponse<T>> SendAsync<T>(Call call, CancellationToken cancellationToken)
    {
        var operation = new HttpOperationResponse<T> { Request = Request(call) };
        try
        {
            await Credentials.ProcessHttpRequestAsync(operation.Request, cancellationToken).ConfigureAwait(false);
            var completion = typeof(T) == typeof(Stream) ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead;
            operation.Response = await HttpClient.SendAsync(operation.Request, completion, cancellationToken).ConfigureAwait(false);
            return operation.Response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted or HttpStatusCode.NoContent
                ? operation
                : throw await RefusedAsync(operation, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            operation.Dispose();
            throw;
        }
    }

    private HttpRequestMessage Request(Call call)
    {
        var service = BaseUri.AbsoluteUri;
        var request = new HttpRequestMessage(call.Method, new Uri(service.EndsWith('/') ? service + call.Path : $"{service}/{call.Path}"));
        request.Headers.UserAgent.Add(Product);
        if (call.ConversationId is not null && Ascii.IsValid(call.ConversationId) && !call.ConversationId.Any(char.IsControl))
        {
            request.Headers.TryAddWithoutValidation(ConversationConstants.ConversationIdHttpHeaderName, call.ConversationId);
        }

        foreach (var (name, values) in call.Headers ?? [])
        {
            request.Headers.Remove(name);
            request.Headers.Add(name, values);
        }

        request.Content = call.Body is null ? null : ConnectorJson.Content(call.Body);
        return request;
    }

    private static async Task<ErrorResponseException> RefusedAsync(HttpOperationResponse operation, CancellationToken cancellationToken)
    {
        var text = await operation.Response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var sent = operation.Request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false) : null;
        return new ErrorResponseException($"Operation returned an invalid status code '{operation.Response.StatusCode}'")
        {
            Request = new HttpRequestMessageWrapper(operation.Request, sent),
            Response = new HttpResponseMessageWrapper(operation.Response, text),
            Body = Error(text),
        };
    }

    private static ErrorResponse Error(string text)
    {
        try
        {
            return JsonConvert.DeserializeObject<ErrorResponse>(text, ConnectorJson.Settings);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// The conversation id is sent as a header too: channels route by it. One that does not fit in a header is not: a line break in it would begin
    /// another.
    /// </summary>
    internal sealed record Call(HttpMethod Method, string Path, string ConversationId, object Body, Dictionary<string, List<string>> Headers);
}
