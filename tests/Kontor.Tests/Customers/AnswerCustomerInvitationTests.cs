using Kontor.Agreements;
using Kontor.Customers;
using Kontor.Invitations;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Customers;

public sealed class AnswerCustomerInvitationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "CUS-30")]
    [Trait("Rule", "CUS-31")]
    [Trait("Rule", "CUS-32")]
    public async Task Opening_names_the_partners_what_each_may_do_and_the_agreement_that_is_open()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio("NL");
        var invitation = await world.InvitesJointly(reseller, provider, customer);

        var opened = (await world.Opens(customer.GlobalAdmin, invitation, "nl")).ValueOrNull!;

        Assert.Equal(
            [
                (reseller.Name, RelationshipKind.IndirectReseller, true),
                (provider.Name, RelationshipKind.IndirectProvider, false),
            ],
            opened.Partners.Select(p => (p.Card.Name, p.Kind, p.AsksAdminRights)));
        Assert.Equal(
            [PartnerAbility.ManageSubscriptions, PartnerAbility.AdministerTenant], opened.Partners[0].Abilities);
        Assert.Equal([PartnerAbility.SubmitOrders], opened.Partners[1].Abilities);
        Assert.True(opened.Acceptance.IsGranted);
        Assert.True(opened.Agreement!.Acceptance.IsGranted);
        Assert.Contains("Nederland (NL)", opened.Agreement.Text.Markdown, StringComparison.Ordinal);
        await AssertNothingBegan(world);
    }

    [Fact]
    [Trait("Rule", "CUS-32")]
    public async Task An_agreement_accepted_before_is_not_asked_for_again()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        await world.AcceptedAgreement(customer);
        var invitation = await world.InvitesJointly(reseller, provider, customer);

        Assert.Null((await world.Opens(customer.GlobalAdmin, invitation)).ValueOrNull!.Agreement);
    }

    [Fact]
    [Trait("Rule", "CUS-30")]
    public async Task Other_users_of_the_customer_are_told_to_ask_their_global_admin()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        var invitation = await world.InvitesJointly(reseller, provider, customer);
        var user = customer.As(Role.BillingAdmin);

        var opened = (await world.Opens(user, invitation)).ValueOrNull!;
        var accepted = await world.AcceptsPartners(user, World.TokenIn(invitation));
        var declined = await world.Declines(user, invitation);

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
        var (provider, reseller, customer) = await world.ConnectedTrio();
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
        var (provider, reseller, customer) = await world.ConnectedTrio();
        var invitation = await world.InvitesJointly(reseller, provider, customer);
        var token = World.TokenIn(invitation);
        switch (how)
        {
            case "used":
                await world.AcceptsPartners((await world.Customer()).GlobalAdmin, token);
                break;
            case "declined":
                await world.Declines(customer.GlobalAdmin, invitation);
                break;
            case "revoked":
                await world.Revokes(reseller, invitation.Id);
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
    [Trait("Rule", "CUS-31")]
    public async Task Declining_ends_an_invitation_for_one_address_and_leaves_a_general_one_open()
    {
        await using var world = await World.Create();
        var (direct, customer) = (await world.DirectPartner(), await world.Customer());
        var (named, general) = (await world.InvitesAlone(direct, customer), await world.InvitesAlone(direct));

        Assert.True((await world.Declines(customer.GlobalAdmin, named)).Decision.IsGranted);
        Assert.True((await world.Declines(customer.GlobalAdmin, general)).Decision.IsGranted);

        var other = await world.Customer();
        Assert.True((await world.AcceptsPartners(other.GlobalAdmin, World.TokenIn(general))).Decision.IsGranted);
        var late = await world.AcceptsPartners(other.GlobalAdmin, World.TokenIn(named));
        Assert.Equal([CustomerReasons.LinkInvalid], late.Decision.Reasons);
        var rows = (await world.Does((CustomerInvitationQueries q) =>
            q.List(direct.GlobalAdmin, PageRequest.First, Cancel))).Items;
        Assert.Equal([InvitationState.Declined], rows.Where(r => r.Email is not null).Select(r => r.State));
        Assert.Equal([other.Name], rows.Where(r => r.Email is null).Select(r => r.AnsweredBy));
    }

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
