using System.Text.RegularExpressions;
using SsprBot.Settings;

namespace SsprBot.Directories;

/// <summary>What is wrong with the section <c>Directories</c>: one sentence for each fault.</summary>
internal static partial class DirectoryFaults
{
    /// <summary>What a directory may name another one by, where people that it knows have their passwords.</summary>
    public const string Hybrid = "HybridDirectory";

    public static IReadOnlyList<string> Of(IConfiguration configuration, IHostEnvironment environment)
    {
        IConfigurationSection[] sections = [.. configuration.GetSection(DirectorySettings.Section).GetChildren()];
        return sections.Length == 0
            ? environment.IsDevelopment() ? [] : ["Directories is empty. It says where accounts live; the demo directory is for Development only."]
            : [.. sections.SelectMany(section => Of(section, environment)), .. BetweenThem(sections)];
    }

    private static IReadOnlyList<string> Of(IConfigurationSection section, IHostEnvironment environment)
    {
        try
        {
            var settings = section.Get<DirectorySettings>() ?? new();
            return
            [
                .. Name().IsMatch(section.Key) ? (string[])[] : [$"{section.Path}: a directory's name has small letters, digits and dashes, 32 at most."],
                .. PolicySettings.Ranges(settings, section.Path),
                .. settings.UserIdSuffixes.Where(suffix => suffix.Length == 0 || suffix.Contains('@', StringComparison.Ordinal))
                    .Select(suffix => $"{section.Path}:UserIdSuffixes holds '{suffix}': a suffix is what follows the @."),
                .. DirectoryKinds.All.TryGetValue(settings.Kind, out var kind)
                    ? kind.Faults(section, environment)
                    : [$"{section.Path}:Kind must be one of {string.Join(", ", DirectoryKinds.All.Keys)}."],
            ];
        }
        catch (InvalidOperationException unreadable)
        {
            return [unreadable.Message];
        }
    }

    private static IEnumerable<string> BetweenThem(IConfigurationSection[] sections)
    {
        foreach (var section in sections.Where(section => section[Hybrid] is { Length: > 0 } other && !sections.Any(known => known.Key == other && known[Hybrid] is null)))
        {
            yield return $"{section.Path}:{Hybrid} must be the name of another directory.";
        }

        if (sections.Length == 1)
        {
            yield break;
        }

        var suffixes = sections.SelectMany(section => section.GetSection(nameof(DirectorySettings.UserIdSuffixes)).GetChildren().Select(suffix => suffix.Value ?? ""));
        foreach (var twice in suffixes.GroupBy(suffix => suffix, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
        {
            yield return $"Directories: more than one takes user IDs that end in @{twice.Key}.";
        }

        if (sections.Count(TakesPlain) > 1)
        {
            yield return "Directories: more than one takes user IDs without an @ (TakesPlainUserIds).";
        }

        var reachedOtherwise = sections.Select(section => section[Hybrid]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var unreached in sections.Where(section =>
            !TakesPlain(section) && !section.GetSection(nameof(DirectorySettings.UserIdSuffixes)).GetChildren().Any() && !reachedOtherwise.Contains(section.Key)))
        {
            yield return $"{unreached.Path}: with several directories each needs UserIdSuffixes or TakesPlainUserIds.";
        }
    }

    private static bool TakesPlain(IConfigurationSection section) => section[nameof(DirectorySettings.TakesPlainUserIds)] is { } takes && bool.TryParse(takes, out var plain) && plain;

    [GeneratedRegex("^[a-z0-9-]{1,32}$")]
    private static partial Regex Name();
}
