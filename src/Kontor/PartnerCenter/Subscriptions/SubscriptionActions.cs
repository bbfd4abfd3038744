using Kontor.Catalog;
using Kontor.Orders;
using Kontor.Subscriptions;

namespace Kontor.PartnerCenter;

/// <summary>
/// The protocol's words for what the chain may do with a subscription. They say what the subscription allows to the tenant;
/// what a role or an ended relationship forbids is refused when it is tried.
/// </summary>
internal static class SubscriptionActions
{
    private static readonly string[] Nothing = [];

    private static readonly string[] Edit = ["Edit"];

    private static readonly string[] EditAndCancel = ["Edit", "Cancel"];

    /// <summary>The reseller in the chain edits (CAT-20).</summary>
    public static IReadOnlyList<string> OfReseller(SubscriptionState state) => IsOver(state) ? Nothing : Edit;

    /// <summary>The seller also ends it: by suspending it, or by cancelling as long as all of it can be given back (CAT-45).</summary>
    /// <param name="state">As it is.</param>
    /// <param name="kind">What was bought.</param>
    /// <param name="policy">Of the SKU.</param>
    /// <param name="right">
    /// How the units of the order can be given back. As the newest are given back first and every window is as long, they are
    /// the last to go, and the rest can be given back as long as they can.
    /// </param>
    /// <param name="now">The instant.</param>
    public static IReadOnlyList<string> OfSeller(
        SubscriptionState state, ProductKind kind, CancellationPolicy policy, CancellationRight right, DateTimeOffset now)
    {
        if (IsOver(state))
        {
            return Nothing;
        }

        var mayCancel = state is SubscriptionState.Active or SubscriptionState.Pending
            && ChangeRules.IsCancellable(kind, policy)
            && (right.Way == CancellationWay.EndOfUse || right.IsOpen(now));
        return mayCancel || (state == SubscriptionState.Active && ChangeRules.IsSuspendable(kind)) ? EditAndCancel : Edit;
    }

    private static bool IsOver(SubscriptionState state) =>
        state is SubscriptionState.Cancelled or SubscriptionState.Deleted or SubscriptionState.Expired;
}
