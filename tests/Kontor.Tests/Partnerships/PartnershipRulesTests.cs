using System.Collections.Immutable;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Partnerships;
using Kontor.Policy;
using Kontor.Tests.Eligibility;

namespace Kontor.Tests.Partnerships;

public sealed class PartnershipRulesTests
{
    [Theory]
    [Trait("Rule", "ROL-10")]
    [InlineData(Role.GlobalAdmin, true)]
    [InlineData(Role.UserManagementAdmin, true)]
    [InlineData(Role.AdminAgent, true)]
    [InlineData(Role.SalesAgent, true)]
    [InlineData(Role.HelpdeskAgent, false)]
    [InlineData(Role.BillingAdmin, false)]
    [InlineData(Role.AccountAdmin, false)]
    public void Four_roles_of_a_provider_ask_resellers(Role role, bool may)
    {
        var decision = PartnershipRules.MayAsk(As(Parties.Provider, role), Parties.Provider, ProgramPolicy.Default);

        Assert.Equal(may ? [] : [PartnershipReasons.RoleMayNotAsk], decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "REL-10")]
    public void Only_a_provider_starts_the_connection()
    {
        foreach (var partner in (Party[])[Parties.Reseller, Parties.Direct])
        {
            var decision = PartnershipRules.MayAsk(As(partner, Role.GlobalAdmin), partner, ProgramPolicy.Default);

            Assert.Equal(PartnershipReasons.ProviderMustAsk, decision.Reasons[0]);
        }
    }

    [Fact]
    [Trait("Rule", "ENR-61")]
    public void A_suspended_provider_asks_nobody_but_may_take_back_what_it_asked()
    {
        var suspended = Parties.Provider with { Enrolments = new(EnrolmentState.Suspended, null, null) };
        var admin = As(suspended, Role.GlobalAdmin);

        Assert.Equal(
            [EligibilityReasons.PartnerSuspended.About(suspended.Name)],
            PartnershipRules.MayAsk(admin, suspended, ProgramPolicy.Default).Reasons);
        Assert.True(PartnershipRules.MayRevoke(admin, suspended).IsGranted);
    }

    [Theory]
    [Trait("Rule", "REL-18")]
    [InlineData(Role.GlobalAdmin, true)]
    [InlineData(Role.UserManagementAdmin, false)]
    [InlineData(Role.BillingAdmin, false)]
    [InlineData(Role.AdminAgent, false)]
    [InlineData(Role.SalesAgent, false)]
    [InlineData(Role.HelpdeskAgent, false)]
    [InlineData(Role.AccountAdmin, false)]
    public void Only_the_resellers_global_admin_accepts(Role role, bool may) =>
        Assert.Equal(
            may ? [] : [PartnershipReasons.GlobalAdminRequired], Accept(As(Parties.Reseller, role)).Reasons);

    [Fact]
    [Trait("Rule", "REL-16")]
    public void Without_the_tick_nothing_is_accepted() =>
        Assert.Equal([PartnershipReasons.NotConfirmed], Accept(isConfirmed: false).Reasons);

    [Theory]
    [Trait("Rule", "REL-11")]
    [Trait("Rule", "REL-44")]
    [InlineData(EnrolmentState.Qualified, false, true)]
    [InlineData(EnrolmentState.Active, true, true)]
    [InlineData(EnrolmentState.AwaitingEmailVerification, false, false)]
    [InlineData(EnrolmentState.InReview, false, false)]
    [InlineData(EnrolmentState.Rejected, false, false)]
    [InlineData(EnrolmentState.Withdrawn, false, false)]
    [InlineData(EnrolmentState.Suspended, true, false)]
    public void A_reseller_accepts_once_it_is_qualified_signed_or_not(EnrolmentState state, bool hasSigned, bool may)
    {
        var reseller = Parties.Reseller with { Enrolments = new(null, state, null), HasSignedInRegion = hasSigned };

        Assert.Equal(may, Accept(reseller: reseller).IsGranted);
    }

    [Fact]
    [Trait("Rule", "REL-11")]
    public void A_direct_partner_that_is_no_reseller_is_refused() =>
        Assert.Contains(
            Accept(As(Parties.Direct, Role.GlobalAdmin), Parties.Direct).Reasons,
            reason => reason.Code == EligibilityReasons.ChainUnsupported.Code);

    [Fact]
    [Trait("Rule", "ACC-42")]
    public void A_reseller_joins_with_its_network_id()
    {
        var reseller = Parties.Reseller with { HasNetworkId = false };

        Assert.Equal(
            [EligibilityReasons.NetworkIdMissing.About(reseller.Name)], Accept(reseller: reseller).Reasons);
    }

    [Fact]
    [Trait("Rule", "REL-40")]
    [Trait("Rule", "REL-41")]
    [Trait("Rule", "SCN-08")]
    public void Partners_of_different_regions_do_not_come_together()
    {
        var reseller = Parties.Reseller with { RegionGroup = Parties.UnitedStates };

        Assert.Equal("PARTNER_REGION_MISMATCH", Assert.Single(Accept(reseller: reseller).Reasons).Code);
    }

    [Fact]
    [Trait("Rule", "REL-42")]
    public void Who_is_the_end_customer_of_the_other_cannot_be_its_partner()
    {
        var customerOfProvider = Parties.Related((Parties.Provider, Parties.Reseller));
        var customerOfReseller = Parties.Related((Parties.Reseller, Parties.Provider));

        Assert.Equal("RESELLER_OF_THIS_PROVIDER", Assert.Single(Accept(ties: customerOfProvider).Reasons).Code);
        Assert.Equal("RESELLER_OF_THIS_PROVIDER", Assert.Single(Accept(ties: customerOfReseller).Reasons).Code);
    }

    [Fact]
    [Trait("Rule", "REL-43")]
    public void An_organization_is_not_its_own_provider()
    {
        var reseller = Parties.Reseller with { OrganisationId = Parties.Provider.OrganisationId };

        Assert.Equal("OWN_PROVIDER", Assert.Single(Accept(reseller: reseller).Reasons).Code);
    }

    [Fact]
    [Trait("Rule", "REL-31")]
    public void A_pair_that_works_together_does_not_begin_again()
    {
        var decision = Accept(ties: Parties.Partners((Parties.Provider, Parties.Reseller)));

        Assert.Equal(
            [PartnershipReasons.PartnershipExists.About(Parties.Provider.Name, Parties.Reseller.Name)],
            decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "REL-21")]
    public void Other_partnerships_of_either_side_do_not_matter()
    {
        var ties = Parties.Partners(
            (Parties.OtherProvider, Parties.Reseller), (Parties.Provider, Parties.OtherReseller));

        Assert.True(Accept(ties: ties).IsGranted);
    }

    [Fact]
    public void All_reasons_are_told_at_once_and_the_box_comes_last()
    {
        var reseller = Parties.Reseller with { RegionGroup = Parties.UnitedStates, HasNetworkId = false };

        var decision = Accept(As(reseller, Role.SalesAgent), reseller, isConfirmed: false);

        Assert.Equal(
            [
                "RESELLER_GLOBAL_ADMIN_REQUIRED", "PARTNER_REGION_MISMATCH", "NETWORK_ID_MISSING",
                "AUTHORIZATION_NOT_CONFIRMED",
            ],
            decision.Reasons.Select(reason => reason.Code));
    }

    private static Decision Accept(
        Actor? actor = null, Party? reseller = null, Ties? ties = null, bool isConfirmed = true)
    {
        reseller ??= Parties.Reseller;
        return PartnershipRules.MayAccept(
            actor ?? As(reseller, Role.GlobalAdmin), Parties.Provider, reseller, ties ?? Ties.None, ProgramPolicy.Default, isConfirmed);
    }

    private static Actor As(Party party, Role role) =>
        new(party.TenantId, party.Kind, new(Parties.Id(500).Value), null, "ada", ImmutableHashSet.Create(role));
}
