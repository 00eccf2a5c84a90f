using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SsprBot.Channels.Azure;

/// <summary>
/// Reads what the Bot Connector posts. Only what is named here gets through; attachments, entities and all else that an activity may carry are dropped
/// unread.
/// </summary>
internal static class ConnectorActivity
{
    private const int MaxValue = 16 * 1024;
    private const int MaxId = 1024;
    private const int MaxMembers = 50;

    /// <returns>Null when the body is not the JSON of an activity in a conversation.</returns>
    public static Activity? Read(ReadOnlyMemory<byte> body) => IncomingJson.Read(body, Read);

    private static Activity? Read(JsonElement root)
    {
        var value = Value(root, "value");
        var activity = new Activity
        {
            Type = Id(root, "type"),
            Id = Id(root, "id"),
            Timestamp = Time(root),
            ChannelId = Id(root, "channelId"),
            ServiceUrl = Id(root, "serviceUrl"),
            Conversation = Conversation(root),
            From = Account(root, "from"),
            Recipient = Account(root, "recipient") ?? new ChannelAccount(),
            Locale = Locales.Known(IncomingJson.Text(root, "locale")),
            Name = Id(root, "name"),
            Action = Id(root, "action"),
            Text = IncomingJson.Clean(IncomingJson.Text(root, "text")),
            TextFormat = TextFormatTypes.Plain,
            ReplyToId = Id(root, "replyToId"),
            Value = value is { } given ? IncomingJson.Plain(given) : null,
            MembersAdded = Members(root),
            ChannelData = ChannelData(root),
        };
        return IsWhole(activity) && (value is not { } raw || JsonMarshal.GetRawUtf8Value(raw).Length <= MaxValue) ? activity : null;
    }

    private static bool IsWhole(Activity activity) => activity is { Type.Length: > 0, ChannelId.Length: > 0, Conversation.Id.Length: > 0 };

    // What is longer than any id is none.
    private static string? Id(JsonElement element, string name) => IncomingJson.Text(element, name) is { Length: <= MaxId } id ? id : null;

    private static DateTimeOffset? Time(JsonElement root) =>
        DateTimeOffset.TryParse(IncomingJson.Text(root, "timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static JsonElement? Value(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    private static JsonElement? Part(JsonElement element, string name) => Value(element, name) is { ValueKind: JsonValueKind.Object } part ? part : null;

    private static ConversationAccount? Conversation(JsonElement root) => Part(root, "conversation") is { } part
        ? new ConversationAccount(id: Id(part, "id"), conversationType: Id(part, "conversationType"), tenantId: Id(part, "tenantId"))
        {
            IsGroup = Value(part, "isGroup") is { ValueKind: JsonValueKind.True },
        }
        : null;

    private static ChannelAccount? Account(JsonElement root, string name) => Part(root, name) is { } part ? Account(part) : null;

    private static ChannelAccount Account(JsonElement part) => new(Id(part, "id"), Id(part, "name"), aadObjectId: Id(part, "aadObjectId"));

    private static ChannelAccount[] Members(JsonElement root) => Value(root, "membersAdded") is { ValueKind: JsonValueKind.Array } members
        ? [.. members.EnumerateArray().Where(member => member.ValueKind is JsonValueKind.Object).Take(MaxMembers).Select(Account)]
        : [];

    private static JObject ChannelData(JsonElement root) => Part(root, "channelData") is { } data && Part(data, "tenant") is { } tenant
        ? new JObject { ["tenant"] = new JObject { ["id"] = Id(tenant, "id") } }
        : [];
}
