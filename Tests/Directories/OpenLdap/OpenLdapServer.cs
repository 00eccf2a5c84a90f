using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using SsprBot.Directories.Ldap;
using SsprBot.Network;
using Xunit;

namespace SsprBot.Directories.OpenLdap;

/// <summary>Debian's slapd on a free port of this machine, with people of its own. It ends with the test host, whatever ends that.</summary>
public sealed class OpenLdapServer : IAsyncLifetime
{
    public const string Slapd = "/usr/sbin/slapd";
    public const string Tool = "/usr/bin/ldapadd";
    public const string People = "ou=people,dc=contoso,dc=test";
    public const string GroupsBase = "ou=groups,dc=contoso,dc=test";
    public const string Policies = "ou=policies,dc=contoso,dc=test";

    private const string Administrator = "cn=admin,dc=contoso,dc=test";
    private const string AdministratorPassword = "Root-Secret-1";
    private const string ServicePassword = "Svc-Account-Pass-1";

    // Its stdin is a pipe of the test host: at its end the server is stopped.
    private const string Supervised = "exec 3<&0; \"$@\" </dev/null & p=$!; (cat <&3 >/dev/null; kill $p 2>/dev/null) & wait $p";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("ol").FullName;
    private readonly int _port = FreePort();
    private readonly int _clearPort = FreePort();
    private Process? _process;
    private int _people;

    /// <summary>The way that the connector takes; the tools of the tests go straight.</summary>
    internal Road Road { get; private set; } = null!;

    public string CaFile => Path.Combine(_folder, "ca.pem");

    internal LdapSettings Settings => new()
    {
        Servers = [$"localhost:{Road.Port}"], CaFile = CaFile, BindName = OpenLdapPage.Service, BindPassword = ServicePassword,
        ConnectLimit = TimeSpan.FromSeconds(2), OperationLimit = TimeSpan.FromSeconds(3), OverallLimit = TimeSpan.FromSeconds(5),
    };

    /// <summary>The same server, asked for TLS on a connection that begins without.</summary>
    internal LdapSettings StartTls => new()
    {
        Servers = [$"localhost:{_clearPort}"], Security = LdapSecurity.StartTls, CaFile = CaFile, BindName = OpenLdapPage.Service, BindPassword = ServicePassword,
    };

    public async Task InitializeAsync()
    {
        if (!File.Exists(Slapd) || !File.Exists(Tool))
        {
            return;
        }

        Directory.CreateDirectory(Path.Combine(_folder, "db"));
        using var authority = new TestAuthority();
        using var certificate = authority.Issue();
        using var key = certificate.GetECDsaPrivateKey()!;
        await WriteAsync("ca.pem", authority.Pem);
        await WriteAsync("server.pem", certificate.ExportCertificatePem());
        await WriteAsync("server.key", key.ExportPkcs8PrivateKeyPem());
        await WriteAsync("slapd.conf", Configuration());
        await WriteAsync("seed.ldif", Seed);
        Assert.Equal(0, await RunAsync("/usr/sbin/slapadd", ["-q", "-f", Path.Combine(_folder, "slapd.conf"), "-l", Path.Combine(_folder, "seed.ldif")]));
        Road = new Road(new IPEndPoint(IPAddress.Loopback, _port));
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (Road is not null)
        {
            await Road.DisposeAsync();
            await StopAsync();
        }

        Directory.Delete(_folder, true);
    }

    public async Task StartAsync()
    {
        if (_process is not null)
        {
            return;
        }

        string[] command = [Slapd, "-f", Path.Combine(_folder, "slapd.conf"), "-h", $"ldaps://127.0.0.1:{_port}/ ldap://127.0.0.1:{_clearPort}/", "-d", "0"];
        _process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Supervised, "sh", .. command]) { RedirectStandardInput = true })!;
        for (var began = Stopwatch.StartNew(); await SignsInAsync(Administrator, AdministratorPassword) is false; await Task.Delay(15))
        {
            Assert.True(!_process.HasExited && began.Elapsed < Patience, "slapd did not start.");
        }
    }

    public async Task StopAsync()
    {
        if (_process is { } running)
        {
            running.StandardInput.Close();
            await running.WaitForExitAsync();
            running.Dispose();
            _process = null;
        }
    }

    /// <summary>A name that nobody has yet.</summary>
    public string NewName() => $"anna.lima{Interlocked.Increment(ref _people)}";

    public static string DnOf(string name) => $"uid={name},{People}";

    public async Task<bool> SignsInAsync(string dn, string password) => await ToolAsync("ldapwhoami", ["-D", dn, "-w", password], "") == 0;

    /// <summary>Adds entries as the administrator, who may write what the server otherwise writes itself.</summary>
    public async Task AddAsync(string ldif) => Assert.Equal(0, await AsAdministratorAsync("ldapadd", ldif));

    public async Task ModifyAsync(string ldif) => Assert.Equal(0, await AsAdministratorAsync("ldapmodify", ldif));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Task<int> AsAdministratorAsync(string tool, string ldif) => ToolAsync(tool, ["-D", Administrator, "-w", AdministratorPassword, "-e", "relax"], ldif);

    private Task<int> ToolAsync(string tool, IReadOnlyList<string> arguments, string input) =>
        RunAsync($"/usr/bin/{tool}", ["-x", "-H", $"ldaps://127.0.0.1:{_port}", .. arguments], input);

    private async Task<int> RunAsync(string program, IReadOnlyList<string> arguments, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LDAPTLS_CACERT"] = CaFile;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync(), process.WaitForExitAsync());
        return process.ExitCode;
    }

    private Task WriteAsync(string name, string content) => File.WriteAllTextAsync(Path.Combine(_folder, name), content);

    private string Configuration() => $$"""
        include /etc/ldap/schema/core.schema
        include /etc/ldap/schema/cosine.schema
        include /etc/ldap/schema/inetorgperson.schema
        include /etc/ldap/schema/nis.schema
        modulepath /usr/lib/ldap
        moduleload back_mdb.la
        moduleload ppolicy.la
        moduleload memberof.la
        pidfile {{_folder}}/slapd.pid
        argsfile {{_folder}}/slapd.args
        TLSCACertificateFile {{_folder}}/ca.pem
        TLSCertificateFile {{_folder}}/server.pem
        TLSCertificateKeyFile {{_folder}}/server.key
        security simple_bind=128
        password-hash {SSHA}
        database mdb
        suffix "dc=contoso,dc=test"
        directory {{_folder}}/db
        maxsize 67108864
        rootdn "{{Administrator}}"
        rootpw {{AdministratorPassword}}
        index objectClass,uid,mail,member eq
        overlay memberof
        overlay ppolicy
        ppolicy_default "cn=default,{{Policies}}"
        ppolicy_use_lockout
        access to dn.exact="cn=Hidden,{{GroupsBase}}" attrs=member
           by * none
        {{OpenLdapPage.Access}}

        """;

    private static string Seed => $"""
        dn: dc=contoso,dc=test
        objectClass: dcObject
        objectClass: organization
        dc: contoso
        o: Contoso

        dn: {People}
        objectClass: organizationalUnit
        ou: people

        dn: {GroupsBase}
        objectClass: organizationalUnit
        ou: groups

        dn: ou=services,dc=contoso,dc=test
        objectClass: organizationalUnit
        ou: services

        dn: {Policies}
        objectClass: organizationalUnit
        ou: policies

        dn: cn=default,{Policies}
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

        dn: cn=slow,{Policies}
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
        userPassword: {ServicePassword}

        dn: uid=farid.aziz,{People}
        objectClass: inetOrgPerson
        uid: farid.aziz
        cn: Farid Aziz
        sn: Aziz

        dn: cn=Staff,{GroupsBase}
        objectClass: groupOfNames
        cn: Staff
        member: uid=farid.aziz,{People}

        dn: cn=Everyone,{GroupsBase}
        objectClass: groupOfNames
        cn: Everyone
        member: cn=Staff,{GroupsBase}

        dn: cn=Admins,{GroupsBase}
        objectClass: groupOfNames
        cn: Admins
        member: uid=farid.aziz,{People}

        dn: cn=Operators,{GroupsBase}
        objectClass: groupOfNames
        cn: Operators
        member: uid=farid.aziz,{People}

        dn: cn=wheel,{GroupsBase}
        objectClass: posixGroup
        cn: wheel
        gidNumber: 10
        memberUid: farid.aziz

        dn: cn=Hidden,{GroupsBase}
        objectClass: groupOfNames
        cn: Hidden
        member: uid=farid.aziz,{People}

        """;
}
