using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using SsprBot.Network;

namespace SsprBot.Directories.Ldap;

/// <summary>A question that a fake server got.</summary>
/// <param name="Connection">Which connection it came over; the first is 1.</param>
/// <param name="Operation">The tag of the operation (RFC 4511 §4.2), or one of the server's own numbers for what comes before.</param>
internal sealed record Asked(int Connection, int Operation, int Id)
{
    /// <summary>The whole question as it came.</summary>
    public byte[] Message { get; init; } = [];
}

/// <summary>An LDAP server that does what no real one would. <see cref="Answer"/> changes what it says, or lets it keep silent or hang up.</summary>
internal sealed class FakeLdapServer : IAsyncDisposable
{
    public const int Handshake = -1;
    public const int Bind = 0;
    public const int Search = 3;
    public const int Modify = 6;
    public const int Extended = 23;

    /// <summary>What stands for silence, and for hanging up.</summary>
    public static readonly byte[] Silence = [1], HangUp = [2];

    private readonly X509Certificate2 _certificate;
    private readonly LocalServer _server;
    private long _sent;

    public FakeLdapServer(TestAuthority authority, X509Certificate2? certificate = null)
    {
        _certificate = certificate ?? authority.Issue();
        _server = new LocalServer(TalkAsync);
    }

    /// <summary>Whether it begins without TLS.</summary>
    public bool StartsClear { get; init; }

    /// <summary>What it says; null means what every server says. The pieces go out one by one.</summary>
    public Func<Asked, IEnumerable<byte[]>?> Answer { get; init; } = _ => null;

    /// <summary>How long it thinks before it answers.</summary>
    public Func<Asked, TimeSpan> Takes { get; init; } = _ => TimeSpan.Zero;

    public ConcurrentQueue<Asked> Questions { get; } = new();

    /// <summary>Done when it falls silent.</summary>
    public TaskCompletionSource Silent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the client has gone away.</summary>
    public TaskCompletionSource Left { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Address => $"localhost:{_server.Port}";

    /// <summary>How many bytes it has said.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>What ends an operation.</summary>
    public static byte[] End(int id, int operation, LdapCode code, string words = "some words") => Message(id, writer =>
    {
        using (writer.PushSequence(Ber.Application(operation)))
        {
            writer.WriteEncodedValue([10, 1, (byte)code]);
            writer.WriteText("");
            writer.WriteText(words);
        }
    });

    public static byte[] Entry(int id, string dn, params IReadOnlyList<(string Name, byte[][] Values)> attributes) => Message(id, writer =>
    {
        using (writer.PushSequence(Ber.Application(4)))
        {
            writer.WriteText(dn);
            using (writer.PushSequence())
            {
                foreach (var (name, values) in attributes)
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteText(name);
                        using (writer.PushSetOf())
                        {
                            Array.ForEach(values, value => writer.WriteOctetString(value));
                        }
                    }
                }
            }
        }
    });

    public static byte[] Reference(int id) => Message(id, writer =>
    {
        using (writer.PushSequence(Ber.Application(19)))
        {
            writer.WriteText("ldap://elsewhere.contoso.test/");
        }
    });

    public static byte[] Message(int id, Action<AsnWriter> operation) => LdapRequests.Message(id, operation, []);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
    }

    /// <summary>What every server says: yes, and that there is nobody.</summary>
    private static IEnumerable<byte[]> Usual(Asked asked) => asked.Operation switch
    {
        Handshake => [],
        Bind => [End(asked.Id, LdapMessage.BindAnswer, LdapCode.Success)],
        Extended => [End(asked.Id, LdapMessage.ExtendedAnswer, LdapCode.Success)],
        _ => [End(asked.Id, asked.Operation is Search ? LdapMessage.SearchEnd : LdapMessage.ModifyAnswer, LdapCode.Success)],
    };

    private static Asked Read(byte[] received, int connection)
    {
        var message = new AsnReader(received, AsnEncodingRules.BER).ReadSequence();
        return new Asked(connection, Id: message.ReadNumber(), Operation: message.PeekTag().TagValue) { Message = received };
    }

    private async Task TalkAsync(TcpClient client, int number, CancellationToken closing)
    {
        using (client)
        {
            try
            {
                await TalkAsync(client.GetStream(), number, closing);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException or AuthenticationException)
            {
                // The client hung up first, or the test is over.
                Left.TrySetResult();
            }
        }
    }

    private async Task TalkAsync(NetworkStream clear, int number, CancellationToken closing)
    {
        if (StartsClear && !await AnswerAsync(clear, Read(await new LdapWire(clear).ReceiveAsync(closing), number), closing))
        {
            return;
        }

        if (!await AnswerAsync(clear, new Asked(number, Handshake, 0), closing))
        {
            return;
        }

        await using var secure = new SslStream(clear);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, closing);
        var wire = new LdapWire(secure);
        while (await AnswerAsync(secure, Read(await wire.ReceiveAsync(closing), number), closing))
        {
        }
    }

    /// <returns>False when it hangs up.</returns>
    private async Task<bool> AnswerAsync(Stream stream, Asked asked, CancellationToken closing)
    {
        Questions.Enqueue(asked);
        await Task.Delay(Takes(asked), closing);
        foreach (var piece in Answer(asked) ?? Usual(asked))
        {
            if (piece == HangUp)
            {
                return false;
            }

            if (piece == Silence)
            {
                Silent.TrySetResult();

                // Whether the client goes away is seen all the same, whatever it says until then.
                await stream.CopyToAsync(Stream.Null, closing);
                throw new EndOfStreamException();
            }

            await stream.WriteAsync(piece, closing);
            Interlocked.Add(ref _sent, piece.Length);
        }

        return true;
    }
}
