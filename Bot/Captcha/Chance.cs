using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SsprBot.Captcha;

/// <summary>Chance that a solver cannot foretell.</summary>
internal static class Chance
{
    public static double Between(double low, double high) =>
        low + (high - low) * RandomNumberGenerator.GetInt32(int.MaxValue) / int.MaxValue;

    public static double Either(double size) => Between(-size, size);

    public static T OneOf<T>(IReadOnlyList<T> things) => things[RandomNumberGenerator.GetInt32(things.Count)];

    public static sbyte[] Noise(int length)
    {
        var noise = new sbyte[length];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(noise.AsSpan()));
        return noise;
    }
}
