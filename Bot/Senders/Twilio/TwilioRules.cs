using Microsoft.Extensions.Options;
using SsprBot.Domain;
using SsprBot.Settings;

namespace SsprBot.Senders.Twilio;

/// <summary>The host does not start with an account that cannot work, and names each fault.</summary>
internal sealed class TwilioRules(IHostEnvironment environment, IOptions<WebSettings> web, Organisation organisation, Policy policy)
    : IValidateOptions<TwilioSettings>
{
    public ValidateOptionsResult Validate(string? name, TwilioSettings options) =>
        Faults(options).ToArray() is { Length: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;

    private IEnumerable<string> Faults(TwilioSettings options)
    {
        (bool Wrong, string Fault)[] rules =
        [
            (options.AuthToken.Length == 0, "Twilio:AuthToken is not set: what comes in from Twilio is signed with it."),
            (options.ApiKeySid.Length > 0 != options.ApiKeySecret.Length > 0, "Twilio:ApiKeySid and Twilio:ApiKeySecret are set together or not at all."),
            (options.From.Length == 0 && options.MessagingServiceSid.Length == 0, "Twilio:From or Twilio:MessagingServiceSid must be set: texts come from it."),
            (options.CallerNumber.Length == 0, "Twilio:VoiceFrom or Twilio:From must be set: calls come from it."),
            (options.ApiBase is not null && !environment.IsDevelopment(), "Twilio:ApiBase is for Development only."),
            (options.ApiBase is null && web.Value.PublicBaseUrl is null, "Web:PublicBaseUrl must be set: Twilio calls back there."),
            (policy.Spending.Countries.Count == 0 && organisation.Region is null,
                "Policy:Spending:Countries or Organisation:Region must name the countries that texts and calls go to."),
        ];
        return rules.Where(rule => rule.Wrong).Select(rule => rule.Fault);
    }
}
