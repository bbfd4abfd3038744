using Kontor.Kernel;

namespace Kontor.Subscriptions;

/// <summary>
/// CAT-13: one of the places that a limited SKU has per customer, over all partners. Who buys takes a free place; two
/// who take the same place at once collide on its key. A lifetime place is never given back.
/// </summary>
public sealed class OfferHolding
{
    public required TenantId CustomerId { get; init; }

    public required string ProductId { get; init; }

    public required string SkuId { get; init; }

    /// <summary>1 to the SKU's limit.</summary>
    public required int Place { get; init; }

    public required SubscriptionId SubscriptionId { get; init; }
}
