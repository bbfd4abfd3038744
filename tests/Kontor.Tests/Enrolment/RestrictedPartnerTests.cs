using Kontor.Catalog;
using Kontor.Customers;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Enrolment;

/// <summary>What a direct partner goes on with when the vendor restricts it, and what it no longer may.</summary>
public sealed class RestrictedPartnerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Rule", "ENR-46")]
    [Trait("Rule", "CAT-21")]
    [InlineData(CancellationPolicy.Classic)]
    [InlineData(CancellationPolicy.NewCommerce)]
    public async Task A_restricted_direct_partner_goes_on_with_what_it_has_sold_and_sells_nothing_new(CancellationPolicy policy)
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var (direct, customer) = await world.DirectTrade();
        await world.Seat(policy: policy);
        var admin = direct.GlobalAdmin;
        var id = (await world.Orders(admin, customer, null, quantity: 5)).Result!.ValueOrNull!.Subscriptions[0].Id;
        var day = DateOnly.FromDateTime(world.Now.UtcDateTime).AddDays(30);
        await Acts(world, vendor, direct, new(StandingAct.AnnounceRestriction, null, "Revenue was too low.", day));
        world.Clock.Advance(TimeSpan.FromDays(30));
        await Acts(world, vendor, direct, new(StandingAct.Restrict, null, "Revenue was too low.", null));

        SubscriptionWish[] still =
        [
            new() { FriendlyName = "Office of the bakery" }, new() { Quantity = 8 }, new() { Quantity = 6 }, new() { AutoRenew = false },
            new() { AutoRenew = true }, new() { State = SubscriptionState.Suspended },
        ];
        foreach (var wish in still)
        {
            Assert.Equal([], (await world.Changes(admin, id, wish)).Decision.Reasons);
        }

        Reason because = EligibilityReasons.PartnerRestricted.About(direct.Name);
        Assert.Equal([because], (await world.Becomes(admin, id, SubscriptionState.Active)).Decision.Reasons);
        Assert.Equal([because], (await world.Orders(admin, customer, null)).Result!.Decision.Reasons);
        Assert.Contains(because, (await world.MakesCustomer(admin, World.Wanted())).Decision.Reasons);
        var asks = await world.Does((InviteCustomer use) => use.Handle(
            admin, new CustomerWish(new(null, "en", null, null, Send: false)), Cancel));
        Assert.Equal([because], asks.Decision.Reasons);

        var held = await world.Stored(id);
        Assert.Equal(("Office of the bakery", 6, SubscriptionState.Suspended), (held.FriendlyName, held.Quantity, held.State));
        await world.Exposure(direct);
        await using var db = world.Db();
        Assert.Equal(1, await db.Subscriptions.CountAsync(Cancel));
    }

    [Fact]
    [Trait("Rule", "ENR-61")]
    public async Task A_suspended_direct_partner_reduces_and_suspends_but_adds_nothing()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var (direct, customer) = await world.DirectTrade();
        await world.Seat(policy: CancellationPolicy.Classic);
        var id = (await world.Orders(direct.GlobalAdmin, customer, null, quantity: 5)).Result!.ValueOrNull!.Subscriptions[0].Id;
        Assert.True((await world.Does(World.Suspends(vendor, direct))).Decision.IsGranted);

        var more = await world.Counts(direct.GlobalAdmin, id, 6);
        var fewer = await world.Counts(direct.GlobalAdmin, id, 4);
        var rests = await world.Becomes(direct.GlobalAdmin, id, SubscriptionState.Suspended);
        var again = await world.Becomes(direct.GlobalAdmin, id, SubscriptionState.Active);

        Reason because = EligibilityReasons.PartnerSuspended.About(direct.Name);
        Assert.Equal([because], more.Decision.Reasons);
        Assert.Equal([because], again.Decision.Reasons);
        Assert.True(fewer.Decision.IsGranted);
        Assert.True(rests.Decision.IsGranted);
    }

    private static async Task Acts(World world, Participant vendor, Participant partner, StandingWish wish)
    {
        var done = await world.Does((ChangeStanding use) => use.Handle(vendor.GlobalAdmin, partner.Id, wish, Cancel));
        Assert.Equal([], done.Decision.Reasons);
    }
}
