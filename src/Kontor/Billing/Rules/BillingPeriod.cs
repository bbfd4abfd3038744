using Kontor.Catalog;
using Kontor.Subscriptions;

namespace Kontor.Billing;

/// <summary>Days that one charge in advance pays for (BIL-12).</summary>
/// <param name="From">First day, UTC.</param>
/// <param name="Until">First day after it.</param>
public readonly record struct BillingPeriod(DateOnly From, DateOnly Until)
{
    /// <summary>BIL-31: the divisor; 28 to 1,096.</summary>
    public int Days => Until.DayNumber - From.DayNumber;

    /// <summary>The period that a day lies in; periods begin on the day of the month of the term's first day.</summary>
    /// <param name="termFrom">First day of the term.</param>
    /// <param name="cycle">How often it is charged.</param>
    /// <param name="day">Not before <paramref name="termFrom"/>.</param>
    /// <returns>Null where nothing is charged by period.</returns>
    public static BillingPeriod? At(DateOnly termFrom, BillingCycle cycle, DateOnly day)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day, termFrom);
        var months = cycle.Months();
        if (months == 0)
        {
            return null;
        }

        // Counted from the first day each time: adding a month to the end of a short one would move the day for good.
        var count = (((day.Year - termFrom.Year) * 12) + day.Month - termFrom.Month) / months;
        while (count > 0 && termFrom.AddMonths(count * months) > day)
        {
            count--;
        }

        return new(termFrom.AddMonths(count * months), termFrom.AddMonths((count + 1) * months));
    }
}
