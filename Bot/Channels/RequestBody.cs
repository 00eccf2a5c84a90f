using System.Buffers;

namespace SsprBot.Channels;

/// <summary>The body of a request, read whole or not at all.</summary>
internal static class RequestBody
{
    /// <param name="maxLength">In bytes.</param>
    /// <returns>Null when it is longer.</returns>
    public static async ValueTask<byte[]?> ReadAsync(HttpRequest request, int maxLength, CancellationToken ct)
    {
        var tooLarge = request.ContentLength > maxLength;
        while (!tooLarge)
        {
            var part = await request.BodyReader.ReadAsync(ct);
            tooLarge = part.Buffer.Length > maxLength;
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
