using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SsprBot.Pages;

/// <summary>An organisation's OpenID provider, shaped as Entra ID is: discovery, keys, the code flow with PKCE.</summary>
internal sealed class FakeSignIn : IAsyncDisposable
{
    public const string Tenant = "7c2e6a1f-1111-4222-8333-444455556666";
    public const string Client = "0b9d2f40-aaaa-4bbb-8ccc-ddddeeeeffff";
    public const string Secret = "a secret of the tests";

    private readonly WebApplication _host;
    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "one" };
    private readonly ConcurrentDictionary<string, Grant> _grants = new();

    private FakeSignIn()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _host = builder.Build();
        _host.MapGet($"/{Tenant}/v2.0/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Issuer,
            authorization_endpoint = $"{Root}/{Tenant}/authorize",
            token_endpoint = $"{Root}/{Tenant}/token",
            jwks_uri = $"{Root}/{Tenant}/keys",
            response_types_supported = (string[])["code"],
            subject_types_supported = (string[])["pairwise"],
            id_token_signing_alg_values_supported = (string[])["RS256"],
        }));
        _host.MapGet($"/{Tenant}/keys", Keys);
        _host.MapGet($"/{Tenant}/authorize", Authorize);
        _host.MapGet($"/{Tenant}/chosen", Chosen);
        _host.MapPost($"/{Tenant}/token", TokenAsync);
    }

    /// <summary>The settings of a host that signs people in here.</summary>
    public (string Name, string Value)[] Settings =>
    [
        ("Admin:SignIn:Instance", $"{Root}/"), ("Admin:SignIn:TenantId", Tenant), ("Admin:SignIn:ClientId", Client), ("Admin:SignIn:ClientSecret", Secret),
    ];

    /// <summary>Signs with a key that is not among those that are published.</summary>
    public bool IsForged { get; set; }

    /// <summary>Every token request that was refused.</summary>
    public ConcurrentQueue<string> Refused { get; } = [];

    private string Root => _host.Urls.Single();

    private string Issuer => $"{Root}/{Tenant}/v2.0";

    public static async Task<FakeSignIn> StartAsync()
    {
        var provider = new FakeSignIn();
        await provider._host.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
        _key.Rsa.Dispose();
    }

    private IResult Keys()
    {
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_key.Rsa.ExportParameters(false)) { KeyId = _key.KeyId });
        return Results.Json(new { keys = new[] { new { kty = key.Kty, kid = key.Kid, use = "sig", n = key.N, e = key.E, alg = "RS256", issuer = Issuer } } });
    }

    /// <summary>A page that asks who is there.</summary>
    private static IResult Authorize(HttpRequest request) => Results.Content(
        $"""
        <!DOCTYPE html><html lang="en"><title>Sign in</title><h1>Who are you?</h1>
        {string.Concat(((string[])["SsprBot.Admin", "SsprBot.HelpDesk", "Somebody", "Refuse"]).Select(role => $"""<p><a href="chosen{request.QueryString}&amp;role={role}">{role}</a></p>"""))}
        """,
        "text/html");

    private IResult Chosen(HttpRequest request)
    {
        var query = request.Query;
        var answer = query["redirect_uri"] + "?state=" + Uri.EscapeDataString(query["state"].ToString());
        if (query["role"] == "Refuse")
        {
            return Results.Redirect(answer + "&error=access_denied");
        }

        var code = RandomNumberGenerator.GetHexString(32);
        _grants[code] = new Grant(query["role"].ToString(), query["nonce"].ToString(), query["code_challenge"].ToString(), query["redirect_uri"].ToString());
        return Results.Redirect($"{answer}&code={code}");
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var fault = !_grants.TryRemove(form["code"].ToString(), out var grant) ? "code"
            : form["client_id"] != Client || form["client_secret"] != Secret ? "client"
            : form["redirect_uri"] != grant.RedirectUri ? "redirect_uri"
            : Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != grant.Challenge ? "code_verifier"
            : null;
        if (fault is not null)
        {
            Refused.Enqueue(fault);
            return Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
        }

        return Results.Json(new { token_type = "Bearer", expires_in = 3600, access_token = "none", id_token = TokenOf(grant!) });
    }

    private string TokenOf(Grant grant)
    {
        using var stranger = RSA.Create(2048);
        var key = IsForged ? new RsaSecurityKey(stranger) { KeyId = _key.KeyId } : _key;
        key.CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false };
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Client,
            IssuedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1),
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = $"sub-{grant.Role}",
                ["oid"] = $"oid-{grant.Role}",
                ["tid"] = Tenant,
                ["ver"] = "2.0",
                ["nonce"] = grant.Nonce,
                ["name"] = "Anna Lima",
                ["preferred_username"] = "anna.lima@contoso.test",
                ["roles"] = (string[])[grant.Role],
            },
        });
    }

    private sealed record Grant(string Role, string Nonce, string Challenge, string RedirectUri);
}
