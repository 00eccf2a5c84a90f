using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;
using Twilio.Rest.Api.V2010.Account;
using Twilio.Types;

namespace SsprBot.Senders.Twilio;

/// <summary>Sends texts.</summary>
internal sealed class TwilioSms(TwilioAccount account, TwilioTexts texts, TextedCodes codes, Places places, TimeProvider time) : ISender
{
    private const int LongestValidity = 36_000;

    public bool Serves(OutboxKind kind) => kind is OutboxKind.Sms;

    public async Task SendAsync(OutboxMessage message, CancellationToken ct)
    {
        if (!await account.MaySendAsync(message, ct))
        {
            return;
        }

        await codes.LeavesAsync(message, ct);
        var text = new CreateMessageOptions(new PhoneNumber(message.To))
        {
            Body = Letters.Write(message).Text,
            StatusCallback = places.TextStatus(message.Id),
            ValidityPeriod = Validity(message),
        };
        await texts.SendAsync(message.Id, text, ct);
    }

    /// <summary>A code that waits in a queue longer than it is good would only confuse.</summary>
    private int? Validity(OutboxMessage message) =>
        message.GoodUntil is { } end ? (int)Math.Clamp((end - time.GetUtcNow()).TotalSeconds, 1, LongestValidity) : null;
}
