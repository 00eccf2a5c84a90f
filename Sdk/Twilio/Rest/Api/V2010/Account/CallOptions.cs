using Twilio.Base;
using Twilio.Types;

namespace Twilio.Rest.Api.V2010.Account;

/// <summary>What a call is placed with (https://www.twilio.com/docs/voice/api/call-resource).</summary>
public class CreateCallOptions : IOptions<CallResource>
{
    public CreateCallOptions(IEndpoint to, IEndpoint from)
    {
        To = to;
        From = from;
    }

    /// <summary>Null for the account of the client.</summary>
    public string PathAccountSid { get; set; }

    public IEndpoint To { get; }

    public IEndpoint From { get; }

    /// <summary>Where the call's TwiML is found; null where <see cref="Twiml"/> is given.</summary>
    public Uri Url { get; set; }

    public Twiml Twiml { get; set; }

    /// <summary>Absolute; the steps of the call are posted there.</summary>
    public Uri StatusCallback { get; set; }

    /// <summary>Of <c>initiated</c>, <c>ringing</c>, <c>answered</c>, <c>completed</c>; null for <c>completed</c>.</summary>
    public List<string> StatusCallbackEvent { get; set; }

    /// <summary>Seconds that it rings: 0 to 600.</summary>
    public int? Timeout { get; set; }

    /// <summary><c>Enable</c> or <c>DetectMessageEnd</c>; null for none.</summary>
    public string MachineDetection { get; set; }

    /// <summary>Seconds after which the call is ended, counted from when it was answered.</summary>
    public int? TimeLimit { get; set; }

    public List<KeyValuePair<string, string>> GetParams() =>
        new Fields()
            .Add("To", To)
            .Add("From", From)
            .Add("Url", Url)
            .Add("Twiml", Twiml)
            .Add("StatusCallback", StatusCallback)
            .AddEach("StatusCallbackEvent", StatusCallbackEvent)
            .Add("Timeout", Timeout)
            .Add("MachineDetection", MachineDetection)
            .Add("TimeLimit", TimeLimit)
            .All;
}
