using System.Reflection;
using System.Runtime.CompilerServices;
using PublicApiGenerator;
using Xunit;

namespace SsprBot.Sdk;

/// <summary>Nothing is public in Sdk unless it is meant to be. A change that is: run once with UPDATE_SURFACE=1 and commit Surface/.</summary>
public sealed class PublicSurfaceTests
{
    public static TheoryData<string> Assemblies => [.. Directory.GetDirectories(Path.Combine(Here(), "..", "..", "Sdk")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void The_public_surface_is_the_one_that_was_agreed(string assembly)
    {
        var surface = Assembly.Load(assembly).GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false, DenyNamespacePrefixes = [] }).ReplaceLineEndings("\n") + "\n";
        var file = Path.Combine(Here(), "Surface", $"{assembly}.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_SURFACE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, surface);
        }

        Assert.Equal(File.Exists(file) ? File.ReadAllText(file) : string.Empty, surface);
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
