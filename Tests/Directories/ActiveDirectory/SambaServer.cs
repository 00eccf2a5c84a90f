using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SsprBot.Directories.OpenLdap;
using SsprBot.Network;
using SsprBot.World;
using Xunit;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>Debian's Samba as a domain controller at an address of its own on this machine. It ends with the test host, whatever ends that.</summary>
internal sealed class SambaServer(TestAuthority authority) : IAsyncDisposable
{
    public const string Samba = "/usr/sbin/samba";
    public const string Domain = "DC=corp,DC=contoso,DC=test";
    public const string Administrator = "Administrator@corp.contoso.test";
    public const string AdministratorPassword = "Adm1n-Passw0rd!";

    private static readonly string[] Folders = ["private", "state", "lock", "cache", "run", "nc", "log", "bd"];

    // Short, because of the sockets in it.
    private readonly string _folder = Directory.CreateTempSubdirectory("ad").FullName;
    private readonly StringBuilder _log = new();
    private Process? _process;
    private Road? _road;

    /// <summary>Why there is no domain controller; null when there is one.</summary>
    public static string? Missing => NeedsProgramAttribute.Missing(Samba, asRoot: true) ?? NeedsProgramAttribute.Missing(OpenLdapServer.Tool);

    /// <summary>Its ports are fixed, so each has an address.</summary>
    public string Address { get; } = $"127.0.{RandomNumberGenerator.GetInt32(20, 250)}.{RandomNumberGenerator.GetInt32(2, 250)}";

    /// <summary>A way to it that a test can cut, from <c>localhost</c>.</summary>
    public Road Road => _road ??= new Road(new IPEndPoint(IPAddress.Parse(Address), 636));

    public string CaFile => Path.Combine(_folder, "ca.pem");

    /// <summary>For Samba's tools.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string> { ["SMB_CONF_PATH"] = Configuration };

    private string Configuration => Path.Combine(_folder, "smb.conf");

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
    public async Task CopyAsync(SambaServer template)
    {
        await SambaCommand.RunAsync("cp", ["-a", "--sparse=always", $"{template._folder}/.", _folder]);
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
        await Waiting.UntilAsync(async () => _process.HasExited || await AnswersAsync(), $"Samba did not start:\n{_log}");
        Assert.False(_process.HasExited, $"Samba did not start:\n{_log}");
    }

    public async Task StopAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
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

    /// <summary>What the domain controller answers to somebody who signs in; empty when it is content.</summary>
    public async Task<string> SignInAsync(string userId, string password) =>
        await SambaCommand.TryAsync("ldapsearch", [.. Bind(userId, password), "-LLL", "-s", "base", "-b", "", "dn"], Trust()) is (not 0, var said) ? said : "";

    /// <summary>Makes it so that a password was set so long ago; only Samba's own files take that.</summary>
    public Task BackdateAsync(string dn, TimeSpan age) =>
        SambaCommand.RunAsync("/usr/bin/python3", ["-c", SambaSettings.Backdating, _folder, dn, $"{DateTimeOffset.UtcNow.Subtract(age).ToFileTime()}"], Variables);

    /// <summary>Denies somebody to read an attribute of an entry.</summary>
    /// <param name="attribute">Its GUID in the schema.</param>
    public async Task DenyAsync(string dn, string accountName, string attribute)
    {
        var shown = await SambaCommand.RunAsync("samba-tool", ["user", "show", accountName, "--attributes=objectSid"], Variables);
        var sid = shown.Split('\n').First(line => line.StartsWith("objectSid: ", StringComparison.Ordinal))["objectSid: ".Length..];
        await SambaCommand.RunAsync("samba-tool", ["dsacl", "set", $"--objectdn={dn}", $"--sddl=(OD;;RP;{attribute};;{sid})"], Variables);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_road is not null)
        {
            await _road.DisposeAsync();
        }

        Directory.Delete(_folder, true);
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
            Directory.CreateDirectory(Path.Combine(_folder, name));
        }

        using var certificate = authority.Issue(alsoAt: Address);
        using var key = certificate.GetECDsaPrivateKey()!;
        await File.WriteAllTextAsync(CaFile, authority.Pem);
        await File.WriteAllTextAsync(Path.Combine(_folder, "server.pem"), certificate.ExportCertificatePem());
        var keyFile = Path.Combine(_folder, "server.key");
        await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
        await SambaCommand.RunAsync("chmod", ["600", keyFile]);
        await File.WriteAllTextAsync(Configuration, SambaSettings.Of(_folder, Address));
    }
}
