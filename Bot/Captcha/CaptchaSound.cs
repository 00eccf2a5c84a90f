using System.Buffers.Binary;

namespace SsprBot.Captcha;

/// <summary>Speaks the text of a CAPTCHA, each time a little differently.</summary>
internal static class CaptchaSound
{
    public const int Rate = 8000;

    private const int HeaderLength = 44;
    private const double Loudest = 28000;

    /// <summary>
    /// A WAV file, mono, 16 bits, 8 kHz. <paramref name="language"/> is a language tag; one without clips is spoken in English.
    /// </summary>
    public static byte[] Speak(string text, string language)
    {
        var clips = Clips.Of(language);
        var spoken = new List<double>(Rate * 15);
        Pause(spoken, 0.3, 0.5);
        foreach (var symbol in text)
        {
            Stretch(clips[symbol], Chance.Between(0.93, 1.1), Chance.Between(0.85, 1), spoken);
            Pause(spoken, 0.25, 0.5);
        }

        var sound = spoken.ToArray();
        Babble(sound, clips);
        Hiss(sound);
        return Wav(sound);
    }

    private static void Pause(List<double> sound, double shortest, double longest) =>
        sound.AddRange(new double[(int)(Rate * Chance.Between(shortest, longest))]);

    /// <summary>Resampling by one factor changes speed and pitch together.</summary>
    private static void Stretch(short[] clip, double speed, double gain, List<double> sound)
    {
        for (var place = 0.0; place < clip.Length - 1; place += speed)
        {
            var i = (int)place;
            sound.Add(gain * (clip[i] + (place - i) * (clip[i + 1] - clip[i])));
        }
    }

    /// <summary>Clips spoken backwards, far away: a voice that is no symbol.</summary>
    private static void Babble(double[] sound, Clips clips)
    {
        var symbols = clips.Symbols.ToArray();
        for (var start = 0; start < sound.Length;)
        {
            var voice = new List<double>();
            var clip = clips[Chance.OneOf(symbols)];
            Stretch([.. clip.Reverse()], Chance.Between(0.8, 1.3), Chance.Between(0.05, 0.09), voice);
            var length = Math.Min(voice.Count, sound.Length - start);
            for (var i = 0; i < length; i++)
            {
                sound[start + i] += voice[i];
            }

            start += voice.Count;
        }
    }

    private static void Hiss(double[] sound)
    {
        var noise = Chance.Noise(sound.Length);
        for (var i = 0; i < sound.Length; i++)
        {
            sound[i] += 2.5 * noise[i];
        }
    }

    private static byte[] Wav(double[] sound)
    {
        var wav = new byte[HeaderLength + 2 * sound.Length];
        WriteHeader(wav);
        var gain = Math.Min(1, Loudest / sound.Max(Math.Abs));
        for (var i = 0; i < sound.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(HeaderLength + 2 * i), (short)(gain * sound[i]));
        }

        return wav;
    }

    // RIFF WAVE with a PCM format chunk (Multimedia Programming Interface and Data Specifications 1.0, chapter 3).
    private static void WriteHeader(Span<byte> wav)
    {
        "RIFF"u8.CopyTo(wav);
        BinaryPrimitives.WriteInt32LittleEndian(wav[4..], wav.Length - 8);
        "WAVEfmt "u8.CopyTo(wav[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(wav[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(wav[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(wav[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(wav[24..], Rate);
        BinaryPrimitives.WriteInt32LittleEndian(wav[28..], 2 * Rate);
        BinaryPrimitives.WriteInt16LittleEndian(wav[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(wav[34..], 16);
        "data"u8.CopyTo(wav[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(wav[40..], wav.Length - HeaderLength);
    }
}
