using System.Net;
using System.Text.RegularExpressions;

namespace SsprBot.Host;

/// <summary>The secure page as a browser without JavaScript uses it.</summary>
internal sealed partial class SecurePage(Uri host) : IDisposable
{
    private static readonly Uri AppPage = new("/register/app", UriKind.Relative);

    private readonly HttpClient _http = new(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = host };

    /// <summary>Opens the link with the page code.</summary>
    /// <returns>The page that came.</returns>
    public Task<string> OpenAsync(string path, string pageCode) =>
        FillAsync(path, name => name.Contains("code", StringComparison.OrdinalIgnoreCase) ? pageCode : null);

    /// <summary>Types a password twice and sends it.</summary>
    public Task<string> SetAsync(string password) => FillAsync("/password", _ => password);

    /// <summary>Types the current password, and a new one twice.</summary>
    public Task<string> ChangeAsync(string current, string password) =>
        FillAsync("/password", name => name.StartsWith("current", StringComparison.Ordinal) ? current : password);

    /// <summary>Types the current password alone.</summary>
    public Task<string> ProveAsync(string current) => FillAsync("/password", _ => current);

    /// <summary>The key that the page for an authenticator app shows.</summary>
    public async Task<string> AppKeyAsync() => Tag().Replace(Key().Match(await _http.GetStringAsync(AppPage)).Groups[1].Value, "");

    public Task<string> SubmitAppCodeAsync(string code) => FillAsync(AppPage.OriginalString, _ => code);

    /// <summary>Presses the one button of a page.</summary>
    public Task<string> PressAsync(string path) => FillAsync(path, _ => null);

    public void Dispose() => _http.Dispose();

    /// <summary>Fills in the page that is there, and sends it.</summary>
    /// <param name="typed">What is typed into a field of this name.</param>
    private async Task<string> FillAsync(string path, Func<string, string?> typed)
    {
        var page = await _http.GetStringAsync(new Uri(path, UriKind.Relative));
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

    [GeneratedRegex("id=\"key\"[^>]*>(.*?)</code>")]
    private static partial Regex Key();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
