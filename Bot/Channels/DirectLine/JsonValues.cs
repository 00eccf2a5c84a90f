using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SsprBot.Channels.DirectLine;

/// <summary>Writes the open parts of an activity: whatever object a bot put into a card, a value or channel data.</summary>
internal static class JsonValues
{
    private static readonly Newtonsoft.Json.JsonSerializer s_serializer =
        Newtonsoft.Json.JsonSerializer.Create(new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore });

    /// <summary>A member, unless it is null.</summary>
    public static void WriteText(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    /// <summary>A member, unless it is null.</summary>
    public static void WriteMember(this Utf8JsonWriter json, ReadOnlySpan<byte> name, object? value)
    {
        if (value is not null)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }
    }

    public static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case JToken token:
                WriteToken(json, token);
                break;
            case JsonElement element:
                element.WriteTo(json);
                break;
            case JsonNode node:
                node.WriteTo(json);
                break;
            case HeroCard card:
                WriteHeroCard(json, card);
                break;
            default:
                WriteToken(json, JToken.FromObject(value, s_serializer));
                break;
        }
    }

    /// <returns>The members of what should be an object; none when it is something else.</returns>
    public static IEnumerable<KeyValuePair<string, JToken?>> Members(object? value) => value switch
    {
        null => [],
        JObject members => members,
        _ => JToken.FromObject(value, s_serializer) as JObject ?? [],
    };

    public static void WriteActions(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IList<CardAction>? actions)
    {
        if (actions is not { Count: > 0 })
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var action in actions)
        {
            WriteAction(json, action);
        }

        json.WriteEndArray();
    }

    private static void WriteAction(Utf8JsonWriter json, CardAction action)
    {
        json.WriteStartObject();
        json.WriteText("type"u8, action.Type);
        json.WriteText("title"u8, action.Title);
        json.WriteText("image"u8, action.Image);
        json.WriteText("imageAltText"u8, action.ImageAltText);
        json.WriteText("text"u8, action.Text);
        json.WriteText("displayText"u8, action.DisplayText);
        json.WriteMember("value"u8, action.Value);
        json.WriteMember("channelData"u8, action.ChannelData);
        json.WriteEndObject();
    }

    private static void WriteHeroCard(Utf8JsonWriter json, HeroCard card)
    {
        json.WriteStartObject();
        json.WriteText("title"u8, card.Title);
        json.WriteText("subtitle"u8, card.Subtitle);
        json.WriteText("text"u8, card.Text);
        if (card.Images is { Count: > 0 })
        {
            json.WriteMember("images"u8, JArray.FromObject(card.Images, s_serializer));
        }

        json.WriteActions("buttons"u8, card.Buttons);
        if (card.Tap is not null)
        {
            json.WritePropertyName("tap"u8);
            WriteAction(json, card.Tap);
        }

        json.WriteEndObject();
    }

    private static void WriteToken(Utf8JsonWriter json, JToken token)
    {
        switch (token)
        {
            case JObject members:
                json.WriteStartObject();
                foreach (var (name, value) in members)
                {
                    json.WritePropertyName(name);
                    Write(json, value);
                }

                json.WriteEndObject();
                break;
            case JArray items:
                json.WriteStartArray();
                foreach (var item in items)
                {
                    WriteToken(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                WriteScalar(json, (JValue)token);
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter json, JValue scalar)
    {
        switch (scalar.Value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case long whole:
                json.WriteNumberValue(whole);
                break;
            case string text when scalar.Type is not JTokenType.Raw:
                json.WriteStringValue(text);
                break;
            default:
                // Raw JSON, dates, other numbers: as Newtonsoft writes them.
                json.WriteRawValue(scalar.ToString(Formatting.None));
                break;
        }
    }
}
