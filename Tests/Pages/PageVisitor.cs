using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace SsprBot.Pages;

/// <param name="Status">The status.</param>
/// <param name="Headers">All headers, by lower-case name.</param>
internal sealed record Seen(HttpStatusCode Status, IReadOnlyDictionary<string, string[]> Headers, string Body)
{
    public string Header(string name) => Headers.TryGetValue(name, out var values) ? string.Join(", ", values) : "";

    public string[] Cookies => Headers.GetValueOrDefault("set-cookie", []);

    /// <summary>The page's main heading.</summary>
    public string Heading => WebUtility.HtmlDecode(Regex.Match(Body, "<h1>(.*?)</h1>").Groups[1].Value);

    public bool HasPasswordField => Body.Contains("type=\"password\"", StringComparison.Ordinal);

    public bool HasForm => Body.Contains("<form", StringComparison.Ordinal);

    /// <summary>The headers that every answer has, whatever its status, and none that tells what answers.</summary>
    public void AssertProtected()
    {
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header("Referrer-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Resource-Policy"));
        Assert.Equal("camera=(), microphone=(), geolocation=(), payment=(), usb=()", Header("Permissions-Policy"));
        Assert.Equal("noindex", Header("X-Robots-Tag"));
        Assert.Equal("no-store", Header("Cache-Control"));
        Assert.Equal("", Header("Server") + Header("X-Powered-By") + Header("Expires") + Header("Pragma"));
        Assert.StartsWith("default-src 'none'; ", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", Header("Content-Security-Policy"), StringComparison.Ordinal);
    }
}

/// <summary>A browser without JavaScript: keeps cookies, says where a request comes from, fills forms in.</summary>
internal sealed partial class PageVisitor(Uri host) : IDisposable
{
    private readonly SocketsHttpHandler _handler = new()
    {
        AllowAutoRedirect = false,
        CookieContainer = new CookieContainer(),
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject is "CN=localhost" },
    };

    private HttpClient? _http;

    public CookieContainer Cookies => _handler.CookieContainer;

    /// <summary>What is sent with each post; a browser says it by itself.</summary>
    public Dictionary<string, string> FromOwnPage { get; } = new() { ["Sec-Fetch-Site"] = "same-origin" };

    private HttpClient Http => _http ??= new HttpClient(_handler) { BaseAddress = host };

    public async Task<Seen> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => header.Value.ToArray(), StringComparer.OrdinalIgnoreCase);
        return new Seen(response.StatusCode, all, await response.Content.ReadAsStringAsync());
    }

    public Task<Seen> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, [("Accept", "text/html"), .. headers]);

    /// <summary>Sends a body as it is, whatever its type says.</summary>
    public async Task<Seen> SendBytesAsync(HttpMethod method, string path, byte[] body, string type, params (string Name, string Value)[] headers)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await SendAsync(method, path, content, headers);
    }

    /// <summary>Posts fields as they are.</summary>
    public async Task<Seen> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await SendAsync(HttpMethod.Post, path, content, [("Accept", "text/html"), .. FromOwnPage.Select(header => (header.Key, header.Value))]);
    }

    /// <summary>Fills in the form of a page and sends it, with the hidden fields that the page gave; what its forms share is sent once.</summary>
    public Task<Seen> SubmitAsync(string path, Seen page, params (string Name, string Value)[] typed) =>
        PostAsync(path, [.. Hidden().Matches(page.Body).Select(field => (field.Groups[1].Value, field.Groups[2].Value)).Distinct(), .. typed]);

    /// <summary>Opens the link with its page code.</summary>
    public async Task<Seen> OpenAsync(Domain.IssuedLink link) =>
        await SubmitAsync($"/r/{link.Token}", await GetAsync($"/r/{link.Token}"), ("page-code", link.PageCode));

    /// <summary>Types a password on the open page.</summary>
    public async Task<Seen> SetAsync(string password, string? repeated = null) => await SubmitAsync(
        "/password", await GetAsync("/password"), ("new-password", password), ("repeat-password", repeated ?? password));

    public void Dispose()
    {
        _http?.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">")]
    private static partial Regex Hidden();
}
