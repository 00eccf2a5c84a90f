using SsprBot.Talk;
using SsprBot.Turn;
using Twilio.TwiML;

namespace SsprBot.Channels.Twilio;

/// <summary>What Twilio tells about texts: one came in, or one of ours did not arrive.</summary>
internal sealed class SmsApi(TwilioDoor door, Places places, SmsInbox inbox, SmsNumbers numbers, Duplicates duplicates, ILogger<SmsApi> log)
{
    public Task TakeAsync(HttpContext context) => door.OpenAsync(context, places.Texts, TakeAsync);

    public Task NoteStatusAsync(HttpContext context)
    {
        var id = $"{context.Request.RouteValues["id"]}";
        return door.OpenAsync(context, places.TextStatus(id), (form, _) => Task.FromResult(NoteStatus(id, form)));
    }

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

    private Reply NoteStatus(string id, TwilioForm form)
    {
        if (form["MessageStatus"] is "failed" or "undelivered")
        {
            log.TextNotDelivered(id, form["MessageStatus"], form["ErrorCode"]);
        }

        return Reply.Noted;
    }
}
