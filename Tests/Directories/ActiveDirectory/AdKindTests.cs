using Xunit;

namespace SsprBot.Directories.ActiveDirectory;

public sealed class AdKindTests
{
    [Fact]
    public void The_settings_that_its_page_shows_are_right() => Assert.Equal(
        ["Directories:staff:BindName and Directories:staff:BindPassword must be the name and the password of the service account."], FaultsOf(AdPage.Settings));

    [Fact]
    public void What_is_wrong_is_named() => Assert.Equal(
        [
            "Directories:staff:Servers must be names or addresses of LDAP servers, with a port or without. No ldap:// stands before them: the connection is always protected by TLS.",
            "Directories:staff:CaFile must be a readable PEM file with at least one certificate.",
            "Directories:staff: The field PolicyMemory must be between 00:00:00 and 01:00:00.",
            "Directories:staff: The field PhoneRegion must match the regular expression '^([A-Z]{2})?$'.",
        ],
        FaultsOf("""
            { "Directories": { "staff": {
              "Kind": "ActiveDirectory", "CaFile": "none.pem", "BindName": "svc-sspr@corp.example", "BindPassword": "secret", "PolicyMemory": "02:00:00", "PhoneRegion": "Germany"
            } } }
            """));

    private static string[] FaultsOf(string json) => TemplatePage.FaultsOf(new AdKind(), json, "corp-ca.pem");
}
