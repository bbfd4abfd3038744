using System.Globalization;
using Kontor.Subscriptions;

namespace Kontor.Catalog;

/// <summary>How price lists write dates, numbers and words.</summary>
public static class PriceListValues
{
    private const int FirstYear = 1990;

    private static readonly string[] DateFormats = ["yyyy-MM-dd", "M/d/yyyy"];

    private static readonly string[] InstantFormats =
    [
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyy-MM-ddTHH:mmK",
        "yyyy-MM-dd HH:mmK",
        "M/d/yyyy h:mm:ss tt",
        "M/d/yyyy h:mm tt",
        "M/d/yyyy H:mm:ss",
        "M/d/yyyy H:mm",
    ];

    /// <summary>The first instant of a period: ISO 8601 or en-US (month first), UTC where no offset is given.</summary>
    /// <returns>Null when it is no date, or one before 1990.</returns>
    public static DateTimeOffset? Start(string text) => Instant(text)?.At;

    /// <summary>
    /// The first instant after a period. A date without a time is the last day of the period; 23:59:59 is its last
    /// second; any other time is the end itself. Nothing, and the year 9999, are no end.
    /// </summary>
    public static DateTimeOffset? End(string text)
    {
        if (text.Length == 0)
        {
            return PriceRow.NoEnd;
        }

        if (Instant(text) is not { } read)
        {
            return null;
        }

        var (at, isDate) = read;
        var lastSecond = new TimeSpan(23, 59, 59);
        return at.Year == DateTimeOffset.MaxValue.Year ? PriceRow.NoEnd
            : isDate || at.TimeOfDay >= lastSecond ? new DateTimeOffset(at.Date.AddDays(1), TimeSpan.Zero)
            : at;
    }

    /// <summary>Segments as lists write them; null for any other word.</summary>
    public static Segment? Segment(string text) => text.ToUpperInvariant() switch
    {
        "COMMERCIAL" or "CORPORATE" => Catalog.Segment.Commercial,
        "EDUCATION" or "ACADEMIC" => Catalog.Segment.Education,
        "NONPROFIT" or "NON-PROFIT" or "NON PROFIT" or "CHARITY" => Catalog.Segment.Nonprofit,
        "GOVERNMENT" => Catalog.Segment.Government,
        _ => null,
    };

    /// <summary>CAT-09: ADD, CHG, DEL, UNC; the words that tools write for them; nothing is unchanged.</summary>
    public static ChangeMark? Change(string text) => text.ToUpperInvariant() switch
    {
        "" or "UNC" or "U" or "UNCHANGED" => ChangeMark.Unchanged,
        "ADD" or "A" or "ADDED" or "NEW" => ChangeMark.Added,
        "CHG" or "C" or "CHANGE" or "CHANGED" => ChangeMark.Changed,
        "DEL" or "D" or "DELETED" or "REMOVED" => ChangeMark.Deleted,
        _ => null,
    };

    /// <summary>
    /// CAT-09: "1 Month(s)", "1 Year(s)", "3 Year(s)": the period that the list price pays for. A licence runs for 12
    /// months whether it is paid by the month or by the year (CAT-31), for 36 where it is paid for three years
    /// (CAT-32).
    /// </summary>
    public static (Term Term, BillingCycle Plan)? PurchaseUnit(string text)
    {
        var words = text.ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var months = words switch
        {
            [var count, var unit]
                when int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var n) =>
                unit.StartsWith("MONTH", StringComparison.Ordinal) ? n
                : unit.StartsWith("YEAR", StringComparison.Ordinal) && n <= 10 ? n * 12
                : 0,
            ["MONTHLY" or "MONTH"] => 1,
            ["ANNUAL" or "YEARLY" or "YEAR"] => 12,
            _ => 0,
        };
        return months switch
        {
            1 => (new Term(12), BillingCycle.Monthly),
            12 => (new Term(12), BillingCycle.Annual),
            36 => (new Term(36), BillingCycle.Triennial),
            _ => null,
        };
    }

    /// <summary>CAT-09: the secondary licence type; null for a word it does not have.</summary>
    public static (bool IsTrial, bool IsAddOn)? SecondaryType(string text) =>
        string.Concat(text.Where(char.IsLetter)).ToUpperInvariant() switch
        {
            "" or "NONSPECIFIC" or "NONE" => (false, false),
            "ADDON" => (false, true),
            "TRIAL" => (true, false),
            _ => null,
        };

    /// <summary>
    /// CAT-13: nothing or "None"; a number is the most at a time; "Lifetime 1" and "Concurrent 2" name the scope.
    /// </summary>
    public static (LimitScope Scope, int Count)? Limit(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [] => (LimitScope.None, 0),
            [var one] when one.Equals("None", StringComparison.OrdinalIgnoreCase) => (LimitScope.None, 0),
            [var count] when Count(count) is { } n => (LimitScope.Concurrent, n),
            [var scope, var count] when Count(count) is { } n => scope.ToUpperInvariant() switch
            {
                "LIFETIME" => (LimitScope.Lifetime, n),
                "CONCURRENT" => (LimitScope.Concurrent, n),
                _ => null,
            },
            _ => null,
        };
    }

    /// <summary>A whole number from 1 to 10,000,000; null for anything else.</summary>
    public static int? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count is >= 1 and <= 10_000_000
            ? count
            : null;

    private static (DateTimeOffset At, bool IsDate)? Instant(string text)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var isDate = DateTimeOffset.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, utc, out var at);
        if (!isDate && !DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, utc, out at))
        {
            return null;
        }

        var whole = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
        return at.Year < FirstYear ? null : (whole, isDate);
    }
}
