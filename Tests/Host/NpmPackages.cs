using System.Reflection;

namespace SsprBot.Host;

/// <summary>Where the build has put what the tests take from npm.</summary>
internal static class NpmPackages
{
    public static string Folder { get; } =
        typeof(NpmPackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Npm").Value!;
}
