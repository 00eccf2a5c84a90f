using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace SsprBot.Captcha;

/// <summary>The spoken symbols of one language; <c>make-clips.sh</c> makes them and describes the format.</summary>
internal sealed class Clips
{
    private static readonly FrozenDictionary<string, Lazy<Clips>> s_languages = ((string[])["en", "nl", "de", "fr", "es"])
        .ToFrozenDictionary(
            language => language, language => new Lazy<Clips>(() => new Clips(language)), StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<char, short[]> _clips = [];

    private Clips(string language)
    {
        using var file = typeof(Clips).Assembly.GetManifestResourceStream($"Captcha/clips.{language}")
            ?? throw new InvalidOperationException($"The CAPTCHA clips of {language} are missing.");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var start = bytes.AsSpan().IndexOf((byte)'\n') + 1;
        var index = Encoding.ASCII.GetString(bytes, 0, start - 1).Split(' ');
        foreach (var entry in index.Chunk(2))
        {
            var length = int.Parse(entry[1], CultureInfo.InvariantCulture);
            _clips[entry[0][0]] = Array.ConvertAll(bytes[start..(start + length)], Linear);
            start += length;
        }
    }

    public static IEnumerable<string> Languages => s_languages.Keys;

    public IEnumerable<char> Symbols => _clips.Keys;

    public short[] this[char symbol] => _clips.TryGetValue(symbol, out var clip)
        ? clip
        : throw new ArgumentException($"There is no clip of {symbol}.", nameof(symbol));

    /// <summary>The clips of a language tag such as <c>nl-BE</c>; English for one that has none.</summary>
    public static Clips Of(string language) =>
        s_languages.GetValueOrDefault(language.Split('-', '_')[0], s_languages["en"]).Value;

    // ITU-T G.711, mu-law: sign, three bits of segment, four bits of step, all inverted, with a bias of 33 (here times 4).
    private static short Linear(byte coded)
    {
        var bits = ~coded;
        var size = ((((bits & 0x0F) << 3) + 0x84) << ((bits & 0x70) >> 4)) - 0x84;
        return (short)((bits & 0x80) == 0 ? size : -size);
    }
}
