using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;

namespace Microsoft.Bot.Builder;

/// <summary>The JSON of bot state. The hash of a state takes no copy of its JSON.</summary>
internal static class StateJson
{
    internal static readonly JsonSerializer Serializer = JsonSerializer.Create(new JsonSerializerSettings { MaxDepth = null });

    private static readonly byte[] Empty = SHA256.HashData([]);

    internal static byte[] Hash(IDictionary<string, object> state)
    {
        if (state is null or { Count: 0 })
        {
            return Empty;
        }

        using var writer = new HashWriter();
        Serializer.Serialize(writer, state);
        return writer.Hash();
    }

    private sealed class HashWriter : TextWriter
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly char[] _buffer = ArrayPool<char>.Shared.Rent(2048);
        private int _used;

        public override Encoding Encoding => Encoding.Unicode;

        public override void Write(char value)
        {
            if (_used == _buffer.Length)
            {
                Drain();
            }

            _buffer[_used++] = value;
        }

        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

        public override void Write(string value) => Write(value.AsSpan());

        public override void Write(ReadOnlySpan<char> buffer)
        {
            while (!buffer.IsEmpty)
            {
                if (_used == _buffer.Length)
                {
                    Drain();
                }

                var part = buffer[..Math.Min(buffer.Length, _buffer.Length - _used)];
                part.CopyTo(_buffer.AsSpan(_used));
                _used += part.Length;
                buffer = buffer[part.Length..];
            }
        }

        internal byte[] Hash()
        {
            Drain();
            return _hash.GetHashAndReset();
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _hash.Dispose();
                ArrayPool<char>.Shared.Return(_buffer, clearArray: true);
            }

            base.Dispose(disposing);
        }

        private void Drain()
        {
            _hash.AppendData(MemoryMarshal.AsBytes(_buffer.AsSpan(0, _used)));
            _used = 0;
        }
    }
}
