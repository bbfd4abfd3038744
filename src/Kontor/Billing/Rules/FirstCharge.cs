using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Billing;

/// <summary>What a new purchase costs at once, and why.</summary>
/// <param name="From">First day charged.</param>
/// <param name="Until">First day no longer charged.</param>
/// <param name="Exact">Price times quantity before rounding.</param>
/// <param name="Amount">Rounded once, half away from zero.</param>
/// <param name="UsdRate">What one unit of the currency counts in USD (BIL-70).</param>
/// <param name="CreditTaken">What it takes from the partner's credit, in USD.</param>
public sealed record FirstCharge(DateOnly From, DateOnly Until, decimal Exact, Money Amount, decimal UsdRate, Money CreditTaken)
{
    /// <summary>
    /// BIL-12: seats are charged in advance for a whole first period from the day of purchase, so nothing is prorated;
    /// what is charged once has no period. BIL-14: usage is charged in arrears, so a purchase charges nothing.
    /// </summary>
    /// <param name="exactPrice">Price of the whole quantity for one period, from the list's tiers.</param>
    /// <param name="currency">The currency of the price.</param>
    /// <param name="billing">By licence or by use.</param>
    /// <param name="cycle">How often it is charged.</param>
    /// <param name="purchasedOn">Day of the purchase, UTC (CAT-25).</param>
    /// <param name="usdRate">The policy's rate for the currency.</param>
    public static FirstCharge Of(
        decimal exactPrice, Currency currency, BillingType billing, BillingCycle cycle, DateOnly purchasedOn, decimal usdRate)
    {
        var exact = billing == BillingType.Usage ? 0m : exactPrice;
        var amount = Rounding.HalfAwayFromZero(exact, currency);
        return new(purchasedOn, EndOfPeriod(purchasedOn, cycle), exact, amount, usdRate, amount.At(Currency.Usd, usdRate));
    }

    /// <summary>The first day after a period that begins on a day; months end on their last day where they are shorter.</summary>
    public static DateOnly EndOfPeriod(DateOnly from, BillingCycle cycle) => cycle switch
    {
        BillingCycle.Monthly => from.AddMonths(1),
        BillingCycle.Annual => from.AddYears(1),
        BillingCycle.Triennial => from.AddYears(3),
        BillingCycle.OneTime or BillingCycle.None => from,
        _ => throw new ArgumentOutOfRangeException(nameof(cycle)),
    };
}
