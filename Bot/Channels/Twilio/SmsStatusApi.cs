using SsprBot.Domain;
using SsprBot.Talk;

namespace SsprBot.Channels.Twilio;

/// <summary>Hears what became of the texts that were sent. Whoever waits for one is told nothing; the administrator is.</summary>
internal sealed class SmsStatusApi(TwilioDoor door, Places places, TextedCodes codes, DeliveryFailures failures, ILogger<SmsStatusApi> log)
{
    public Task NoteAsync(HttpContext context)
    {
        var id = $"{context.Request.RouteValues["id"]}";
        return door.OpenAsync(context, places.TextStatus(id), (form, ct) => NoteAsync(id, form, ct));
    }

    private async Task<Reply> NoteAsync(string id, TwilioForm form, CancellationToken ct)
    {
        if (form["MessageStatus"] is "failed" or "undelivered")
        {
            log.TextNotDelivered(id, form["MessageStatus"], form["ErrorCode"]);
            await failures.NoteAsync(await codes.SessionOfAsync(form["To"], id, ct), "text-undelivered", form["MessageStatus"], ct);
        }

        return Reply.Noted;
    }
}
