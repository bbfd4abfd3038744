using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Orders;

/// <summary>A purchase by a partner for one customer (CAT-22). It is a record: what was bought does not change.</summary>
public sealed class Order
{
    /// <summary>The partner that bought: a provider or a direct partner.</summary>
    public required TenantId PartnerId { get; init; }

    public required OrderId Id { get; init; }

    public required TenantId CustomerId { get; init; }

    /// <summary>The cart it came from; null when it was ordered directly.</summary>
    public CartId? CartId { get; init; }

    public required Currency Currency { get; init; }

    /// <summary>BIL-16: billing frequency is set per order.</summary>
    public required BillingCycle BillingCycle { get; init; }

    public required DateTimeOffset PlacedAt { get; init; }

    public UserId? PlacedBy { get; init; }
}

/// <summary>One line of an order; each line made one subscription.</summary>
public sealed class OrderLine
{
    public required TenantId PartnerId { get; init; }

    public required OrderId OrderId { get; init; }

    /// <summary>0, 1, 2 … as the partner numbered them.</summary>
    public required int LineNumber { get; init; }

    /// <summary>What was asked for: <c>product:sku:availability</c> or a classic offer id.</summary>
    public required string CatalogItemId { get; init; }

    public required SubscriptionId SubscriptionId { get; init; }

    public required string FriendlyName { get; init; }

    public required int Quantity { get; init; }

    /// <summary>Per unit and billing period, exact.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>ISO 8601; null for a purchase without a term.</summary>
    public string? Term { get; init; }

    /// <summary>CAT-24: the network id of the reseller it was bought for; null when a direct partner bought.</summary>
    public string? PartnerOfRecord { get; init; }
}

/// <summary>Where a cart stands.</summary>
public enum CartState
{
    Active,
    Ordered,
}

/// <summary>Lines that a partner collects for a customer before it buys. Lives as long as the policy says.</summary>
public sealed class Cart
{
    public required TenantId PartnerId { get; init; }

    public required CartId Id { get; init; }

    public required TenantId CustomerId { get; init; }

    public required CartState State { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    public UserId? ModifiedBy { get; set; }

    /// <summary>The person whose cart in the pages this is; null for carts of the wire.</summary>
    public UserId? KeptFor { get; init; }

    /// <summary>The lines as a JSON array of <see cref="CartLine"/>.</summary>
    public required string Lines { get; set; }

    public int Version { get; set; }
}

/// <summary>One wish in a cart.</summary>
public sealed record CartLine(
    int Id,
    string CatalogItemId,
    int Quantity,
    string? FriendlyName,
    BillingCycle? BillingCycle,
    string? Term,
    string? PartnerOfRecord);
