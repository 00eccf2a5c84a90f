using System.Buffers.Text;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using SsprBot.Settings;

namespace SsprBot.Pages;

/// <summary>The scripts, styles and pictures of the pages: embedded, compressed once, each under an address that says its content.</summary>
internal sealed class PageAssets
{
    private const string Route = "/assets/";
    private const string Forever = "public, max-age=31536000, immutable";

    private readonly Lazy<FrozenDictionary<string, Asset>> _byName;
    private readonly Lazy<FrozenDictionary<string, Asset>> _byFile;

    public PageAssets(IOptions<OrganisationSettings> organisation)
    {
        // Nothing is read before the first page: the host starts faster.
        _byName = new(() => All(organisation.Value).ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal));
        _byFile = new(() => _byName.Value.Values.ToFrozenDictionary(asset => asset.File, StringComparer.Ordinal));
    }

    /// <param name="name">The name of the file, such as <c>chat.js</c>.</param>
    public string Address(string name) => Route + _byName.Value[name].File;

    public void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods(Route + "{file}", Methods.Read, (RequestDelegate)ServeAsync);

    private async Task ServeAsync(HttpContext context)
    {
        var response = context.Response;
        if (context.Request.RouteValues["file"] is not string file || !_byFile.Value.TryGetValue(file, out var asset))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        response.ContentType = asset.ContentType;
        response.Headers.CacheControl = Forever;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        var accepted = context.Request.Headers.AcceptEncoding;
        if (Accepts(accepted, "br"))
        {
            await WriteAsync(response, asset.Brotli, "br", context.RequestAborted);
        }
        else if (Accepts(accepted, "gzip"))
        {
            await WriteAsync(response, asset.Gzip, "gzip", context.RequestAborted);
        }
        else
        {
            await using var plain = new GZipStream(new MemoryStream(asset.Gzip, writable: false), CompressionMode.Decompress);
            await plain.CopyToAsync(response.Body, context.RequestAborted);
        }
    }

    private static async Task WriteAsync(HttpResponse response, byte[] content, string encoding, CancellationToken ct)
    {
        response.Headers.ContentEncoding = encoding;
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content, ct);
    }

    private static bool Accepts(StringValues header, string encoding) =>
        StringWithQualityHeaderValue.TryParseList(header!, out var accepted)
        && accepted.Any(value => value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && value.Quality is not 0);

    private static IEnumerable<Asset> All(OrganisationSettings organisation)
    {
        yield return Asset.Small("site.css", [.. Theme(organisation), .. Resource("site.css")]);
        foreach (var name in (string[])["chat.css", "chat.js", "overlay.js", "proof-of-work.js", "page.js", "dialog.js", "dev.js", "admin.css", "admin.js", "icon.svg"])
        {
            yield return Asset.Small(name, Resource(name));
        }

        foreach (var name in (string[])["webchat.js", "webchat.js.LICENSE.txt", "strength.js", "strength.js.LICENSE.txt", "teams.js", "teams.js.LICENSE.txt", "chart.js", "chart.js.LICENSE.txt"])
        {
            yield return new Asset(name, Resource(name + ".br"), Resource(name + ".gz"));
        }
    }

    // The settings allow #rrggbb only, so it cannot leave its place in the style sheet.
    private static byte[] Theme(OrganisationSettings organisation) => Encoding.UTF8.GetBytes($":root{{--accent:{organisation.Accent}}}\n");

    private static byte[] Resource(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream("Assets/" + name)
            ?? throw new InvalidOperationException($"The asset {name} is missing from the build.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private sealed record Asset(string Name, byte[] Brotli, byte[] Gzip)
    {
        private const int HashLength = 10;

        /// <summary>The name with a hash of the content before its first dot's end: <c>chat.3fJk9-_x2Q.js</c>.</summary>
        public string File { get; } = Name.Insert(Name.IndexOf('.', StringComparison.Ordinal) + 1, Hash(Brotli) + ".");

        public string ContentType { get; } = Path.GetExtension(Name) switch
        {
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "text/plain; charset=utf-8",
        };

        public static Asset Small(string name, byte[] content) => new(name, Compress(content, to => new BrotliStream(to, CompressionLevel.Optimal)), Compress(content, to => new GZipStream(to, CompressionLevel.Optimal)));

        private static string Hash(byte[] content) => Base64Url.EncodeToString(SHA256.HashData(content))[..HashLength];

        private static byte[] Compress(byte[] content, Func<Stream, Stream> compression)
        {
            using var compressed = new MemoryStream();
            using (var compressor = compression(compressed))
            {
                compressor.Write(content);
            }

            return compressed.ToArray();
        }
    }
}
