using System.ComponentModel.DataAnnotations;

namespace SsprBot.Domain;

/// <summary>How much may be spent on texts and calls before somebody may be earning by them. What is over is not sent, and nobody can see it.</summary>
public sealed record SpendingPolicy
{
    /// <summary>The countries (two letters, ISO 3166) that anything is sent to; empty for the organisation's own region.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>Texts to one number within 24 hours, whoever asks.</summary>
    [Range(1, 100)]
    public int TextsPerNumber { get; init; } = 5;

    /// <summary>Calls to one number within 24 hours, whoever asks.</summary>
    [Range(1, 100)]
    public int CallsPerNumber { get; init; } = 4;

    /// <summary>Texts and calls within an hour to numbers that differ in their last four digits only.</summary>
    [Range(1, 10_000)]
    public int PerPrefixAndHour { get; init; } = 5;

    /// <summary>As <see cref="PerPrefixAndHour"/>, within 24 hours.</summary>
    [Range(1, 10_000)]
    public int PerPrefixAndDay { get; init; } = 10;

    /// <summary>Texts and calls to one country within an hour.</summary>
    [Range(1, 10_000)]
    public int PerCountryAndHour { get; init; } = 50;

    /// <summary>Texts of the whole organisation within an hour.</summary>
    [Range(1, 10_000)]
    public int TextsPerHour { get; init; } = 200;

    /// <summary>Texts of the whole organisation within 24 hours.</summary>
    [Range(1, 10_000)]
    public int TextsPerDay { get; init; } = 1000;

    /// <summary>Calls of the whole organisation within an hour.</summary>
    [Range(1, 10_000)]
    public int CallsPerHour { get; init; } = 50;

    /// <summary>Calls of the whole organisation within 24 hours.</summary>
    [Range(1, 10_000)]
    public int CallsPerDay { get; init; } = 200;

    /// <summary>How many of the last codes to a prefix or country within an hour are judged together.</summary>
    [Range(10, 1000)]
    public int JudgedCodes { get; init; } = 40;

    /// <summary>When fewer percent of them were used, nothing is sent there for an hour.</summary>
    [Range(0, 100)]
    public int LeastUsedPercent { get; init; } = 25;
}
