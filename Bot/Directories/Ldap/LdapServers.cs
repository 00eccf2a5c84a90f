using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using SsprBot.Network;

namespace SsprBot.Directories.Ldap;

/// <summary>
/// The servers of one directory, and a few connections that are kept between questions. The first server that answers is asked; one that
/// failed is tried last for a while. Whatever the servers do, nothing takes longer than <see cref="LdapSettings.OverallLimit"/>.
/// </summary>
internal sealed partial class LdapServers(LdapSettings settings, ServerTrust trust, TimeProvider time, ILogger? log = null) : IDisposable
{
    private readonly LdapServer[] _servers = [.. settings.Servers.Select(text => LdapServer.Read(text, settings.UsualPort)).OfType<LdapServer>()];
    private readonly LdapDoor _door = new(settings, trust, time);
    private readonly ConcurrentDictionary<LdapServer, long> _failed = new();
    private readonly SemaphoreSlim _places = new(settings.PoolSize);
    private readonly RestingConnections _resting = new(settings, time);

    /// <summary>Asks as the service account. The question may be asked twice: it changes nothing.</summary>
    /// <exception cref="LdapException">No server answered.</exception>
    public Task<T> ReadAsync<T>(Func<LdapConnection, CancellationToken, Task<T>> ask, CancellationToken ct) => WithinAsync(
        async inTime =>
        {
            while (_resting.TryTake(out var rested))
            {
                try
                {
                    return await UseAsync(rested, ask, inTime);
                }
                catch (LdapException) when (!inTime.IsCancellationRequested)
                {
                    // What has rested may have been cut off long ago, and so may the others.
                    _resting.Clear();
                }
            }

            return await AskInOrderAsync(ask, inTime);
        },
        ct);

    /// <summary>
    /// Changes something as the service account, over a connection that is new: on one that has rested nobody could tell a lost answer from
    /// a lost question. It goes on to another server only when nothing has happened on this one.
    /// </summary>
    /// <exception cref="LdapException">No server answered; <see cref="LdapException.MayBeDone"/> tells whether it may have happened.</exception>
    public Task<T> WriteAsync<T>(Func<LdapConnection, CancellationToken, Task<T>> change, CancellationToken ct) =>
        WithinAsync(
            inTime =>
            {
                _resting.MakeRoom();
                return AskInOrderAsync(change, inTime);
            },
            ct);

    /// <summary>Does something once, over a new connection that nobody has signed in on; it is closed afterwards.</summary>
    /// <exception cref="LdapException">There was no answer; <see cref="LdapException.MayBeDone"/> tells whether it may have happened.</exception>
    public Task<T> ApartAsync<T>(Func<LdapConnection, CancellationToken, Task<T>> work, CancellationToken ct) => WithinAsync(
        async inTime =>
        {
            _resting.MakeRoom();
            using var connection = await InOrderAsync(_door.OpenAsync, inTime);
            return await work(connection, inTime);
        },
        ct);

    /// <summary>Signs in as the service account at each server, also at those that are never asked while a better one answers.</summary>
    /// <returns>The names of the servers, and what is wrong with each; null where nothing is.</returns>
    public async Task<IReadOnlyList<(string Server, LdapFault? Fault)>> TryEachAsync(CancellationToken ct)
    {
        var tried = new List<(string Server, LdapFault? Fault)>();
        foreach (var server in _servers)
        {
            tried.Add((server.Host, await WithinAsync(inTime => _door.TryAsync(server, inTime), ct)));
        }

        return tried;
    }

    public void Dispose()
    {
        _resting.Clear();
        _places.Dispose();
    }

    private async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken ct)
    {
        using var clock = new CancellationTokenSource(settings.OverallLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, ct);
        try
        {
            await _places.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new LdapException(LdapFault.Busy);
        }

        try
        {
            return await work(either.Token);
        }
        catch (LdapException) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
        finally
        {
            _places.Release();
        }
    }

    private Task<T> AskInOrderAsync<T>(Func<LdapConnection, CancellationToken, Task<T>> ask, CancellationToken ct) =>
        InOrderAsync(
            async (server, inTime) => await UseAsync(
                await _door.OpenAsync(server, inTime),
                async (connection, soon) =>
                {
                    await _door.SignInAsync(connection, soon);
                    return await ask(connection, soon);
                },
                inTime),
            ct);

    /// <summary>Tries the servers one after the other, as long as nothing has happened.</summary>
    private async Task<T> InOrderAsync<T>(Func<LdapServer, CancellationToken, Task<T>> work, CancellationToken ct)
    {
        LdapException? last = null;
        foreach (var server in _servers.OrderBy(HasFailed).ToArray())
        {
            try
            {
                var done = await work(server, ct);
                _failed.TryRemove(server, out _);
                return done;
            }
            catch (LdapException fault) when (!fault.MayBeDone && !ct.IsCancellationRequested)
            {
                _failed[server] = time.GetTimestamp();
                last = fault;
                Failed(log ?? NullLogger.Instance, server.Host, fault.Fault);
            }
        }

        throw last ?? new LdapException(LdapFault.Unreachable);
    }

    private bool HasFailed(LdapServer server) => _failed.TryGetValue(server, out var at) && time.GetElapsedTime(at) < settings.FailedServerRest;

    private async Task<T> UseAsync<T>(LdapConnection connection, Func<LdapConnection, CancellationToken, Task<T>> ask, CancellationToken ct)
    {
        var isGood = false;
        try
        {
            var answer = await ask(connection, ct);
            isGood = connection.IsOpen;
            return answer;
        }
        finally
        {
            if (isGood)
            {
                _resting.Add(connection);
            }
            else
            {
                connection.Dispose();
            }
        }
    }

    [LoggerMessage(170, LogLevel.Warning, "LDAP server {Host} failed: {Fault}")]
    private static partial void Failed(ILogger log, string host, LdapFault fault);
}
