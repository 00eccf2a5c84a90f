namespace Twilio.TwiML.Messaging;

/// <summary>Answers with a text.</summary>
public class Message : TwiML
{
    public Message(string body = null, string to = null, string from = null, Uri action = null, Http.HttpMethod method = null, Uri statusCallback = null)
        : base("Message")
    {
        Set("to", to);
        Set("from", from);
        Set("action", Address(action));
        Set("method", method);
        Set("statusCallback", Address(statusCallback));
        Write(body);
    }
}
