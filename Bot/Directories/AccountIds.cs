namespace SsprBot.Directories;

/// <summary>The lasting id of an account among all directories: the name of its directory, a colon, and the directory's own id, which holds none.</summary>
internal static class AccountIds
{
    public static string In(string directory, string ownId) => $"{directory}:{ownId}";

    /// <summary>Whether a directory gives an id of another one: somebody who is known here lives there.</summary>
    public static bool IsElsewhere(string ownId) => ownId.Contains(':', StringComparison.Ordinal);

    /// <returns>The directory's name and its own id; both empty for an id that is nobody's.</returns>
    public static (string Directory, string OwnId) Split(string id) =>
        id.Split(':', 2) is [var directory, var ownId] ? (directory, ownId) : ("", "");
}
