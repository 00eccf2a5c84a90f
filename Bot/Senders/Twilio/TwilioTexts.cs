using Microsoft.Extensions.Options;
using SsprBot.Domain;
using SsprBot.Settings;
using Twilio.Exceptions;
using Twilio.Rest.Api.V2010.Account;
using Twilio.Types;

namespace SsprBot.Senders.Twilio;

/// <summary>Texts from our number, whatever they carry.</summary>
internal sealed class TwilioTexts(TwilioAccount account, IOptions<TwilioSettings> settings)
{
    /// <summary>Returns also when the text was refused for good.</summary>
    /// <param name="id">What the log calls it.</param>
    /// <exception cref="TwilioException">The text was not taken, or nobody knows.</exception>
    public Task SendAsync(string id, CreateMessageOptions text, CancellationToken ct)
    {
        var service = settings.Value.MessagingServiceSid;
        text.MessagingServiceSid = service.Length > 0 ? service : null;
        text.From = service.Length > 0 ? null : new PhoneNumber(settings.Value.From);
        return account.SendAsync(id, OutboxKind.Sms, TwilioAccount.Texts, async client => (await MessageResource.CreateAsync(text, client)).Sid, ct);
    }
}
