using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Polly.Timeout;
using SsprBot.Settings;

namespace SsprBot.Doctor;

/// <summary>Whether the account at Twilio is active, what texts and calls come from is its own, and texts that come in are sent on to us.</summary>
internal sealed class TwilioCheck(IHttpClientFactory http, IOptions<TwilioSettings> settings, IOptions<WebSettings> web) : ICheck
{
    public TimeSpan Limit => TimeSpan.FromMinutes(1);

    public async Task LookAsync(Findings findings, CancellationToken ct)
    {
        if (settings.Value.AccountSid.Length == 0)
        {
            findings.NotSetUp("Twilio is not set: there are no texts and no calls.");
            return;
        }

        try
        {
            var asks = new TwilioQuestions(http, settings.Value);
            if (await IsActiveAsync(findings, asks, ct))
            {
                await LookAtTextsAsync(findings, asks, ct);
                await LookAtCallsAsync(findings, asks, ct);
            }
        }
        catch (Exception silent) when (silent is HttpRequestException or TimeoutRejectedException or JsonException)
        {
            findings.Unknown($"Twilio did not answer: {silent.GetType().Name}.", "Let the host through to api.twilio.com and messaging.twilio.com, port 443.");
        }
    }

    private static async Task<bool> IsActiveAsync(Findings findings, TwilioQuestions asks, CancellationToken ct)
    {
        var (status, account) = await asks.AccountAsync(ct);
        if (status is not HttpStatusCode.OK)
        {
            findings.Fault($"Twilio does not let the bot in: status {(int)status}.", "Correct Twilio:AccountSid and Twilio:AuthToken.");
            return false;
        }

        if (account.Text("status") is var state and not "active")
        {
            findings.Fault($"The account is {state}.", "Open it again in Twilio's console, or pay what is due.");
            return false;
        }

        findings.Ok("The account is active.");
        return true;
    }

    private Task LookAtTextsAsync(Findings findings, TwilioQuestions asks, CancellationToken ct) =>
        settings.Value.MessagingServiceSid.Length > 0 ? LookAtServiceAsync(findings, asks, ct) : LookAtNumberAsync(findings, asks, ct);

    private async Task LookAtServiceAsync(Findings findings, TwilioQuestions asks, CancellationToken ct)
    {
        var (status, service) = await asks.MessagingServiceAsync(ct);
        if (status is not HttpStatusCode.OK)
        {
            findings.Fault($"The messaging service is not the account's: status {(int)status}.", "Correct Twilio:MessagingServiceSid, and Twilio:ApiKeySid if there is one.");
        }
        else if (service.ValueKind is JsonValueKind.Object && service.TryGetProperty("use_inbound_webhook_on_number", out var own) && own.ValueKind is JsonValueKind.True)
        {
            findings.Warning("Each number of the messaging service has a webhook of its own, which was not looked at.", "Set the webhook at the messaging service, or look at each number in Twilio's console.");
        }
        else
        {
            Compare(findings, service.Text("inbound_request_url"), service.Text("inbound_method"));
        }
    }

    private async Task LookAtNumberAsync(Findings findings, TwilioQuestions asks, CancellationToken ct)
    {
        var (status, number) = await asks.NumberAsync(settings.Value.From, ct);
        if (status is not HttpStatusCode.OK)
        {
            findings.Fault($"Twilio does not say which numbers the account has: status {(int)status}.", "Correct Twilio:ApiKeySid and Twilio:ApiKeySecret.");
        }
        else if (number.ValueKind is JsonValueKind.Undefined)
        {
            findings.Fault("The number in Twilio:From is not the account's.", "Correct Twilio:From, or buy the number.");
        }
        else
        {
            Compare(findings, number.Text("sms_url"), number.Text("sms_method"));
        }
    }

    private void Compare(Findings findings, string url, string method)
    {
        if (web.Value.PublicBaseUrl is not { } address)
        {
            findings.Warning("Where texts that come in are sent on to was not compared.", "Set Web:PublicBaseUrl.");
        }
        else if (new Talk.Places(() => address).Texts.AbsoluteUri is var wanted && (url != wanted || method != "POST"))
        {
            findings.Fault($"Texts that come in are not sent on to {wanted}.", "Set it in Twilio's console as the webhook for incoming messages, with POST, written exactly so.");
        }
        else
        {
            findings.Ok("Texts that come in are sent on to the bot.");
        }
    }

    private async Task LookAtCallsAsync(Findings findings, TwilioQuestions asks, CancellationToken ct)
    {
        if (await asks.NumberAsync(settings.Value.CallerNumber, ct) is (HttpStatusCode.OK, { ValueKind: JsonValueKind.Object }))
        {
            findings.Ok("Calls come from a number of the account.");
        }
        else
        {
            findings.Warning("The number that calls come from is not the account's.", "See whether it is a verified caller ID of the account, or set Twilio:VoiceFrom to a number of the account.");
        }
    }
}
