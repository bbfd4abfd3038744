using Kontor.Eligibility;
using Kontor.Enrolment;
using static Kontor.Tests.Eligibility.Parties;

namespace Kontor.Tests.Eligibility;

/// <summary>What a partner's own state says, and what is merely not done yet.</summary>
public sealed class StandingTests
{
    [Fact]
    [Trait("Rule", "AGR-02")]
    [Trait("Rule", "AGR-03")]
    [Trait("Rule", "AGR-05")]
    public void An_unsigned_partner_anywhere_in_the_chain_stops_new_business()
    {
        var reseller = Reseller with { HasSignedInRegion = false };
        var provider = Provider with { HasSignedInRegion = false };

        Assert.Equal(["AGREEMENT_MISSING"], Sell(reseller, Provider, Customer).Codes());
        Assert.Equal(["PARTNER_AGREEMENT_MISSING"], Sell(Reseller, provider, Customer).Codes());
        Assert.Equal(
            ["AGREEMENT_MISSING", "PARTNER_AGREEMENT_MISSING"], Sell(reseller, provider, Customer).Codes());
        Assert.Equal(
            ["PARTNER_AGREEMENT_MISSING"], Sell(Direct with { HasSignedInRegion = false }, null, Customer).Codes());
    }

    public static TheoryData<EnrolmentState?, string[]> ResellerStates() => new()
    {
        { null, ["CHAIN_UNSUPPORTED", "PARTNER_NOT_ENROLLED"] },
        { EnrolmentState.Draft, ["PARTNER_NOT_ENROLLED"] },
        { EnrolmentState.AwaitingEmailVerification, ["PARTNER_NOT_ENROLLED"] },
        { EnrolmentState.InReview, ["PARTNER_NOT_ENROLLED"] },
        { EnrolmentState.Rejected, ["CHAIN_UNSUPPORTED", "PARTNER_NOT_ENROLLED"] },
        { EnrolmentState.Withdrawn, ["CHAIN_UNSUPPORTED", "PARTNER_NOT_ENROLLED"] },
        { EnrolmentState.Qualified, ["ENROLMENT_NOT_ACTIVE"] },
        { EnrolmentState.Active, [] },
        { EnrolmentState.Suspended, ["PARTNER_SUSPENDED"] },
    };

    [Theory]
    [MemberData(nameof(ResellerStates))]
    [Trait("Rule", "AGR-04")]
    [Trait("Rule", "ENR-37")]
    [Trait("Rule", "K-27")]
    [Trait("Rule", "ENR-61")]
    public void A_reseller_sells_once_it_is_enrolled_and_active(EnrolmentState? state, string[] codes) =>
        Assert.Equal(codes, Sell(Reseller with { Enrolments = new(null, state, null) }, Provider, Customer).Codes());

    public static TheoryData<EnrolmentState?, string[]> DirectStates() => new()
    {
        { null, ["CHAIN_UNSUPPORTED", "PARTNER_NOT_ENROLLED"] },
        { EnrolmentState.Submitted, ["PARTNER_NOT_ENROLLED"] },
        { EnrolmentState.CreditCheck, ["PARTNER_NOT_ENROLLED"] },
        { EnrolmentState.SupportPlanRequired, ["PARTNER_NOT_ENROLLED"] },
        { EnrolmentState.Active, [] },
        { EnrolmentState.Restricted, ["PARTNER_RESTRICTED"] },
        { EnrolmentState.Suspended, ["PARTNER_SUSPENDED"] },
    };

    [Theory]
    [MemberData(nameof(DirectStates))]
    [Trait("Rule", "ENR-46")]
    [Trait("Rule", "ENR-61")]
    public void A_direct_partner_sells_while_it_is_active(EnrolmentState? state, string[] codes) =>
        Assert.Equal(codes, Sell(Direct with { Enrolments = new(null, null, state) }, null, Customer).Codes());

    [Fact]
    [Trait("Rule", "ENR-46")]
    [Trait("Rule", "ENR-51")]
    public void A_restricted_direct_partner_still_works_as_the_reseller_it_is_too()
    {
        var both = Direct with { Enrolments = new(null, EnrolmentState.Active, EnrolmentState.Restricted) };

        Assert.Equal(["PARTNER_RESTRICTED"], Sell(both, null, Customer).Codes());
        Assert.Empty(Sell(both, Provider, Customer).Codes());
        Assert.Empty(Manage(both, Customer).Codes());
        Assert.Equal(["PARTNER_RESTRICTED"], Manage(Restricted(), Customer).Codes());

        static Party Restricted() => Direct with { Enrolments = new(null, null, EnrolmentState.Restricted) };
    }

    [Fact]
    [Trait("Rule", "ENR-60")]
    public void A_suspension_stops_the_tenant_in_every_role()
    {
        var both = Direct with { Enrolments = new(null, EnrolmentState.Active, EnrolmentState.Suspended) };

        Assert.Equal(["PARTNER_SUSPENDED"], Sell(both, Provider, Customer).Codes());
        Assert.Equal(["PARTNER_SUSPENDED"], Partner(Provider, both).Codes());
        Assert.Equal(["PARTNER_SUSPENDED"], Manage(both, Customer).Codes());
        Assert.Equal(
            ["PARTNER_SUSPENDED"],
            Sell(Reseller, Provider with { Enrolments = new(EnrolmentState.Suspended, null, null) }, Customer).Codes());
    }

    [Fact]
    [Trait("Rule", "ENR-33")]
    [Trait("Rule", "K-04")]
    public void Without_a_network_id_nobody_signs_or_sells()
    {
        var reseller = Reseller with { HasNetworkId = false, HasSignedInRegion = false };

        Assert.Equal(["NETWORK_ID_MISSING", "AGREEMENT_MISSING"], Sell(reseller, Provider, Customer).Codes());
        Assert.Equal(
            [EligibilityReasons.NetworkIdMissing.About(Provider.Name)],
            Sell(Reseller, Provider with { HasNetworkId = false }, Customer).Decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "REL-11")]
    [Trait("Rule", "REL-44")]
    public void A_reseller_joins_before_it_signs_and_is_told_what_follows()
    {
        var fresh = Reseller with
        {
            Enrolments = new(null, EnrolmentState.Qualified, null),
            HasSignedInRegion = false,
            HasNetworkId = false,
        };

        var answer = Partner(Provider, fresh);

        Assert.Empty(answer.Codes());
        Assert.Equal(["ASK_FOR_PARTNERSHIP", "LINK_NETWORK_ID", "SIGN_AGREEMENT"], answer.StepCodes());
        Assert.Equal(
            ["PARTNER_NOT_ENROLLED"],
            Partner(Provider, fresh with { Enrolments = new(null, EnrolmentState.InReview, null) }).Codes());
        Assert.Equal(
            ["PARTNER_AGREEMENT_MISSING"], Partner(Provider with { HasSignedInRegion = false }, fresh).Codes());
    }

    [Fact]
    [Trait("Rule", "REL-10")]
    [Trait("Rule", "CUS-02")]
    [Trait("Rule", "CUS-05")]
    [Trait("Rule", "AGR-20")]
    public void What_is_not_done_between_the_parties_is_a_step_and_no_refusal()
    {
        CustomerStanding open = new(false, HasAcceptedAgreement: false);
        CustomerStanding signed = new(false, HasAcceptedAgreement: true);
        var partners = Partners((Provider, Reseller));

        Assert.Equal(
            ["ASK_FOR_PARTNERSHIP", "INVITE_CUSTOMER_JOINTLY", "ACCEPT_CUSTOMER_AGREEMENT"],
            Steps(Ties.None, open));
        Assert.Equal(["INVITE_CUSTOMER_JOINTLY"], Steps(partners, signed));
        Assert.Equal(["INVITE_CUSTOMER_JOINTLY"], Steps(partners.And(Related((Reseller, Customer))), signed));
        Assert.Equal(["INVITE_CUSTOMER"], Steps(partners.And(Related((Provider, Customer))), signed));
        Assert.Equal(
            ["ACCEPT_CUSTOMER_AGREEMENT"],
            Steps(partners.And(Related((Provider, Customer), (Reseller, Customer))), open));
        Assert.Empty(Steps(partners.And(Related((Provider, Customer), (Reseller, Customer))), signed));

        static IEnumerable<string> Steps(Ties ties, CustomerStanding customer)
        {
            var answer = Sell(Reseller, Provider, Customer, ties, customer: customer);
            Assert.True(answer.IsGranted);
            return answer.StepCodes();
        }
    }

    [Fact]
    [Trait("Rule", "CUS-01")]
    public void A_direct_partner_needs_a_relationship_of_its_own()
    {
        CustomerStanding signed = new(false, HasAcceptedAgreement: true);

        Assert.Equal(["INVITE_CUSTOMER"], Sell(Direct, null, Customer, customer: signed).StepCodes());
        Assert.Empty(Sell(Direct, null, Customer, Related((Direct, Customer)), customer: signed).StepCodes());
    }

    [Fact]
    public void Steps_remain_visible_while_only_a_partners_own_state_is_in_the_way()
    {
        var answer = Sell(Reseller with { HasSignedInRegion = false }, Provider, Customer);

        Assert.False(answer.IsGranted);
        Assert.Equal(
            ["ASK_FOR_PARTNERSHIP", "INVITE_CUSTOMER_JOINTLY", "ACCEPT_CUSTOMER_AGREEMENT"], answer.StepCodes());
    }

    [Fact]
    [Trait("Rule", "ACC-01")]
    public void A_seller_of_several_types_sells_directly_unless_a_provider_is_named()
    {
        var both = Direct with { Enrolments = new(null, EnrolmentState.Active, EnrolmentState.Active) };

        Assert.Equal([Vendor, both.TenantId, Customer.TenantId], Sell(both, null, Customer).Chain);
        Assert.Equal(
            [Vendor, Provider.TenantId, both.TenantId, Customer.TenantId], Sell(both, Provider, Customer).Chain);
    }

    [Fact]
    public void An_application_for_another_type_does_not_hide_the_approved_one()
    {
        var moving = Reseller with { Enrolments = new(null, EnrolmentState.Active, EnrolmentState.CreditCheck) };

        Assert.Equal(["CHAIN_UNSUPPORTED", "PROVIDER_REQUIRED"], Sell(moving, null, Customer).Codes());
        Assert.Empty(Sell(moving, Provider, Customer).Codes());
    }

    [Fact]
    [Trait("Rule", "SCN-03")]
    public void Managing_asks_for_the_partners_own_state_as_well()
    {
        Assert.Equal(["AGREEMENT_MISSING"], Manage(Reseller with { HasSignedInRegion = false }, Customer).Codes());
        Assert.Equal(["NETWORK_ID_MISSING"], Manage(Provider with { HasNetworkId = false }, Customer).Codes());
        Assert.Equal(
            ["PARTNER_NOT_ENROLLED"],
            Manage(Reseller with { Enrolments = new(null, EnrolmentState.InReview, null) }, Customer).Codes());
        Assert.Equal(
            ["CHAIN_UNSUPPORTED", "PARTNER_NOT_ENROLLED"],
            Manage(Reseller with { Enrolments = Enrolments.None }, Customer).Codes());
    }
}
