using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Schema;

public class TokenResponse(string channelId = null, string connectionName = null, string token = null, string expiration = null)
{
    public TokenResponse()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "channelId")]
    public string ChannelId { get; set; } = channelId;

    [JsonProperty(PropertyName = "connectionName")]
    public string ConnectionName { get; set; } = connectionName;

    [JsonProperty(PropertyName = "token")]
    public string Token { get; set; } = token;

    /// <summary>ISO 8601.</summary>
    [JsonProperty(PropertyName = "expiration")]
    public string Expiration { get; set; } = expiration;

    [JsonExtensionData(ReadData = true, WriteData = true)]
    public JObject Properties { get => field ??= []; set; }
}
