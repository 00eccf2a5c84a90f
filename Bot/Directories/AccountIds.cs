namespace SsprBot.Directories;

/// <summary>
/// The lasting id of an account among all directories: the name of its directory, a colon, and the directory's own id. An own id holds no colon,
/// so one that does is complete already: a directory that finds somebody in another one gives it.
/// </summary>
internal static class AccountIds
{
    public static string In(string directory, string ownId) => ownId.Length == 0 || ownId.Contains(':', StringComparison.Ordinal) ? ownId : $"{directory}:{ownId}";

    /// <returns>The directory's name and its own id; both empty for an id that is nobody's.</returns>
    public static (string Directory, string OwnId) Split(string id) =>
        id.Split(':', 2) is [var directory, var ownId] ? (directory, ownId) : ("", "");
}
