using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace SsprBot.Storage;

/// <summary>The closed list of types that bot state may hold, each under a short name. No other is written, read or looked for.</summary>
public sealed class KnownTypes : ISerializationBinder
{
    private readonly Dictionary<string, Type> _types = new(StringComparer.Ordinal)
    {
        ["map"] = typeof(Dictionary<string, object>),
        ["list"] = typeof(List<object>),
        ["texts"] = typeof(List<string>),
        ["choices"] = typeof(List<Choice>),
        [nameof(DialogState)] = typeof(DialogState),
        [nameof(DialogInstance)] = typeof(DialogInstance),
        [nameof(PromptOptions)] = typeof(PromptOptions),
        [nameof(Choice)] = typeof(Choice),
        [nameof(FoundChoice)] = typeof(FoundChoice),
        [nameof(Activity)] = typeof(Activity),
    };

    private readonly Dictionary<Type, string> _names;

    /// <param name="more">What the dialogs hand to each other.</param>
    public KnownTypes(IEnumerable<Type> more)
    {
        foreach (var type in more)
        {
            _types.Add(type.Name, type);
        }

        _names = _types.ToDictionary(known => known.Value, known => known.Key);
    }

    public void BindToName(Type serializedType, out string? assemblyName, out string? typeName)
    {
        assemblyName = null;
        typeName = _names.GetValueOrDefault(serializedType)
            ?? throw new JsonSerializationException($"{serializedType} is not in the list of types that bot state may hold.");
    }

    public Type BindToType(string? assemblyName, string typeName) =>
        assemblyName is null && _types.TryGetValue(typeName, out var type)
            ? type
            : throw new JsonSerializationException("Bot state names a type that it may not hold.");
}
