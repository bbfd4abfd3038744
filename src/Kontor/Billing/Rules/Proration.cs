using Kontor.Catalog;
using Kontor.Kernel;

namespace Kontor.Billing;

/// <summary>BIL-37: how a part of a billing period is priced. The program's own examples round in these four ways.</summary>
public enum ProrationStrategy
{
    /// <summary>A, the formula of BIL-31: what all units cost a day is rounded first.</summary>
    DailyTotal,

    /// <summary>B: the price of a unit a day is rounded to three decimals.</summary>
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

/// <summary>
/// BIL-31, BIL-37: the price of a part of a period. Rounded half away from zero to the currency's smallest unit; what is
/// rounded on the way never makes a part dearer than the whole.
/// </summary>
public static class Proration
{
    /// <summary>Of the price of a day, as the formula prints it: finer than a currency without decimals.</summary>
    private const int DayDecimals = 2;

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
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, periodDays);
        var whole = new Prorated(unitPrice, Rounding.HalfAwayFromZero(unitPrice * quantity, currency));
        if (days == periodDays)
        {
            return whole;
        }

        if (strategy == ProrationStrategy.Exact)
        {
            var exact = unitPrice * days / periodDays;
            return new(Round(exact, currency.Decimals), Rounding.HalfAwayFromZero(unitPrice * days * quantity / periodDays, currency));
        }

        var unit = strategy switch
        {
            ProrationStrategy.DailyTotal =>
                Round(Round(unitPrice * quantity / periodDays, DayDecimals) * days / quantity, currency.Decimals),
            ProrationStrategy.DailyPrice =>
                Round(Round(unitPrice / periodDays, DayDecimals + 1) * days, currency.Decimals),
            ProrationStrategy.UnitPrice => Round(unitPrice * days / periodDays, currency.Decimals),
            _ => throw new ArgumentOutOfRangeException(nameof(strategy)),
        };
        var part = new Prorated(unit, Rounding.HalfAwayFromZero(unit * quantity, currency));
        return part.Amount.Units > whole.Amount.Units ? whole : part;
    }

    private static decimal Round(decimal exact, int decimals) => decimal.Round(exact, decimals, MidpointRounding.AwayFromZero);
}
