using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.Catalog;

/// <summary>
/// Units <paramref name="From"/> to <paramref name="To"/> (null for all further ones) at the price of a row.
/// </summary>
public sealed record PriceTier(long From, long? To, PriceRow Row);

/// <summary>Which rows of the lists decide at an instant.</summary>
public static class PriceInForce
{
    /// <summary>
    /// The tiers in force, ascending and free of overlaps. Where rows overlap in time, the one with the later start
    /// wins from its start; of two with the same start, the one of the later list; within a list, the lower tier keeps
    /// the units that it shares with the next. A row marked DEL takes its units off sale (CAT-09).
    /// </summary>
    /// <param name="rows">
    /// Rows of one product, SKU, market, currency, segment, term and billing plan, in any order.
    /// </param>
    /// <param name="instant">When.</param>
    public static PriceSchedule At(IEnumerable<PriceRow> rows, DateTimeOffset instant)
    {
        var open = new List<(long From, long To)> { (1, long.MaxValue) };
        var tiers = new List<PriceTier>();
        var byWeight = rows
            .Where(row => row.Covers(instant))
            .OrderByDescending(row => row.EffectiveFrom)
            .ThenByDescending(row => row.ListId.Value)
            .ThenBy(row => row.TierFrom);
        foreach (var row in byWeight)
        {
            foreach (var (from, to) in Claim(open, row.TierFrom, row.TierTo ?? long.MaxValue))
            {
                if (row.Change != ChangeMark.Deleted)
                {
                    tiers.Add(new PriceTier(from, to == long.MaxValue ? null : to, row));
                }
            }
        }

        return new PriceSchedule([.. tiers.OrderBy(tier => tier.From)], instant);
    }

    /// <summary>
    /// Takes the units from <paramref name="from"/> to <paramref name="to"/> out of what is still open.
    /// </summary>
    private static List<(long From, long To)> Claim(List<(long From, long To)> open, long from, long to)
    {
        var claimed = new List<(long From, long To)>();
        for (var i = open.Count - 1; i >= 0; i--)
        {
            var gap = open[i];
            if (gap.From > to || gap.To < from)
            {
                continue;
            }

            var (first, last) = (long.Max(gap.From, from), long.Min(gap.To, to));
            claimed.Add((first, last));
            open.RemoveAt(i);
            if (gap.From < first)
            {
                open.Add((gap.From, first - 1));
            }

            if (last < gap.To)
            {
                open.Add((last + 1, gap.To));
            }
        }

        return claimed;
    }
}

/// <summary>One step of a charge: so many units of a tier at its price.</summary>
/// <param name="Tier">The tier and, through its row, list and line it comes from.</param>
/// <param name="Units">How many of the units fall into it.</param>
/// <param name="Amount">Exact, not rounded.</param>
public sealed record TierCharge(PriceTier Tier, decimal Units, decimal Amount);

/// <summary>What a quantity costs per billing period, exact, with the steps it is the sum of (CAT-10).</summary>
public sealed record GraduatedPrice(decimal Exact, Currency Currency, ImmutableArray<TierCharge> Trace);

/// <summary>The prices in force for one item at an instant; empty when it is not sold then.</summary>
public sealed record PriceSchedule(ImmutableArray<PriceTier> Tiers, DateTimeOffset At)
{
    public bool IsEmpty => Tiers.IsEmpty;

    /// <summary>True when it has a price and its sale has not ended.</summary>
    public bool IsOnSale => Tiers.Any(tier => tier.Row.EndOfSaleAt is not { } end || At < end);

    /// <summary>
    /// CAT-10: graduated, each unit at the price of its own tier. With 1.00 for units 1 to 100 and 0.80 above, 101
    /// units cost 100.80. A fraction belongs to the unit it begins.
    /// </summary>
    /// <param name="quantity">More than 0.</param>
    /// <returns>Null when there are units without a price.</returns>
    public GraduatedPrice? For(decimal quantity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(quantity, 0);
        var trace = ImmutableArray.CreateBuilder<TierCharge>();
        var priced = 0m;
        foreach (var tier in Tiers)
        {
            if (tier.From - 1 != priced || priced >= quantity)
            {
                break;
            }

            var units = decimal.Min(quantity, tier.To ?? decimal.MaxValue) - priced;
            trace.Add(new TierCharge(tier, units, tier.Row.Price.Times(units)));
            priced += units;
        }

        return priced == quantity && trace.Count > 0
            ? new GraduatedPrice(trace.Sum(step => step.Amount), Tiers[0].Row.Currency, trace.ToImmutable())
            : null;
    }
}
