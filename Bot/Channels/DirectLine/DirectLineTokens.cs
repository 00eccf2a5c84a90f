using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SsprBot.Domain;

namespace SsprBot.Channels.DirectLine;

/// <summary>What a token says: whose conversation it opens, from which page, and until when.</summary>
/// <param name="Iat">When the first token of the conversation was issued, in seconds of the Unix time; renewals keep it.</param>
/// <param name="Exp">In seconds of the Unix time.</param>
internal sealed record TokenClaims(string Conv, string User, string? Origin, long Iat, long Exp);

/// <param name="ExpiresIn">In seconds.</param>
internal sealed record IssuedToken(string Conversation, string Token, long ExpiresIn);

/// <summary>
/// The tokens of the chat: JSON Web Tokens (RFC 7519) with HS256, because Web Chat reads the claim <c>user</c> from them.
/// Only the one header written here is ever accepted, so a token cannot choose its own algorithm.
/// </summary>
internal sealed class DirectLineTokens
{
    private const int MaxLength = 1024;
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan s_maxAge = TimeSpan.FromMinutes(60);

    private readonly byte[] _key;
    private readonly string _header;
    private readonly TimeProvider _time;

    public DirectLineTokens([FromKeyedServices("codes")] Pepper pepper, TimeProvider time)
    {
        _key = pepper.Mac("directline", "token");
        _header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
            $$"""{"alg":"HS256","typ":"JWT","kid":"{{pepper.Pseudonym("directline", "kid")[..8]}}"}""")) + ".";
        _time = time;
    }

    /// <summary>A token for a conversation and a user that nobody had before.</summary>
    /// <param name="origin">The page's origin, or null for a client that is no browser.</param>
    public IssuedToken Issue(string? origin) =>
        Sign(new TokenClaims(Secrets.NewId(), $"dl_{Secrets.NewId()}", origin, _time.GetUtcNow().ToUnixTimeSeconds(), Exp: 0));

    /// <summary>A token for the same conversation; none outlives an hour from the first.</summary>
    public IssuedToken Renew(TokenClaims claims) => Sign(claims);

    /// <returns>Null when the token is not ours, was altered or has expired.</returns>
    public TokenClaims? Read(string token)
    {
        var end = token.LastIndexOf('.');
        if (token.Length > MaxLength || end < _header.Length || !token.StartsWith(_header, StringComparison.Ordinal))
        {
            return null;
        }

        var expected = MemoryMarshal.AsBytes(Signature(token.AsSpan(0, end)).AsSpan());
        if (!CryptographicOperations.FixedTimeEquals(expected, MemoryMarshal.AsBytes(token.AsSpan(end + 1))))
        {
            return null;
        }

        var claims = JsonSerializer.Deserialize(Base64Url.DecodeFromChars(token.AsSpan(_header.Length..end)), TokenShapes.Default.TokenClaims)!;
        return claims.Exp > _time.GetUtcNow().ToUnixTimeSeconds() ? claims : null;
    }

    private IssuedToken Sign(TokenClaims claims)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var exp = Math.Min(now + (long)s_lifetime.TotalSeconds, claims.Iat + (long)s_maxAge.TotalSeconds);
        var payload = JsonSerializer.SerializeToUtf8Bytes(claims with { Exp = exp }, TokenShapes.Default.TokenClaims);
        var signed = _header + Base64Url.EncodeToString(payload);
        return new IssuedToken(claims.Conv, $"{signed}.{Signature(signed)}", exp - now);
    }

    private string Signature(ReadOnlySpan<char> signed)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, bytes[..Encoding.ASCII.GetBytes(signed, bytes)], mac);
        return Base64Url.EncodeToString(mac);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TokenClaims))]
internal sealed partial class TokenShapes : JsonSerializerContext;
