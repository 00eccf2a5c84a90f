namespace Microsoft.Bot.Builder;

/// <summary>
/// What lives as long as a turn. Values are not disposed with it. Get, Add and Set may run at the same time: states of a turn are loaded together.
/// </summary>
public class TurnContextStateCollection : Dictionary<string, object>, IDisposable
{
    private readonly Lock _lock = new();
    private bool _disposed;

    /// <summary>The default of the type when nothing is there, or something of another type.</summary>
    public T Get<T>(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ObjectDisposedException.ThrowIf(_disposed, this);
        lock (_lock)
        {
            return TryGetValue(key, out var value) && value is T found ? found : default;
        }
    }

    public T Get<T>()
        where T : class => Get<T>(typeof(T).FullName);

    /// <summary>Throws when the value is null or the key is taken.</summary>
    public void Add<T>(string key, T value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        ObjectDisposedException.ThrowIf(_disposed, this);
        lock (_lock)
        {
            base.Add(key, value);
        }
    }

    public void Add<T>(T value)
        where T : class => Add(typeof(T).FullName, value);

    public void Set<T>(string key, T value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ObjectDisposedException.ThrowIf(_disposed, this);
        lock (_lock)
        {
            this[key] = value;
        }
    }

    public void Set<T>(T value)
        where T : class => Set(typeof(T).FullName, value);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _disposed = true;
}
