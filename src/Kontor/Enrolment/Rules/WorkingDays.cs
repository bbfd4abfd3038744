namespace Kontor.Enrolment;

/// <summary>Days on which operators work: Monday to Friday, of UTC (ENR-31).</summary>
public static class WorkingDays
{
    /// <summary>The same time of day so many working days later; what begins at a weekend begins on Monday.</summary>
    /// <param name="from">When the time begins.</param>
    /// <param name="days">0 or more.</param>
    public static DateTimeOffset After(DateTimeOffset from, int days)
    {
        var at = from.ToUniversalTime();
        while (IsWeekend(at))
        {
            at = new DateTimeOffset(at.Date, TimeSpan.Zero).AddDays(1);
        }

        for (var left = days; left > 0;)
        {
            at = at.AddDays(1);
            left -= IsWeekend(at) ? 0 : 1;
        }

        return at;
    }

    private static bool IsWeekend(DateTimeOffset at) => at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
