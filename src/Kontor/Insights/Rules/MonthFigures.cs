using System.Collections.Immutable;
using Kontor.Catalog;
using Kontor.Subscriptions;

namespace Kontor.Insights;

/// <summary>What a tenant had at one instant, and what it gained in the month up to it.</summary>
/// <param name="On">First day of that month, UTC.</param>
/// <param name="NewCustomers">Customers whose first relationship with the tenant began in the month, up to the instant.</param>
/// <param name="Subscriptions">Active subscriptions at the instant.</param>
/// <param name="Seats">Licenses in them (BIL-12); what is charged by use has none.</param>
/// <param name="MonthlyValue">By currency code; see <see cref="MonthlyValues"/>. Never shown to others than the buyer.</param>
/// <param name="SeatsByProduct">The seats by product, in the order of <see cref="TenantFigures.Products"/>.</param>
public sealed record MonthFigures(
    DateOnly On,
    long NewCustomers,
    long Subscriptions,
    long Seats,
    ImmutableSortedDictionary<string, decimal> MonthlyValue,
    ImmutableArray<long> SeatsByProduct);

/// <summary>A tenant's figures of a year.</summary>
/// <param name="AsOf">When they were taken.</param>
/// <param name="Months">Twelve, the oldest first; the last is the running one up to <paramref name="AsOf"/>.</param>
/// <param name="SameDayLastMonth">The month before, up to the same day and time in it.</param>
/// <param name="Products">Titles of the products with the most seats today; a last one without a title is all others.</param>
public sealed record TenantFigures(
    DateTimeOffset AsOf,
    ImmutableArray<MonthFigures> Months,
    MonthFigures SameDayLastMonth,
    ImmutableArray<string> Products)
{
    public MonthFigures Now => Months[^1];
}

/// <summary>
/// The monthly value of a subscription: its unit price times its quantity (CAT-12), divided by the months that one
/// charge pays for (BIL-12): 1, 12 or 36. What is charged once, or by use afterwards (BIL-14), has none, because nobody
/// knows today what it brings next month. It is what the vendor charges the partner that bought: that partner and the
/// vendor may see it, resellers and customers may not (MUL-05).
/// </summary>
public static class MonthlyValues
{
    /// <param name="charge">Unit price times quantity, exact.</param>
    /// <param name="cycle">How often it is charged.</param>
    /// <returns>Null when it has none.</returns>
    public static decimal? Of(decimal charge, BillingCycle cycle) =>
        cycle.Months() is > 0 and var months ? charge / months : null;
}
