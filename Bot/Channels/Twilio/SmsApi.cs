using SsprBot.Talk;
using SsprBot.Turn;
using Twilio.TwiML;

namespace SsprBot.Channels.Twilio;

/// <summary>Takes the texts that come in.</summary>
internal sealed class SmsApi(TwilioDoor door, Places places, SmsInbox inbox, SmsNumbers numbers, Duplicates duplicates)
{
    public Task TakeAsync(HttpContext context) => door.OpenAsync(context, places.Texts, TakeAsync);

    // The answer says nothing: what the bot says is texted when its turn is over.
    private async Task<Reply> TakeAsync(TwilioForm form, CancellationToken ct)
    {
        if (IncomingText.Read(form) is not { } text)
        {
            return Reply.Malformed;
        }

        return !await duplicates.TryTakeAsync(SmsAdapter.ChannelId, numbers.NameOf(text.From), text.Sid, ct) || inbox.TryAdd(text)
            ? Reply.With(new MessagingResponse())
            : Reply.Busy;
    }
}
