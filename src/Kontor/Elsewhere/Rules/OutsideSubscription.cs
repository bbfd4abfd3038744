using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Elsewhere;

/// <summary>MUL-21: where a customer bought what no partner of the program sold it.</summary>
public enum OutsideChannel
{
    VendorDirect,
    Advisor,
    OpenLicense,
    EnterpriseAgreement,
    ThirdParty,
}

/// <summary>How a subscription from elsewhere stands on a day.</summary>
public enum OutsideState
{
    Upcoming,
    Running,
    Ended,
}

/// <summary>
/// A subscription that a customer bought elsewhere (MUL-20). The vendor's operators keep it; partners support what it stands
/// for and change nothing about it (MUL-22). What it costs is nobody's business here (MUL-05).
/// </summary>
public sealed class OutsideSubscription
{
    public required TenantId CustomerId { get; init; }

    /// <summary>Grows with time.</summary>
    public required OutsideSubscriptionId Id { get; init; }

    public required OutsideChannel Channel { get; init; }

    public required string Name { get; init; }

    public required string Publisher { get; init; }

    /// <summary>Of the catalog, where it has the same; both or none.</summary>
    public string? ProductId { get; init; }

    public string? SkuId { get; init; }

    /// <summary>Seats or units.</summary>
    public required int Quantity { get; set; }

    public required BillingType BillingType { get; init; }

    /// <summary>The contract's or the order's number at the seller; null for none.</summary>
    public string? Contract { get; set; }

    /// <summary>Who sold it; null where the channel says it.</summary>
    public string? Seller { get; init; }

    public required DateOnly StartsOn { get; init; }

    /// <summary>The first day on which it no longer runs; null where none is known.</summary>
    public DateOnly? EndsOn { get; set; }

    /// <summary>When an operator ended it before that; null for never.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public required DateTimeOffset EnteredAt { get; init; }

    /// <summary>Raised by one on each change; of two at once the second finds another one.</summary>
    public int Version { get; set; } = 1;

    public OutsideState StateOn(DateOnly today) =>
        EndedAt is not null || today >= EndsOn ? OutsideState.Ended
        : today < StartsOn ? OutsideState.Upcoming
        : OutsideState.Running;
}

/// <summary>MUL-26: a partner that the customer lets support what it bought elsewhere.</summary>
public sealed class OutsideSupporter
{
    public required TenantId CustomerId { get; init; }

    public required OutsideSubscriptionId SubscriptionId { get; init; }

    public required TenantId SupporterId { get; init; }

    public required DateTimeOffset AddedAt { get; set; }
}
