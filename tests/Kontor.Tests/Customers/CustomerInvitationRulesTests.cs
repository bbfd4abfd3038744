using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Customers;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;
using Kontor.Tests.Eligibility;

namespace Kontor.Tests.Customers;

public sealed class CustomerInvitationRulesTests
{
    private static readonly Ties Connected = Parties.Partners((Parties.Provider, Parties.Reseller));

    [Theory]
    [Trait("Rule", "CUS-24")]
    [Trait("Rule", "MUL-03")]
    [InlineData(Role.GlobalAdmin, true)]
    [InlineData(Role.UserManagementAdmin, true)]
    [InlineData(Role.AdminAgent, true)]
    [InlineData(Role.SalesAgent, true)]
    [InlineData(Role.HelpdeskAgent, false)]
    [InlineData(Role.BillingAdmin, false)]
    [InlineData(Role.AccountAdmin, false)]
    public void Four_roles_ask_customers_with_or_without_rights_jointly_or_alone(Role role, bool may)
    {
        var actor = As(Parties.Reseller, role);
        CustomerRequest[] requests = [Joint(), Joint(rights: false), Single(), Single(rights: false)];

        Assert.All(requests, request => Assert.Equal(
            may ? [] : [CustomerReasons.RoleMayNotAsk],
            CustomerInvitationRules.MayAsk(actor, request, Connected, ProgramPolicy.Default).Reasons));
    }

    [Fact]
    [Trait("Rule", "CUS-04")]
    public void Only_partners_ask_customers()
    {
        foreach (var other in (Party[])[Parties.Customer, Parties.Operator])
        {
            Assert.Equal(
                CustomerReasons.PartnerMustAsk,
                CustomerInvitationRules.MayAsk(As(other, Role.GlobalAdmin), Single(other), Ties.None, ProgramPolicy.Default).Reasons[0]);
        }
    }

    [Fact]
    [Trait("Rule", "CUS-10")]
    public void A_joint_invitation_needs_a_provider_with_which_the_reseller_works() =>
        Assert.Equal(
            [CustomerReasons.ProviderNotConnected],
            CustomerInvitationRules.MayAsk(As(Parties.Reseller, Role.GlobalAdmin), Joint(), Ties.None, ProgramPolicy.Default).Reasons);

    [Theory]
    [Trait("Rule", "ENR-46")]
    [Trait("Rule", "ENR-61")]
    [InlineData(EnrolmentState.Active, null)]
    [InlineData(EnrolmentState.Qualified, null)]
    [InlineData(EnrolmentState.Restricted, "PARTNER_RESTRICTED")]
    [InlineData(EnrolmentState.Suspended, "PARTNER_SUSPENDED")]
    [InlineData(EnrolmentState.CreditCheck, "PARTNER_NOT_ENROLLED")]
    [InlineData(EnrolmentState.Withdrawn, "PARTNER_TYPE_NOT_HELD")]
    public void A_partner_that_may_not_sell_new_things_asks_no_new_customers(EnrolmentState state, string? refusal)
    {
        var direct = Parties.Direct with { Enrolments = new(null, null, state) };

        var decision = CustomerInvitationRules.MayAsk(As(direct, Role.GlobalAdmin), Single(direct), Ties.None, ProgramPolicy.Default);

        Assert.Equal(refusal, decision.Reasons.FirstOrDefault()?.Code);
    }

    [Fact]
    [Trait("Rule", "ENR-46")]
    public void A_restricted_direct_partner_that_is_a_reseller_too_still_asks_as_a_reseller()
    {
        var moving = Parties.Direct with { Enrolments = new(null, EnrolmentState.Active, EnrolmentState.Restricted) };
        var actor = As(moving, Role.GlobalAdmin);
        var ties = Parties.Partners((Parties.Provider, moving));

        Assert.True(CustomerInvitationRules.MayAsk(actor, Request(moving, Parties.Provider), ties, ProgramPolicy.Default).IsGranted);
        Assert.True(CustomerInvitationRules.MayAsk(actor, Single(moving), ties, ProgramPolicy.Default).IsGranted);
        Assert.Equal(PartnerType.Reseller, CustomerInvitationRules.TypeOf(moving, isJoint: false, null));
        Assert.Equal(
            "PARTNER_RESTRICTED",
            CustomerInvitationRules.MayAsk(
                actor, Single(moving) with { Type = PartnerType.DirectPartner }, ties, ProgramPolicy.Default).Reasons[0].Code);
    }

    [Fact]
    [Trait("Rule", "ENR-61")]
    public void A_suspended_provider_is_not_joined()
    {
        var suspended = Parties.Provider with { Enrolments = new(EnrolmentState.Suspended, null, null) };
        var ties = Parties.Partners((suspended, Parties.Reseller));

        Assert.Equal(
            [EligibilityReasons.PartnerSuspended.About(suspended.Name)],
            CustomerInvitationRules.MayAsk(
                As(Parties.Reseller, Role.GlobalAdmin), Request(Parties.Reseller, suspended), ties, ProgramPolicy.Default).Reasons);
    }

    [Theory]
    [Trait("Rule", "CUS-23")]
    [Trait("Rule", "NAT-09")]
    [InlineData(Cloud.Public, false, true)]
    [InlineData(Cloud.China, false, true)]
    [InlineData(Cloud.UsGovernment, false, false)]
    [InlineData(Cloud.Germany, false, false)]
    [InlineData(Cloud.UsGovernment, true, true)]
    public void Without_rights_nothing_is_asked_in_two_clouds(Cloud cloud, bool rights, bool may)
    {
        var partner = Parties.Reseller with { Cloud = cloud };

        Assert.Equal(
            may,
            CustomerInvitationRules.MayAsk(
                As(partner, Role.GlobalAdmin), Single(partner, rights), Ties.None, ProgramPolicy.Default).IsGranted);
    }

    [Fact]
    [Trait("Rule", "CUS-07")]
    [Trait("Rule", "CUS-13")]
    [Trait("Rule", "CUS-40")]
    [Trait("Rule", "ACC-12")]
    public void What_a_partner_becomes_to_the_customer_follows_from_its_type()
    {
        Assert.Equal(RelationshipKind.IndirectReseller, CustomerInvitationRules.KindOf(PartnerType.Reseller));
        Assert.Equal(RelationshipKind.IndirectProvider, CustomerInvitationRules.KindOf(PartnerType.Provider));
        Assert.Equal(RelationshipKind.Reseller, CustomerInvitationRules.KindOf(PartnerType.DirectPartner));
        Assert.Equal(
            [PartnerAbility.ManageSubscriptions, PartnerAbility.AdministerTenant],
            PartnerAbilities.Of(RelationshipKind.IndirectReseller, hasRights: true));
        Assert.Equal(
            [PartnerAbility.SubmitOrders], PartnerAbilities.Of(RelationshipKind.IndirectProvider, hasRights: false));
        Assert.Equal(
            [PartnerAbility.SubmitOrders, PartnerAbility.ManageSubscriptions],
            PartnerAbilities.Of(RelationshipKind.Reseller, hasRights: false));
        Assert.Equal([PartnerAbility.Advise], PartnerAbilities.Of(RelationshipKind.Advisor, hasRights: false));
    }

    [Theory]
    [Trait("Rule", "CUS-30")]
    [InlineData(Role.GlobalAdmin, true)]
    [InlineData(Role.UserManagementAdmin, false)]
    [InlineData(Role.BillingAdmin, false)]
    public void Only_the_customers_global_admin_accepts(Role role, bool may) =>
        Assert.Equal(
            may ? [] : [CustomerReasons.GlobalAdminRequired], Accept(actor: As(Parties.Customer, role)).Reasons);

    [Fact]
    [Trait("Rule", "CUS-31")]
    public void Without_the_tick_nothing_is_accepted() =>
        Assert.Equal([CustomerReasons.NotConfirmed], Accept(isConfirmed: false).Reasons);

    [Fact]
    [Trait("Rule", "CUS-34")]
    [Trait("Rule", "SCN-07")]
    [Trait("Rule", "CUS-06")]
    public void A_customer_of_another_region_is_refused()
    {
        var american = Parties.Customer with { RegionGroup = Parties.UnitedStates };

        Assert.Equal(["CUSTOMER_REGION_MISMATCH"], Codes(Accept(customer: american)));
        Assert.Equal(["CUSTOMER_REGION_MISMATCH"], Codes(Accept(Single(), american)));
    }

    [Fact]
    [Trait("Rule", "CUS-34")]
    [Trait("Rule", "SCN-04")]
    [Trait("Rule", "MUL-08")]
    public void A_partner_tenant_is_no_customer_whatever_policy_says()
    {
        var partner = Parties.OtherReseller;
        var lifted = ProgramPolicy.Default with { ForbidsResaleToPartners = false };

        Assert.Equal(["BUYER_IS_PARTNER_TENANT"], Codes(Accept(customer: partner)));
        Assert.Equal(["CUSTOMER_TENANT_REQUIRED"], Codes(Accept(customer: partner, policy: lifted)));
    }

    [Fact]
    [Trait("Rule", "CUS-34")]
    [Trait("Rule", "SCN-05")]
    public void A_customer_of_ones_own_organization_or_an_affiliate_is_refused()
    {
        var (reseller, affiliate) = Parties.Affiliated(Parties.Reseller, Parties.Customer);

        Assert.Equal(["SELF_SALE"], Codes(Accept(customer: Parties.CustomerTenantOf(Parties.Reseller))));
        Assert.Equal(["SELF_SALE"], Codes(Accept(customer: Parties.CustomerTenantOf(Parties.Provider))));
        Assert.Equal(["AFFILIATE_SALE"], Codes(Accept(Request(reseller, Parties.Provider), affiliate)));
    }

    [Fact]
    [Trait("Rule", "CUS-34")]
    [Trait("Rule", "SCN-06")]
    public void Who_is_a_reseller_of_the_provider_is_not_its_customer_through_another_reseller()
    {
        var ties = Connected.And(Parties.Partners((Parties.Provider, Parties.Customer)));

        Assert.Equal(["RESELLER_OF_THIS_PROVIDER"], Codes(Accept(ties: ties)));
    }

    [Theory]
    [Trait("Rule", "CUS-34")]
    [InlineData(EnrolmentState.Suspended, "PARTNER_SUSPENDED")]
    [InlineData(EnrolmentState.Restricted, "PARTNER_RESTRICTED")]
    public void A_partner_that_was_stopped_meanwhile_is_not_accepted(EnrolmentState state, string refusal)
    {
        var direct = Parties.Direct with { Enrolments = new(null, null, state) };

        Assert.Equal([refusal], Codes(Accept(Single(direct))));
    }

    [Fact]
    [Trait("Rule", "CUS-13")]
    public void Partners_that_parted_are_not_accepted_together() =>
        Assert.Equal(["INVITING_PARTNERS_PARTED"], Codes(Accept(ties: Ties.None)));

    [Fact]
    [Trait("Rule", "CUS-35")]
    [Trait("Rule", "MUL-01")]
    public void Other_partners_of_the_customer_do_not_matter()
    {
        var ties = Connected.And(Parties.Related(
            (Parties.OtherProvider, Parties.Customer), (Parties.OtherReseller, Parties.Customer)));

        Assert.True(Accept(ties: ties).IsGranted);
    }

    [Fact]
    public void All_reasons_are_told_at_once_and_the_box_comes_last()
    {
        var american = Parties.Customer with { RegionGroup = Parties.UnitedStates };
        var suspended = Parties.Reseller with { Enrolments = new(null, EnrolmentState.Suspended, null) };

        Assert.Equal(
            [
                "CUSTOMER_GLOBAL_ADMIN_REQUIRED", "CUSTOMER_REGION_MISMATCH", "PARTNER_SUSPENDED",
                "RELATIONSHIP_NOT_CONFIRMED",
            ],
            Codes(Accept(
                Request(suspended, Parties.Provider), american, As(american, Role.BillingAdmin),
                Parties.Partners((Parties.Provider, suspended)), isConfirmed: false)));
    }

    private static CustomerRequest Joint(bool rights = true) =>
        Request(Parties.Reseller, Parties.Provider) with { AsksAdminRights = rights };

    private static CustomerRequest Single(Party? partner = null, bool rights = true) =>
        Request(partner ?? Parties.Reseller, null) with { AsksAdminRights = rights };

    private static CustomerRequest Request(Party partner, Party? provider) => new(
        partner, CustomerInvitationRules.TypeOf(partner, provider is not null, null), provider, true, false);

    private static Decision Accept(
        CustomerRequest? request = null,
        Party? customer = null,
        Actor? actor = null,
        Ties? ties = null,
        bool isConfirmed = true,
        ProgramPolicy? policy = null)
    {
        customer ??= Parties.Customer;
        return CustomerInvitationRules.MayAccept(
            actor ?? As(customer, Role.GlobalAdmin), request ?? Joint(), customer, ties ?? Connected,
            policy ?? ProgramPolicy.Default, changesAnything: true, isConfirmed);
    }

    private static IEnumerable<string> Codes(Decision decision) => decision.Reasons.Select(reason => reason.Code);

    private static Actor As(Party party, Role role) =>
        new(party.TenantId, party.Kind, new(Parties.Id(500).Value), null, "ada", ImmutableHashSet.Create(role));
}
