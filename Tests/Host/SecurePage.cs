using System.Net;
using System.Text.RegularExpressions;

namespace SsprBot.Host;

/// <summary>The secure page as a browser without JavaScript uses it.</summary>
internal sealed partial class SecurePage(Uri host) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = host };

    /// <summary>Opens the link with the page code.</summary>
    /// <returns>The page that came.</returns>
    public async Task<string> OpenAsync(string path, string pageCode)
    {
        var form = await _http.GetStringAsync(new Uri(path, UriKind.Relative));
        return await SubmitAsync(path, form, name => name.Contains("code", StringComparison.OrdinalIgnoreCase) ? pageCode : null);
    }

    /// <summary>Types a password twice and sends it.</summary>
    public async Task<string> SetAsync(string password)
    {
        var form = await _http.GetStringAsync(new Uri("/password", UriKind.Relative));
        return await SubmitAsync("/password", form, _ => password);
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> SubmitAsync(string path, string page, Func<string, string?> typed)
    {
        var fields = Input().Matches(page)
            .Select(input => (Name: Name().Match(input.Value).Groups[1].Value, Input: input.Value))
            .Where(field => field.Name.Length > 0)
            .Select(field => KeyValuePair.Create(
                field.Name, field.Input.Contains("hidden", StringComparison.Ordinal) ? WebUtility.HtmlDecode(Value().Match(field.Input).Groups[1].Value) : typed(field.Name) ?? ""));
        using var content = new FormUrlEncodedContent(fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Add("Origin", host.GetLeftPart(UriPartial.Authority));
        using var response = await _http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("name=\"([^\"]+)\"")]
    private static partial Regex Name();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex Value();
}
