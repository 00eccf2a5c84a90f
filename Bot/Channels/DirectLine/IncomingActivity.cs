using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SsprBot.Channels.DirectLine;

/// <summary>
/// Reads what a client posts. Only what is named here gets through; everything else that an activity may carry is dropped unread.
/// </summary>
internal static class IncomingActivity
{
    private const int MaxValue = 2 * 1024;
    private const int MaxClientId = 64;
    private const string JoinEvent = "webchat/join";

    /// <returns>Null when the body is not JSON or not an activity that a chat sends.</returns>
    public static Activity? Read(ReadOnlyMemory<byte> body) => IncomingJson.Read(body, Read);

    /// <returns>The locale that a client starts with; null when it names none, <see langword="false"/> when the body is no JSON object.</returns>
    public static bool TryReadLocale(ReadOnlyMemory<byte> body, out string? locale)
    {
        locale = null;
        if (body.IsEmpty)
        {
            return true;
        }

        try
        {
            using var document = JsonDocument.Parse(body, IncomingJson.Strict);
            locale = document.RootElement.ValueKind is JsonValueKind.Object ? Locales.Known(IncomingJson.Text(document.RootElement, "locale")) : null;
            return document.RootElement.ValueKind is JsonValueKind.Object;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <returns>The client's own name of the activity, or null.</returns>
    public static string? ClientId(Activity activity) => (activity.ChannelData as JObject)?.Value<string>("clientActivityID");

    private static Activity? Read(JsonElement root)
    {
        var activity = new Activity { Type = IncomingJson.Text(root, "type"), Locale = Locales.Known(IncomingJson.Text(root, "locale")) };
        var accepted = activity.Type switch
        {
            ActivityTypes.Message => ReadMessage(root, activity),
            ActivityTypes.Event => ReadEvent(root, activity),
            ActivityTypes.Typing => true,
            _ => false,
        };
        return accepted && ReadChannelData(root, activity) ? activity : null;
    }

    private static bool ReadMessage(JsonElement root, Activity activity)
    {
        if (root.TryGetProperty("text", out var text) && text.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
        {
            return false;
        }

        activity.Text = IncomingJson.Clean(IncomingJson.Text(root, "text"));
        activity.TextFormat = TextFormatTypes.Plain;
        return ReadValue(root, activity);
    }

    private static bool ReadEvent(JsonElement root, Activity activity)
    {
        activity.Name = IncomingJson.Text(root, "name");
        return activity.Name is JoinEvent && ReadValue(root, activity);
    }

    private static bool ReadValue(JsonElement root, Activity activity)
    {
        if (!root.TryGetProperty("value", out var value))
        {
            return true;
        }

        if (JsonMarshal.GetRawUtf8Value(value).Length > MaxValue)
        {
            return false;
        }

        activity.Value = IncomingJson.Plain(value);
        return true;
    }

    private static bool ReadChannelData(JsonElement root, Activity activity)
    {
        if (!root.TryGetProperty("channelData", out var data) || data.ValueKind is not JsonValueKind.Object)
        {
            return true;
        }

        var kept = new JObject();
        if (IncomingJson.Text(data, "clientActivityID") is { } id)
        {
            if (id.Length > MaxClientId)
            {
                return false;
            }

            kept["clientActivityID"] = id;
        }

        if (data.TryGetProperty("postBack", out var postBack) && postBack.ValueKind is JsonValueKind.True)
        {
            kept["postBack"] = true;
        }

        activity.ChannelData = kept;
        return true;
    }
}
