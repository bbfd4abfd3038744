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
        var (provider, reseller, customer) = await Trio(world);
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
        var (provider, reseller, customer) = await Trio(world);
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
    [Trait("Rule", "CUS-30")]
    [Trait("Rule", "CUS-31")]
    [Trait("Rule", "CUS-32")]
    public async Task Opening_names_the_partners_what_each_may_do_and_the_agreement_that_is_open()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await Trio(world, market: "NL");
        var invitation = await world.InvitesJointly(reseller, provider, customer);

        var opened = (await Opens(world, customer.GlobalAdmin, invitation, "nl")).ValueOrNull!;

        Assert.Equal(
            [(reseller.Name, RelationshipKind.IndirectReseller, true), (provider.Name, RelationshipKind.IndirectProvider, false)],
            opened.Partners.Select(p => (p.Card.Name, p.Kind, p.AsksAdminRights)));
        Assert.Equal(
            [PartnerAbility.ManageSubscriptions, PartnerAbility.AdministerTenant], opened.Partners[0].Abilities);
        Assert.Equal([PartnerAbility.SubmitOrders], opened.Partners[1].Abilities);
        Assert.True(opened.Acceptance.IsGranted);
        Assert.True(opened.Agreement!.Acceptance.IsGranted);
        Assert.Contains("markt NL", opened.Agreement.Text.Markdown, StringComparison.Ordinal);
        await AssertNothingBegan(world);
    }

    [Fact]
    [Trait("Rule", "CUS-32")]
    public async Task An_agreement_accepted_before_is_not_asked_for_again()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await Trio(world);
        await world.AcceptedAgreement(customer);
        var invitation = await world.InvitesJointly(reseller, provider, customer);

        Assert.Null((await Opens(world, customer.GlobalAdmin, invitation)).ValueOrNull!.Agreement);
    }

    [Fact]
    [Trait("Rule", "CUS-30")]
    public async Task Other_users_of_the_customer_are_told_to_ask_their_global_admin()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await Trio(world);
        var invitation = await world.InvitesJointly(reseller, provider, customer);
        var user = customer.As(Role.BillingAdmin);

        var opened = (await Opens(world, user, invitation)).ValueOrNull!;
        var accepted = await world.AcceptsPartners(user, World.TokenIn(invitation));
        var declined = await Declines(world, user, invitation);

        Assert.Equal([CustomerReasons.GlobalAdminRequired], opened.Acceptance.Reasons);
        Assert.Equal(opened.Acceptance, accepted.Decision);
        Assert.Equal(opened.Acceptance, declined.Decision);
        await AssertNothingBegan(world);
    }

    [Fact]
    [Trait("Rule", "CUS-30")]
    [Trait("Rule", "CUS-34")]
    public async Task The_wrong_kind_of_tenant_is_refused()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await Trio(world);
        var invitation = await world.InvitesJointly(reseller, provider, customer);

        var partner = await world.AcceptsPartners((await world.Reseller()).GlobalAdmin, World.TokenIn(invitation));
        var vendor = await world.AcceptsPartners(
            (await world.Vendor()).As(Role.ProgramOperator), World.TokenIn(invitation));

        Assert.Equal("BUYER_IS_PARTNER_TENANT", partner.Decision.Reasons[0].Code);
        Assert.Equal([CustomerReasons.CustomerTenantRequired], vendor.Decision.Reasons);
        await AssertNothingBegan(world);
    }

    [Theory]
    [Trait("Rule", "REL-30")]
    [Trait("Rule", "CUS-75")]
    [InlineData("used")]
    [InlineData("declined")]
    [InlineData("revoked")]
    [InlineData("expired")]
    [InlineData("unknown")]
    [InlineData("malformed")]
    [InlineData("empty")]
    public async Task A_link_that_does_not_hold_gets_one_and_the_same_answer(string how)
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await Trio(world);
        var invitation = await world.InvitesJointly(reseller, provider, customer);
        var token = World.TokenIn(invitation);
        switch (how)
        {
            case "used":
                await world.AcceptsPartners((await world.Customer()).GlobalAdmin, token);
                break;
            case "declined":
                await Declines(world, customer.GlobalAdmin, invitation);
                break;
            case "revoked":
                await Revokes(world, reseller, invitation.Id);
                break;
            case "expired":
                world.Clock.Advance(invitation.ExpiresAt - world.Now);
                break;
            case "unknown":
                token = Secrets.New();
                break;
            case "malformed":
                token = new string('é', 80);
                break;
            default:
                token = "";
                break;
        }

        var accepted = await world.AcceptsPartners(customer.GlobalAdmin, token);
        var opened = await world.Does((OpenCustomerInvitation use) =>
            use.Handle(customer.GlobalAdmin, token, "en", Cancel));
        var declined = await world.Does((DeclineCustomerInvitation use) =>
            use.Handle(customer.GlobalAdmin, token, Cancel));

        Assert.Equal([CustomerReasons.LinkInvalid], accepted.Decision.Reasons);
        Assert.Equal(accepted.Decision, opened.Decision);
        Assert.Equal(accepted.Decision, declined.Decision);
        Assert.Null(await Find(world, reseller, customer));
    }

    [Fact]
    [Trait("Rule", "CUS-35")]
    [Trait("Rule", "MUL-01")]
    [Trait("Rule", "MUL-03")]
    [Trait("Rule", "SCN-02")]
    public async Task A_second_partner_joins_and_the_first_stays_as_it_is()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await Trio(world);
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

    [Fact]
    [Trait("Rule", "CUS-47")]
    [Trait("Rule", "CUS-75")]
    public async Task Another_invitation_with_rights_gives_them_back_and_one_without_takes_none_away()
    {
        await using var world = await World.Create();
        var (direct, customer) = (await world.DirectPartner(), await world.Customer());
        var related = await world.Relationship(direct, customer, RelationshipKind.Reseller, withRights: true);
        await RemoveRights(world, related);

        var again = await world.InvitesAlone(direct, customer);
        var restored = await world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(again));
        var without = await world.InvitesAlone(direct, customer, rights: false);
        var refused = await world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(without));

        var relationship = Assert.Single(restored.ValueOrNull!.Relationships);
        Assert.Equal((related.Id, AdminRights.Granted), (relationship.Id, relationship.AdminRights));
        Assert.Equal([CustomerReasons.RelationshipExists.About(direct.Name)], refused.Decision.Reasons);
        Assert.Equal(AdminRights.Granted, Assert.Single((await Find(world, direct, customer))!.Relationships).AdminRights);
    }

    [Fact]
    [Trait("Rule", "CUS-02")]
    [Trait("Rule", "CUS-15")]
    public async Task A_joint_invitation_adds_the_provider_to_a_customer_that_the_reseller_has_already()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await Trio(world);
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
        var (provider, reseller, customer) = await Trio(world);
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

        var result = await world.AcceptsPartners(acceptor.GlobalAdmin, World.TokenIn(invitation), agreement: World.Agreement);

        Assert.Equal(refusal, Assert.Single(result.Decision.Reasons).Code);
        await AssertNothingBegan(world);
    }

    [Fact]
    [Trait("Rule", "CUS-31")]
    public async Task Declining_ends_an_invitation_for_one_address_and_leaves_a_general_one_open()
    {
        await using var world = await World.Create();
        var (direct, customer) = (await world.DirectPartner(), await world.Customer());
        var (named, general) = (await world.InvitesAlone(direct, customer), await world.InvitesAlone(direct));

        Assert.True((await Declines(world, customer.GlobalAdmin, named)).Decision.IsGranted);
        Assert.True((await Declines(world, customer.GlobalAdmin, general)).Decision.IsGranted);

        var other = await world.Customer();
        Assert.True((await world.AcceptsPartners(other.GlobalAdmin, World.TokenIn(general))).Decision.IsGranted);
        var late = await world.AcceptsPartners(other.GlobalAdmin, World.TokenIn(named));
        Assert.Equal([CustomerReasons.LinkInvalid], late.Decision.Reasons);
        var rows = (await world.Does((CustomerInvitationQueries q) =>
            q.List(direct.GlobalAdmin, PageRequest.First, Cancel))).Items;
        Assert.Equal([InvitationState.Declined], rows.Where(r => r.Email is not null).Select(r => r.State));
        Assert.Equal([other.Name], rows.Where(r => r.Email is null).Select(r => r.AnsweredBy));
    }

    [Fact]
    [Trait("Rule", "CUS-15")]
    public async Task All_sides_hear_of_it_and_it_is_on_record()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await Trio(world);
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

    [Fact]
    [Trait("Rule", "CUS-15")]
    [Trait("Rule", "CUS-75")]
    public async Task Of_two_acceptances_at_once_one_relates_and_the_other_is_told()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await Trio(world);
        var invitation = await world.InvitesJointly(reseller, provider);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(invitation), agreement: World.Agreement))));

        Assert.Single(results, result => result.Decision.IsGranted);
        await using var db = world.Db();
        Assert.Equal(2, await db.CustomerRelationships.CountAsync(Cancel));
        Assert.Equal(1, await db.SharedCustomers.CountAsync(Cancel));
        Assert.Equal(1, await db.CustomerAgreementAcceptances.CountAsync(Cancel));
        Assert.Equal(3, (await world.Mails()).Count);
    }

    [Fact]
    [Trait("Rule", "REL-30")]
    [Trait("Rule", "CUS-15")]
    public async Task Ten_customers_answer_a_general_link_at_once()
    {
        await using var world = await World.Create();
        var (provider, reseller, _) = await Trio(world);
        var invitation = await world.InvitesJointly(reseller, provider);
        var customers = new List<Participant>();
        for (var number = 0; number < 10; number++)
        {
            customers.Add(await world.Customer());
        }

        var results = await Task.WhenAll(customers.Select(customer => Task.Run(() =>
            world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(invitation), agreement: World.Agreement))));

        Assert.All(results, result => Assert.True(result.Decision.IsGranted));
        await using var db = world.Db();
        Assert.Equal(20, await db.CustomerRelationships.CountAsync(Cancel));
        Assert.Equal(10, await db.SharedCustomers.CountAsync(Cancel));
    }

    [Theory]
    [Trait("Rule", "CUS-75")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Accepting_and_revoking_at_once_leave_a_state_that_both_answers_describe(bool isGeneral)
    {
        await using var world = await World.Create();
        for (var round = 0; round < 5; round++)
        {
            var (direct, customer) = (await world.DirectPartner(), await world.Customer());
            var invitation = await world.InvitesAlone(direct, isGeneral ? null : customer);

            var accepting = Task.Run(() => world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(invitation)));
            var revoking = Task.Run(() => Revokes(world, direct, invitation.Id));
            await Task.WhenAll(accepting, revoking);

            var (accepted, revoked) = ((await accepting).Decision.IsGranted, (await revoking).Decision.IsGranted);
            Assert.True(isGeneral ? revoked : accepted != revoked);
            Assert.Equal(accepted, await Find(world, direct, customer) is not null);
        }
    }

    private static async Task<(Participant Provider, Participant Reseller, Participant Customer)> Trio(
        World world, string market = "DE")
    {
        var (provider, reseller) = (await world.Provider(), await world.Reseller("FR"));
        await world.Partnership(provider, reseller);
        return (provider, reseller, await world.Customer(market));
    }

    private static async Task RemoveRights(World world, CustomerRelationship relationship)
    {
        await using var db = world.Db();
        var row = await db.CustomerRelationships.SingleAsync(r => r.Id == relationship.Id, Cancel);
        row.RemoveAdminRights();
        await db.SaveChangesAsync(Cancel);
    }

    private static Task<Result<OpenedCustomerInvitation>> Opens(
        World world, Actor actor, IssuedInvitation invitation, string language = "en") =>
        world.Does((OpenCustomerInvitation use) => use.Handle(actor, World.TokenIn(invitation), language, Cancel));

    private static Task<Result<CustomerInvitation>> Declines(World world, Actor actor, IssuedInvitation invitation) =>
        world.Does((DeclineCustomerInvitation use) => use.Handle(actor, World.TokenIn(invitation), Cancel));

    private static Task<Result<CustomerInvitation>> Revokes(World world, Participant partner, InvitationId id) =>
        world.Does((RevokeCustomerInvitation use) => use.Handle(partner.GlobalAdmin, id, Cancel));

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
