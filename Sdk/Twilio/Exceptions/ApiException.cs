namespace Twilio.Exceptions;

/// <summary>The API refused a request (https://www.twilio.com/docs/usage/twilios-response).</summary>
public class ApiException : TwilioException
{
    public ApiException(string message)
        : base(message)
    {
    }

    public ApiException(string message, Exception exception)
        : base(message, exception)
    {
    }

    public ApiException(int code, int status, string message, string moreInfo, Dictionary<string, object> details = null, Exception exception = null)
        : base(message, exception)
    {
        Code = code;
        Status = status;
        MoreInfo = moreInfo;
        Details = details;
    }

    /// <summary>The number in Twilio's list of errors, such as 21211; 0 when the answer named none.</summary>
    public int Code { get; }

    /// <summary>The HTTP status, 400 to 599; 0 when the answer could not be read.</summary>
    public int Status { get; }

    /// <summary>The page about this error.</summary>
    public string MoreInfo { get; }

    public Dictionary<string, object> Details { get; }
}
