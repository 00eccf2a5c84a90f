using System.Buffers;
using System.Text.Json;

namespace SsprBot.Channels.DirectLine;

/// <summary>What the endpoint says: a status and JSON.</summary>
internal readonly record struct Answer(int Status, ReadOnlyMemory<byte> Json)
{
    /// <summary>One answer for a token that is missing, forged, expired or for another page.</summary>
    public static readonly Answer TokenRefused = Refused(StatusCodes.Status403Forbidden, "TokenExpired", "A valid token is needed.");

    /// <summary>One answer for a conversation that never was, is over, or is somebody else's.</summary>
    public static readonly Answer NoConversation = Refused(StatusCodes.Status404NotFound, "BadArgument", "Conversation not found.");

    public static readonly Answer OriginRefused = Refused(StatusCodes.Status403Forbidden, "BadArgument", "This page may not use the chat.");

    public static readonly Answer BadActivity = Refused(StatusCodes.Status400BadRequest, "BadSyntax", "The body is no activity that this chat takes.");

    public static readonly Answer BadWatermark = Refused(StatusCodes.Status400BadRequest, "BadArgument", "The watermark is no number.");

    public static readonly Answer TooLarge = Refused(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", "The message is too large.");

    // Web Chat takes 403 for the end of the conversation, 400 to 499 for the end of the message.
    public static readonly Answer NoUploads = Refused(StatusCodes.Status415UnsupportedMediaType, "BadArgument", "This chat takes no files.");

    public static readonly Answer Busy = Refused(StatusCodes.Status429TooManyRequests, "TooManyRequests", "Too many requests. Wait a moment and try again.");

    public static readonly Answer BotFailed = Refused(StatusCodes.Status502BadGateway, "BotError", "The bot could not answer.");

    public static Answer Of(int status, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        return new Answer(status, bytes.WrittenMemory);
    }

    public async Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = Json.Length;
        await response.BodyWriter.WriteAsync(Json, response.HttpContext.RequestAborted);
    }

    // The shape of Bot Framework's ErrorResponse.
    private static Answer Refused(int status, string code, string message) => Of(status, json =>
    {
        json.WriteStartObject("error"u8);
        json.WriteString("code"u8, code);
        json.WriteString("message"u8, message);
        json.WriteEndObject();
    });
}
