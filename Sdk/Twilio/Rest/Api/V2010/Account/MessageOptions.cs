using Twilio.Base;
using Twilio.Types;

namespace Twilio.Rest.Api.V2010.Account;

/// <summary>What a text is sent with (https://www.twilio.com/docs/messaging/api/message-resource).</summary>
public class CreateMessageOptions : IOptions<MessageResource>
{
    public CreateMessageOptions(PhoneNumber to) => To = to;

    /// <summary>Null for the account of the client.</summary>
    public string PathAccountSid { get; set; }

    public PhoneNumber To { get; }

    /// <summary>Null where a messaging service chooses.</summary>
    public PhoneNumber From { get; set; }

    /// <summary><c>MG</c> and 32 hexadecimal digits.</summary>
    public string MessagingServiceSid { get; set; }

    /// <summary>At most 1600 characters.</summary>
    public string Body { get; set; }

    /// <summary>Absolute; what becomes of the text is posted there.</summary>
    public Uri StatusCallback { get; set; }

    /// <summary>Seconds that the text may wait in Twilio's queue: 1 to 36000.</summary>
    public int? ValidityPeriod { get; set; }

    public List<KeyValuePair<string, string>> GetParams() =>
        new Fields()
            .Add("To", To)
            .Add("From", From)
            .Add("MessagingServiceSid", MessagingServiceSid)
            .Add("Body", Body)
            .Add("StatusCallback", StatusCallback)
            .Add("ValidityPeriod", ValidityPeriod)
            .All;
}
