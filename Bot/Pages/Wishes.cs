using Microsoft.Net.Http.Headers;

namespace SsprBot.Pages;

/// <summary>In which language a page is wanted.</summary>
internal static class Wishes
{
    private const string Parameter = "lang";

    /// <param name="chat">The language of the conversation, where it is known.</param>
    public static PageTexts Texts(HttpRequest request, string? chat = null) =>
        PageTexts.For([request.Query[Parameter], chat, .. Accepted(request)]);

    /// <returns>The address, with the language that the request asks for itself.</returns>
    public static string Keep(HttpRequest request, string path) =>
        request.Query[Parameter] is [{ Length: > 0 and <= 35 } wish] ? $"{path}?{Parameter}={Uri.EscapeDataString(wish)}" : path;

    private static IEnumerable<string?> Accepted(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var languages)
            ? languages.Where(language => language.Quality is not 0).OrderByDescending(language => language.Quality ?? 1).Select(language => language.Value.Value)
            : [];
}
