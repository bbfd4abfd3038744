using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Catalog;

/// <summary>What a list says happened to a price since the list before it (CAT-09).</summary>
public enum ChangeMark
{
    /// <summary>UNC, or no mark.</summary>
    Unchanged,

    /// <summary>ADD.</summary>
    Added,

    /// <summary>CHG.</summary>
    Changed,

    /// <summary>DEL: from the row's start on the item is no longer sold at these terms.</summary>
    Deleted,
}

/// <summary>
/// One row of a price list: what one unit costs the partner per billing period (per purchase unit in a licence list,
/// per metered unit in a consumption list), for the units from <see cref="TierFrom"/> to <see cref="TierTo"/>.
/// </summary>
public sealed class PriceRow
{
    /// <summary>Stands for "no end"; PostgreSQL's infinity.</summary>
    public static readonly DateTimeOffset NoEnd = DateTimeOffset.MaxValue;

    public required PriceListId ListId { get; init; }

    /// <summary>The line of the file on which the row begins; the header is line 1.</summary>
    public required int Line { get; init; }

    public required string ProductId { get; init; }

    public required string SkuId { get; init; }

    public required string AvailabilityId { get; init; }

    /// <summary>ISO code or <see cref="Availability.EveryMarket"/>.</summary>
    public required string Market { get; init; }

    public required Currency Currency { get; init; }

    public required Segment Segment { get; init; }

    /// <summary>ISO 8601; empty for none.</summary>
    public required string Term { get; init; }

    public required BillingCycle BillingPlan { get; init; }

    /// <summary>First unit it holds for; at least 1.</summary>
    public required long TierFrom { get; init; }

    /// <summary>Last unit it holds for; null for all further units.</summary>
    public long? TierTo { get; init; }

    /// <summary>At most <see cref="UnitPrice.MaxDecimals"/> decimals, never negative.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>Estimated retail price per unit; null where the list has none.</summary>
    public decimal? ErpPrice { get; init; }

    public required DateTimeOffset EffectiveFrom { get; init; }

    /// <summary>No longer in force from here on; <see cref="NoEnd"/> for an open end.</summary>
    public required DateTimeOffset EffectiveUntil { get; init; }

    /// <summary>
    /// From here on nothing new is sold at these terms, though the price holds for renewals; null for never.
    /// </summary>
    public DateTimeOffset? EndOfSaleAt { get; init; }

    public required ChangeMark Change { get; init; }

    public UnitPrice Price => new(UnitPrice, Currency);

    public bool Covers(DateTimeOffset instant) => EffectiveFrom <= instant && instant < EffectiveUntil;
}
