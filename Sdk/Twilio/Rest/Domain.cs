using Twilio.Types;

namespace Twilio.Rest;

/// <summary>A product of Twilio: the first label of the host.</summary>
public sealed class Domain : StringEnum
{
    public static readonly Domain Api = new("api");

    private Domain(string value)
        : base(value)
    {
    }
}
