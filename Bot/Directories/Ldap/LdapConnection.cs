using System.Formats.Asn1;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using SsprBot.Domain;
using SsprBot.Network;

namespace SsprBot.Directories.Ldap;

/// <summary>
/// A protected connection to one server; one operation at a time. Each operation is over when its limit is, whatever the server does, and
/// throws <see cref="LdapException"/> when there is no answer. After that the connection is closed: nothing on it could be trusted.
/// </summary>
internal sealed class LdapConnection : IDisposable
{
    private const string StartTls = "1.3.6.1.4.1.1466.20037";

    /// <summary>How much may come for one operation, in bytes.</summary>
    private const int MaxAnswer = 2 << 20;

    private readonly LdapSettings _settings;
    private readonly TimeProvider _time;
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private Stream? _stream;
    private LdapWire? _wire;
    private int _lastId;
    private bool _mayBeDone;

    private LdapConnection(LdapSettings settings, TimeProvider time) => (_settings, _time) = (settings, time);

    /// <summary>Whether it can take another operation.</summary>
    public bool IsOpen { get; private set; }

    public static async Task<LdapConnection> OpenAsync(LdapServer server, LdapSettings settings, ServerTrust trust, TimeProvider time, CancellationToken ct)
    {
        var connection = new LdapConnection(settings, time);
        await connection.WithinAsync(settings.ConnectLimit, LdapFault.Unreachable, inTime => connection.ConnectAsync(server, trust, inTime), ct);
        return connection;
    }

    /// <summary>Signs the connection in (RFC 4513 §5.1.3).</summary>
    /// <param name="password">An empty one is not sent: servers would take it for nobody and say yes (RFC 4513 §5.1.2).</param>
    public Task<LdapResult> BindAsync(string name, Password password, IReadOnlyList<LdapControl> controls, CancellationToken ct) =>
        name.Length == 0 || password.Reveal().IsEmpty
            ? Task.FromResult(new LdapResult(LdapCode.InvalidCredentials, "", []))
            : ChangeAsync(writer => LdapRequests.Bind(writer, name, password), controls, LdapMessage.BindAnswer, ct);

    public Task<LdapResult> ModifyAsync(string dn, IReadOnlyList<LdapChange> changes, IReadOnlyList<LdapControl> controls, CancellationToken ct) =>
        ChangeAsync(writer => LdapRequests.Modify(writer, dn, changes), controls, LdapMessage.ModifyAnswer, ct);

    /// <param name="value">Null where the operation has none.</param>
    public Task<LdapResult> ExtendedAsync(string oid, byte[]? value, IReadOnlyList<LdapControl> controls, CancellationToken ct) =>
        ChangeAsync(writer => LdapRequests.Extended(writer, oid, value), controls, LdapMessage.ExtendedAnswer, ct);

    /// <summary>Searches this server only: pointers to others are not followed.</summary>
    public async Task<LdapFound> SearchAsync(LdapSearch search, IReadOnlyList<LdapControl> controls, CancellationToken ct)
    {
        var entries = new List<LdapEntry>();
        var seconds = (int)Math.Ceiling(_settings.OperationLimit.TotalSeconds);
        var result = await AskAsync(writer => LdapRequests.Search(writer, search, seconds), controls, LdapMessage.SearchEnd, Take, ct);
        return new LdapFound(result, entries);

        void Take(LdapEntry entry)
        {
            if (entries.Count == search.SizeLimit)
            {
                throw new AsnContentException("There are more entries than were asked for.");
            }

            entries.Add(entry);
        }
    }

    public void Dispose()
    {
        IsOpen = false;
        _socket.Dispose();
        _stream?.Dispose();
    }

    private async Task ConnectAsync(LdapServer server, ServerTrust trust, CancellationToken ct)
    {
        await _socket.ConnectAsync(server.Host, server.Port, ct);
        _stream = new NetworkStream(_socket);
        if (_settings.Security is LdapSecurity.StartTls)
        {
            await AskForTlsAsync(new LdapWire(_stream), ct);
        }

        var secure = new SslStream(_stream);
        _stream = secure;
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.Host, CertificateChainPolicy = trust.ChainPolicy() }, ct);
        _wire = new LdapWire(secure);
    }

    // What came before TLS would count as said under it.
    private async Task AskForTlsAsync(LdapWire clear, CancellationToken ct)
    {
        await clear.SendAsync(LdapRequests.Message(++_lastId, writer => LdapRequests.Extended(writer, StartTls, null), []), ct);
        if (LdapMessage.Read(await clear.ReceiveAsync(ct)) is not LdapMessage.End { Id: 1, Operation: LdapMessage.ExtendedAnswer, Result.Succeeded: true } || clear.HasMore)
        {
            throw new AuthenticationException();
        }
    }

    private Task<LdapResult> ChangeAsync(Action<AsnWriter> operation, IReadOnlyList<LdapControl> controls, int answer, CancellationToken ct) =>
        AskAsync(operation, controls, answer, _ => throw new AsnContentException("No entry was asked for."), ct);

    private async Task<LdapResult> AskAsync(Action<AsnWriter> operation, IReadOnlyList<LdapControl> controls, int answer, Action<LdapEntry> take, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(!IsOpen, this);
        LdapResult? result = null;
        var hadChanged = _mayBeDone;
        var message = LdapRequests.Message(++_lastId, operation, controls);
        await WithinAsync(
            _settings.OperationLimit,
            LdapFault.HungUp,
            async inTime =>
            {
                await SendAsync(message, isChange: answer is not LdapMessage.SearchEnd, inTime);
                result = await ReceiveAsync(answer, take, inTime);
            },
            ct);

        // What follows a change that was made cannot undo it: to begin anew elsewhere would make it twice.
        _mayBeDone = hadChanged || (answer is LdapMessage.ModifyAnswer or LdapMessage.ExtendedAnswer && result!.Succeeded);
        return result!.Code is LdapCode.Busy or LdapCode.Unavailable or LdapCode.Referral ? throw new LdapException(LdapFault.CannotServe, _mayBeDone) : result;
    }

    private async Task SendAsync(byte[] message, bool isChange, CancellationToken ct)
    {
        try
        {
            ct.ThrowIfCancellationRequested();
            _mayBeDone |= isChange;
            await _wire!.SendAsync(message, ct);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(message);
        }
    }

    private async Task<LdapResult> ReceiveAsync(int answer, Action<LdapEntry> take, CancellationToken ct)
    {
        for (var left = MaxAnswer; left > 0;)
        {
            var received = await _wire!.ReceiveAsync(ct);
            left -= received.Length;
            var message = LdapMessage.Read(received);
            if (message is LdapMessage.End { Id: 0 })
            {
                // Nothing else comes unasked than its goodbye (RFC 4511 §4.4.1).
                throw new EndOfStreamException();
            }

            switch (message.Id == _lastId ? message : null)
            {
                case LdapMessage.End end when end.Operation == answer:
                    return end.Result;
                case LdapMessage.Found found:
                    take(found.Entry);
                    break;
                case LdapMessage.Aside:
                    break;
                default:
                    throw new AsnContentException("It answers another question.");
            }
        }

        throw new AsnContentException("It does not end.");
    }

    private async Task WithinAsync(TimeSpan limit, LdapFault broken, Func<CancellationToken, Task> work, CancellationToken ct)
    {
        IsOpen = false;
        using var clock = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, ct);
        try
        {
            await work(either.Token);
            IsOpen = true;
        }
        catch (Exception fault) when (fault is IOException or SocketException or AuthenticationException or AsnContentException or OperationCanceledException)
        {
            Dispose();
            throw new LdapException(either.IsCancellationRequested ? LdapFault.TimedOut : FaultOf(fault, broken), _mayBeDone, fault);
        }
    }

    private static LdapFault FaultOf(Exception fault, LdapFault broken) => fault switch
    {
        AuthenticationException => LdapFault.NotTrusted,
        AsnContentException => LdapFault.Nonsense,
        _ => broken,
    };
}
