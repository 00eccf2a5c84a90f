using Twilio.Types;

namespace Twilio.Http;

public class HttpMethod : StringEnum
{
    public static readonly HttpMethod Get = new("GET");
    public static readonly HttpMethod Post = new("POST");

    public HttpMethod(string method)
        : base(method)
    {
    }

    public static implicit operator HttpMethod(string value) => new(value);
}
