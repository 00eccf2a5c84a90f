using System.Globalization;

namespace SsprBot.Domain;

/// <summary>On whose behalf the bot speaks.</summary>
/// <param name="HelpDesk">How people reach a person who can help.</param>
public sealed record Organisation(string Name, HelpDesk HelpDesk, IReadOnlyList<string> Administrators)
{
    /// <summary>The two-letter country of phone numbers without a country code; null when every number needs one.</summary>
    public string? Region { get; init; }

    /// <summary>Where the clocks of letters stand.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <returns>A moment for a letter, with the organisation's offset from UTC: ISO 8601, the round-trip format of .NET. The letter says it in its language.</returns>
    public string Moment(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, TimeZone).ToString("O", CultureInfo.InvariantCulture);
}

/// <summary>The organisation's own help desk; empty where there is none, then the administrators get a mail.</summary>
public sealed record HelpDesk(Uri? Link, string Mail, string Phone)
{
    public bool IsSet => Link is not null || Mail.Length > 0 || Phone.Length > 0;
}
