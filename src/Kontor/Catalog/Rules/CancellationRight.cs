using Kontor.Subscriptions;

namespace Kontor.Catalog;

/// <summary>How a purchase can be given back.</summary>
public enum CancellationWay
{
    /// <summary>At any time in the term, with credit (CAT-35).</summary>
    AnyTime,

    /// <summary>Until an instant; after it the commitment stands until the term ends.</summary>
    Window,

    /// <summary>It is not given back; its use is ended (CAT-36).</summary>
    EndOfUse,
}

/// <summary>What a purchase allows.</summary>
/// <param name="Way">How it can be given back.</param>
/// <param name="Until">First instant at which it no longer can; null where there is no window.</param>
/// <param name="Rule">The rule of the program; null where the price list itself says so.</param>
public sealed record CancellationRight(CancellationWay Way, DateTimeOffset? Until, string? Rule)
{
    /// <summary>New commerce: so long after each purchase its seats can be given back.</summary>
    public static readonly TimeSpan NewCommerceWindow = TimeSpan.FromHours(168);

    public bool IsOpen(DateTimeOffset now) => Way == CancellationWay.AnyTime || now < Until;

    /// <param name="policy">Of the SKU.</param>
    /// <param name="kind">What was bought.</param>
    /// <param name="billing">By licence or by use.</param>
    /// <param name="cycle">How often it is charged.</param>
    /// <param name="boughtAt">When these seats were bought.</param>
    public static CancellationRight Of(
        CancellationPolicy policy, ProductKind kind, BillingType billing, BillingCycle cycle, DateTimeOffset boughtAt) =>
        billing == BillingType.Usage ? new(CancellationWay.EndOfUse, null, "CAT-36")
        : ProductKinds.Software.Contains(kind) ? new(CancellationWay.Window, boughtAt.AddDays(30), "CAT-38")
        : kind == ProductKind.ThirdPartySaas
            ? new(CancellationWay.Window, boughtAt.AddDays(cycle == BillingCycle.Monthly ? 1 : 14), "CAT-36")
        : policy == CancellationPolicy.NewCommerce ? new(CancellationWay.Window, boughtAt + NewCommerceWindow, null)
        : new(CancellationWay.AnyTime, null, "CAT-35");
}
