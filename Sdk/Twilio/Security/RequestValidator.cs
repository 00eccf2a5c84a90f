using System.Security.Cryptography;
using System.Text;

namespace Twilio.Security;

/// <summary>
/// Checks the header <c>X-Twilio-Signature</c> (https://www.twilio.com/docs/usage/security#validating-requests): base64 of HMAC-SHA-1 over the
/// URL and, in ordinal order, each parameter's name and value without anything between. It does not say where one parameter ends and the
/// next begins, and it holds no time: whoever relies on it must read the form strictly, and take each request once.
/// </summary>
public class RequestValidator
{
    private const string BodyHash = "bodySHA256";

    private readonly byte[] _key;

    /// <param name="secret">The account's auth token.</param>
    public RequestValidator(string secret) => _key = Encoding.UTF8.GetBytes(secret);

    /// <param name="url">As Twilio called it, with the query as it was sent; a standard port may be written or not.</param>
    public bool Validate(string url, IDictionary<string, string> parameters, string expected)
    {
        var form = string.Concat((parameters ?? new Dictionary<string, string>()).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + pair.Value));
        return Spellings(url).Select(spelling => IsSigned(spelling + form, expected)).ToArray().Contains(true);
    }

    /// <summary>For a body that is not a form: the URL names its SHA-256 in the parameter <c>bodySHA256</c>.</summary>
    public bool Validate(string url, string body, string expected) =>
        Hash(url) is { } hash
        && IsSame(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(body))), hash.ToUpperInvariant())
        && Validate(url, new Dictionary<string, string>(), expected);

    private static string Hash(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
            ? uri.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2)).FirstOrDefault(pair => pair.Length == 2 && pair[0] == BodyHash)?[1]
            : null;

    // As it was given; with the port that goes without saying; and without the port.
    private static IEnumerable<string> Spellings(string url)
    {
        yield return url;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
        {
            yield break;
        }

        var afterScheme = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var afterHost = url.IndexOfAny(['/', '?', '#'], afterScheme);
        var (authority, rest) = afterHost < 0 ? (url[afterScheme..], "") : (url[afterScheme..afterHost], url[afterHost..]);
        var port = authority.LastIndexOf(':') is var colon && colon > authority.LastIndexOf(']') && colon > authority.LastIndexOf('@') ? colon : -1;
        yield return $"{url[..afterScheme]}{(port < 0 ? $"{authority}:{uri.Port}" : authority[..port])}{rest}";
    }

    private static bool IsSame(string left, string right) =>
        right is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));

    private bool IsSigned(string text, string expected) => IsSame(Convert.ToBase64String(HMACSHA1.HashData(_key, Encoding.UTF8.GetBytes(text))), expected);
}
