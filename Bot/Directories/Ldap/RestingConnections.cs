using System.Collections.Concurrent;

namespace SsprBot.Directories.Ldap;

/// <summary>Connections of the service account that nobody uses at the moment.</summary>
internal sealed class RestingConnections(LdapSettings settings, TimeProvider time)
{
    private readonly ConcurrentStack<(LdapConnection Connection, long Since)> _resting = new();

    public void Add(LdapConnection connection) => _resting.Push((connection, time.GetTimestamp()));

    /// <returns>False when there is none that has not rested too long.</returns>
    public bool TryTake(out LdapConnection connection)
    {
        while (_resting.TryPop(out var rested))
        {
            connection = rested.Connection;
            if (time.GetElapsedTime(rested.Since) < settings.IdleLimit)
            {
                return true;
            }

            connection.Dispose();
        }

        connection = null!;
        return false;
    }

    /// <summary>One gives its place to one that is opened: together they are never more than there are places.</summary>
    public void MakeRoom()
    {
        if (_resting.TryPop(out var rested))
        {
            rested.Connection.Dispose();
        }
    }

    public void Clear()
    {
        while (_resting.TryPop(out var rested))
        {
            rested.Connection.Dispose();
        }
    }
}
