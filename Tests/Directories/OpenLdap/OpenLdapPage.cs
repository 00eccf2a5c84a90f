using System.Text.RegularExpressions;
using SsprBot.Host;

namespace SsprBot.Directories.OpenLdap;

/// <summary>What administrators are told to do, done as it is told.</summary>
internal static partial class OpenLdapPage
{
    public const string Service = "cn=sspr,ou=services,dc=contoso,dc=test";

    private static readonly string s_page = File.ReadAllText(Path.Combine(BotProcess.Root, "deploymentTemplates", "openldap.md"));

    /// <summary>The access that the service account gets.</summary>
    public static string Access => Block("slapd");

    /// <summary>The settings that are shown.</summary>
    public static string Settings => Block("json");

    private static string Block(string language) => Fence().Matches(s_page).Single(block => block.Groups[1].Value == language).Groups[2].Value;

    [GeneratedRegex("^```(\\w+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
