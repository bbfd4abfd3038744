using Kontor.Catalog;
using Kontor.Subscriptions;

namespace Kontor.Tests.Catalog;

public sealed class CancellationRightTests
{
    private static readonly DateTimeOffset Bought = new(2026, 3, 12, 8, 14, 0, TimeSpan.Zero);

    [Theory]
    [Trait("Rule", "CAT-36")]
    [Trait("Rule", "CAT-38")]
    [InlineData(CancellationPolicy.NewCommerce, ProductKind.Seat, BillingCycle.Monthly, 168)]
    [InlineData(CancellationPolicy.NewCommerce, ProductKind.ThirdPartySaas, BillingCycle.Monthly, 24)]
    [InlineData(CancellationPolicy.Classic, ProductKind.ThirdPartySaas, BillingCycle.Annual, 14 * 24)]
    [InlineData(CancellationPolicy.NewCommerce, ProductKind.PerpetualSoftware, BillingCycle.OneTime, 30 * 24)]
    public void A_window_closes_to_the_instant(CancellationPolicy policy, ProductKind kind, BillingCycle cycle, int hours)
    {
        var right = CancellationRight.Of(policy, kind, BillingType.License, cycle, Bought);

        Assert.Equal(Bought.AddHours(hours), right.Until);
        Assert.True(right.IsOpen(Bought.AddHours(hours).AddTicks(-10)));
        Assert.False(right.IsOpen(Bought.AddHours(hours)));
    }

    [Fact]
    [Trait("Rule", "CAT-35")]
    [Trait("Rule", "CAT-36")]
    public void Classic_seats_can_be_given_back_at_any_time_and_use_never()
    {
        var seats = CancellationRight.Of(
            CancellationPolicy.Classic, ProductKind.Seat, BillingType.License, BillingCycle.Annual, Bought);
        var use = CancellationRight.Of(
            CancellationPolicy.NewCommerce, ProductKind.Plan, BillingType.Usage, BillingCycle.None, Bought);

        Assert.Equal((null, true), (seats.Until, seats.IsOpen(Bought.AddYears(9))));
        Assert.Equal((CancellationWay.EndOfUse, false), (use.Way, use.IsOpen(Bought)));
    }
}
