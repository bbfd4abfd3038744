using Kontor.Catalog;
using Kontor.PartnerCenter;
using Kontor.Subscriptions;

namespace Kontor.Tests.PartnerCenter;

public sealed class SubscriptionActionsTests
{
    private static readonly DateTimeOffset Bought = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [Trait("Rule", "CAT-45")]
    [InlineData(ProductKind.Seat, BillingType.License, CancellationPolicy.Classic, SubscriptionState.Active, 90, "Edit Cancel")]
    [InlineData(ProductKind.Seat, BillingType.License, CancellationPolicy.NewCommerce, SubscriptionState.Active, 90, "Edit Cancel")]
    [InlineData(ProductKind.Seat, BillingType.License, CancellationPolicy.Classic, SubscriptionState.Suspended, 1, "Edit")]
    [InlineData(ProductKind.Seat, BillingType.License, CancellationPolicy.Classic, SubscriptionState.Pending, 1, "Edit")]
    [InlineData(ProductKind.Seat, BillingType.License, CancellationPolicy.NewCommerce, SubscriptionState.Pending, 1, "Edit Cancel")]
    [InlineData(ProductKind.ThirdPartySaas, BillingType.License, CancellationPolicy.Classic, SubscriptionState.Active, 13, "Edit Cancel")]
    [InlineData(ProductKind.ThirdPartySaas, BillingType.License, CancellationPolicy.Classic, SubscriptionState.Active, 14, "Edit")]
    [InlineData(ProductKind.ThirdPartySaas, BillingType.Usage, CancellationPolicy.Classic, SubscriptionState.Active, 90, "Edit Cancel")]
    [InlineData(ProductKind.PerpetualSoftware, BillingType.License, CancellationPolicy.Classic, SubscriptionState.Active, 29, "Edit Cancel")]
    [InlineData(ProductKind.PerpetualSoftware, BillingType.License, CancellationPolicy.Classic, SubscriptionState.Active, 31, "Edit")]
    [InlineData(ProductKind.Seat, BillingType.License, CancellationPolicy.Classic, SubscriptionState.Cancelled, 1, "")]
    [InlineData(ProductKind.Seat, BillingType.License, CancellationPolicy.Classic, SubscriptionState.Deleted, 1, "")]
    [InlineData(ProductKind.Seat, BillingType.License, CancellationPolicy.Classic, SubscriptionState.Expired, 1, "")]
    public void The_seller_ends_what_can_be_suspended_or_given_back_and_edits_what_is_not_over(
        ProductKind kind, BillingType billing, CancellationPolicy policy, SubscriptionState state, int days, string actions)
    {
        var right = CancellationRight.Of(policy, kind, billing, BillingCycle.Annual, Bought);

        var found = SubscriptionActions.OfSeller(state, kind, policy, right, Bought.AddDays(days));

        Assert.Equal(actions, string.Join(' ', found));
    }

    [Theory]
    [Trait("Rule", "CAT-20")]
    [InlineData(SubscriptionState.Active, "Edit")]
    [InlineData(SubscriptionState.Suspended, "Edit")]
    [InlineData(SubscriptionState.Expired, "")]
    public void The_reseller_edits_what_is_not_over(SubscriptionState state, string actions) =>
        Assert.Equal(actions, string.Join(' ', SubscriptionActions.OfReseller(state)));
}
