using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Agreements;
using Kontor.Customers;
using Kontor.Enrolment;
using Kontor.Invitations;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Customers;

public sealed class AcceptCustomerInvitationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "CUS-01")]
    [Trait("Rule", "CUS-02")]
    [Trait("Rule", "CUS-13")]
    [Trait("Rule", "CUS-14")]
    [Trait("Rule", "CUS-15")]
    [Trait("Rule", "AGR-24")]
    public async Task One_act_makes_both_relationships_the_shared_customer_and_the_agreement()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        var invitation = await world.InvitesJointly(reseller, provider, customer);

        var accepted = await world.AcceptsPartners(
            customer.GlobalAdmin, World.TokenIn(invitation), agreement: World.Agreement);

        var made = accepted.ValueOrNull!;
        Assert.Equal(
            [
                (reseller.Id, RelationshipKind.IndirectReseller, AdminRights.Granted),
                (provider.Id, RelationshipKind.IndirectProvider, AdminRights.None),
            ],
            made.Relationships.Select(r => (r.PartnerId, r.Kind, r.AdminRights)));
        Assert.Equal(CustomerAgreementWay.Direct, made.Agreement!.Way);
        foreach (var (partner, other) in ((Participant, Participant)[])[(reseller, provider), (provider, reseller)])
        {
            var row = Assert.Single((await Customers(world, partner)).Items);
            Assert.Equal((customer.Id, customer.Name, customer.Domain), (row.CustomerId, row.Name, row.Domain));
            Assert.Equal([other.Name], row.SharedWith);
        }

        await using var db = world.Db();
        Assert.True(await db.CustomerAgreementAcceptances.AnyAsync(a => a.CustomerId == customer.Id, Cancel));
        Assert.Equal(InvitationState.Accepted, (await db.CustomerInvitations.SingleAsync(Cancel)).StateAt(world.Now));
    }

    [Fact]
    [Trait("Rule", "CUS-15")]
    public async Task When_the_agreement_cannot_be_accepted_nothing_is()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        var invitation = await world.InvitesJointly(reseller, provider, customer);
        var application = customer.ApplicationAs(Role.GlobalAdmin);

        var unticked = await world.AcceptsPartners(
            customer.GlobalAdmin, World.TokenIn(invitation), agreement: World.Agreement with { Confirmed = false });
        var byProgram = await world.AcceptsPartners(
            application, World.TokenIn(invitation), agreement: World.Agreement);

        Assert.Equal([AgreementReasons.NotConfirmed], unticked.Decision.Reasons);
        Assert.Equal([AgreementReasons.PersonRequired], byProgram.Decision.Reasons);
        await AssertNothingBegan(world);
    }

    [Fact]
    [Trait("Rule", "CUS-22")]
    [Trait("Rule", "AGR-20")]
    public async Task A_single_invitation_makes_one_relationship_and_may_leave_the_agreement_open()
    {
        await using var world = await World.Create();
        var (direct, customer) = (await world.DirectPartner(), await world.Customer());
        var invitation = await world.InvitesAlone(direct, customer, rights: false);

        var accepted = await world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(invitation));

        var made = Assert.Single(accepted.ValueOrNull!.Relationships);
        Assert.Equal((RelationshipKind.Reseller, AdminRights.None), (made.Kind, made.AdminRights));
        Assert.Null(accepted.ValueOrNull.Agreement);
        var detail = await Find(world, direct, customer);
        Assert.False(detail!.HasAcceptedAgreement);
        Assert.Empty(detail.SharedWith);
    }

    [Fact]
    [Trait("Rule", "CUS-35")]
    [Trait("Rule", "MUL-01")]
    [Trait("Rule", "MUL-03")]
    [Trait("Rule", "SCN-02")]
    public async Task A_second_partner_joins_and_the_first_stays_as_it_is()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        await world.SharedCustomer(provider, reseller, customer);
        var direct = await world.DirectPartner();
        var invitation = await world.InvitesAlone(direct, customer);

        Assert.True((await world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(invitation))).Decision.IsGranted);

        var partners = await world.Does((CustomerDetails q) => q.PartnersOf(customer.GlobalAdmin, Cancel));
        Assert.Equal(
            new[] { provider.Name, reseller.Name, direct.Name }.Order(StringComparer.OrdinalIgnoreCase),
            partners.Select(p => p.Partner.Name));
        Assert.All(partners, p => Assert.Null(p.Relationship.EndedAt));
    }

    [Theory]
    [Trait("Rule", "MUL-06")]
    [InlineData(Cloud.UsGovernment, "US")]
    [InlineData(Cloud.Germany, "DE")]
    public async Task In_a_national_cloud_a_second_partner_joins_as_anywhere(Cloud cloud, string market)
    {
        await using var world = await World.Create();
        var customer = await world.Customer(market, cloud: cloud);
        var (first, second) =
            (await world.DirectPartner(market, cloud: cloud), await world.DirectPartner(market, cloud: cloud));

        // NAT-07: in Germany nobody begins any more, and who has begun goes on.
        await world.Relationship(first, customer, RelationshipKind.Reseller, withRights: true);
        var invitation = await world.InvitesAlone(second, customer);

        var accepted = await world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(invitation));

        Assert.Empty(accepted.Decision.Reasons);

        var partners = await world.Does((CustomerDetails q) => q.PartnersOf(customer.GlobalAdmin, Cancel));
        Assert.Equal(
            new[] { first.Id, second.Id }.ToHashSet(), [.. partners.Select(p => p.Relationship.PartnerId)]);
    }

    [Fact]
    [Trait("Rule", "CUS-47")]
    [Trait("Rule", "CUS-75")]
    public async Task Another_invitation_with_rights_gives_them_back_and_one_without_takes_none_away()
    {
        await using var world = await World.Create();
        var (direct, customer) = (await world.DirectPartner(), await world.Customer());
        var related = await world.Relationship(direct, customer, RelationshipKind.Reseller, withRights: true);
        await world.RemovesRights(customer, direct);

        var again = await world.InvitesAlone(direct, customer);
        var restored = await world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(again));
        var without = await world.InvitesAlone(direct, customer, rights: false);
        var refused = await world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(without));

        var relationship = Assert.Single(restored.ValueOrNull!.Relationships);
        Assert.Equal((related.Id, AdminRights.Granted), (relationship.Id, relationship.AdminRights));
        Assert.Equal([CustomerReasons.RelationshipExists.About(direct.Name)], refused.Decision.Reasons);
        var left = Assert.Single((await Find(world, direct, customer))!.Relationships);
        Assert.Equal(AdminRights.Granted, left.AdminRights);
    }

    [Fact]
    [Trait("Rule", "CUS-02")]
    [Trait("Rule", "CUS-15")]
    public async Task A_joint_invitation_adds_the_provider_to_a_customer_that_the_reseller_has_already()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        var related = await world.Relationship(reseller, customer, RelationshipKind.IndirectReseller, withRights: true);
        var invitation = await world.InvitesJointly(reseller, provider, customer, rights: false);

        var accepted = await world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(invitation));

        Assert.Equal(related.Id, accepted.ValueOrNull!.Relationships[0].Id);
        Assert.Equal(AdminRights.Granted, accepted.ValueOrNull.Relationships[0].AdminRights);
        Assert.Equal(provider.Id, accepted.ValueOrNull.Relationships[1].PartnerId);
        Assert.Equal([provider.Name], (await Find(world, reseller, customer))!.SharedWith.Select(card => card.Name));
    }

    [Theory]
    [Trait("Rule", "CUS-34")]
    [Trait("Rule", "SCN-10")]
    [InlineData("region", "CUSTOMER_REGION_MISMATCH")]
    [InlineData("self", "SELF_SALE")]
    [InlineData("affiliate", "AFFILIATE_SALE")]
    [InlineData("suspended", "PARTNER_SUSPENDED")]
    public async Task What_the_program_forbids_is_refused_at_the_acceptance_and_changes_nothing(
        string what, string refusal)
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        var acceptor = what switch
        {
            "region" => await world.Customer("US"),
            "self" => await world.Customer(ofSame: reseller),
            "affiliate" => await world.Customer(affiliateOf: provider),
            _ => customer,
        };
        var invitation = await world.InvitesJointly(reseller, provider);
        if (what == "suspended")
        {
            await world.Enrolled(provider, PartnerType.Provider, EnrolmentState.Suspended);
        }

        var result = await world.AcceptsPartners(
            acceptor.GlobalAdmin, World.TokenIn(invitation), agreement: World.Agreement);

        Assert.Equal(refusal, Assert.Single(result.Decision.Reasons).Code);
        await AssertNothingBegan(world);
    }

    [Fact]
    [Trait("Rule", "CUS-15")]
    public async Task All_sides_hear_of_it_and_it_is_on_record()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        var invitation = await world.InvitesJointly(reseller, provider, customer);

        await world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(invitation));

        Assert.Equal(
            new[] { $"contact@{customer.Domain}", $"contact@{provider.Domain}", $"contact@{reseller.Domain}" },
            (await world.Mails()).Select(mail => mail.To));
        await using var db = world.Db();
        var record = await db.ActivityRecords.SingleAsync(r => r.Action == "CustomerInvitationAccepted", Cancel);
        Assert.Equal((customer.Id, customer.Id), (record.TenantId, record.CustomerId!.Value));
        Assert.Equal(2, await db.ProgramEvents.CountAsync(e => e.Type == "customer-relationship-begun", Cancel));
    }

    private static Task<Page<CustomerRow>> Customers(World world, Participant partner) =>
        world.Does((CustomerQueries q) =>
            q.List(partner.GlobalAdmin, CustomerFilter.None, PageRequest.First, Cancel));

    private static Task<CustomerDetail?> Find(World world, Participant partner, Participant customer) =>
        world.Does((CustomerDetails q) => q.Find(partner.GlobalAdmin, customer.Id, Cancel));

    private static async Task AssertNothingBegan(World world)
    {
        await using var db = world.Db();
        Assert.Equal(0, await db.CustomerRelationships.CountAsync(Cancel));
        Assert.Equal(0, await db.SharedCustomers.CountAsync(Cancel));
        Assert.Equal(0, await db.CustomerAgreementAcceptances.CountAsync(Cancel));
        Assert.Empty(await world.Mails());
    }
}
