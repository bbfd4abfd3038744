using Kontor.Kernel;

namespace Kontor.Billing;

/// <summary>Why a charge was made: the classic licence file's words (BIL-41) and new commerce's (BIL-42).</summary>
public enum ChargeType
{
    /// <summary>First charge of a classic subscription, monthly or yearly; and what is left of the period when it goes on again (BIL-34).</summary>
    PurchaseFeeProrate,

    /// <summary>First charge of a new-commerce or one-time purchase.</summary>
    New,

    /// <summary>Regular charge of a classic subscription for a further period.</summary>
    CycleFee,

    /// <summary>What a change of a classic subscription's quantity takes back and puts in its place (BIL-32).</summary>
    CycleInstanceProrate,

    /// <summary>What is given back when a classic subscription ends or is suspended (BIL-33).</summary>
    CancelFee,

    /// <summary>Charge of new commerce for a further period.</summary>
    Renew,

    /// <summary>More units of new commerce (BIL-36).</summary>
    AddQuantity,

    /// <summary>Fewer units of new commerce (BIL-36).</summary>
    RemoveQuantity,

    /// <summary>What is given back when new commerce, software or another publisher's product ends.</summary>
    Cancel,
}

/// <summary>One amount that the vendor charges the selling partner. It keeps the trace that explains it.</summary>
public sealed class ChargeLine
{
    public required TenantId PartnerId { get; init; }

    public required ChargeLineId Id { get; init; }

    public required TenantId CustomerId { get; init; }

    public required OrderId OrderId { get; init; }

    public required SubscriptionId SubscriptionId { get; init; }

    public required ChargeType Type { get; init; }

    /// <summary>First day charged, UTC.</summary>
    public required DateOnly PeriodFrom { get; init; }

    /// <summary>First day no longer charged; equal to <see cref="PeriodFrom"/> for a purchase without a period.</summary>
    public required DateOnly PeriodUntil { get; init; }

    public required int Quantity { get; init; }

    /// <summary>Per unit and whole period, exact; what a part of it cost stands in the trace.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>The charge, negative for what is given back, in smallest units of <see cref="Currency"/>; rounded once, here (BIL-37).</summary>
    public required long AmountUnits { get; init; }

    public required Currency Currency { get; init; }

    /// <summary>
    /// The line that this one takes back, from its own <see cref="PeriodFrom"/> on; null for a charge. A line is taken back
    /// once at most.
    /// </summary>
    public ChargeLineId? Reverses { get; init; }

    /// <summary>What it counts against the credit limit, in US cents (BIL-70).</summary>
    public required long CreditUnits { get; init; }

    /// <summary>JSON: price row, tiers, rounding and rate from which the amount can be recomputed.</summary>
    public required string Trace { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public Money Amount => new(AmountUnits, Currency);
}
