using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;
using SsprBot.Channels.Azure;
using SsprBot.Settings;

namespace SsprBot.Doctor;

/// <summary>Whether the bot gets tokens for the Bot Connector, and can read the keys that it signs with.</summary>
internal sealed class BotCheck(BotTokens tokens, SigningKeys keys, IOptions<BotRegistration> registration) : ICheck
{
    public async Task LookAsync(Findings findings, CancellationToken ct)
    {
        if (registration.Value.MicrosoftAppId.Length == 0)
        {
            findings.NotSetUp("MicrosoftAppId is empty: Teams and the other channels of Azure Bot Service are off.");
            return;
        }

        await LookAtTokenAsync(findings, ct);
        if (await keys.CountAsync(ct) is var known and > 0)
        {
            findings.Ok($"The signing keys of the Bot Connector can be read: {known}.");
        }
        else
        {
            findings.Fault("The signing keys of the Bot Connector cannot be read: nobody is let in.", "Let the host through to login.botframework.com, port 443.");
        }
    }

    private async Task LookAtTokenAsync(Findings findings, CancellationToken ct)
    {
        try
        {
            await tokens.GetAsync(ct);
            findings.Ok("The bot gets a token for the Bot Connector.");
        }
        catch (MsalServiceException refused) when (refused.StatusCode is >= 400 and < 500)
        {
            findings.Fault(
                $"The bot gets no token: {refused.ErrorCode}.", "See whether MicrosoftAppId, MicrosoftAppTenantId and the credential belong together, and whether the credential has expired.");
        }
        catch (Exception failed) when (failed is MsalException or HttpRequestException)
        {
            findings.Fault($"No token could be asked for: {(failed as MsalException)?.ErrorCode ?? failed.GetType().Name}.", "Let the host through to login.microsoftonline.com, port 443.");
        }
    }
}
