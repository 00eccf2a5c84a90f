using System.Text;
using Newtonsoft.Json;

namespace SsprBot.Storage;

/// <summary>Bot state as JSON and back.</summary>
/// <param name="kept">The types, besides those of the dialogs library, that it may hold.</param>
internal sealed class StateJson(IEnumerable<Type> kept)
{
    private const int MaxDepth = 32;

    private readonly JsonSerializer _serializer = JsonSerializer.Create(new JsonSerializerSettings
    {
        TypeNameHandling = TypeNameHandling.Auto,
        SerializationBinder = new KnownTypes(kept),
        ContractResolver = new StateShapes(),
        MaxDepth = MaxDepth,

        // What a person typed stays text, even when it looks like a date.
        DateParseHandling = DateParseHandling.None,
        NullValueHandling = NullValueHandling.Ignore,
    });

    /// <exception cref="JsonException">It holds what it may not, or is too deep.</exception>
    public PooledText Write(IDictionary<string, object> state)
    {
        var text = new PooledText();
        using var json = new ShallowWriter(text);
        _serializer.Serialize(json, state);
        return text;
    }

    /// <exception cref="JsonException">It names what it may not hold, or is too deep.</exception>
    public KeptState Read(ReadOnlyMemory<byte> content)
    {
        var bytes = content.Whole();
        using var text = new StreamReader(new MemoryStream(bytes), Encoding.UTF8, false, 512);
        using var json = new JsonTextReader(text) { ArrayPool = PooledChars.Shared };
        return _serializer.Deserialize<KeptState>(json) ?? throw new JsonSerializationException("There is no bot state in it.");
    }

    private sealed class ShallowWriter : JsonTextWriter
    {
        public ShallowWriter(TextWriter text)
            : base(text)
        {
            ArrayPool = PooledChars.Shared;
            CloseOutput = false;
        }

        public override void WriteStartObject()
        {
            base.WriteStartObject();
            CheckDepth();
        }

        public override void WriteStartArray()
        {
            base.WriteStartArray();
            CheckDepth();
        }

        // What could not be read again is not written.
        private void CheckDepth()
        {
            if (Top > MaxDepth)
            {
                throw new JsonSerializationException($"Bot state is deeper than {MaxDepth} levels.");
            }
        }
    }
}
