using Kontor.Kernel;

namespace Kontor.Subscriptions;

/// <summary>How much of a subscription an actor sees (MUL-05, MUL-22).</summary>
public enum SubscriptionView
{
    /// <summary>It does not exist for this actor.</summary>
    Nothing,

    /// <summary>That the customer has it: name, quantity, state, term. For other partners of the customer.</summary>
    Entry,

    /// <summary>All but what the vendor charges the selling partner. For the customer and the chain's reseller.</summary>
    WithoutCost,

    /// <summary>Everything. For the selling partner and the vendor.</summary>
    Everything,
}

/// <summary>
/// MUL-05: commercial data of a subscription belong to the partner that sold it and, as far as CAT-20 goes, to its
/// reseller; other partners of the customer see a read-only entry without prices. The customer sees its own (ACC-11).
/// </summary>
public static class SubscriptionVisibility
{
    /// <param name="tenant">The actor's tenant.</param>
    /// <param name="kind">What that tenant is.</param>
    /// <param name="seller">The partner that sold it.</param>
    /// <param name="reseller">The reseller in its chain, if any.</param>
    /// <param name="customer">Whose it is.</param>
    /// <param name="isPartnerOfCustomer">Whether the actor's tenant has an active relationship with the customer.</param>
    public static SubscriptionView Of(
        TenantId tenant, TenantKind kind, TenantId seller, TenantId? reseller, TenantId customer, bool isPartnerOfCustomer) =>
        kind == TenantKind.Operator || tenant == seller ? SubscriptionView.Everything
        : tenant == reseller || tenant == customer ? SubscriptionView.WithoutCost
        : isPartnerOfCustomer ? SubscriptionView.Entry
        : SubscriptionView.Nothing;
}
