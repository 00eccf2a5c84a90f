using System.Buffers;

namespace SsprBot.Channels.DirectLine;

/// <summary>The body of a request, read whole or not at all.</summary>
internal static class RequestBody
{
    private const int MaxLength = 16 * 1024;

    /// <returns>Null when it is over 16 KiB.</returns>
    public static async ValueTask<byte[]?> ReadAsync(HttpRequest request)
    {
        var tooLarge = request.ContentLength > MaxLength;
        while (!tooLarge)
        {
            var part = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            tooLarge = part.Buffer.Length > MaxLength;
            if (part.IsCompleted && !tooLarge)
            {
                var body = part.Buffer.ToArray();
                request.BodyReader.AdvanceTo(part.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(part.Buffer.Start, part.Buffer.End);
        }

        return null;
    }
}
