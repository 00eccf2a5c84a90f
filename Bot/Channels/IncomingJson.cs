using System.Text;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace SsprBot.Channels;

/// <summary>Reads parts of what a client posts.</summary>
internal static class IncomingJson
{
    /// <summary>At most 32 levels, and no name twice: another reader might take the other one.</summary>
    public static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    private const int MaxText = 1_000;

    /// <returns>Null when the body is no JSON object, or not what is read from it.</returns>
    public static T? Read<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return document.RootElement.ValueKind is JsonValueKind.Object ? read(document.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter is a string that is no valid Unicode.
            return null;
        }
    }

    public static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    /// <summary>A value as Bot Framework code expects it: Newtonsoft's tree, or a plain scalar.</summary>
    public static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array => Token(value),
        _ => ((JValue)Token(value)).Value,
    };

    private static JToken Token(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new JObject(value.EnumerateObject().Select(member => new JProperty(member.Name, Token(member.Value)))),
        JsonValueKind.Array => new JArray(value.EnumerateArray().Select(Token)),
        JsonValueKind.String => new JValue(value.GetString()),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? new JValue(whole) : new JValue(value.GetDouble()),
        JsonValueKind.True => new JValue(true),
        JsonValueKind.False => new JValue(false),
        _ => JValue.CreateNull(),
    };

    /// <summary>At most 1000 characters, without control characters other than line breaks and tabs (CR is half of a line break).</summary>
    public static string? Clean(string? text)
    {
        if (text is null || (text.Length <= MaxText && !text.Any(IsUnwanted)))
        {
            return text;
        }

        var clean = new StringBuilder(Math.Min(text.Length, MaxText));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > MaxText)
            {
                break;
            }

            if (!rune.IsBmp || !IsUnwanted((char)rune.Value))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }

    private static bool IsUnwanted(char symbol) => char.IsControl(symbol) && symbol is not ('\n' or '\t');
}
