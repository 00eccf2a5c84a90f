using SsprBot.Domain;
using SsprBot.Settings;

namespace SsprBot.Directories;

/// <summary>One of the directories, and whose user IDs it takes.</summary>
/// <param name="Name">Begins the ids of its accounts.</param>
/// <param name="TakesAll">Whatever the user ID: it is the only directory, and its settings name no suffixes.</param>
internal sealed record Route(string Name, DirectorySettings Settings, IDirectory Directory, bool TakesAll = false)
{
    public bool Takes(string userId) => TakesAll || (userId.LastIndexOf('@') is var at and >= 0
        ? Settings.UserIdSuffixes.Contains(userId[(at + 1)..], StringComparer.OrdinalIgnoreCase)
        : Settings.TakesPlainUserIds);
}
