using System.Collections.Concurrent;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>Remembers a thousand things at most, each for a while; what fails is not remembered.</summary>
internal sealed class Remembered<T>(TimeSpan howLong, TimeProvider time)
{
    private const int Most = 1000;

    private readonly ConcurrentDictionary<string, (T Value, long Since)> _known = new(StringComparer.OrdinalIgnoreCase);

    public async Task<T> GetAsync(string key, Func<Task<T>> read)
    {
        if (_known.TryGetValue(key, out var known) && time.GetElapsedTime(known.Since) < howLong)
        {
            return known.Value;
        }

        var value = await read();
        Keep(key, value);
        return value;
    }

    public void Keep(string key, T value)
    {
        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        _known[key] = (value, time.GetTimestamp());
    }
}
