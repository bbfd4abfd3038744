using Kontor.Catalog;
using Kontor.Kernel;

namespace Kontor.Billing;

/// <summary>BIL-37: how a part of a billing period is priced. The program's own examples round in these four ways.</summary>
public enum ProrationStrategy
{
    /// <summary>A, the formula of BIL-31: what all units cost a day is rounded first.</summary>
    DailyTotal,

    /// <summary>B: the price of a unit a day is rounded to one decimal more than the currency has.</summary>
    DailyPrice,

    /// <summary>C: nothing is rounded but the results.</summary>
    Exact,

    /// <summary>D: the price of a unit for these days is rounded.</summary>
    UnitPrice,
}

/// <summary>What some days of a billing period cost.</summary>
/// <param name="UnitPrice">Of one unit for these days.</param>
/// <param name="Amount">Of all units.</param>
public readonly record struct Prorated(decimal UnitPrice, Money Amount);

/// <summary>BIL-31, BIL-37: the price of a part of a period. Rounded half away from zero to the currency's smallest unit.</summary>
public static class Proration
{
    /// <summary>A for classic seats, the only way that is stated as a formula; D for what is billed once and by period.</summary>
    public static ProrationStrategy StrategyOf(CancellationPolicy policy) =>
        policy == CancellationPolicy.Classic ? ProrationStrategy.DailyTotal : ProrationStrategy.UnitPrice;

    /// <param name="strategy">How it is rounded.</param>
    /// <param name="unitPrice">Of one unit for the whole period, exact.</param>
    /// <param name="quantity">At least 1.</param>
    /// <param name="days">Charged, 0 to <paramref name="periodDays"/>.</param>
    /// <param name="periodDays">Of the whole period, at least 1.</param>
    /// <param name="currency">Of the price.</param>
    public static Prorated Of(
        ProrationStrategy strategy, decimal unitPrice, int quantity, int days, int periodDays, Currency currency)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quantity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(periodDays, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)days, (uint)periodDays, nameof(days));
        if (days == periodDays)
        {
            return new(unitPrice, Rounding.HalfAwayFromZero(unitPrice * quantity, currency));
        }

        if (strategy == ProrationStrategy.Exact)
        {
            var exact = unitPrice * days / periodDays;
            return new(Round(exact, currency.Decimals), Rounding.HalfAwayFromZero(unitPrice * days * quantity / periodDays, currency));
        }

        var unit = strategy switch
        {
            ProrationStrategy.DailyTotal =>
                Round(Round(unitPrice * quantity / periodDays, currency.Decimals) * days / quantity, currency.Decimals),
            ProrationStrategy.DailyPrice =>
                Round(Round(unitPrice / periodDays, currency.Decimals + 1) * days, currency.Decimals),
            ProrationStrategy.UnitPrice => Round(unitPrice * days / periodDays, currency.Decimals),
            _ => throw new ArgumentOutOfRangeException(nameof(strategy)),
        };
        return new(unit, Rounding.HalfAwayFromZero(unit * quantity, currency));
    }

    private static decimal Round(decimal exact, int decimals) => decimal.Round(exact, decimals, MidpointRounding.AwayFromZero);
}
