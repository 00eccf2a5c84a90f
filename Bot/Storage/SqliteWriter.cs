using Microsoft.Win32.SafeHandles;

namespace SsprBot.Storage;

/// <summary>
/// Runs all waiting writes in one transaction, then those that came meanwhile, on one thread of the pool at a time: what waits for it comes
/// to its turn like everything else, and the busier the pool, the more there is in a transaction.
/// </summary>
public sealed class SqliteWriter : IThreadPoolWorkItem, IDisposable
{
    private static readonly Statement Begin = new("begin immediate");
    private static readonly Statement Commit = new("commit");
    private static readonly Statement Rollback = new("rollback");

    private readonly SqliteStatements _statements;
    private readonly Lock _inUse;
    private readonly SafeFileHandle _log;
    private readonly object _gate = new();
    private List<QueuedWrite> _waiting = [];
    private bool _running;
    private bool _closed;

    /// <param name="inUse">Held while the connection is used.</param>
    /// <param name="path">The file that it is connected to.</param>
    public SqliteWriter(SqliteStatements statements, Lock inUse, string path)
    {
        _statements = statements;
        _inUse = inUse;
        _log = File.OpenHandle(path + "-wal", FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
    }

    /// <returns>When the write is durable.</returns>
    public Task<T> RunAsync<TState, T>(TState state, Func<SqliteStatements, TState, T> write)
    {
        var queued = new QueuedWrite<TState, T>(state, write);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _waiting.Add(queued);
            if (!_running)
            {
                _running = true;
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }
        }

        return queued.Done;
    }

    /// <summary>Finishes what waits.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            while (_running)
            {
                Monitor.Wait(_gate);
            }
        }

        _log.Dispose();
    }

    void IThreadPoolWorkItem.Execute()
    {
        List<QueuedWrite> batch = [];
        while (Take(ref batch))
        {
            Settle(batch);
            batch.Clear();
        }
    }

    private bool Take(ref List<QueuedWrite> batch)
    {
        lock (_gate)
        {
            (batch, _waiting) = (_waiting, batch);
            _running = batch.Count > 0;
            if (!_running)
            {
                Monitor.PulseAll(_gate);
            }

            return _running;
        }
    }

    private void Settle(List<QueuedWrite> batch)
    {
        var accident = Try(batch);
        if (accident is not null && batch.Count > 1)
        {
            // A write that cannot be done must not take the others of its batch with it.
            batch.ForEach(write => Settle([write]));
            return;
        }

        accident ??= Flush();
        batch.ForEach(write => write.Settle(accident));
    }

    private Exception? Try(List<QueuedWrite> batch)
    {
        lock (_inUse)
        {
            try
            {
                _statements.Run(Begin);
                batch.ForEach(write => write.Run(_statements));
                _statements.Run(Commit);
                return null;
            }
            catch (Exception accident) when (accident is not OutOfMemoryException)
            {
                if (_statements.InTransaction)
                {
                    _statements.Run(Rollback);
                }

                return accident;
            }
        }
    }

    private IOException? Flush()
    {
        try
        {
            RandomAccess.FlushToDisk(_log);
            return null;
        }
        catch (IOException accident)
        {
            return accident;
        }
    }
}
