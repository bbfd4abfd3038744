using System.Globalization;

namespace Kontor.Site;

/// <summary>
/// A chart's upright axis. It begins at zero, so that heights may be compared, and ends at a round number that holds
/// the largest value, in two to four equal steps of 1, 2 or 5 times a power of ten.
/// </summary>
/// <param name="Top">Where it ends; more than 0.</param>
/// <param name="Step">The distance of two lines; more than 0.</param>
public sealed record ChartScale(decimal Top, decimal Step)
{
    private const int MostSteps = 4;

    /// <summary>Beyond it a round number above might not be a decimal any more.</summary>
    private const decimal Largest = 1e27m;

    private const decimal SmallestUnit = 1e-20m;

    private static readonly decimal[] Factors = [1, 2, 5, 10];

    /// <summary>The lines from zero to the top.</summary>
    public IEnumerable<decimal> Lines
    {
        get
        {
            for (var line = 0m; line <= Top; line += Step)
            {
                yield return line;
            }
        }
    }

    /// <summary>The axis for these values; what is below zero is drawn at zero. Nothing but zeros has an axis too.</summary>
    public static ChartScale For(IEnumerable<decimal> values)
    {
        var most = values.Append(0m).Max();
        if (most is 0 or > Largest)
        {
            return most == 0 ? new(1, 1) : new(most, most);
        }

        var unit = 1m;
        while (most / unit > MostSteps * 10)
        {
            unit *= 10;
        }

        while (most / unit <= MostSteps && unit > SmallestUnit)
        {
            unit /= 10;
        }

        var step = unit * Factors.First(factor => most <= unit * factor * MostSteps);
        return new(decimal.Ceiling(most / step) * step, step);
    }

    /// <summary>How high a value stands on the axis: 0 at the bottom, 1 at the top.</summary>
    public decimal ShareOf(decimal value) => Math.Clamp(value, 0, Top) / Top;

    /// <summary>A coordinate as SVG has it.</summary>
    public static string At(decimal coordinate) => coordinate.ToString("0.##", CultureInfo.InvariantCulture);
}
