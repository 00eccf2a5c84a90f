using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using SsprBot.Host;
using SsprBot.Network;

namespace SsprBot.Directories;

/// <summary>What administrators are told to do, done as it is told.</summary>
internal static partial class TemplatePage
{
    /// <summary>The only block of a page in a language.</summary>
    public static string Block(string page, string language) =>
        Fence().Matches(File.ReadAllText(Path.Combine(BotProcess.Root, "deploymentTemplates", page))).Single(block => block.Groups[1].Value == language).Groups[2].Value;

    /// <summary>What is wrong with the section <c>Directories:staff</c>, where there is a file of authorities.</summary>
    public static string[] FaultsOf(IDirectoryKind kind, string json, string caFile)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var section = new ConfigurationBuilder().AddJsonStream(stream).Build().GetSection("Directories:staff");
        var folder = Directory.CreateTempSubdirectory("ol").FullName;
        using var authority = new TestAuthority();
        File.WriteAllText(Path.Combine(folder, caFile), authority.Pem);
        string[] faults = [.. kind.Faults(section, new HostingEnvironment { ContentRootPath = folder })];
        Directory.Delete(folder, true);
        return faults;
    }

    [GeneratedRegex("^```(\\w+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
