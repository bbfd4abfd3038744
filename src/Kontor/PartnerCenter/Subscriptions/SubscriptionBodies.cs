using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kontor.PartnerCenter;

[JsonConverter(typeof(WireEnumConverter<SubscriptionStatus>))]
internal enum SubscriptionStatus
{
    None,
    Active,
    Suspended,
    Deleted,
    Expired,
    Pending,
    Disabled,
}

/// <summary>How often a partner is billed, in the protocol's words.</summary>
[JsonConverter(typeof(WireEnumConverter<BillingCycleType>))]
internal enum BillingCycleType
{
    Unknown,
    Monthly,
    Annual,
    None,
    OneTime,
    Triennial,
    Biennial,
}

[JsonConverter(typeof(WireEnumConverter<WireBillingType>))]
internal enum WireBillingType
{
    None,
    Usage,
    License,
}

/// <summary>A subscription. The protocol knows no price of it; prices stand in orders.</summary>
internal sealed record SubscriptionBody(string Id, string OfferId, string OfferName, string FriendlyName, int Quantity)
{
    public string UnitType { get; init; } = "Licenses";

    public required SubscriptionStatus Status { get; init; }

    public bool IsTrial { get; init; }

    public bool HasPurchasableAddons { get; init; }

    public required string PublisherName { get; init; }

    public bool IsMicrosoftProduct { get; init; }

    /// <summary>What the caller may do by this protocol; nothing for whoever is not of its chain (MUL-04).</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    public string ContractType { get; init; } = "subscription";

    public required SubscriptionLinks Links { get; init; }

    public required ResourceAttributes Attributes { get; init; }

    // What follows is the seller's and the chain's own (MUL-05).
    public string? OrderId { get; init; }

    [JsonConverter(typeof(WireInstantConverter))]
    public DateTimeOffset? CreationDate { get; init; }

    [JsonConverter(typeof(WireInstantConverter))]
    public DateTimeOffset? EffectiveStartDate { get; init; }

    [JsonConverter(typeof(WireInstantConverter))]
    public DateTimeOffset? CommitmentEndDate { get; init; }

    public bool? AutoRenewEnabled { get; init; }

    public WireBillingType? BillingType { get; init; }

    public BillingCycleType? BillingCycle { get; init; }

    public string? TermDuration { get; init; }

    /// <summary>Network id of the reseller of record.</summary>
    public string? PartnerId { get; init; }
}

internal sealed record SubscriptionLinks(Link Self, Link Product, Link Sku, Link Availability);

/// <summary>
/// A subscription as clients send it back to be changed. What is missing here only describes it: names of others, dates and
/// amounts that follow from the rest.
/// </summary>
internal sealed record SentSubscriptionBody
{
    // What can be changed.
    public string? FriendlyName { get; init; }

    public int? Quantity { get; init; }

    public SubscriptionStatus? Status { get; init; }

    public bool? AutoRenewEnabled { get; init; }

    /// <summary>Network id of the reseller of record.</summary>
    public string? PartnerId { get; init; }

    // What stays as it was bought.
    public string? Id { get; init; }

    public string? OrderId { get; init; }

    public string? OfferId { get; init; }

    public WireBillingType? BillingType { get; init; }

    public BillingCycleType? BillingCycle { get; init; }

    public string? TermDuration { get; init; }

    public string? RenewalTermDuration { get; init; }

    public string? ParentSubscriptionId { get; init; }

    public string? PromotionId { get; init; }

    public JsonElement? ScheduledNextTermInstructions { get; init; }

    public JsonElement? NextChargeInstructions { get; init; }

    public RequestAttributes? Attributes { get; init; }
}
