namespace Kontor.Support;

/// <summary>
/// When the first answer to a request is due (SUP-07). In English somebody answers at any hour; in other languages within
/// business hours: Monday to Friday, 9 to 17 o'clock UTC, the same for everybody. Advice takes a business day in any language.
/// </summary>
public static class ResponseTimes
{
    private const string AnyHour = "en";
    private const int Opens = 9;
    private const int Closes = 17;

    private static readonly TimeSpan BusinessDay = TimeSpan.FromHours(Closes - Opens);

    public static DateTimeOffset DueAt(ServiceSeverity severity, string language, DateTimeOffset since) =>
        severity == ServiceSeverity.Advisory ? AfterBusinessTime(since, BusinessDay)
        : language == AnyHour ? since + TimeFor(severity)
        : AfterBusinessTime(since, TimeFor(severity));

    public static TimeSpan TimeFor(ServiceSeverity severity) => severity switch
    {
        ServiceSeverity.A => TimeSpan.FromHours(2),
        ServiceSeverity.B => TimeSpan.FromHours(4),
        ServiceSeverity.C => TimeSpan.FromHours(8),
        _ => BusinessDay,
    };

    private static DateTimeOffset AfterBusinessTime(DateTimeOffset since, TimeSpan time)
    {
        var at = since.ToUniversalTime();
        while (true)
        {
            var midnight = new DateTimeOffset(at.Date, TimeSpan.Zero);
            var (opens, closes) = (midnight.AddHours(Opens), midnight.AddHours(Closes));
            if (at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || at >= closes)
            {
                at = midnight.AddDays(1);
                continue;
            }

            at = at < opens ? opens : at;
            if (at + time <= closes)
            {
                return at + time;
            }

            time -= closes - at;
            at = midnight.AddDays(1);
        }
    }
}
