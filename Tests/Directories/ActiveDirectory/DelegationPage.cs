using SsprBot.Host;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>What administrators are told to run.</summary>
internal static class DelegationPage
{
    private static readonly string Page = Path.Combine(BotProcess.Root, "deploymentTemplates", "active-directory.md");

    /// <summary>The page's block of commands for a Samba domain controller.</summary>
    public static string SambaCommands()
    {
        const string Begin = "```sh\n";
        var page = File.ReadAllText(Page);
        var begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return page[begin..page.IndexOf("```", begin, StringComparison.Ordinal)];
    }
}
