using System.Xml;
using Newtonsoft.Json;

namespace Microsoft.Rest.Serialization;

/// <summary>A time span as an ISO 8601 duration, such as PT1H30M.</summary>
public class Iso8601TimeSpanConverter : JsonConverter
{
    public override bool CanConvert(Type objectType) => objectType == typeof(TimeSpan) || objectType == typeof(TimeSpan?);

    public override void WriteJson(JsonWriter writer, object value, JsonSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteValue(XmlConvert.ToString((TimeSpan)value));
    }

    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.Value is string text ? XmlConvert.ToTimeSpan(text) : null;
    }
}
