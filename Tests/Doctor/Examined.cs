using SsprBot.Directories;
using SsprBot.Domain;
using SsprBot.Settings;

namespace SsprBot.Doctor;

/// <summary>What checks find, a line each: the verdict, where, and what.</summary>
internal static class Examined
{
    public static async Task<string[]> ByAsync(ICheck check, string name)
    {
        var lines = new List<string>();
        await new Round(TimeProvider.System).LookAsync(name, () => check, finding => lines.Add(LineOf(finding)));
        return [.. lines];
    }

    public static string LineOf(Finding finding) => $"{finding.Verdict} {finding.Check}: {finding.What}";

    public static Task<string[]> DirectoryAsync(IDirectoryKind kind, IDirectory directory) => ByAsync(new DirectoriesCheck([Named(kind, directory, "")]), "directory");

    public static Task<string[]> CanaryAsync(IDirectoryKind kind, IDirectory directory, string canary, AdminLog log) =>
        ByAsync(new CanariesCheck([Named(kind, directory, canary)], log), "canary");

    private static NamedDirectory Named(IDirectoryKind kind, IDirectory directory, string canary) => new("staff", new DirectorySettings { Kind = "Some", Canary = canary }, kind, directory);
}
