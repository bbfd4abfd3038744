using System.Text.Json.Serialization;

namespace Kontor.PartnerCenter;

/// <summary>A purchase. Prices only where they are asked for.</summary>
internal sealed record OrderBody(string Id, string ReferenceCustomerId)
{
    /// <summary>Shorter, for people.</summary>
    public required string AlternateId { get; init; }

    public required BillingCycleType BillingCycle { get; init; }

    public required string CurrencyCode { get; init; }

    public required string CurrencySymbol { get; init; }

    public required IReadOnlyList<OrderLineBody> LineItems { get; init; }

    [JsonConverter(typeof(WireInstantConverter))]
    public required DateTimeOffset? CreationDate { get; init; }

    public string Status { get; init; } = "completed";

    public string TransactionType { get; init; } = "UserPurchase";

    /// <summary>Per billing period.</summary>
    public decimal? TotalPrice { get; init; }

    public required PageLinks Links { get; init; }

    /// <summary>An order is a record: its version is itself.</summary>
    public required ResourceAttributes Attributes { get; init; }
}

internal sealed record OrderLineBody(int LineItemNumber, string OfferId, string SubscriptionId)
{
    private static readonly ResourceAttributes Type = new("OrderLineItem");

    public string? TermDuration { get; init; }

    public string TransactionType { get; init; } = "New";

    public required string FriendlyName { get; init; }

    public required int Quantity { get; init; }

    public PricingBody? Pricing { get; init; }

    /// <summary>Network id of the reseller of record.</summary>
    public string? PartnerIdOnRecord { get; init; }

    public required OrderLineLinks Links { get; init; }

    public ResourceAttributes Attributes { get; init; } = Type;
}

internal sealed record OrderLineLinks(Link Subscription);

/// <summary>What the partner pays the vendor: one unit, and all units of the line, per billing period.</summary>
internal sealed record PricingBody(decimal ListPrice, decimal Price, decimal ExtendedPrice);

/// <summary>An order as clients send it; what is read of it.</summary>
internal sealed record NewOrderBody
{
    public string? ReferenceCustomerId { get; init; }

    public BillingCycleType? BillingCycle { get; init; }

    public IReadOnlyList<NewOrderLineBody?>? LineItems { get; init; }
}

internal sealed record NewOrderLineBody
{
    public int? LineItemNumber { get; init; }

    public string? OfferId { get; init; }

    public string? ParentSubscriptionId { get; init; }

    public string? TermDuration { get; init; }

    public string? PromotionId { get; init; }

    [JsonConverter(typeof(WireInstantConverter))]
    public DateTimeOffset? CustomTermEndDate { get; init; }

    public string? FriendlyName { get; init; }

    public int? Quantity { get; init; }

    public string? PartnerIdOnRecord { get; init; }
}
