using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder;

/// <summary>Storage in the memory of this process. Values are kept as JSON with their type names, so that they come back as what they were.</summary>
public class MemoryStorage : IStorage
{
    private const string ETag = "eTag";

    private static readonly JsonSerializer Typed = JsonSerializer.Create(new JsonSerializerSettings
    {
        TypeNameHandling = TypeNameHandling.All,
        SerializationBinder = new WrittenTypes(),
        MaxDepth = null,
    });

    private readonly Lock _lock = new();
    private readonly Dictionary<string, JObject> _memory;
    private readonly JsonSerializer _serializer;
    private int _eTag;

    public MemoryStorage(JsonSerializer jsonSerializer, Dictionary<string, JObject> dictionary = null)
    {
        ArgumentNullException.ThrowIfNull(jsonSerializer);
        _serializer = jsonSerializer;
        _memory = dictionary ?? [];
    }

    public MemoryStorage(Dictionary<string, JObject> dictionary = null)
        : this(Typed, dictionary)
    {
    }

    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        lock (_lock)
        {
            foreach (var key in keys)
            {
                _memory.Remove(key);
            }
        }

        return Task.CompletedTask;
    }

    public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var found = new Dictionary<string, object>(keys.Length);
        foreach (var key in keys)
        {
            if (Stored(key) is { } stored)
            {
                found[key] = stored.ToObject<object>(_serializer);
            }
        }

        return Task.FromResult<IDictionary<string, object>>(found);
    }

    public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var written = Array.ConvertAll([.. changes], change => (change.Key, Item: change.Value as IStoreItem, Json: change.Value is null ? null : JObject.FromObject(change.Value, _serializer)));
        lock (_lock)
        {
            foreach (var (key, item, json) in written)
            {
                if (item is not null)
                {
                    Check(key, item.ETag);
                    Stamp(json);
                }

                _memory[key] = json;
            }
        }

        return Task.CompletedTask;
    }

    // What is stored is not changed any more: it is read outside the lock.
    private JObject Stored(string key)
    {
        lock (_lock)
        {
            return _memory.GetValueOrDefault(key);
        }
    }

    private static JProperty Tag(JObject json) => json?.Property(ETag, StringComparison.OrdinalIgnoreCase);

    private void Check(string key, string eTag)
    {
        var stored = Tag(_memory.GetValueOrDefault(key))?.Value.Value<string>();
        if (stored is not null && eTag is not null and not "*" && eTag != stored)
        {
            throw new ArgumentException($"Etag conflict.\r\n\r\nOriginal: {eTag}\r\nCurrent: {stored}");
        }
    }

    private void Stamp(JObject json) => json[Tag(json)?.Name ?? ETag] = (++_eTag).ToString(CultureInfo.InvariantCulture);
}
