using MailKit;
using MailKit.Net.Smtp;
using MimeKit;
using SsprBot.Network;

namespace SsprBot.Senders.Smtp;

/// <summary>A few connections to the mail server that are kept open between mails. No server holds one longer than the limits.</summary>
internal sealed class SmtpPool(SmtpSettings settings, ServerTrust trust, TimeProvider time) : IDisposable
{
    /// <summary>For so long after a mail a connection is used unasked: Exim hangs up after ten questions.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    /// <summary>How long a connection without work is kept; servers close theirs after five minutes (RFC 5321 §4.5.3.2.7).</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(1);

    /// <summary>How long a resting connection may take to answer, or to say goodbye, before it counts as dead.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _places = new(settings.PoolSize);
    private readonly Lock _lock = new();
    private readonly List<SmtpConnection> _resting = [];

    /// <summary>Returns when the server has taken the mail over.</summary>
    /// <exception cref="TimeoutException">It took longer than a limit.</exception>
    /// <exception cref="SmtpCommandException">The server said no.</exception>
    public Task SendAsync(MimeMessage mail, CancellationToken ct) => time.WithinAsync(settings.SendLimit, inTime => SendInPlaceAsync(mail, inTime), ct);

    /// <summary>Connects, protects the connection and signs in as for a mail, and says goodbye.</summary>
    /// <exception cref="TimeoutException">It took longer than the limit.</exception>
    public async Task TryAsync(CancellationToken ct)
    {
        using var connection = await OpenAsync(ct);
        await SaysAsync(connection, inTime => connection.DisconnectAsync(quit: true, inTime), ct);
    }

    public void Dispose()
    {
        foreach (var connection in _resting)
        {
            connection.Dispose();
        }

        _places.Dispose();
    }

    private async Task SendInPlaceAsync(MimeMessage mail, CancellationToken ct)
    {
        await _places.WaitAsync(ct);
        try
        {
            await SendAsync(await TakeAsync(ct), mail, ct);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task SendAsync(SmtpConnection connection, MimeMessage mail, CancellationToken ct)
    {
        try
        {
            await connection.DeliverAsync(mail, ct);
        }
        catch (SmtpCommandException)
        {
            // It said no to this mail, not to the next one.
            await GiveBackAsync(connection, ct);
            throw;
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        // The mail is on its way, whatever becomes of the connection or of who waits.
        await GiveBackAsync(connection, CancellationToken.None);
    }

    private async Task<SmtpConnection> TakeAsync(CancellationToken ct)
    {
        if (await RestedAsync(ct) is { } rested)
        {
            return rested;
        }

        return await OpenAsync(ct);
    }

    /// <returns>Null when none is left that answers.</returns>
    private async Task<SmtpConnection?> RestedAsync(CancellationToken ct)
    {
        while (true)
        {
            SmtpConnection last;
            lock (_lock)
            {
                if (_resting.Count == 0)
                {
                    return null;
                }

                last = _resting[^1];
                _resting.RemoveAt(_resting.Count - 1);
            }

            var rest = time.GetElapsedTime(last.RestingSince);
            if (rest < Fresh || (rest < LongestRest && await SaysAsync(last, last.NoOpAsync, ct)))
            {
                return last;
            }

            last.Dispose();
        }
    }

    private async Task<SmtpConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new SmtpConnection(settings, trust);
        try
        {
            await time.WithinAsync(settings.ConnectLimit, connection.OpenAsync, ct);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private async Task GiveBackAsync(SmtpConnection connection, CancellationToken ct)
    {
        if (connection.IsConnected && connection.Sent < settings.MessagesPerConnection)
        {
            connection.RestingSince = time.GetTimestamp();
            lock (_lock)
            {
                _resting.Add(connection);
            }

            return;
        }

        await SaysAsync(connection, inTime => connection.DisconnectAsync(quit: true, inTime), ct);
        connection.Dispose();
    }

    /// <returns>Whether it answered in time.</returns>
    private async Task<bool> SaysAsync(SmtpConnection connection, Func<CancellationToken, Task> words, CancellationToken ct)
    {
        try
        {
            await time.WithinAsync(Patience, words, ct);
            return connection.IsConnected;
        }
        catch (Exception silence) when (silence is OperationCanceledException or TimeoutException or IOException or ProtocolException or CommandException or ServiceNotConnectedException)
        {
            return false;
        }
    }
}
