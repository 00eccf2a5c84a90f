using System.ComponentModel.DataAnnotations;

namespace SsprBot.Settings;

/// <summary>On whose behalf the bot speaks, and how its pages look. Section <c>Organisation</c>.</summary>
public sealed class OrganisationSettings
{
    [Required]
    [StringLength(64)]
    public string Name { get; init; } = "Contoso";

    /// <summary>The colour of buttons and of the person's own messages: <c>#rrggbb</c>, dark enough for white text (a contrast of at least 4.5:1).</summary>
    [Required]
    [RegularExpression("^#[0-9a-fA-F]{6}$")]
    public string Accent { get; init; } = "#1f5fa8";

    /// <summary>Where the help desk is found; https only.</summary>
    public Uri? HelpDeskLink { get; init; }

    [StringLength(254)]
    public string HelpDeskMail { get; init; } = "";

    [StringLength(40)]
    public string HelpDeskPhone { get; init; } = "";

    /// <summary>The two-letter country (ISO 3166) of phone numbers that people register without a country code; empty when every number needs one.</summary>
    [RegularExpression("^[A-Z]{2}$")]
    public string Region { get; init; } = "";

    /// <summary>The time zone in which mails and texts say when something happened, such as <c>Europe/Amsterdam</c> (IANA); empty for UTC.</summary>
    [StringLength(64)]
    public string TimeZone { get; init; } = "";

    /// <summary>Who gets a mail when somebody asks for an administrator and no help desk is set; at most 100.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Administrators { get; init; } = [];
}
