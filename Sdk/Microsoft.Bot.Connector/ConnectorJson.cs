using System.Net.Http.Headers;
using System.Text;
using Microsoft.Rest.Serialization;
using Newtonsoft.Json;

namespace Microsoft.Bot.Connector;

/// <summary>The JSON of the Bot Connector service: one resolver and one serializer for all clients.</summary>
internal static class ConnectorJson
{
    internal static readonly JsonSerializerSettings Settings = new()
    {
        DateFormatHandling = DateFormatHandling.IsoDateFormat,
        DateTimeZoneHandling = DateTimeZoneHandling.Utc,
        NullValueHandling = NullValueHandling.Ignore,
        ReferenceLoopHandling = ReferenceLoopHandling.Serialize,
        ContractResolver = new ReadOnlyJsonContractResolver(),
        Converters = { new Iso8601TimeSpanConverter() },
        MaxDepth = null,
    };

    private static readonly JsonSerializer Serializer = JsonSerializer.Create(Settings);
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    internal static ByteArrayContent Content(object body)
    {
        var bytes = new MemoryStream();
        using (var text = new StreamWriter(bytes, Utf8, leaveOpen: true))
        {
            Serializer.Serialize(text, body);
        }

        var content = new ByteArrayContent(bytes.GetBuffer(), 0, (int)bytes.Length);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        return content;
    }

    /// <summary>The response is already in memory.</summary>
    internal static async Task<T> ReadAsync<T>(HttpContent content, CancellationToken cancellationToken)
    {
        var bytes = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var text = new StreamReader(bytes, Utf8);
        using var reader = new JsonTextReader(text);
        return Serializer.Deserialize<T>(reader);
    }
}
