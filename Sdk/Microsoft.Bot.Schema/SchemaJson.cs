using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Schema;

/// <summary>One serializer for the conversions inside this assembly: its contracts are built once.</summary>
internal static class SchemaJson
{
    internal static readonly JsonSerializer Serializer = JsonSerializer.Create(new JsonSerializerSettings { MaxDepth = null });

    internal static T Convert<T>(object value) => JToken.FromObject(value, Serializer).ToObject<T>(Serializer);
}
