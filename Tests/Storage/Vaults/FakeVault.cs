using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;

namespace SsprBot.Storage.Vaults;

/// <summary>Azure Key Vault with one key, as its REST API 7.4 describes it: Get Key, Wrap Key, Unwrap Key.</summary>
internal sealed class FakeVault : HttpMessageHandler
{
    public static readonly Uri Key = new("https://contoso.vault.azure.net/keys/sspr");

    private readonly Dictionary<string, RSA> _versions = [];
    private readonly Visitor _visitor = new();

    private readonly HttpClient _http;
    private readonly HttpClientTransport _transport;

    public FakeVault()
    {
        _http = new HttpClient(this, disposeHandler: false);
        _transport = new HttpClientTransport(_http);
        Turn();
    }

    /// <summary>Method and address of all requests so far.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>What tokens were asked for.</summary>
    public IEnumerable<string> Scopes => _visitor.Scopes;

    /// <summary>What it says instead of an answer.</summary>
    public (HttpStatusCode Status, string Code)? Refusal { get; set; }

    public string Current { get; private set; } = "";

    public VaultKey Open() => new(Key, _visitor, _transport);

    /// <summary>Makes another version of the key, which is the one to wrap with from now on.</summary>
    public void Turn() => _versions[Current = $"{_versions.Count + 1:d32}"] = RSA.Create(2048);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => Answer(request);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(Answer(request));

    protected override void Dispose(bool disposing)
    {
        _transport.Dispose();
        _http.Dispose();
        foreach (var version in _versions.Values)
        {
            version.Dispose();
        }

        base.Dispose(disposing);
    }

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        Asked.Enqueue($"{request.Method} {request.RequestUri}");
        if (request.Headers.Authorization?.ToString() != $"Bearer {Visitor.Token}")
        {
            return Refused(HttpStatusCode.Unauthorized, "Unauthorized");
        }

        if (Refusal is { } refusal)
        {
            return Refused(refusal.Status, refusal.Code);
        }

        return (request.Method.Method, request.RequestUri!.GetLeftPart(UriPartial.Path)[Key.AbsoluteUri.Length..].Split('/'), request.RequestUri.Query) switch
        {
            ("GET", [""], "?api-version=7.4") => Answered(new JsonObject { ["key"] = new JsonObject { ["kid"] = $"{Key}/{Current}", ["kty"] = "RSA" } }),
            ("POST", ["", var version, "wrapkey"], "?api-version=7.4") when _versions.TryGetValue(version, out var key) => Used(request, value => key.Encrypt(value, RSAEncryptionPadding.OaepSHA256)),
            ("POST", ["", var version, "unwrapkey"], "?api-version=7.4") when _versions.TryGetValue(version, out var key) => Used(request, value => key.Decrypt(value, RSAEncryptionPadding.OaepSHA256)),
            _ => Refused(HttpStatusCode.NotFound, "KeyNotFound"),
        };
    }

    private static HttpResponseMessage Used(HttpRequestMessage request, Func<byte[], byte[]> use)
    {
        using var reader = new StreamReader(request.Content!.ReadAsStream());
        var body = JsonNode.Parse(reader.ReadToEnd())!;
        return (string)body["alg"]! == "RSA-OAEP-256"
            ? Answered(new JsonObject { ["value"] = Base64Url.EncodeToString(use(Base64Url.DecodeFromChars((string)body["value"]!))) })
            : Refused(HttpStatusCode.BadRequest, "BadParameter");
    }

    private static HttpResponseMessage Answered(JsonObject answer) => new(HttpStatusCode.OK) { Content = new StringContent(answer.ToJsonString(), null, "application/json") };

    private static HttpResponseMessage Refused(HttpStatusCode status, string code) =>
        new(status) { Content = new StringContent(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = "No." } }.ToJsonString(), null, "application/json") };

    /// <summary>Whoever the host is.</summary>
    private sealed class Visitor : TokenCredential
    {
        public const string Token = "token";

        public ConcurrentQueue<string> Scopes { get; } = new();

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.Enqueue(string.Join(' ', requestContext.Scopes));
            return new AccessToken(Token, DateTimeOffset.UtcNow.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
