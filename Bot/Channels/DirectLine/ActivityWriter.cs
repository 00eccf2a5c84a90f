using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Bot.Schema;

namespace SsprBot.Channels.DirectLine;

/// <summary>What the channel itself says about an activity that leaves.</summary>
/// <param name="ReplyTo">Null when the client would not know the id: Web Chat holds such a message back for five seconds.</param>
internal readonly record struct Stamp(ActivityId Id, ChannelAccount From, string? ReplyTo);

/// <summary>Writes the members of an activity that Web Chat reads, and no others.</summary>
internal static class ActivityWriter
{
    private const string SequenceId = "webchat:sequence-id";

    // The reader is a browser's JSON parser, never HTML.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Write(Activity activity, in Stamp stamp)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(bytes, s_options);
        json.WriteStartObject();
        json.WriteString("type"u8, activity.Type);
        json.WriteString("id"u8, stamp.Id.ToString());
        json.WriteString("timestamp"u8, stamp.Id.At.UtcDateTime);
        json.WriteString("channelId"u8, "directline"u8);
        WriteAccount(json, stamp.From);
        json.WriteStartObject("conversation"u8);
        json.WriteString("id"u8, stamp.Id.Conversation);
        json.WriteEndObject();
        json.WriteText("replyToId"u8, stamp.ReplyTo);
        json.WriteText("locale"u8, activity.Locale);
        json.WriteText("name"u8, activity.Name);
        json.WriteText("text"u8, activity.Text);
        json.WriteText("textFormat"u8, activity.TextFormat);
        json.WriteText("speak"u8, activity.Speak);
        json.WriteText("inputHint"u8, activity.InputHint);
        json.WriteText("attachmentLayout"u8, activity.AttachmentLayout);
        json.WriteMember("value"u8, activity.Value);
        WriteAttachments(json, activity.Attachments);
        WriteSuggestedActions(json, activity.SuggestedActions);
        WriteChannelData(json, activity.ChannelData, stamp.Id.Sequence);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteAccount(Utf8JsonWriter json, ChannelAccount account)
    {
        json.WriteStartObject("from"u8);
        json.WriteString("id"u8, account.Id);
        json.WriteText("name"u8, account.Name);
        json.WriteText("role"u8, account.Role);
        json.WriteEndObject();
    }

    private static void WriteAttachments(Utf8JsonWriter json, IList<Attachment>? attachments)
    {
        if (attachments is not { Count: > 0 })
        {
            return;
        }

        json.WriteStartArray("attachments"u8);
        foreach (var attachment in attachments)
        {
            json.WriteStartObject();
            json.WriteText("contentType"u8, attachment.ContentType);
            json.WriteText("contentUrl"u8, attachment.ContentUrl);
            json.WriteText("name"u8, attachment.Name);
            json.WriteText("thumbnailUrl"u8, attachment.ThumbnailUrl);
            json.WriteMember("content"u8, attachment.Content);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSuggestedActions(Utf8JsonWriter json, SuggestedActions? suggested)
    {
        if (suggested?.Actions is not { Count: > 0 } actions)
        {
            return;
        }

        json.WriteStartObject("suggestedActions"u8);
        json.WriteStartArray("to"u8);
        json.WriteEndArray();
        json.WriteActions("actions"u8, actions);
        json.WriteEndObject();
    }

    private static void WriteChannelData(Utf8JsonWriter json, object? channelData, long sequence)
    {
        json.WriteStartObject("channelData"u8);
        foreach (var (name, value) in JsonValues.Members(channelData))
        {
            if (name is not SequenceId)
            {
                json.WritePropertyName(name);
                JsonValues.Write(json, value);
            }
        }

        json.WriteNumber(SequenceId, sequence);
        json.WriteEndObject();
    }
}
