using SsprBot.Domain;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>What holds for the whole domain.</summary>
/// <param name="Head">The DN of the domain itself.</param>
/// <param name="Base">Whose accounts are served, as the domain controller writes it.</param>
/// <param name="PrivilegedGroups">The SIDs of the privileged groups that the settings name, in hexadecimal; null when not all could be found.</param>
/// <param name="HasHints">Whether the domain controller that was asked knows <see cref="PolicyHints"/>.</param>
internal sealed record AdDomain(string Head, string Base, AdPolicy Policy, IReadOnlySet<string>? PrivilegedGroups, bool HasHints)
{
    public IReadOnlyList<AdWarning> Warnings { get; } =
    [
        .. HasHints ? [] : (AdWarning[])[AdWarning.NoHistoryOnReset],
        .. Policy.Rules == DirectoryRules.None ? (AdWarning[])[AdWarning.PolicyNotReadable] : [],
        .. PrivilegedGroups is null ? (AdWarning[])[AdWarning.PrivilegedGroupNotFound] : [],
    ];

    public bool Serves(string dn) => dn.EndsWith($",{Base}", StringComparison.OrdinalIgnoreCase);
}
