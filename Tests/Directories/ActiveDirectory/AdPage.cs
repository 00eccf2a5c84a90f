namespace SsprBot.Directories.ActiveDirectory;

/// <summary>The page about Active Directory.</summary>
internal static class AdPage
{
    private const string Page = "active-directory.md";

    /// <summary>What makes the service account and its rights on a Samba domain controller.</summary>
    public static string Delegation => TemplatePage.Block(Page, "sh");

    /// <summary>The settings that are shown.</summary>
    public static string Settings => TemplatePage.Block(Page, "json");
}
