using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Writes what an activity has and not the forty members that it has not: questions are most of what a conversation stores.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "The serializer makes it.")]
internal sealed class StoredActivity : JsonConverter<Activity>
{
    public override void WriteJson(JsonWriter writer, Activity value, JsonSerializer serializer)
    {
        if (value is null || value.GetType() != typeof(Activity))
        {
            serializer.Serialize(writer, value, typeof(Activity));
            return;
        }

        writer.WriteStartObject();
        foreach (var member in ((JsonObjectContract)serializer.ContractResolver.ResolveContract(typeof(Activity))).Properties)
        {
            if (!member.Ignored && member.ValueProvider.GetValue(value) is { } given and not ICollection { Count: 0 })
            {
                writer.WritePropertyName(member.PropertyName);
                serializer.Serialize(writer, given, member.PropertyType);
            }
        }

        foreach (var (name, token) in value.Properties)
        {
            writer.WritePropertyName(name);
            token.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    public override Activity ReadJson(JsonReader reader, Type objectType, Activity existingValue, bool hasExistingValue, JsonSerializer serializer)
    {
        var activity = serializer.Deserialize<Activity>(reader);
        if (activity is not null)
        {
            activity.Attachments ??= [];
            activity.Entities ??= [];
        }

        return activity;
    }
}
