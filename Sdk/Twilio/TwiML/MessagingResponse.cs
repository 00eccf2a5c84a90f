using Twilio.TwiML.Messaging;

namespace Twilio.TwiML;

/// <summary>The answer to a text that came in (https://www.twilio.com/docs/messaging/twiml).</summary>
public class MessagingResponse : TwiML
{
    public MessagingResponse()
        : base("Response")
    {
    }

    public MessagingResponse Append(TwiML childElem)
    {
        Add(childElem);
        return this;
    }

    public MessagingResponse Message(
        string body = null, string to = null, string from = null, Uri action = null, Http.HttpMethod method = null, Uri statusCallback = null) =>
        Append(new Message(body, to, from, action, method, statusCallback));
}
