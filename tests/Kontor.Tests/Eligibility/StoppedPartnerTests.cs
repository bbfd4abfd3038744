using Kontor.Customers;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Eligibility;

/// <summary>
/// Suspended and restricted partners at every step, one after the other: asking, opening, accepting, ordering. What stops
/// is new business; the link holds, and works again once the cause is gone.
/// </summary>
public sealed class StoppedPartnerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Rule", "ENR-61")]
    [Trait("Rule", "REL-32")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_partnership_waits_while_either_side_is_suspended_after_the_link_was_opened(bool isProvider)
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        var stopped = isProvider ? provider : reseller;
        var invitation = await world.AsksForPartnership(provider, reseller);
        var before = await OpensPartnership(world, reseller, invitation);

        await world.Does(World.Suspends(vendor, stopped));
        var during = await OpensPartnership(world, reseller, invitation);
        var refused = await world.Accepts(reseller.GlobalAdmin, invitation);
        await Reinstate(world, vendor, stopped);
        var after = await world.Accepts(reseller.GlobalAdmin, invitation);

        Assert.True(before.Acceptance.IsGranted);
        Reason[] because = [EligibilityReasons.PartnerSuspended.About(stopped.Name)];
        Assert.Equal(because, during.Acceptance.Reasons);
        Assert.Equal(because, refused.Decision.Reasons);
        Assert.True(after.Decision.IsGranted);
    }

    [Theory]
    [Trait("Rule", "ENR-61")]
    [Trait("Rule", "CUS-15")]
    [Trait("Rule", "CUS-34")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_joint_acceptance_waits_while_either_partner_is_suspended_after_the_link_was_opened(bool isProvider)
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        var stopped = isProvider ? provider : reseller;
        var invitation = await world.InvitesJointly(reseller, provider, customer);
        var before = await world.Opens(customer.GlobalAdmin, invitation);

        await world.Does(World.Suspends(vendor, stopped));
        var during = await world.Opens(customer.GlobalAdmin, invitation);
        var refused = await world.AcceptsPartners(
            customer.GlobalAdmin, World.TokenIn(invitation), agreement: World.Agreement);
        var made = await Relationships(world);
        await Reinstate(world, vendor, stopped);
        var after = await world.AcceptsPartners(
            customer.GlobalAdmin, World.TokenIn(invitation), agreement: World.Agreement);

        Assert.True(before.ValueOrNull!.Acceptance.IsGranted);
        Reason[] because = [EligibilityReasons.PartnerSuspended.About(stopped.Name)];
        Assert.Equal(because, during.ValueOrNull!.Acceptance.Reasons);
        Assert.Equal(because, refused.Decision.Reasons);
        Assert.Equal(0, made);
        Assert.Equal(2, after.ValueOrNull!.Relationships.Count);
    }

    [Fact]
    [Trait("Rule", "ENR-46")]
    [Trait("Rule", "CUS-34")]
    public async Task A_restricted_direct_partner_asks_nobody_and_what_it_asked_before_is_not_accepted()
    {
        await using var world = await World.Create();
        var (direct, customer) = (await world.DirectPartner(), await world.Customer());
        var invitation = await world.InvitesAlone(direct, customer);
        await world.Enrolled(direct, PartnerType.DirectPartner, EnrolmentState.Restricted);

        var asks = await world.Does((InviteCustomer use) => use.Handle(
            direct.GlobalAdmin, new CustomerWish(new(null, "en", null, null, Send: false)), Cancel));
        var opened = await world.Opens(customer.GlobalAdmin, invitation);
        var accepts = await world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(invitation));
        var makes = await world.MakesCustomer(direct.GlobalAdmin, World.Wanted());

        Reason[] because = [EligibilityReasons.PartnerRestricted.About(direct.Name)];
        Assert.Equal(because, asks.Decision.Reasons);
        Assert.Equal(because, opened.ValueOrNull!.Acceptance.Reasons);
        Assert.Equal(because, accepts.Decision.Reasons);
        Assert.Contains(because[0], makes.Decision.Reasons);
        Assert.Equal(0, await Relationships(world));
    }

    [Fact]
    [Trait("Rule", "ENR-46")]
    [Trait("Rule", "ENR-52")]
    public async Task A_restricted_direct_partner_that_is_a_reseller_too_goes_on_with_its_provider()
    {
        await using var world = await World.Create();
        var (provider, both, customer) = (await world.Provider(), await world.DirectPartner(), await world.Customer());
        await world.Enrolled(both, PartnerType.DirectPartner, EnrolmentState.Restricted);
        await world.Enrolled(both, PartnerType.Reseller, EnrolmentState.Active);

        var partnership = await world.Accepts(both.GlobalAdmin, await world.AsksForPartnership(provider, both));
        var invitation = await world.InvitesJointly(both, provider, customer);
        var accepted = await world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(invitation));

        Assert.True(partnership.Decision.IsGranted);
        Assert.Equal(
            [RelationshipKind.IndirectReseller, RelationshipKind.IndirectProvider],
            accepted.ValueOrNull!.Relationships.Select(r => r.Kind));
    }

    [Theory]
    [Trait("Rule", "ENR-61")]
    [Trait("Rule", "SCN-10")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_suspended_provider_or_reseller_stops_new_orders_and_ends_no_subscription(bool isProvider)
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var chain = await world.TradingChain();
        await world.Seat();
        var stopped = isProvider ? chain.Provider : chain.Reseller;
        Assert.True((await world.Orders(chain)).Result!.Decision.IsGranted);

        await world.Does(World.Suspends(vendor, stopped));
        var refused = (await world.Orders(chain)).Result!;
        await Reinstate(world, vendor, stopped);
        var after = (await world.Orders(chain)).Result!;

        Assert.Equal([EligibilityReasons.PartnerSuspended.About(stopped.Name)], refused.Decision.Reasons);
        Assert.True(after.Decision.IsGranted);
        await using var db = world.Db();
        Assert.Equal(2, await db.Set<Kontor.Subscriptions.Subscription>().CountAsync(Cancel));
    }

    [Fact]
    [Trait("Rule", "ENR-46")]
    [Trait("Rule", "ENR-61")]
    public async Task Every_question_names_the_stop_and_the_others_are_not_concerned()
    {
        await using var trade = await Trade.Create();
        await trade.World.Enrolled(trade.Provider, PartnerType.Provider, EnrolmentState.Suspended);
        await trade.World.Enrolled(trade.Direct, PartnerType.DirectPartner, EnrolmentState.Restricted);
        var other = await trade.World.Provider();

        Assert.Equal(
            [EligibilityReasons.PartnerSuspended.About(trade.Provider.Name)],
            (await trade.MaySell(trade.Reseller, trade.Customer, via: trade.Provider)).Decision.Reasons);
        Assert.Equal(
            [EligibilityReasons.PartnerSuspended.About(trade.Provider.Name)],
            (await trade.MayPartner(trade.Provider, trade.Reseller)).Decision.Reasons);
        Assert.Equal(
            [EligibilityReasons.PartnerRestricted.About(trade.Direct.Name)],
            (await trade.MaySell(trade.Direct, trade.Customer)).Decision.Reasons);
        Assert.True((await trade.MaySell(trade.Reseller, trade.Customer, via: other)).IsGranted);
    }

    private static async Task Reinstate(World world, Participant vendor, Participant partner)
    {
        var done = await world.Does((ChangeStanding use) => use.Handle(
            vendor.GlobalAdmin, partner.Id, new(StandingAct.Reinstate, null, "It is paid.", null), Cancel));
        Assert.True(done.Decision.IsGranted);
    }

    private static async Task<OpenedPartnerInvitation> OpensPartnership(
        World world, Participant reseller, IssuedInvitation invitation) =>
        (await world.Does((OpenPartnerInvitation use) =>
            use.Handle(reseller.GlobalAdmin, World.TokenIn(invitation), Cancel))).ValueOrNull!;

    private static async Task<int> Relationships(World world)
    {
        await using var db = world.Db();
        return await db.CustomerRelationships.CountAsync(Cancel);
    }
}
