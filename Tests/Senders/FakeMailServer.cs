using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SsprBot.Network;
using SsprBot.Senders.Smtp;

namespace SsprBot.Senders;

/// <summary>A mail server that does what no real one would: <see cref="Answer"/> changes what it says to a line, keeps silent, or hangs up.</summary>
internal sealed class FakeMailServer : IAsyncDisposable
{
    public const string Silence = "silence";
    public const string HangUp = "hang up";
    public const string Greeting = "(greeting)";
    public const string Handshake = "(handshake)";
    public const string EndOfMail = ".";

    private readonly TestAuthority _authority = new();
    private readonly X509Certificate2 _certificate;
    private readonly string _caFile = Path.GetTempFileName();
    private readonly LocalServer _server;

    public FakeMailServer()
    {
        _certificate = _authority.Issue();
        File.WriteAllText(_caFile, _authority.Pem);
        _server = new LocalServer(TalkAsync);
    }

    /// <summary>What it offers after EHLO.</summary>
    public IReadOnlyList<string> Offers { get; init; } = ["STARTTLS", "AUTH PLAIN"];

    /// <summary>What it says to a line on the n-th connection; null means what every server says.</summary>
    public Func<string, int, string?> Answer { get; init; } = (_, _) => null;

    /// <summary>Every line it got but those of mails.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>Every mail it got, whether or not it said so.</summary>
    public ConcurrentQueue<string> Mails { get; } = new();

    /// <summary>Done when it falls silent.</summary>
    public TaskCompletionSource Silent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Connections => _server.Connections;

    public SmtpSettings Settings(SmtpSecurity security = SmtpSecurity.StartTls, int poolSize = 1, int messagesPerConnection = 50, string password = "") => new()
    {
        Host = "localhost", Port = _server.Port, Security = security, CaFile = _caFile, From = "no-reply@contoso.test", PoolSize = poolSize,
        MessagesPerConnection = messagesPerConnection, UserName = password.Length > 0 ? "bot" : "", Password = password,
    };

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
        _authority.Dispose();
        File.Delete(_caFile);
    }

    private async Task TalkAsync(TcpClient client, int number, CancellationToken closing)
    {
        using (client)
        {
            try
            {
                await TalkAsync(client.GetStream(), Greeting, number, closing);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
                // The client hung up first, or the test is over.
            }
        }
    }

    private async Task TalkAsync(Stream stream, string first, int number, CancellationToken closing)
    {
        using var lines = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        for (var line = first; line is not null; line = await lines.ReadLineAsync(closing))
        {
            if (line != first)
            {
                Lines.Enqueue(line);
            }

            var said = Answer(line, number) ?? Usual(line);
            if (said == HangUp)
            {
                return;
            }

            if (said == Silence)
            {
                Silent.TrySetResult();
                await Task.Delay(Timeout.Infinite, closing);
            }

            await stream.WriteAsync(Encoding.Latin1.GetBytes(said), closing);
            if (line == "STARTTLS" && said.StartsWith("220", StringComparison.Ordinal))
            {
                await SecureAsync(stream, number, closing);
                return;
            }

            if (line == "DATA" && said.StartsWith("354", StringComparison.Ordinal))
            {
                await TakeMailAsync(stream, lines, number, closing);
            }
        }
    }

    private async Task SecureAsync(Stream stream, int number, CancellationToken closing)
    {
        if (Answer(Handshake, number) == Silence)
        {
            Silent.TrySetResult();
            await Task.Delay(Timeout.Infinite, closing);
        }

        await using var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, closing);
        await TalkAsync(secure, "", number, closing);
    }

    private async Task TakeMailAsync(Stream stream, StreamReader lines, int number, CancellationToken closing)
    {
        var mail = new StringBuilder();
        for (var line = await lines.ReadLineAsync(closing); line is not null and not "."; line = await lines.ReadLineAsync(closing))
        {
            mail.Append(line).Append('\n');
        }

        Mails.Enqueue(mail.ToString());
        switch (Answer(EndOfMail, number))
        {
            case Silence:
                Silent.TrySetResult();
                await Task.Delay(Timeout.Infinite, closing);
                break;
            case HangUp:
                throw new IOException("Hung up.");
            case var said:
                await stream.WriteAsync(Encoding.Latin1.GetBytes(said ?? "250 taken\r\n"), closing);
                break;
        }
    }

    private string Usual(string line) => line.Split(' ')[0] switch
    {
        "" => "",
        Greeting => "220 mail.contoso.test ESMTP\r\n",
        "EHLO" => string.Concat(((string[])["mail.contoso.test", .. Offers]).Select((offer, i) => $"250{(i == Offers.Count ? ' ' : '-')}{offer}\r\n")),
        "STARTTLS" => "220 go on\r\n",
        "AUTH" => "235 welcome\r\n",
        "DATA" => "354 go on\r\n",
        "QUIT" => "221 bye\r\n",
        _ => "250 ok\r\n",
    };
}
