using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace SsprBot.Storage;

/// <summary>Type names stand only where the declared type says nothing; what could be mistaken for one is refused.</summary>
internal sealed class StateShapes : DefaultContractResolver
{
    protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization) =>
        Declared(base.CreateProperty(member, memberSerialization));

    protected override JsonProperty CreatePropertyFromConstructorParameter(JsonProperty? matchingMemberProperty, ParameterInfo parameterInfo) =>
        Declared(base.CreatePropertyFromConstructorParameter(matchingMemberProperty, parameterInfo));

    protected override JsonArrayContract CreateArrayContract(Type objectType)
    {
        var contract = base.CreateArrayContract(objectType);
        contract.ItemTypeNameHandling = For(contract.CollectionItemType);
        return contract;
    }

    protected override JsonDictionaryContract CreateDictionaryContract(Type objectType)
    {
        var contract = base.CreateDictionaryContract(objectType);
        contract.ItemTypeNameHandling = For(contract.DictionaryValueType);
        return contract;
    }

    protected override string ResolveDictionaryKey(string dictionaryKey) => Plain(dictionaryKey);

    protected override JsonConverter? ResolveContractConverter(Type objectType) =>
        typeof(JToken).IsAssignableFrom(objectType) ? PlainJson.Only : base.ResolveContractConverter(objectType);

    private static JsonProperty Declared(JsonProperty property)
    {
        property.TypeNameHandling = For(property.PropertyType);
        return property;
    }

    private static TypeNameHandling? For(Type? declared) => declared == typeof(object) ? null : TypeNameHandling.None;

    private static string Plain(string name) => name is "$type" or "$id" or "$ref" or "$value" or "$values"
        ? throw new JsonSerializationException($"Bot state may not hold a member named {name}.")
        : name;

    private sealed class PlainJson : JsonConverter<JToken>
    {
        public static readonly PlainJson Only = new();

        public override bool CanRead => false;

        public override void WriteJson(JsonWriter writer, JToken? value, JsonSerializer serializer)
        {
            foreach (var member in (value as JContainer)?.DescendantsAndSelf().OfType<JProperty>() ?? [])
            {
                Plain(member.Name);
            }

            value!.WriteTo(writer);
        }

        public override JToken ReadJson(JsonReader reader, Type objectType, JToken? existingValue, bool hasExistingValue, JsonSerializer serializer) =>
            throw new NotSupportedException();
    }
}
