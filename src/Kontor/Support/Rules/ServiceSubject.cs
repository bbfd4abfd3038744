using Kontor.Elsewhere;
using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Support;

/// <summary>
/// What a service request is about: a subscription that a partner sold, or one that the customer bought elsewhere (MUL-22).
/// </summary>
/// <param name="Sold">Null where it was bought elsewhere.</param>
/// <param name="Outside">Null where a partner sold it.</param>
public sealed record ServiceSubject(Subscription? Sold, OutsideSubscription? Outside)
{
    public TenantId CustomerId => Sold?.CustomerId ?? Outside!.CustomerId;

    /// <summary>As every side may know it (MUL-05).</summary>
    public string Title => Sold?.Title ?? Outside!.Name;

    /// <summary>As the customer calls it.</summary>
    public string OwnName => Sold?.FriendlyName ?? Outside!.Name;

    public bool IsUsage => (Sold?.BillingType ?? Outside!.BillingType) == BillingType.Usage;
}
