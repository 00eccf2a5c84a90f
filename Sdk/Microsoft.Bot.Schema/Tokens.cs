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

public class TokenStatus(string channelId = null, string connectionName = null, bool? hasToken = null, string serviceProviderDisplayName = null)
{
    public TokenStatus()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "channelId")]
    public string ChannelId { get; set; } = channelId;

    [JsonProperty(PropertyName = "connectionName")]
    public string ConnectionName { get; set; } = connectionName;

    [JsonProperty(PropertyName = "hasToken")]
    public bool? HasToken { get; set; } = hasToken;

    [JsonProperty(PropertyName = "serviceProviderDisplayName")]
    public string ServiceProviderDisplayName { get; set; } = serviceProviderDisplayName;
}

public class TokenExchangeRequest(string uri = null, string token = null)
{
    public TokenExchangeRequest()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "uri")]
    public string Uri { get; set; } = uri;

    [JsonProperty(PropertyName = "token")]
    public string Token { get; set; } = token;
}

public class TokenExchangeResource(string id = null, string uri = null, string providerId = null)
{
    public TokenExchangeResource()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; } = id;

    [JsonProperty(PropertyName = "uri")]
    public string Uri { get; set; } = uri;

    [JsonProperty(PropertyName = "providerId")]
    public string ProviderId { get; set; } = providerId;
}

public class SignInResource(string signInLink = null, TokenExchangeResource tokenExchangeResource = null)
{
    public SignInResource()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "signInLink")]
    public string SignInLink { get; set; } = signInLink;

    [JsonProperty(PropertyName = "tokenExchangeResource")]
    public TokenExchangeResource TokenExchangeResource { get; set; } = tokenExchangeResource;

    [JsonProperty(PropertyName = "tokenPostResource")]
    public TokenPostResource TokenPostResource { get; set; }
}

public class TokenPostResource
{
    [JsonProperty(PropertyName = "sasUrl")]
    public string SasUrl { get; set; }
}
