using System.Text.Json;
using Twilio.Base;
using Twilio.Clients;
using Twilio.Types;

namespace Twilio.Rest.Api.V2010.Account;

/// <summary>A text (https://www.twilio.com/docs/messaging/api/message-resource).</summary>
public class MessageResource : Resource
{
    private MessageResource(Dictionary<string, JsonElement> answer)
    {
        Sid = answer.Text("sid");
        Status = answer.Text("status") is { } status ? new StatusEnum(status) : null;
    }

    /// <summary><c>SM</c> or <c>MM</c> and 32 hexadecimal digits.</summary>
    public string Sid { get; }

    /// <summary>How it stood when the API answered.</summary>
    public StatusEnum Status { get; }

    public static async Task<MessageResource> CreateAsync(CreateMessageOptions options, ITwilioRestClient client = null) =>
        new(await Creation.CreateAsync("Messages", options.PathAccountSid, options, client).ConfigureAwait(false));

    /// <inheritdoc cref="CreateMessageOptions"/>
    public static Task<MessageResource> CreateAsync(
        PhoneNumber to,
        string pathAccountSid = null,
        Uri statusCallback = null,
        int? validityPeriod = null,
        PhoneNumber from = null,
        string messagingServiceSid = null,
        string body = null,
        ITwilioRestClient client = null) =>
        CreateAsync(
            new CreateMessageOptions(to)
            {
                PathAccountSid = pathAccountSid,
                StatusCallback = statusCallback,
                ValidityPeriod = validityPeriod,
                From = from,
                MessagingServiceSid = messagingServiceSid,
                Body = body,
            },
            client);

    public sealed class StatusEnum : StringEnum
    {
        public static readonly StatusEnum Queued = new("queued");
        public static readonly StatusEnum Sending = new("sending");
        public static readonly StatusEnum Sent = new("sent");
        public static readonly StatusEnum Failed = new("failed");
        public static readonly StatusEnum Delivered = new("delivered");
        public static readonly StatusEnum Undelivered = new("undelivered");
        public static readonly StatusEnum Accepted = new("accepted");
        public static readonly StatusEnum Canceled = new("canceled");

        internal StatusEnum(string value)
            : base(value)
        {
        }

        public static implicit operator StatusEnum(string value) => new(value);
    }
}
