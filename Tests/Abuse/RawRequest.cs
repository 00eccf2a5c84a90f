using System.Net.Sockets;
using System.Text;
using SsprBot.World;

namespace SsprBot.Abuse;

/// <summary>A request as bytes, such as no client of HTTP would send it.</summary>
internal static class RawRequest
{
    /// <returns>All that came back; empty when the connection was closed without a word.</returns>
    public static async Task<string> SendAsync(Uri host, string request)
    {
        using var patience = new CancellationTokenSource(Waiting.Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(host.Host, host.Port, patience.Token);
        var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), patience.Token);
            using var answer = new MemoryStream();
            await stream.CopyToAsync(answer, patience.Token);
            return Encoding.Latin1.GetString(answer.ToArray());
        }
        catch (IOException)
        {
            // It was cut off before all of it was sent.
            return "";
        }
    }
}
