namespace SsprBot.Directories.OpenLdap;

/// <summary>The page about OpenLDAP.</summary>
internal static class OpenLdapPage
{
    public const string Service = "cn=sspr,ou=services,dc=contoso,dc=test";

    private const string Page = "openldap.md";

    /// <summary>The access that the service account gets.</summary>
    public static string Access => TemplatePage.Block(Page, "slapd");

    /// <summary>The settings that are shown.</summary>
    public static string Settings => TemplatePage.Block(Page, "json");
}
