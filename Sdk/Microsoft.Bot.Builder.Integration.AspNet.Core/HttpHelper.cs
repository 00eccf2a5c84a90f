using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Rest.Serialization;
using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary>Activities in requests, and the results of turns in responses.</summary>
public static class HttpHelper
{
    /// <summary>
    /// Levels of nesting in a request, which is read before its sender is known. What nests deeper would be read, and then overflow the stack where it
    /// is written again.
    /// </summary>
    private const int Depth = 512;

    /// <summary>Bytes that are set aside on the word of the sender alone.</summary>
    private const int Trusted = 16 * 1024;

    /// <summary>Not to be changed: the serializer is made of them once.</summary>
    public static readonly JsonSerializerSettings BotMessageSerializerSettings = new()
    {
        NullValueHandling = NullValueHandling.Ignore,
        DateFormatHandling = DateFormatHandling.IsoDateFormat,
        DateTimeZoneHandling = DateTimeZoneHandling.Utc,
        ReferenceLoopHandling = ReferenceLoopHandling.Serialize,
        ContractResolver = new ReadOnlyJsonContractResolver(),
        Converters = { new Iso8601TimeSpanConverter() },
        MaxDepth = Depth,
    };

    public static readonly JsonSerializer BotMessageSerializer = JsonSerializer.Create(BotMessageSerializerSettings);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The default of the type when the body is empty or is not its JSON.</summary>
    public static async Task<T> ReadRequestAsync<T>(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var body = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 0, Trusted));
        await request.Body.CopyToAsync(body, Aborted(request.HttpContext)).ConfigureAwait(false);
        body.Position = 0;
        using var text = new StreamReader(body, Utf8);
        using var reader = new JsonTextReader(text) { ArrayPool = CharPool.Shared };
        try
        {
            return BotMessageSerializer.Deserialize<T>(reader);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>Status 200 without a body when there is no invoke response.</summary>
    public static async Task WriteResponseAsync(HttpResponse response, InvokeResponse invokeResponse)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (invokeResponse is null)
        {
            response.StatusCode = StatusCodes.Status200OK;
            return;
        }

        response.StatusCode = invokeResponse.Status;
        if (invokeResponse.Body is null)
        {
            return;
        }

        response.ContentType = "application/json";
        using var body = new MemoryStream();
        await using (var text = new StreamWriter(body, Utf8, leaveOpen: true))
        {
            using var writer = new JsonTextWriter(text) { ArrayPool = CharPool.Shared, CloseOutput = false };
            BotMessageSerializer.Serialize(writer, invokeResponse.Body);
        }

        body.Position = 0;
        await body.CopyToAsync(response.Body, Aborted(response.HttpContext)).ConfigureAwait(false);
    }

    private static CancellationToken Aborted(HttpContext context) => context?.RequestAborted ?? CancellationToken.None;

    private sealed class CharPool : IArrayPool<char>
    {
        internal static readonly CharPool Shared = new();

        public char[] Rent(int minimumLength) => ArrayPool<char>.Shared.Rent(minimumLength);

        public void Return(char[] array) => ArrayPool<char>.Shared.Return(array, clearArray: true);
    }
}
