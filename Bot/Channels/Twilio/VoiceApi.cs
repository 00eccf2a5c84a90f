using System.Text.RegularExpressions;
using SsprBot.Domain;
using SsprBot.Senders.Twilio;
using SsprBot.Talk;
using SsprBot.Turn;

namespace SsprBot.Channels.Twilio;

/// <summary>What Twilio tells and asks about calls of ours. Each counts once, for the call whose secret is in its address.</summary>
internal sealed partial class VoiceApi(TwilioDoor door, Places places, Calls calls, Dialling dialling, CallMarkup markup, Duplicates duplicates)
{
    private const string Channel = "voice";

    public Task AnswerAsync(HttpContext context) => OpenAsync(context, "answer", places.Call, AnswerAsync);

    public Task TakeKeysAsync(HttpContext context) => OpenAsync(context, "keys", places.CallKeys, TakeKeysAsync);

    public Task EndAsync(HttpContext context) => OpenAsync(context, "end", places.CallEnd, EndAsync);

    // A machine is told nothing.
    private async Task<Reply> AnswerAsync(Told told, CancellationToken ct)
    {
        if (told.Form["AnsweredBy"] is not "human")
        {
            await calls.EndedAsync(told.Call, CallEnd.Voicemail, ct);
            return Reply.With(CallMarkup.HangUp());
        }

        return Reply.With(told.Placed.End is null ? markup.Ask(told.Dialled, places.CallKeys(told.Call, told.Token)) : CallMarkup.HangUp());
    }

    private async Task<Reply> TakeKeysAsync(Told told, CancellationToken ct) =>
        Keys().IsMatch(told.Form["Digits"])
            ? Reply.With(CallMarkup.Answer(await calls.KeysAsync(told.Call, told.Form["Digits"], ct), told.Dialled.Language))
            : Reply.Malformed;

    private async Task<Reply> EndAsync(Told told, CancellationToken ct)
    {
        if (EndOf(told.Form) is { } end)
        {
            await calls.EndedAsync(told.Call, end, ct);
        }

        return Reply.Noted;
    }

    /// <returns>Null when it has not ended.</returns>
    private static CallEnd? EndOf(TwilioForm form) => (form["CallStatus"], form["AnsweredBy"]) switch
    {
        ("busy", _) => CallEnd.Busy,
        ("no-answer" or "failed" or "canceled", _) => CallEnd.NoAnswer,
        ("completed", "" or "human") => CallEnd.HungUp,
        ("completed", _) => CallEnd.Voicemail,
        _ => null,
    };

    private Task OpenAsync(HttpContext context, string step, Func<string, string, Uri> place, Func<Told, CancellationToken, Task<Reply>> serve)
    {
        var (call, token) = ($"{context.Request.RouteValues["call"]}", $"{context.Request.RouteValues["token"]}");
        return door.OpenAsync(context, place(call, token), async (form, ct) =>
        {
            var sid = form["CallSid"];
            if (!Sids().IsMatch(sid))
            {
                return Reply.Malformed;
            }

            if (await dialling.DialledAsync(call, token, sid, ct) is not { Dialled: { } dialled } placed)
            {
                return Reply.Refused;
            }

            return await duplicates.TryTakeAsync(Channel, sid, $"{step} {form["CallStatus"]}", ct)
                ? await serve(new Told(call, token, placed, dialled, form), ct)
                : Reply.With(CallMarkup.HangUp());
        });
    }

    [GeneratedRegex("^CA[0-9a-f]{32}\\z")]
    private static partial Regex Sids();

    [GeneratedRegex("^[0-9*#]{0,7}\\z")]
    private static partial Regex Keys();

    /// <summary>A request about a call of ours.</summary>
    private sealed record Told(string Call, string Token, PlacedCall Placed, Dialled Dialled, TwilioForm Form);
}
