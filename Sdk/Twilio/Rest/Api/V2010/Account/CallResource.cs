using System.Text.Json;
using Twilio.Base;
using Twilio.Clients;
using Twilio.Types;

namespace Twilio.Rest.Api.V2010.Account;

/// <summary>A phone call (https://www.twilio.com/docs/voice/api/call-resource).</summary>
public class CallResource : Resource
{
    private CallResource(Dictionary<string, JsonElement> answer)
    {
        Sid = answer.Text("sid");
        Status = answer.Text("status") is { } status ? new StatusEnum(status) : null;
    }

    /// <summary><c>CA</c> and 32 hexadecimal digits.</summary>
    public string Sid { get; }

    /// <summary>How it stood when the API answered.</summary>
    public StatusEnum Status { get; }

    public static async Task<CallResource> CreateAsync(CreateCallOptions options, ITwilioRestClient client = null) =>
        new(await Creation.CreateAsync("Calls", options.PathAccountSid, options, client).ConfigureAwait(false));

    /// <inheritdoc cref="CreateCallOptions"/>
    public static Task<CallResource> CreateAsync(
        IEndpoint to,
        IEndpoint from,
        string pathAccountSid = null,
        Uri statusCallback = null,
        List<string> statusCallbackEvent = null,
        int? timeout = null,
        string machineDetection = null,
        int? timeLimit = null,
        Uri url = null,
        Twiml twiml = null,
        ITwilioRestClient client = null) =>
        CreateAsync(
            new CreateCallOptions(to, from)
            {
                PathAccountSid = pathAccountSid,
                StatusCallback = statusCallback,
                StatusCallbackEvent = statusCallbackEvent,
                Timeout = timeout,
                MachineDetection = machineDetection,
                TimeLimit = timeLimit,
                Url = url,
                Twiml = twiml,
            },
            client);

    public sealed class StatusEnum : StringEnum
    {
        public static readonly StatusEnum Queued = new("queued");
        public static readonly StatusEnum Ringing = new("ringing");
        public static readonly StatusEnum InProgress = new("in-progress");
        public static readonly StatusEnum Completed = new("completed");
        public static readonly StatusEnum Busy = new("busy");
        public static readonly StatusEnum Failed = new("failed");
        public static readonly StatusEnum NoAnswer = new("no-answer");
        public static readonly StatusEnum Canceled = new("canceled");

        internal StatusEnum(string value)
            : base(value)
        {
        }

        public static implicit operator StatusEnum(string value) => new(value);
    }
}
