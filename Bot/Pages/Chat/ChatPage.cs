using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using SsprBot.Settings;

namespace SsprBot.Pages;

/// <summary>
/// The chat: Web Chat as it is published, in a page that people can trust. What its script puts into another language is marked with <c>data-words</c>.
/// </summary>
internal sealed class ChatPage(PageView view, PageAssets assets, IOptions<WebSettings> web)
{
    private const int NonceLength = 16;

    public void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods("/", Methods.Read, (RequestDelegate)ShowAsync);

    private Task ShowAsync(HttpContext context)
    {
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NonceLength));
        var texts = Wishes.Texts(context.Request);
        return PageView.WriteAsync(context, StatusCodes.Status200OK, Csp.Chat(nonce, Stream(context.Request), web.Value), Page(context, texts, nonce));
    }

    private Html Page(HttpContext context, PageTexts texts, string nonce) => view.Document(
        texts,
        texts.Product,
        ["site.css", "chat.css"],
        ((string[])["webchat.js", "proof-of-work.js", "overlay.js", "chat.js"]).Select(name => Script(name, nonce)),
        $"""
        <body class="chat-page" data-texts="{ChatTexts.Json(texts)}" data-locale="{context.Request.Query["lang"].ToString()}">
        <a class="skip" href="#chat" data-words>{texts.SkipToChat}</a>
        <div class="window">
        {view.ChatHead(texts)}
        <main id="chat" tabindex="-1" aria-label="{texts.ChatLabel}" data-words>
        <p id="status" role="status"></p>
        <div id="webchat"></div>
        <p id="elsewhere" role="status"></p>
        <button class="button" id="continue-here" type="button" aria-describedby="elsewhere" hidden data-words>{texts.ContinueHere}</button>
        <div id="trouble" hidden>
        <p data-words>{texts.CannotConnect}</p>
        <p class="way"><button class="button" id="try-again" type="button" data-words>{texts.TryAgain}</button></p>
        <div data-words>
        {view.HelpDesk(texts)}
        </div>
        </div>
        <noscript>
        <h2>{texts.NoScriptTitle}</h2>
        <p>{texts.NoScriptText}</p>
        {view.HelpDesk(texts)}
        </noscript>
        </main>
        </div>
        <footer class="small"><a href="{assets.Address("webchat.js.LICENSE.txt")}" data-words>{texts.Licences}</a></footer>
        <dialog id="overlay" aria-labelledby="overlay-title">
        <div class="overlay-head"><h2 id="overlay-title" data-words>{texts.OverlayTitle}</h2><button class="close" id="overlay-close" type="button" data-words>{texts.Close}</button></div>
        <p id="overlay-status" role="status"></p>
        <div id="overlay-place"></div>
        </dialog>
        </body>
        """);

    private Html Script(string name, string nonce) =>
        $"""
        <script defer nonce="{nonce}" src="{assets.Address(name)}"></script>

        """;

    private string Stream(HttpRequest request)
    {
        var page = web.Value.PublicBaseUrl ?? (Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own) ? own : null);
        return page is null ? "" : $"{(page.Scheme == Uri.UriSchemeHttps ? "wss" : "ws")}://{page.Authority}";
    }
}

/// <summary>The texts that the chat's script shows.</summary>
internal sealed record ChatTexts(
    string Connecting,
    string Reconnecting,
    string GoesOnElsewhere,
    string CheckingBrowser,
    string PlayingSound,
    string SoundFailed,
    string OverlayTitle,
    string OverlayOpening,
    string OverlayNotValid,
    string OverlayNoAnswer,
    string NewChatSure)
{
    public static string Json(PageTexts texts) => JsonSerializer.Serialize(
        new ChatTexts(
            texts.Connecting,
            texts.Reconnecting,
            texts.GoesOnElsewhere,
            texts.CheckingBrowser,
            texts.PlayingSound,
            texts.SoundFailed,
            texts.OverlayTitle,
            texts.OverlayOpening,
            texts.OverlayNotValid,
            texts.OverlayNoAnswer,
            texts.NewChatSure),
        ChatTextsShape.Default.ChatTexts);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ChatTexts))]
internal sealed partial class ChatTextsShape : JsonSerializerContext;
