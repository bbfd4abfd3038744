using Kontor.Agreements;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Eligibility;

/// <summary>
/// Somebody is suspended, or two part, while somebody else accepts them. Whoever commits first decides: nothing begins
/// with a partner after its suspension is saved, and a suspension waits for what was granted before.
/// </summary>
public sealed class StoppedMeanwhileTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Rule", "ENR-61")]
    [Trait("Rule", "REL-32")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_partnership_is_not_begun_behind_a_suspension(bool isProvider)
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        var invitation = await world.AsksForPartnership(provider, reseller);

        var (suspended, accepted, waited) = await world.Overlap(
            World.Suspends(vendor, isProvider ? provider : reseller), Accepts(reseller, World.TokenIn(invitation)));

        Assert.True(suspended.Decision.IsGranted);
        Assert.True(waited);
        Assert.Equal(["PARTNER_SUSPENDED"], Codes(accepted.Decision));
        await using var db = world.Db();
        Assert.Equal(0, await db.Partnerships.CountAsync(Cancel));
    }

    [Fact]
    [Trait("Rule", "ENR-61")]
    [Trait("Rule", "REL-32")]
    public async Task A_suspension_waits_for_the_partnership_that_is_being_begun()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        var invitation = await world.AsksForPartnership(provider, reseller);

        var (accepted, suspended, waited) = await world.Overlap(
            Accepts(reseller, World.TokenIn(invitation)), World.Suspends(vendor, provider));

        Assert.True(waited);
        Assert.True(accepted.Decision.IsGranted);
        Assert.True(suspended.Decision.IsGranted);
    }

    [Theory]
    [Trait("Rule", "ENR-61")]
    [Trait("Rule", "CUS-15")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_joint_acceptance_relates_nobody_behind_a_suspension(bool isProvider)
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        var invitation = await world.InvitesJointly(reseller, provider, customer);

        var (_, accepted, waited) = await world.Overlap(
            World.Suspends(vendor, isProvider ? provider : reseller), AcceptsPartners(customer, invitation));

        Assert.True(waited);
        Assert.Equal(["PARTNER_SUSPENDED"], Codes(accepted.Decision));
        await AssertNothingBegan(world);
    }

    [Fact]
    [Trait("Rule", "ENR-61")]
    [Trait("Rule", "CUS-15")]
    public async Task A_suspension_waits_for_the_joint_acceptance_that_is_being_saved()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        var invitation = await world.InvitesJointly(reseller, provider, customer);

        var (accepted, suspended, waited) = await world.Overlap(
            AcceptsPartners(customer, invitation), World.Suspends(vendor, reseller));

        Assert.True(waited);
        Assert.Equal(2, accepted.ValueOrNull!.Relationships.Count);
        Assert.True(suspended.Decision.IsGranted);
    }

    [Fact]
    [Trait("Rule", "REL-51")]
    [Trait("Rule", "CUS-13")]
    [Trait("Rule", "CUS-15")]
    public async Task Two_who_part_get_no_joint_customer_any_more()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = (await world.Provider(), await world.Reseller(), await world.Customer());
        var partnership = await world.Partnership(provider, reseller);
        var invitation = await world.InvitesJointly(reseller, provider, customer);

        var (ended, accepted, waited) = await world.Overlap(
            Ends(provider, partnership), AcceptsPartners(customer, invitation));

        Assert.True(ended.Decision.IsGranted);
        Assert.True(waited);
        Assert.Equal(["INVITING_PARTNERS_PARTED"], Codes(accepted.Decision));
        await AssertNothingBegan(world);
    }

    [Fact]
    [Trait("Rule", "REL-51")]
    [Trait("Rule", "REL-54")]
    public async Task Two_who_part_keep_the_joint_customer_that_accepts_at_that_moment()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = (await world.Provider(), await world.Reseller(), await world.Customer());
        var partnership = await world.Partnership(provider, reseller);
        var invitation = await world.InvitesJointly(reseller, provider, customer);

        var (accepted, ended, waited) = await world.Overlap(
            AcceptsPartners(customer, invitation), Ends(provider, partnership));

        Assert.True(waited);
        Assert.Equal(2, accepted.ValueOrNull!.Relationships.Count);
        Assert.True(ended.Decision.IsGranted);
        await using var db = world.Db();
        Assert.Equal(2, await db.CustomerRelationships.CountAsync(r => r.EndedAt == null, Cancel));
    }

    [Fact]
    [Trait("Rule", "ENR-61")]
    [Trait("Rule", "CUS-60")]
    public async Task No_customer_is_made_for_a_reseller_behind_its_suspension()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var (provider, reseller, _) = await world.ConnectedTrio();

        var (_, made, waited) = await world.Overlap(
            World.Suspends(vendor, reseller),
            (CreateCustomer use) => use.Handle(provider.GlobalAdmin, World.Wanted(reseller: reseller), Cancel));

        Assert.True(waited);
        Assert.Contains("PARTNER_SUSPENDED", Codes(made.Decision));
        await AssertNothingBegan(world);
    }

    [Fact]
    [Trait("Rule", "REL-30")]
    [Trait("Rule", "CUS-15")]
    public async Task Of_two_customers_that_follow_a_link_for_one_address_the_first_accepts_and_the_other_gets_nothing()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        var other = await world.Customer();
        var invitation = await world.InvitesJointly(reseller, provider, customer);

        var (first, second, waited) = await world.Overlap(
            AcceptsPartners(customer, invitation), AcceptsPartners(other, invitation));

        Assert.True(waited);
        Assert.True(first.Decision.IsGranted);
        Assert.Equal([CustomerReasons.LinkInvalid], second.Decision.Reasons);
        await AssertOneAccepted(world, customer);
    }

    [Fact]
    [Trait("Rule", "REL-30")]
    [Trait("Rule", "CUS-15")]
    public async Task Of_eight_customers_at_once_one_accepts_a_link_for_one_address()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        var invitation = await world.InvitesJointly(reseller, provider, customer);
        var customers = new List<Participant> { customer };
        while (customers.Count < 8)
        {
            customers.Add(await world.Customer());
        }

        var results = await Task.WhenAll(customers.Select(each => Task.Run(() =>
            world.AcceptsPartners(each.GlobalAdmin, World.TokenIn(invitation), agreement: World.Agreement))));

        var winner = customers[Array.FindIndex(results, result => result.Decision.IsGranted)];
        Assert.Single(results, result => result.Decision.IsGranted);
        await AssertOneAccepted(world, winner);
    }

    [Fact]
    [Trait("Rule", "ENR-61")]
    [Trait("Rule", "REL-32")]
    public async Task Suspended_while_ten_accept_a_general_link_each_acceptance_has_its_relationship_or_a_reason()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var direct = await world.DirectPartner();
        var invitation = await world.InvitesAlone(direct);
        var customers = new List<Participant>();
        while (customers.Count < 10)
        {
            customers.Add(await world.Customer());
        }

        var accepting = customers
            .Select(each => Task.Run(() => world.AcceptsPartners(each.GlobalAdmin, World.TokenIn(invitation))))
            .ToArray();
        var suspending = Task.Run(() => world.Does(World.Suspends(vendor, direct)));
        var results = await Task.WhenAll(accepting);

        Assert.True((await suspending).Decision.IsGranted);
        Assert.All(
            results.Where(result => !result.Decision.IsGranted),
            result => Assert.Equal(["PARTNER_SUSPENDED"], Codes(result.Decision)));
        await using var db = world.Db();
        Assert.Equal(
            results.Count(result => result.Decision.IsGranted), await db.CustomerRelationships.CountAsync(Cancel));
    }

    private static Func<AcceptPartnerInvitation, Task<Result<Partnership>>> Accepts(Participant reseller, string token) =>
        use => use.Handle(reseller.GlobalAdmin, token, confirmed: true, Cancel);

    private static Func<AcceptCustomerInvitation, Task<Result<AcceptedRelationships>>> AcceptsPartners(
        Participant customer, Kontor.Invitations.IssuedInvitation invitation) =>
        use => use.Handle(customer.GlobalAdmin, World.TokenIn(invitation), confirmed: true, World.Agreement, Cancel);

    private static Func<EndPartnership, Task<Result<PartnershipEnd>>> Ends(Participant provider, Partnership partnership) =>
        use => use.Handle(provider.GlobalAdmin, partnership.Id, World.Confirmed, Cancel);

    private static string[] Codes(Decision decision) => [.. decision.Reasons.Select(reason => reason.Code)];

    private static async Task AssertOneAccepted(World world, Participant customer)
    {
        await using var db = world.Db();
        Assert.Equal(
            [customer.Id, customer.Id],
            await db.CustomerRelationships.Select(r => r.CustomerId).ToListAsync(Cancel));
        Assert.Equal(customer.Id, (await db.SharedCustomers.SingleAsync(Cancel)).CustomerId);
        Assert.Equal(customer.Id, (await db.CustomerAgreementAcceptances.SingleAsync(Cancel)).CustomerId);
    }

    private static async Task AssertNothingBegan(World world)
    {
        await using var db = world.Db();
        Assert.Equal(0, await db.CustomerRelationships.CountAsync(Cancel));
        Assert.Equal(0, await db.SharedCustomers.CountAsync(Cancel));
        Assert.Equal(0, await db.CustomerAgreementAcceptances.CountAsync(Cancel));
    }
}
