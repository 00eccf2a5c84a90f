using System.Buffers;
using System.Text;
using Newtonsoft.Json;

namespace SsprBot.Storage;

/// <summary>Text that is written into a pooled buffer and taken out as UTF-8.</summary>
internal sealed class PooledText : TextWriter
{
    private char[] _text = ArrayPool<char>.Shared.Rent(4096);
    private byte[] _bytes = [];
    private int _length;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (_length + buffer.Length > _text.Length)
        {
            var larger = ArrayPool<char>.Shared.Rent(2 * (_length + buffer.Length));
            _text.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<char>.Shared.Return(_text, clearArray: true);
            _text = larger;
        }

        buffer.CopyTo(_text.AsSpan(_length));
        _length += buffer.Length;
    }

    /// <returns>Good until this is disposed.</returns>
    public ReadOnlyMemory<byte> ToUtf8()
    {
        _bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(_length));
        return _bytes.AsMemory(0, Encoding.UTF8.GetBytes(_text.AsSpan(0, _length), _bytes));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _text.Length > 0)
        {
            ArrayPool<char>.Shared.Return(_text, clearArray: true);
            ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
            _text = [];
        }

        base.Dispose(disposing);
    }
}

/// <summary>The buffers of the JSON readers and writers.</summary>
internal sealed class PooledChars : IArrayPool<char>
{
    public static readonly PooledChars Shared = new();

    public char[] Rent(int minimumLength) => ArrayPool<char>.Shared.Rent(minimumLength);

    public void Return(char[]? array) => ArrayPool<char>.Shared.Return(array!, clearArray: true);
}
