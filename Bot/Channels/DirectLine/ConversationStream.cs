using System.Net.WebSockets;
using System.Threading.Channels;

namespace SsprBot.Channels.DirectLine;

/// <summary>One open WebSocket: what was said before it came, then what is said from now on. The client itself says nothing but its keep-alive.</summary>
internal sealed class ConversationStream(WebSocket socket) : IDisposable
{
    private const int MaxQueued = 100;
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _ending = new();
    private readonly Channel<ReadOnlyMemory<byte>> _queue =
        Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(MaxQueued) { SingleReader = true });

    /// <summary>A client that does not read is cut off; it comes back and reads what it missed.</summary>
    public void Send(ReadOnlyMemory<byte> set)
    {
        if (!_queue.Writer.TryWrite(set))
        {
            End(TimeSpan.Zero);
        }
    }

    /// <summary>What is queued is still sent, unless the client takes too long over it.</summary>
    public void Close() => End(s_farewell);

    /// <summary>Ends when either side closes, or when the client is gone.</summary>
    public async Task RunAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> history, CancellationToken ct)
    {
        using var gone = ct.Register(_ending.Cancel);
        var listening = ListenAsync(_ending.Token);
        var speaking = SpeakAsync(history, _ending.Token);
        await Task.WhenAny(listening, speaking);
        Close();
        await Task.WhenAll(listening, speaking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _ending.Dispose();

    // Only the first time: what comes after must neither hurry a farewell nor put off a cut.
    private void End(TimeSpan within)
    {
        if (_queue.Writer.TryComplete())
        {
            _ending.CancelAfter(within);
        }
    }

    private async Task SpeakAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> history, CancellationToken ct)
    {
        await foreach (var set in history.WithCancellation(ct))
        {
            await socket.SendAsync(set, WebSocketMessageType.Text, endOfMessage: true, ct);
        }

        await foreach (var set in _queue.Reader.ReadAllAsync(ct))
        {
            await socket.SendAsync(set, WebSocketMessageType.Text, endOfMessage: true, ct);
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, statusDescription: null, ct);
    }

    // Web Chat sends an empty message every 20 seconds; whatever else comes is read and forgotten.
    private async Task ListenAsync(CancellationToken ct)
    {
        var forgotten = new byte[256];
        while ((await socket.ReceiveAsync(forgotten.AsMemory(), ct)).MessageType is not WebSocketMessageType.Close)
        {
        }
    }
}
