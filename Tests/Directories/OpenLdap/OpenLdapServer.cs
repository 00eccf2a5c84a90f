using System.Diagnostics;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using SsprBot.Directories.Ldap;
using SsprBot.Network;
using SsprBot.World;
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
    public const string Administrator = "cn=admin,dc=contoso,dc=test";
    public const string AdministratorPassword = "Root-Secret-1";
    public const string ServicePassword = "Svc-Account-Pass-1";

    private readonly string _folder = Directory.CreateTempSubdirectory("ol").FullName;
    private readonly int _port = Supervised.FreePort();
    private readonly int _clearPort = Supervised.FreePort();
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
        await WriteAsync("slapd.conf", OpenLdapSeed.Configuration(_folder));
        await WriteAsync("seed.ldif", OpenLdapSeed.Entries);
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

        _process = Supervised.Start(Slapd, "-f", Path.Combine(_folder, "slapd.conf"), "-h", $"ldaps://127.0.0.1:{_port}/ ldap://127.0.0.1:{_clearPort}/", "-d", "0");
        await Waiting.UntilAsync(async () => _process.HasExited || await SignsInAsync(Administrator, AdministratorPassword), "slapd did not start.");
        Assert.False(_process.HasExited, "slapd did not start.");
    }

    public async Task StopAsync()
    {
        if (_process is { } running)
        {
            await running.StopAsync();
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

    /// <summary>Whether the service account, in other hands than the bot's, may do it.</summary>
    public async Task<bool> MayServiceAsync(string ldif) => await ToolAsync("ldapmodify", ["-D", OpenLdapPage.Service, "-w", ServicePassword], ldif) == 0;

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
}
