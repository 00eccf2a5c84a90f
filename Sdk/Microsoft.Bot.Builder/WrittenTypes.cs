using System.Collections.Concurrent;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Microsoft.Bot.Builder;

/// <summary>
/// Reads back only types that were written in this process. A type name anywhere else in the JSON came from outside (the value of an activity, say):
/// what it names is never made, the members beside it are read as plain JSON.
/// </summary>
internal sealed class WrittenTypes : ISerializationBinder
{
    private readonly ConcurrentDictionary<Type, (string Assembly, string Name)> _names = [];
    private readonly ConcurrentDictionary<(string Assembly, string Name), Type> _types = [];

    public void BindToName(Type serializedType, out string assemblyName, out string typeName)
    {
        if (!_names.TryGetValue(serializedType, out var written))
        {
            written = (serializedType.Assembly.GetName().Name, Name(serializedType));
            _types[written] = serializedType;
            _names[serializedType] = written;
        }

        (assemblyName, typeName) = written;
    }

    public Type BindToType(string assemblyName, string typeName) => _types.GetValueOrDefault((assemblyName, typeName), typeof(JObject));

    /// <summary>The full name without the versions of assemblies, as the serializer writes it.</summary>
    private static string Name(Type type)
    {
        if (type.IsArray)
        {
            return $"{Name(type.GetElementType())}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        return type.IsGenericType
            ? $"{type.GetGenericTypeDefinition().FullName}[{string.Join(',', type.GetGenericArguments().Select(argument => $"[{Name(argument)}, {argument.Assembly.GetName().Name}]"))}]"
            : type.FullName;
    }
}
