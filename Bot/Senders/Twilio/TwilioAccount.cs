using Microsoft.Extensions.Options;
using SsprBot.Domain;
using SsprBot.Settings;
using Twilio.Clients;
using Twilio.Exceptions;
using Twilio.Http;

namespace SsprBot.Senders.Twilio;

/// <summary>The account at Twilio. What it refuses for good, whoever asked for it cannot tell; the administrator finds it in the audit and the log.</summary>
internal sealed class TwilioAccount(
    IHttpClientFactory http, IOptions<TwilioSettings> settings, Budget budget, IAuditLog audit, TimeProvider time, ILogger<TwilioAccount> log)
{
    /// <summary>The HTTP client of texts: what may not have been done is done again, for a text that comes twice does no harm.</summary>
    public const string Texts = "twilio-texts";

    /// <summary>The HTTP client of calls: only what was surely not done is done again.</summary>
    public const string Calls = "twilio-calls";

    /// <returns>False when the message is not to be sent.</returns>
    public async Task<bool> MaySendAsync(OutboxMessage message, CancellationToken ct)
    {
        if (await budget.SpendAsync(message, ct) is not { } stop)
        {
            return true;
        }

        log.Stopped(message.Id, stop);
        return false;
    }

    /// <summary>Returns also when the message was refused for good.</summary>
    /// <param name="id">What the log calls it.</param>
    /// <param name="ask">Gives the SID.</param>
    /// <exception cref="TwilioException">The message was not taken, or nobody knows.</exception>
    public async Task SendAsync(string id, OutboxKind kind, string wire, Func<ITwilioRestClient, Task<string>> ask, CancellationToken ct)
    {
        try
        {
            log.Taken(id, await ask(Client(wire)).WaitAsync(ct));
        }
        catch (ApiException refused) when (refused.IsFinal())
        {
            log.NeverArrives(id, refused.Code);
            await audit.AppendAsync(
                new AuditEvent(
                    time.GetUtcNow(), AuditActivity.FlowProgress, AuditResult.Failed, kind is OutboxKind.Call ? "call-refused" : "text-refused", Detail: $"{refused.Code}"), ct);
        }
        catch (ApiException refused)
        {
            log.Refused(id, refused.Status, refused.Code);
            throw;
        }
    }

    private TwilioRestClient Client(string wire)
    {
        var account = settings.Value;
        var carrier = new SystemNetHttpClient(http.CreateClient(wire));
        return account.ApiKeySid.Length > 0
            ? new TwilioRestClient(account.ApiKeySid, account.ApiKeySecret, account.AccountSid, httpClient: carrier)
            : new TwilioRestClient(account.AccountSid, account.AuthToken, httpClient: carrier);
    }
}
