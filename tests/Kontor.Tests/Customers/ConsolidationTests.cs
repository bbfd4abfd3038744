using Kontor.Catalog;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Customers;

/// <summary>A partner brings customers from one of its tenants to another.</summary>
public sealed class ConsolidationTests
{
    [Fact]
    [Trait("Rule", "CUS-74")]
    [Trait("Rule", "CUS-70")]
    [Trait("Rule", "BIL-30")]
    public async Task A_customer_moves_by_a_new_request_the_same_order_and_suspending_the_old_one()
    {
        await using var world = await World.Create();
        var (old, customer) = await world.DirectTrade();
        var present = await world.DirectPartner(ofSame: old);
        await world.Credit(present, 100_000);
        await world.Seat(policy: CancellationPolicy.Classic);
        var sold = await Buys(world, old, customer, 12);

        var invited = await world.InvitesAlone(present);
        Assert.True((await world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(invited))).Decision.IsGranted);
        var held = await world.Stored(sold);
        var again = await Buys(world, present, customer, held.Quantity);
        Assert.False((await world.EndsRelationship(old.GlobalAdmin, customer)).Decision.IsGranted);
        Assert.True((await world.Becomes(old.GlobalAdmin, sold, SubscriptionState.Suspended)).Decision.IsGranted);

        // On the same day nothing is charged twice.
        Assert.Equal(0, await world.Exposure(old));
        var moved = await world.Stored(again);
        Assert.Equal(
            (present.Id, held.CustomerId, held.ProductId, held.SkuId, 12, SubscriptionState.Active),
            (moved.PartnerId, moved.CustomerId, moved.ProductId, moved.SkuId, moved.Quantity, moved.State));

        // And the old relationship can end; its subscription does not come back under it.
        Assert.True((await world.EndsRelationship(old.GlobalAdmin, customer)).Decision.IsGranted);
        Assert.False((await world.Becomes(old.GlobalAdmin, sold, SubscriptionState.Active)).Decision.IsGranted);
        await using var db = world.Db();
        Assert.Equal(present.Id, (await db.CustomerRelationships.SingleAsync(r => r.EndedAt == null)).PartnerId);
    }

    [Fact]
    [Trait("Rule", "CUS-74")]
    [Trait("Rule", "BIL-33")]
    public async Task Who_suspends_the_old_one_later_gets_back_only_the_days_that_are_left()
    {
        await using var world = await World.Create();
        var (old, customer) = await world.DirectTrade();
        await world.Seat(policy: CancellationPolicy.Classic);
        var sold = await Buys(world, old, customer, 1, BillingCycle.Annual);
        var whole = await world.Exposure(old);

        world.Clock.Advance(TimeSpan.FromDays(60));
        Assert.True((await world.Becomes(old.GlobalAdmin, sold, SubscriptionState.Suspended)).Decision.IsGranted);

        Assert.InRange(await world.Exposure(old), whole * 55 / 365, whole * 65 / 365);
    }

    private static async Task<SubscriptionId> Buys(
        World world, Participant partner, Participant customer, int quantity, BillingCycle? cycle = null) =>
        (await world.Orders(partner.GlobalAdmin, customer, null, quantity: quantity, cycle: cycle))
            .Result!.ValueOrNull!.Subscriptions[0].Id;
}
