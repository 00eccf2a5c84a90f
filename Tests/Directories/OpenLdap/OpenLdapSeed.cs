namespace SsprBot.Directories.OpenLdap;

/// <summary>What a slapd of the tests begins with.</summary>
internal static class OpenLdapSeed
{
    public static string Configuration(string folder) => $$"""
        include /etc/ldap/schema/core.schema
        include /etc/ldap/schema/cosine.schema
        include /etc/ldap/schema/inetorgperson.schema
        include /etc/ldap/schema/nis.schema
        modulepath /usr/lib/ldap
        moduleload back_mdb.la
        moduleload ppolicy.la
        moduleload memberof.la
        pidfile {{folder}}/slapd.pid
        argsfile {{folder}}/slapd.args
        TLSCACertificateFile {{folder}}/ca.pem
        TLSCertificateFile {{folder}}/server.pem
        TLSCertificateKeyFile {{folder}}/server.key
        security simple_bind=128
        password-hash {SSHA}
        database mdb
        suffix "dc=contoso,dc=test"
        directory {{folder}}/db
        maxsize 67108864
        rootdn "{{OpenLdapServer.Administrator}}"
        rootpw {{OpenLdapServer.AdministratorPassword}}
        index objectClass,uid,mail,member eq
        overlay memberof
        overlay ppolicy
        ppolicy_default "cn=default,{{OpenLdapServer.Policies}}"
        ppolicy_use_lockout
        access to dn.exact="cn=Hidden,{{OpenLdapServer.GroupsBase}}" attrs=member
           by * none
        {{OpenLdapPage.Access}}
        access to attrs=userPassword
           by self =xw
           by anonymous auth
           by * none
        access to *
           by self read
           by * none

        """;

    public static string Entries => $"""
        dn: dc=contoso,dc=test
        objectClass: dcObject
        objectClass: organization
        dc: contoso
        o: Contoso

        dn: {OpenLdapServer.People}
        objectClass: organizationalUnit
        ou: people

        dn: {OpenLdapServer.GroupsBase}
        objectClass: organizationalUnit
        ou: groups

        dn: ou=services,dc=contoso,dc=test
        objectClass: organizationalUnit
        ou: services

        dn: {OpenLdapServer.Policies}
        objectClass: organizationalUnit
        ou: policies

        dn: cn=default,{OpenLdapServer.Policies}
        objectClass: device
        objectClass: pwdPolicy
        cn: default
        pwdAttribute: userPassword
        pwdMinLength: 10
        pwdCheckQuality: 2
        pwdInHistory: 3
        pwdLockout: TRUE
        pwdMaxFailure: 5
        pwdLockoutDuration: 0
        pwdFailureCountInterval: 600
        pwdMustChange: TRUE
        pwdAllowUserChange: TRUE
        pwdMaxAge: 7776000
        pwdSafeModify: FALSE

        dn: cn=slow,{OpenLdapServer.Policies}
        objectClass: device
        objectClass: pwdPolicy
        cn: slow
        pwdAttribute: userPassword
        pwdMinLength: 14
        pwdInHistory: 5
        pwdMinAge: 86400
        pwdLockout: TRUE
        pwdMaxFailure: 5
        pwdLockoutDuration: 60

        dn: {OpenLdapPage.Service}
        objectClass: organizationalRole
        objectClass: simpleSecurityObject
        cn: sspr
        userPassword: {OpenLdapServer.ServicePassword}

        dn: uid=farid.aziz,{OpenLdapServer.People}
        objectClass: inetOrgPerson
        uid: farid.aziz
        cn: Farid Aziz
        sn: Aziz

        dn: cn=Staff,{OpenLdapServer.GroupsBase}
        objectClass: groupOfNames
        cn: Staff
        member: uid=farid.aziz,{OpenLdapServer.People}

        dn: cn=Everyone,{OpenLdapServer.GroupsBase}
        objectClass: groupOfNames
        cn: Everyone
        member: cn=Staff,{OpenLdapServer.GroupsBase}

        dn: cn=Admins,{OpenLdapServer.GroupsBase}
        objectClass: groupOfNames
        cn: Admins
        member: uid=farid.aziz,{OpenLdapServer.People}

        dn: cn=Operators,{OpenLdapServer.GroupsBase}
        objectClass: groupOfNames
        cn: Operators
        member: uid=farid.aziz,{OpenLdapServer.People}

        dn: cn=wheel,{OpenLdapServer.GroupsBase}
        objectClass: posixGroup
        cn: wheel
        gidNumber: 10
        memberUid: farid.aziz

        dn: cn=Hidden,{OpenLdapServer.GroupsBase}
        objectClass: groupOfNames
        cn: Hidden
        member: uid=farid.aziz,{OpenLdapServer.People}

        """;
}
