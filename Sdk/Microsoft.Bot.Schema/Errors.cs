using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

public class Error(string code = null, string message = null, InnerHttpError innerHttpError = null)
{
    public Error()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "code")]
    public string Code { get; set; } = code;

    [JsonProperty(PropertyName = "message")]
    public string Message { get; set; } = message;

    [JsonProperty(PropertyName = "innerHttpError")]
    public InnerHttpError InnerHttpError { get; set; } = innerHttpError;
}

public class ErrorResponse(Error error = null)
{
    public ErrorResponse()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "error")]
    public Error Error { get; set; } = error;
}

public class InnerHttpError(int? statusCode = null, object body = null)
{
    public InnerHttpError()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "statusCode")]
    public int? StatusCode { get; set; } = statusCode;

    [JsonProperty(PropertyName = "body")]
    public object Body { get; set; } = body;
}
