using System.Globalization;

namespace Kontor.Bench;

/// <summary>The lines that scripts read.</summary>
internal static class Figures
{
    public static void Print(string name, LoadFigures figures)
    {
        Print($"{name}.rate", figures.PerSecond, "per second");
        Print($"{name}.median", figures.Median.TotalMilliseconds, "ms");
        Print($"{name}.p99", figures.Slowest1Percent.TotalMilliseconds, "ms");
    }

    public static void Print(string name, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"figure {name} {value:0.###} {unit}"));

    public static void Ratio(string name, double value) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio {name} {value:0.00}"));
}
