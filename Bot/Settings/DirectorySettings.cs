using System.ComponentModel.DataAnnotations;

namespace SsprBot.Settings;

/// <summary>One of the directories. Section <c>Directories:{name}</c>, which also holds what its kind needs.</summary>
public sealed class DirectorySettings
{
    public const string Section = "Directories";

    /// <summary>The name of its kind, such as <c>Demo</c>.</summary>
    [Required]
    public string Kind { get; init; } = "";

    /// <summary>What follows the last <c>@</c> in the user IDs of its people; whole, such as <c>corp.example</c>. The only directory needs none.</summary>
    public IReadOnlyList<string> UserIdSuffixes { get; init; } = [];

    /// <summary>Whether user IDs without an <c>@</c> are looked for here.</summary>
    public bool TakesPlainUserIds { get; init; }

    /// <summary>
    /// The user ID of an account for tests that nobody uses: <c>doctor</c> resets its password and unlocks it, to see whether the service account may. Empty where there is none.
    /// </summary>
    public string Canary { get; init; } = "";

    /// <summary>How many calls it gets at once; as many again wait.</summary>
    [Range(1, 1000)]
    public int CallsAtOnce { get; init; } = 16;

    /// <summary>How long one call may take; longer than the limits that its kind has for itself.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan CallLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Look-ups by user ID and comparisons of passwords are answered at whole multiples of it, so that their time does not tell whether an account exists: longer than a
    /// look-up takes that finds somebody, 0 to answer at once. Of several directories the longest holds for all. 250 ms where none is given, one second for Entra ID.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan? LookUpStep { get; init; }
}
