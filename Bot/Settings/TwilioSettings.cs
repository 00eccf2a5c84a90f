using System.ComponentModel.DataAnnotations;

namespace SsprBot.Settings;

/// <summary>The account that texts are sent and calls are placed with. Section <c>Twilio</c>; without it there is none.</summary>
public sealed class TwilioSettings
{
    public const string Section = "Twilio";

    private const string Number = "^\\+[1-9][0-9]{6,14}$";

    [Required]
    [RegularExpression("^AC[0-9a-f]{32}$")]
    public string AccountSid { get; init; } = "";

    /// <summary>What comes in from Twilio is signed with it; without an API key it is also what the bot signs in with.</summary>
    public string AuthToken { get; init; } = "";

    /// <summary>Accepted in signatures as well, while the auth token is exchanged.</summary>
    public string SecondaryAuthToken { get; init; } = "";

    /// <summary>What the bot signs in with instead of the auth token.</summary>
    [RegularExpression("^SK[0-9a-f]{32}$")]
    public string ApiKeySid { get; init; } = "";

    public string ApiKeySecret { get; init; } = "";

    /// <summary>The number that texts come from, and calls where <see cref="VoiceFrom"/> is empty: E.164.</summary>
    [RegularExpression(Number)]
    public string From { get; init; } = "";

    /// <summary>Chooses the number that texts come from, instead of <see cref="From"/>.</summary>
    [RegularExpression("^MG[0-9a-f]{32}$")]
    public string MessagingServiceSid { get; init; } = "";

    /// <summary>The number that calls come from: E.164.</summary>
    [RegularExpression(Number)]
    public string VoiceFrom { get; init; } = "";

    /// <summary>A stand-in of Twilio's API; only in Development.</summary>
    public Uri? ApiBase { get; init; }

    /// <summary>The number that calls come from.</summary>
    public string CallerNumber => VoiceFrom.Length > 0 ? VoiceFrom : From;
}
