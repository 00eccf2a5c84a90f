namespace Microsoft.Bot.Builder;

public interface IStorage
{
    /// <summary>Only the keys that were found.</summary>
    Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default);

    /// <summary>Throws when an <see cref="IStoreItem"/> carries an ETag that is not the stored one.</summary>
    Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default);

    /// <summary>A key that is not there is passed over.</summary>
    Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default);
}

public interface IStoreItem
{
    /// <summary>Set by the storage; null or * overwrites whatever is stored.</summary>
    string ETag { get; set; }
}

public static class StorageExtensions
{
    /// <summary>Leaves out what is of another type.</summary>
    public static async Task<IDictionary<string, TStoreItem>> ReadAsync<TStoreItem>(this IStorage storage, string[] keys, CancellationToken cancellationToken = default)
        where TStoreItem : class
    {
        var items = await storage.ReadAsync(keys, cancellationToken).ConfigureAwait(false);
        var found = new Dictionary<string, TStoreItem>(items.Count);
        foreach (var (key, value) in items)
        {
            if (value is TStoreItem item)
            {
                found.Add(key, item);
            }
        }

        return found;
    }
}
