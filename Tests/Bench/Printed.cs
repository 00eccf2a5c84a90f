using System.Globalization;

namespace SsprBot.Bench;

/// <summary>What is printed of measurements.</summary>
internal static class Printed
{
    public static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <returns>Milliseconds that so great a share took at most.</returns>
    public static double At(this TimeSpan[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))].TotalMilliseconds;
}
