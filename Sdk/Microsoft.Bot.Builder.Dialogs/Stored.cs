using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Reads dialog state in either shape: as it was put there, or as the JSON that storage made of it.</summary>
internal static class Stored
{
    /// <summary>The value, or null. JSON is replaced by what it was read as, so that later changes are kept.</summary>
    public static T Read<T>(IDictionary<string, object> state, string key)
        where T : class
    {
        if (!state.TryGetValue(key, out var value))
        {
            return null;
        }

        if (value is not T typed)
        {
            typed = (value as JToken)?.ToObject<T>();
            state[key] = typed;
        }

        return typed;
    }

    public static T ReadOrCreate<T>(IDictionary<string, object> state, string key)
        where T : class, new()
    {
        var value = Read<T>(state, key);
        if (value is null)
        {
            state[key] = value = new T();
        }

        return value;
    }

    public static IDictionary<string, object> ReadMap(IDictionary<string, object> state, string key)
    {
        var value = Read<IDictionary<string, object>>(state, key);
        if (value is null)
        {
            state[key] = value = new Dictionary<string, object>();
        }

        return value;
    }

    /// <summary>Zero when absent; JSON brings every integer back as Int64.</summary>
    public static int ReadNumber(IDictionary<string, object> state, string key) =>
        state.TryGetValue(key, out var value) ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : 0;
}
