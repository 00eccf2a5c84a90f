using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

public class AdaptiveCardInvokeValue
{
    [JsonProperty("action")]
    public AdaptiveCardInvokeAction Action { get; set; }

    [JsonProperty("authentication")]
    public AdaptiveCardAuthentication Authentication { get; set; }

    [JsonProperty("state")]
    public string State { get; set; }
}

public class AdaptiveCardInvokeAction
{
    [JsonProperty("type")]
    public string Type { get; set; }

    [JsonProperty("id")]
    public string Id { get; set; }

    [JsonProperty("verb")]
    public string Verb { get; set; }

    [JsonProperty("data")]
    public object Data { get; set; }
}

public class AdaptiveCardInvokeResponse
{
    /// <summary>An HTTP status, inside the body of a response that is itself 200.</summary>
    [JsonProperty("statusCode")]
    public int StatusCode { get; set; }

    /// <summary>A media type.</summary>
    [JsonProperty("type")]
    public string Type { get; set; }

    [JsonProperty("value")]
    public object Value { get; set; }
}

public class TokenExchangeInvokeRequest
{
    [JsonProperty("id")]
    public string Id { get; set; }

    [JsonProperty("connectionName")]
    public string ConnectionName { get; set; }

    [JsonProperty("token")]
    public string Token { get; set; }

    [JsonExtensionData(ReadData = true, WriteData = true)]
    public Newtonsoft.Json.Linq.JObject Properties { get => field ??= []; set; }
}

public class AdaptiveCardAuthentication : TokenExchangeInvokeRequest;

public class SearchInvokeValue
{
    [JsonProperty("kind")]
    public string Kind { get; set; }

    [JsonProperty("queryText")]
    public string QueryText { get; set; }

    [JsonProperty("queryOptions")]
    public SearchInvokeOptions QueryOptions { get; set; }

    [JsonProperty("context")]
    public object Context { get; set; }
}

public class SearchInvokeOptions
{
    /// <summary>How many results are passed over.</summary>
    [JsonProperty("skip")]
    public int Skip { get; set; }

    /// <summary>The greatest number of results.</summary>
    [JsonProperty("top")]
    public int Top { get; set; }
}

public class SearchInvokeResponse : AdaptiveCardInvokeResponse;
