using Kontor.Kernel;

namespace Kontor.Subscriptions;

/// <summary>Where a subscription stands (CAT-30). There is no grace state.</summary>
public enum SubscriptionState
{
    Pending,
    Active,
    Suspended,
    Cancelled,
    Deleted,
    Expired,
}

/// <summary>How it is charged: by licence in advance, or by use in arrears (BIL-12, BIL-14).</summary>
public enum BillingType
{
    License,
    Usage,
}

/// <summary>How often it is charged.</summary>
public enum BillingCycle
{
    Monthly,
    Annual,
    Triennial,

    /// <summary>Charged once, at the purchase.</summary>
    OneTime,

    /// <summary>Nothing is charged in advance.</summary>
    None,
}

/// <summary>A running purchase of a customer, sold by one partner (MUL-05).</summary>
public sealed class Subscription
{
    /// <summary>The partner that sold it: a provider or a direct partner.</summary>
    public required TenantId PartnerId { get; init; }

    public required SubscriptionId Id { get; init; }

    public required TenantId CustomerId { get; init; }

    /// <summary>
    /// The reseller in the chain, which is the one of record (CAT-70); null when a direct partner sold it, or where policy
    /// lets the provider name none. It follows from it that this reseller sees the subscription without its cost (MUL-05),
    /// has it in its lists and figures, is written the chain's events, and may do what does not raise the provider's charge
    /// (CAT-20), the latter only as long as the customer is its customer and the seller its provider. Nothing follows for
    /// rights in the customer's tenant (CAT-73) nor for who supports it (SUP-04): these are chosen apart (REL-61).
    /// </summary>
    public TenantId? ResellerId { get; set; }

    /// <summary>CAT-70: the reseller's network id on this subscription.</summary>
    public string? PartnerOfRecord { get; set; }

    public required OrderId OrderId { get; init; }

    public required string ProductId { get; init; }

    public required string SkuId { get; init; }

    public required string AvailabilityId { get; init; }

    /// <summary>The SKU's title at the purchase.</summary>
    public required string Title { get; init; }

    /// <summary>The name the partner gave it; the title when none.</summary>
    public required string FriendlyName { get; set; }

    public required string PublisherName { get; init; }

    public required bool IsFirstParty { get; init; }

    public required bool IsTrial { get; init; }

    public required BillingType BillingType { get; init; }

    public required BillingCycle BillingCycle { get; init; }

    /// <summary>ISO 8601, such as P1Y; null for software without a term.</summary>
    public string? Term { get; init; }

    /// <summary>Licences or units; at least 1.</summary>
    public required int Quantity { get; set; }

    /// <summary>CAT-12: the price fixed for the term, per unit and billing period, exact; the seller's own business.</summary>
    public required decimal UnitPrice { get; init; }

    public required Currency Currency { get; init; }

    public required SubscriptionState State { get; set; }

    public required bool AutoRenew { get; set; }

    /// <summary>CAT-33: the day, UTC, on which its data are deleted unless it is reactivated before; null while it runs.</summary>
    public DateOnly? DeleteOn { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>First day of the present term, UTC (CAT-25).</summary>
    public required DateOnly TermFrom { get; init; }

    /// <summary>First day after the present term; null when it has none.</summary>
    public DateOnly? TermUntil { get; init; }

    /// <summary>Raised by one on each change; the etag on the wire.</summary>
    public required int Version { get; set; }

    /// <summary>CAT-72: another reseller of record, or none; the two columns say the same.</summary>
    /// <param name="networkId">Of its location; empty for none.</param>
    /// <param name="reseller">The tenant linked to it.</param>
    public void NameReseller(string networkId, TenantId? reseller)
    {
        PartnerOfRecord = networkId.Length == 0 ? null : networkId;
        ResellerId = reseller;
    }
}
