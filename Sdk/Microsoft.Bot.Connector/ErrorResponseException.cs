using Microsoft.Rest;

namespace Microsoft.Bot.Schema;

/// <summary>The channel refused a request.</summary>
public class ErrorResponseException : RestException
{
    public ErrorResponseException()
    {
    }

    public ErrorResponseException(string message)
        : base(message)
    {
    }

    public ErrorResponseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public HttpRequestMessageWrapper Request { get; set; }

    public HttpResponseMessageWrapper Response { get; set; }

    /// <summary>Null when the response was not the JSON of an error.</summary>
    public ErrorResponse Body { get; set; }
}
