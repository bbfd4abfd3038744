using Kontor.Kernel;

namespace Kontor.Billing;

/// <summary>Why a charge was made: the classic licence file's words (BIL-41) and new commerce's (BIL-42).</summary>
public enum ChargeType
{
    /// <summary>First charge of a classic subscription, monthly or yearly.</summary>
    PurchaseFeeProrate,

    /// <summary>First charge of a new-commerce or one-time purchase.</summary>
    New,
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

    /// <summary>Per unit and period, exact.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>The charge in smallest units of <see cref="Currency"/>; rounded once, here (BIL-37).</summary>
    public required long AmountUnits { get; init; }

    public required Currency Currency { get; init; }

    /// <summary>What it counts against the credit limit, in US cents (BIL-70).</summary>
    public required long CreditUnits { get; init; }

    /// <summary>JSON: price row, tiers, rounding and rate from which the amount can be recomputed.</summary>
    public required string Trace { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public Money Amount => new(AmountUnits, Currency);
}
