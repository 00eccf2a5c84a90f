using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using SsprBot.Directories.Ldap;
using SsprBot.Domain;
using SsprBot.Network;

namespace SsprBot.Directories.OpenLdap;

/// <summary>People of a server, each in some situation.</summary>
internal sealed class OpenLdapPeople(OpenLdapServer server)
{
    private const string Password = "Quiet-Harbour-31";

    public static OpenLdapSettings Settings => new()
    {
        Base = OpenLdapServer.People, GroupBase = OpenLdapServer.GroupsBase, DefaultPolicy = $"cn=default,{OpenLdapServer.Policies}", AlternateEmailAttribute = "description",
        AuthenticationPhoneAttribute = "homePhone", PhoneRegion = "DE", PrivilegedGroups = [$"cn=Admins,{OpenLdapServer.GroupsBase}"],
        DisabledAttribute = "employeeType", DisabledValue = "Former",
    };

    public static OpenLdapDirectory Directory(OpenLdapServer server, OpenLdapSettings? settings = null) =>
        Directory(server.Settings, settings ?? Settings, server);

    public static OpenLdapDirectory Directory(LdapSettings ldap, OpenLdapSettings settings, OpenLdapServer server) =>
        new(ldap, settings, ServerTrust.In(server.CaFile, ""), TimeProvider.System, NullLogger<OpenLdapDirectory>.Instance);

    public async Task<ContractPerson> AddAsync(Situation situation)
    {
        var name = server.NewName();
        await server.AddAsync(Entry(name, $"{name}@contoso.test", situation));
        await server.ModifyAsync(Membership("Staff", name));
        var expected = Expected(name);
        switch (situation)
        {
            case Situation.Privileged:
                await server.ModifyAsync(Membership("Admins", name));
                return new ContractPerson(Password, expected with { Privileged = true, Groups = [.. expected.Groups, "Admins"] });

            case Situation.Locked:
                for (var wrong = 0; wrong < 5; wrong++)
                {
                    await server.SignsInAsync(OpenLdapServer.DnOf(name), "Not-The-Password-1");
                }

                return new ContractPerson(Password, expected with { Locked = true });

            case Situation.Twins:
                await server.AddAsync(Entry(server.NewName(), $"{name}@contoso.test", situation));
                return new ContractPerson(Password, expected with { UserId = expected.Mail });

            default:
                return new ContractPerson(
                    Password,
                    expected with
                    {
                        Enabled = situation is not Situation.Disabled, PasswordExpired = situation is Situation.Expired, MustChangePassword = situation is Situation.MustChange,
                    });
        }
    }

    private static Account Expected(string name) => new("", name, "Anna Lima", $"{name}@contoso.test", DateTimeOffset.UnixEpoch)
    {
        Language = "nl",
        Groups = ["Staff", "Everyone"],
        ContactPoints =
        [
            new(ContactKind.AlternateEmail, $"{name}@example.net"), new(ContactKind.MobilePhone, "+491701234567"), new(ContactKind.AuthenticationPhone, "+493012345678"),
            new(ContactKind.OfficePhone, "+14255550109"),
        ],
    };

    private static string Membership(string group, string name) => $"""
        dn: cn={group},{OpenLdapServer.GroupsBase}
        changetype: modify
        add: member
        member: {OpenLdapServer.DnOf(name)}

        """;

    // No password hash of a tool: what slapd is given in clear text it keeps so, and compares as well.
    private static string Entry(string name, string mail, Situation situation) => $"""
        dn: {OpenLdapServer.DnOf(name)}
        objectClass: inetOrgPerson
        uid: {name}
        cn: {name}
        sn: Lima
        displayName: Anna Lima
        mail: {mail}
        description: {name}@example.net
        mobile: 0170 1234567
        homePhone: 030 12345678
        telephoneNumber: +1 (425) 555-0109
        preferredLanguage: nl, en;q=0.5
        userPassword: {Password}
        pwdChangedTime: {DateTimeOffset.UtcNow.AddDays(situation is Situation.Expired ? -100 : -10).ToString("yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture)}
        {(situation is Situation.MustChange ? "pwdReset: TRUE" : "employeeType: " + (situation is Situation.Disabled ? "former" : "permanent"))}

        """;
}
