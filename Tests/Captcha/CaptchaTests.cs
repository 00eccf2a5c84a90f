using System.Buffers.Binary;
using System.Text;
using SkiaSharp;
using Xunit;

namespace SsprBot.Captcha;

public sealed class CaptchaTests
{
    private const string Alphabet = "CDEHKMNPRTWXY369";
    private const int HeaderLength = 44;

    public static TheoryData<string> Languages => new("en", "nl", "de", "fr", "es");

    [Fact]
    public void A_picture_is_a_png_of_240_by_80_on_light_paper()
    {
        var png = CaptchaPicture.Draw("CDE369");

        using var picture = SKBitmap.Decode(png);
        Assert.Equal("\x89PNG", Encoding.Latin1.GetString(png, 0, 4));
        Assert.Equal((240, 80), (picture.Width, picture.Height));
        Assert.InRange(picture.Pixels.Average(pixel => pixel.Red), 150, 230);
        Assert.All(picture.Pixels, pixel => Assert.Equal(255, pixel.Alpha));
        Assert.InRange(png.Length, 1, 10_000);
    }

    [Fact]
    public void No_two_pictures_are_the_same()
    {
        var pictures = Enumerable.Range(0, 20).Select(_ => Convert.ToHexString(CaptchaPicture.Draw("CDE369")));

        Assert.Equal(20, pictures.Distinct().Count());
    }

    [Fact]
    public void A_picture_follows_its_text()
    {
        Assert.True(Ink("TTTTTT") < Ink("MMMMMM"));
        Assert.True(Ink("CDE") < Ink("CDECDE"));
    }

    [Fact]
    public void Every_symbol_draws_its_own_ink()
    {
        var nothing = Ink("");

        Assert.All(Alphabet, symbol => Assert.True(Ink(new string(symbol, 6)) > 2 * nothing, $"{symbol} is not drawn"));
        Assert.Equal(Alphabet.Length, Alphabet.Select(Outline).Distinct().Count());
    }

    [Fact]
    public void A_symbol_that_is_not_in_the_font_is_refused_and_not_drawn_as_a_box() =>
        Assert.Throws<ArgumentException>(() => CaptchaPicture.Draw("CDE36?"));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_sound_is_a_mono_wav_of_16_bits_at_8_kHz(string language)
    {
        var wav = CaptchaSound.Speak("CWXY69", language);

        Assert.Equal(
            ("RIFF", wav.Length - 8, "WAVEfmt ", 16),
            (Text(wav, 0, 4), Int32(wav, 4), Text(wav, 8, 8), Int32(wav, 16)));
        Assert.Equal(
            (Pcm: 1, Channels: 1, Rate: 8000, BytesPerSecond: 16000, BytesPerSample: 2, Bits: 16),
            (Int16(wav, 20), Int16(wav, 22), Int32(wav, 24), Int32(wav, 28), Int16(wav, 32), Int16(wav, 34)));
        Assert.Equal(("data", wav.Length - HeaderLength), (Text(wav, 36, 4), Int32(wav, 40)));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_longest_text_stays_under_15_seconds_and_250_kB(string language)
    {
        var longest = Alphabet.MaxBy(symbol => Clips.Of(language)[symbol].Length);

        var wav = CaptchaSound.Speak(new string(longest, 6), language);

        Assert.InRange(wav.Length, HeaderLength + (4 * 16000), Math.Min(HeaderLength + (15 * 16000), 250_000));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_sound_is_loud_but_not_clipped(string language)
    {
        var samples = Samples(CaptchaSound.Speak("CWXY69", language));

        Assert.InRange(samples.Max(sample => Math.Abs((int)sample)), 15_000, 32_000);
        Assert.InRange(Loudness(samples), 1_200, 6_000);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_symbol_has_its_own_audible_clip_in_every_language(string language)
    {
        var clips = Clips.Of(language);

        Assert.Equal(Alphabet.Order(), clips.Symbols.Order());
        Assert.All(Alphabet, symbol =>
        {
            Assert.InRange(clips[symbol].Length, CaptchaSound.Rate / 4, CaptchaSound.Rate * 2);
            Assert.InRange(Loudness(clips[symbol]), 1_500, 8_000);
        });
        Assert.Equal(Alphabet.Length, Alphabet.Select(symbol => string.Join(' ', clips[symbol])).Distinct().Count());
    }

    [Fact]
    public void No_two_sounds_are_the_same()
    {
        var sounds = Enumerable.Range(0, 5).Select(_ => Convert.ToHexString(CaptchaSound.Speak("CDE369", "nl")));

        Assert.Equal(5, sounds.Distinct().Count());
    }

    [Fact]
    public void A_longer_text_is_spoken_longer() =>
        Assert.True(CaptchaSound.Speak("CDE", "en").Length < CaptchaSound.Speak("CDECDE", "en").Length);

    [Theory]
    [InlineData("nl-BE", "nl")]
    [InlineData("NL", "nl")]
    [InlineData("de_AT", "de")]
    [InlineData("en-US", "en")]
    [InlineData("sv-SE", "en")]
    [InlineData("", "en")]
    public void A_language_tag_finds_its_language_and_an_unknown_one_English(string tag, string language) =>
        Assert.Same(Clips.Of(language), Clips.Of(tag));

    [Fact]
    public void Each_language_has_its_own_voice() =>
        Assert.Equal(5, Clips.Languages.Select(language => string.Join(' ', Clips.Of(language)['6'])).Distinct().Count());

    [Fact]
    public void A_symbol_without_a_clip_is_refused() =>
        Assert.Throws<ArgumentException>(() => CaptchaSound.Speak("CDE36?", "en"));

    [Fact]
    public void Many_can_draw_and_speak_at_once()
    {
        var made = new int[64];

        Parallel.For(0, made.Length, i => made[i] = CaptchaPicture.Draw("CDE369").Length + CaptchaSound.Speak("CDE369", "fr").Length);

        Assert.All(made, length => Assert.True(length > 60_000));
    }

    private static double Ink(string text) => Enumerable.Range(0, 8).Average(_ =>
    {
        using var picture = SKBitmap.Decode(CaptchaPicture.Draw(text));
        return picture.Pixels.Count(pixel => pixel.Red < 128);
    });

    private static string Outline(char symbol)
    {
        using var file = typeof(CaptchaPicture).Assembly.GetManifestResourceStream("Captcha/symbols.ttf");
        using var typeface = SKTypeface.FromStream(file);
        using var font = new SKFont(typeface, 50);
        using var outline = font.GetGlyphPath(font.GetGlyph(symbol));
        return outline.ToSvgPathData();
    }

    private static short[] Samples(byte[] wav) =>
        [.. Enumerable.Range(0, (wav.Length - HeaderLength) / 2).Select(i => Int16(wav, HeaderLength + (2 * i)))];

    private static double Loudness(short[] samples) => Math.Sqrt(samples.Average(sample => (double)sample * sample));

    private static string Text(byte[] wav, int start, int length) => Encoding.ASCII.GetString(wav, start, length);

    private static short Int16(byte[] wav, int start) => BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(start));

    private static int Int32(byte[] wav, int start) => BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(start));
}
