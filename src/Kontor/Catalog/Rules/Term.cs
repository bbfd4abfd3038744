using System.Globalization;

namespace Kontor.Catalog;

/// <summary>
/// How long a purchase commits: whole months, written as an ISO 8601 duration (<c>P1M</c>, <c>P1Y</c>, <c>P3Y</c>).
/// Consumption and perpetual software have none.
/// </summary>
public readonly record struct Term
{
    /// <summary>Ten years; the longest in the program are 72 months (CAT-32).</summary>
    public const int MaxMonths = 120;

    private static readonly string[] Forms = [.. Enumerable.Range(0, MaxMonths + 1).Select(FormOf)];

    public Term(int months)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(months);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(months, MaxMonths);
        Months = months;
    }

    public static Term None { get; }

    /// <summary>0 for no term.</summary>
    public int Months { get; }

    /// <summary>The shortest form: <c>P1Y</c>, not <c>P12M</c>; empty for no term.</summary>
    public string Iso => Forms[Months];

    /// <summary>Reads years and months of an ISO 8601 duration; nothing and "None" are no term.</summary>
    /// <returns>Null when it is neither, or longer than <see cref="MaxMonths"/>.</returns>
    public static Term? Find(string text)
    {
        if (text.Length == 0 || text.Equals("None", StringComparison.OrdinalIgnoreCase))
        {
            return None;
        }

        var rest = text.AsSpan();
        if (rest[0] is not ('P' or 'p'))
        {
            return null;
        }

        rest = rest[1..];
        var years = Take(ref rest, 'Y');
        var months = Take(ref rest, 'M');
        var total = ((years ?? 0) * 12) + (months ?? 0);
        return rest.IsEmpty && (years ?? months) is not null && total <= MaxMonths ? new Term(total) : null;
    }

    public override string ToString() => Iso;

    private static string FormOf(int months) =>
        months == 0 ? ""
        : months % 12 == 0 ? string.Create(CultureInfo.InvariantCulture, $"P{months / 12}Y")
        : string.Create(CultureInfo.InvariantCulture, $"P{months}M");

    private static int? Take(ref ReadOnlySpan<char> rest, char unit)
    {
        var at = rest.IndexOfAny(unit, char.ToLowerInvariant(unit));
        if (at is < 1 or > 3
            || !int.TryParse(rest[..at], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        rest = rest[(at + 1)..];
        return count;
    }
}
