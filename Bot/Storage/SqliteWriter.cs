using Microsoft.Win32.SafeHandles;

namespace SsprBot.Storage;

/// <summary>
/// Runs all waiting writes in one transaction, then those that came meanwhile in the next, on one thread of the pool at a time: each transaction comes
/// to its turn like everything else, and the busier the pool, the more there is in it.
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
    private readonly List<QueuedWrite> _waiting = [];
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
        var batch = Take();
        Write(batch);
        PassOn();

        // To wake another thread costs more than many a write: the last caller goes on here.
        foreach (var write in batch.AsSpan(..^1))
        {
            ThreadPool.UnsafeQueueUserWorkItem(write, preferLocal: true);
        }

        batch[^1].Execute();
    }

    private QueuedWrite[] Take()
    {
        lock (_gate)
        {
            QueuedWrite[] batch = [.. _waiting];
            _waiting.Clear();
            return batch;
        }
    }

    private void PassOn()
    {
        lock (_gate)
        {
            _running = _waiting.Count > 0;
            if (_running)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }
            else
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void Write(ReadOnlySpan<QueuedWrite> batch)
    {
        var accident = Try(batch);
        if (accident is null)
        {
            accident = Flush();
        }
        else if (batch.Length > 1)
        {
            // A write that cannot be done must not take the others of its batch with it.
            foreach (var write in batch)
            {
                Write([write]);
            }

            return;
        }

        foreach (var write in batch)
        {
            write.Accident = accident;
        }
    }

    private Exception? Try(ReadOnlySpan<QueuedWrite> batch)
    {
        lock (_inUse)
        {
            try
            {
                _statements.Run(Begin);
                foreach (var write in batch)
                {
                    write.Run(_statements);
                }

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
