using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SsprBot.Network;
using Xunit;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>Debian's Samba as a domain controller at an address of its own on this machine. It ends with the test host, whatever ends that.</summary>
/// <param name="folder">Where the domain lies; short, because of the sockets in it.</param>
internal sealed class SambaServer(string folder, TestAuthority authority) : IAsyncDisposable
{
    public const string Domain = "DC=corp,DC=contoso,DC=test";
    public const string Administrator = "Administrator@corp.contoso.test";
    public const string AdministratorPassword = "Adm1n-Passw0rd!";

    private const string Samba = "/usr/sbin/samba";

    private static readonly string[] Folders = ["private", "state", "lock", "cache", "run", "nc", "log", "bd"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly StringBuilder _log = new();
    private Process? _process;

    /// <summary>Why there is no domain controller; null when there is one.</summary>
    public static string? Missing => !File.Exists(Samba) ? $"There is no {Samba}."
        : !File.Exists("/usr/bin/ldapmodify") ? "There is no /usr/bin/ldapmodify."
        : Environment.IsPrivilegedProcess ? null
        : "Only root can start Samba.";

    /// <summary>Its ports are fixed, so each has an address.</summary>
    public string Address { get; } = $"127.0.{RandomNumberGenerator.GetInt32(20, 250)}.{RandomNumberGenerator.GetInt32(2, 250)}";

    public string CaFile => Path.Combine(folder, "ca.pem");

    /// <summary>For Samba's tools.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string> { ["SMB_CONF_PATH"] = Configuration };

    private string Configuration => Path.Combine(folder, "smb.conf");

    /// <summary>Makes a new, empty domain.</summary>
    public async Task ProvisionAsync()
    {
        await PrepareAsync();
        await SambaCommand.RunAsync("samba-tool",
        [
            "domain", "provision", $"--configfile={Configuration}", "--realm=CORP.CONTOSO.TEST", "--domain=CORP", "--server-role=dc", "--dns-backend=NONE",
            $"--adminpass={AdministratorPassword}", "--host-name=dc1", $"--host-ip={Address}",
        ]);
    }

    /// <summary>Takes over the domain of a server that is stopped.</summary>
    public async Task CopyAsync(string template)
    {
        await SambaCommand.RunAsync("cp", ["-a", "--sparse=always", $"{template}/.", folder]);
        await PrepareAsync();
    }

    public async Task StartAsync()
    {
        // It ends when its stdin does, if that is a pipe.
        string[] arguments = ["-i", "-M", "single", "--debug-stdout", "--no-process-group", "--maximum-runtime=3600", $"--configfile={Configuration}"];
        _process = Process.Start(SambaCommand.Start(Samba, arguments))!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        for (var began = Stopwatch.StartNew(); !await AnswersAsync(); await Task.Delay(15))
        {
            Assert.True(!_process.HasExited && began.Elapsed < Patience, $"Samba did not start:\n{_log}");
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

    /// <summary>As a failing machine would: nothing is finished.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await StopAsync();
    }

    /// <summary>What the administrator changes.</summary>
    public Task ChangeAsync(string ldif) =>
        SambaCommand.RunAsync("ldapmodify", [.. Bind(Administrator, AdministratorPassword)], Trust(), ldif);

    /// <summary>What the administrator reads.</summary>
    public Task<string> SearchAsync(string filter, params string[] attributes) =>
        SambaCommand.RunAsync("ldapsearch", [.. Bind(Administrator, AdministratorPassword), "-LLL", "-o", "ldif_wrap=no", "-b", Domain, filter, .. attributes], Trust());

    /// <summary>What the domain controller answers to somebody who signs in; empty when it is content.</summary>
    public async Task<string> SignInAsync(string userId, string password) =>
        await SambaCommand.TryAsync("ldapsearch", [.. Bind(userId, password), "-LLL", "-s", "base", "-b", "", "dn"], Trust()) is (not 0, var said) ? said : "";

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, true);
    }

    private IEnumerable<string> Bind(string userId, string password) => ["-x", "-H", $"ldaps://{Address}", "-D", userId, "-w", password];

    private Dictionary<string, string> Trust() => new() { ["LDAPTLS_CACERT"] = CaFile };

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
        {
            _log.AppendLine(line.Data);
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient(AddressFamily.InterNetwork);
            await client.ConnectAsync(Address, 636);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task PrepareAsync()
    {
        foreach (var name in Folders)
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
        }

        using var certificate = authority.Issue(Address);
        using var key = certificate.GetECDsaPrivateKey()!;
        await File.WriteAllTextAsync(CaFile, authority.Pem);
        await File.WriteAllTextAsync(Path.Combine(folder, "server.pem"), certificate.ExportCertificatePem());
        var keyFile = Path.Combine(folder, "server.key");
        await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
        File.SetUnixFileMode(keyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(Configuration, Settings());
    }

    private string Settings() => $"""
        [global]
        netbios name = DC1
        realm = CORP.CONTOSO.TEST
        workgroup = CORP
        server role = active directory domain controller
        server services = ldap
        interfaces = {Address}/8
        bind interfaces only = yes
        old password allowed period = 0
        private dir = {folder}/private
        state directory = {folder}/state
        lock directory = {folder}/lock
        cache directory = {folder}/cache
        pid directory = {folder}/run
        ncalrpc dir = {folder}/nc
        winbindd socket directory = {folder}/run/winbindd
        binddns dir = {folder}/bd
        log file = {folder}/log/log.samba
        tls enabled = yes
        tls keyfile = {folder}/server.key
        tls certfile = {folder}/server.pem
        tls cafile = {folder}/ca.pem
        [sysvol]
        path = {folder}/state/sysvol
        read only = no
        [netlogon]
        path = {folder}/state/sysvol/corp.contoso.test/scripts
        read only = no

        """;
}
