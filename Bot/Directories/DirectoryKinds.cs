using SsprBot.Directories.ActiveDirectory;
using SsprBot.Directories.Demo;
using SsprBot.Directories.Entra;
using SsprBot.Directories.OpenLdap;

namespace SsprBot.Directories;

internal static class DirectoryKinds
{
    /// <summary>By the name that <c>Directories:{name}:Kind</c> gives them.</summary>
    public static IReadOnlyDictionary<string, IDirectoryKind> All { get; } = new Dictionary<string, IDirectoryKind>(StringComparer.OrdinalIgnoreCase)
    {
        [DemoKind.Name] = new DemoKind(),
        [AdKind.Name] = new AdKind(),
        [EntraKind.Name] = new EntraKind(),
        [OpenLdapKind.Name] = new OpenLdapKind(),
    };
}
