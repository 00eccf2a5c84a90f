using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SsprBot.Network;
using SsprBot.Senders.Smtp;
using SsprBot.World;
using Xunit;

namespace SsprBot.Senders;

/// <summary>Debian's Exim on free ports of this machine, with a mailbox of its own. It ends with the test host, whatever ends that.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    public const string UserName = "bot";
    public const string Password = "Mail-Secret";

    private const string Exim = "/usr/sbin/exim4";
    private const string Owner = "Debian-exim:Debian-exim";

    private readonly string _folder;
    private readonly TestAuthority _authority = new();
    private Process? _process;

    private MailServer(string folder, int port, int tlsPort)
    {
        (_folder, Port, TlsPort) = (folder, port, tlsPort);
        File.WriteAllText(CaFile, _authority.Pem);
    }

    /// <summary>Why there is no server; null when there is one.</summary>
    public static string? Missing => !File.Exists(Exim) ? $"There is no {Exim}." : Environment.IsPrivilegedProcess ? null : $"{Exim} takes a configuration from root only.";

    public int Port { get; }

    public int TlsPort { get; }

    /// <summary>The authority of the certificate that the server shows unless told otherwise.</summary>
    public string CaFile => Path.Combine(_folder, "ca.pem");

    public string Log => File.ReadAllText(Path.Combine(_folder, "log", "mainlog"));

    /// <param name="authenticated">Whether it takes mails only from who has its password.</param>
    /// <param name="certificate">What it shows; null means what its own authority issued to <c>localhost</c>.</param>
    public static async Task<MailServer> StartAsync(bool authenticated = true, Func<TestAuthority, X509Certificate2>? certificate = null)
    {
        var folder = Directory.CreateTempSubdirectory("mx").FullName;
        var server = new MailServer(folder, Supervised.FreePort(), Supervised.FreePort());
        await server.OpenAsync(authenticated, certificate ?? (authority => authority.Issue()));
        return server;
    }

    /// <param name="password">Empty means without a name and a password.</param>
    public SmtpSettings Settings(SmtpSecurity security = SmtpSecurity.StartTls, string password = Password, string? caFile = null) => new()
    {
        Host = "localhost", Port = security is SmtpSecurity.Tls ? TlsPort : Port, Security = security, CaFile = caFile ?? CaFile, From = "no-reply@contoso.test",
        UserName = password.Length > 0 ? UserName : "", Password = password,
    };

    /// <summary>From now on it takes what it put off before.</summary>
    public void OpenGreylist() => File.WriteAllText(Path.Combine(_folder, "mail", "open"), "");

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Waits until so many mails are in the mailbox.</summary>
    public async Task<IReadOnlyList<MimeMessage>> MailsAsync(int count)
    {
        var box = Path.Combine(_folder, "mail", "box", "new");
        var files = await Waiting.ForAsync(
            () => Directory.Exists(box) && Directory.GetFiles(box) is var files && files.Length >= count ? files : null, $"Not {count} mails came.");
        return [.. files.Select(file => MimeMessage.Load(file))];
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _authority.Dispose();
        await Waiting.UntilAsync(() => !IsAtWork());
        Directory.Delete(_folder, true);
    }

    private static string CommandLine(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline");
        }
        catch (IOException)
        {
            // It has ended.
            return "";
        }
    }

    private static async Task RunAsync(string file, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments))!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    // A process of the server that still finishes something makes its folder anew; each has the configuration on its command line.
    private bool IsAtWork() => Process.GetProcessesByName("exim4").Any(process => CommandLine(process).Contains(_folder, StringComparison.Ordinal));

    private async Task OpenAsync(bool authenticated, Func<TestAuthority, X509Certificate2> issue)
    {
        foreach (var name in (string[])["spool", "mail", "log"])
        {
            Directory.CreateDirectory(Path.Combine(_folder, name));
        }

        using var certificate = issue(_authority);
        using var key = certificate.GetECDsaPrivateKey()!;
        await File.WriteAllTextAsync(Path.Combine(_folder, "server.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(_folder, "server.key"), key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(Path.Combine(_folder, "exim.conf"), Configuration(authenticated));
        await RunAsync("chown", "-R", Owner, _folder);
        await RunAsync("chmod", "711", _folder);
        await RunAsync("chown", "root:root", Path.Combine(_folder, "exim.conf"));
        await StartAsync();
    }

    private async Task StartAsync()
    {
        _process = Supervised.Start(Exim, "-C", Path.Combine(_folder, "exim.conf"), "-bdf", "-q1m");
        await Waiting.UntilAsync(async () => _process.HasExited || await AnswersAsync(), "Exim did not start.");
        Assert.False(_process.HasExited, "Exim did not start.");
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, TlsPort);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task StopAsync()
    {
        _process!.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private string Configuration(bool authenticated) => $$"""
        primary_hostname = mail.contoso.test
        keep_environment =
        log_selector = +incoming_port
        smtp_accept_queue_per_connection = 0
        spool_directory = {{_folder}}/spool
        log_file_path = {{_folder}}/log/%slog
        pid_file_path = {{_folder}}/spool/exim.pid
        local_interfaces = 127.0.0.1
        daemon_smtp_ports = {{Port}} : {{TlsPort}}
        tls_on_connect_ports = {{TlsPort}}
        tls_advertise_hosts = *
        tls_certificate = {{_folder}}/server.pem
        tls_privatekey = {{_folder}}/server.key
        auth_advertise_hosts = ${if def:tls_in_cipher {*} }
        dsn_advertise_hosts = *
        never_users =
        deliver_drop_privilege = true
        trusted_users = Debian-exim
        host_lookup =
        acl_smtp_mail = from
        acl_smtp_rcpt = to
        begin acl
        from:
          deny !encrypted = *
               message = Must issue a STARTTLS command first
        {{(authenticated ? "  deny !authenticated = *" : "")}}
          accept
        to:
          deny local_parts = reject
               message = no such mailbox $local_part
          defer local_parts = greylist
               condition = ${if exists{{{_folder}}/mail/open}{no}{yes} }
               message = try again later
          accept
        begin routers
        all:
          driver = accept
          transport = box
        begin transports
        box:
          driver = appendfile
          maildir_format
          directory = {{_folder}}/mail/box
          create_directory
          envelope_to_add
          user = Debian-exim
          group = Debian-exim
        begin authenticators
        plain:
          driver = plaintext
          public_name = PLAIN
          server_set_id = $auth2
          server_condition = ${if and{ {eq {$auth2}{{{UserName}}} } {eq {$auth3}{{{Password}}} } } }

        """;
}
