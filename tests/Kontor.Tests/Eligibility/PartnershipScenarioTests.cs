using Kontor.Accounts;
using Kontor.Eligibility;
using Kontor.Kernel;
using Kontor.Policy;
using static Kontor.Tests.Eligibility.Parties;

namespace Kontor.Tests.Eligibility;

/// <summary>SCN-06 … SCN-08 both ways: partners that are customers, and the borders of regions and clouds.</summary>
public sealed class PartnershipScenarioTests
{
    [Fact]
    [Trait("Rule", "SCN-06")]
    [Trait("Rule", "REL-42")]
    public void A_reseller_of_a_provider_is_not_its_customer_through_anybody()
    {
        var ties = Partners((Provider, Reseller), (Provider, OtherReseller));
        string[] codes = ["RESELLER_OF_THIS_PROVIDER", "BUYER_IS_PARTNER_TENANT"];

        Assert.Equal(codes, Sell(Reseller, Provider, OtherReseller, ties).Codes());
        Assert.Equal(
            codes,
            Sell(Provider, null, OtherReseller, ties, ProgramPolicy.Default with { ProviderMustNameReseller = false })
                .Codes());
    }

    [Fact]
    [Trait("Rule", "SCN-06")]
    [Trait("Rule", "K-22")]
    [Trait("Rule", "K-26")]
    [Trait("Rule", "REL-56")]
    public void The_three_ways_out_of_scenario_six_are_open()
    {
        var ties = Partners((Provider, Reseller), (Provider, OtherReseller));

        // Another tenant, of type customer; another provider; a direct partner for own use.
        Assert.Empty(Sell(Reseller, Provider, CustomerTenantOf(OtherReseller), ties).Codes());
        Assert.Empty(Partner(OtherProvider, OtherReseller).Codes());
        Assert.Empty(Sell(Direct, null, CustomerTenantOf(OtherReseller), ties).Codes());
        Assert.Equal(3, ReasonTexts.WaysOut(EligibilityReasons.ResellerOfThisProvider.About("A", "B")).Count);
    }

    [Fact]
    [Trait("Rule", "REL-42")]
    public void A_provider_is_not_the_customer_of_its_own_reseller()
    {
        Assert.Equal(
            ["RESELLER_OF_THIS_PROVIDER", "BUYER_IS_PARTNER_TENANT"],
            Sell(Reseller, OtherProvider, Provider, Partners((Provider, Reseller))).Codes());
        Assert.Equal(
            ["SELF_SALE", "RESELLER_OF_THIS_PROVIDER", "BUYER_IS_PARTNER_TENANT"],
            Sell(Reseller, Provider, Provider, Partners((Provider, Reseller))).Codes());
    }

    [Fact]
    [Trait("Rule", "SCN-12")]
    [Trait("Rule", "REL-42")]
    public void A_customer_of_a_provider_becomes_the_reseller_of_another_only()
    {
        var ties = Related((Provider, Reseller));

        Assert.Equal(["RESELLER_OF_THIS_PROVIDER"], Partner(Provider, Reseller, ties).Codes());
        Assert.Empty(Partner(OtherProvider, Reseller, ties).Codes());
        Assert.Equal(
            ["RESELLER_OF_THIS_PROVIDER"], Partner(Provider, Reseller, Related((Reseller, Provider))).Codes());
    }

    [Fact]
    [Trait("Rule", "SCN-07")]
    [Trait("Rule", "CUS-06")]
    [Trait("Rule", "REG-01")]
    public void A_partner_sells_within_its_region_only()
    {
        var american = Customer with { RegionGroup = UnitedStates };

        Assert.Empty(Sell(Direct, null, Customer).Codes());
        Assert.Equal(["CUSTOMER_REGION_MISMATCH"], Sell(Direct, null, american).Codes());
        Assert.Equal(["CUSTOMER_REGION_MISMATCH"], Sell(Reseller, Provider, american).Codes());
        Assert.Empty(Sell(Direct with { RegionGroup = UnitedStates }, null, american).Codes());
    }

    [Fact]
    [Trait("Rule", "SCN-07")]
    [Trait("Rule", "SCN-08")]
    public void A_chain_that_changes_region_on_the_way_is_refused_at_both_joints()
    {
        Assert.Equal(
            ["CUSTOMER_REGION_MISMATCH", "PARTNER_REGION_MISMATCH"],
            Sell(Reseller, Provider with { RegionGroup = UnitedStates }, Customer).Codes());
        Assert.Equal(
            ["CUSTOMER_REGION_MISMATCH", "PARTNER_REGION_MISMATCH"],
            Sell(Reseller with { RegionGroup = UnitedStates }, Provider, Customer).Codes());
    }

    [Fact]
    [Trait("Rule", "SCN-08")]
    [Trait("Rule", "REL-40")]
    [Trait("Rule", "REL-41")]
    public void Provider_and_reseller_meet_within_one_region_only()
    {
        var granted = Partner(Provider, Reseller);

        Assert.Empty(granted.Codes());
        Assert.Equal([Vendor, Provider.TenantId, Reseller.TenantId], granted.Chain);
        Assert.Equal(["ASK_FOR_PARTNERSHIP"], granted.StepCodes());
        Assert.Equal(
            ["PARTNER_REGION_MISMATCH"], Partner(Provider with { RegionGroup = UnitedStates }, Reseller).Codes());
    }

    [Fact]
    [Trait("Rule", "REG-07")]
    public void A_country_that_is_in_no_region_group_trades_with_nobody()
    {
        string[] sale = ["CUSTOMER_REGION_MISMATCH", "COUNTRY_UNSUPPORTED"];
        var nowhere = Customer with { RegionGroup = null };

        Assert.Equal(sale, Sell(Direct, null, nowhere).Codes());
        Assert.Equal(sale, Sell(Direct with { RegionGroup = null }, null, nowhere).Codes());
        Assert.Equal(
            ["PARTNER_REGION_MISMATCH", "COUNTRY_UNSUPPORTED"],
            Partner(Provider with { RegionGroup = null }, Reseller with { RegionGroup = null }).Codes());
    }

    [Fact]
    [Trait("Rule", "NAT-10")]
    public void Nothing_crosses_clouds()
    {
        Assert.Equal(["CLOUD_MISMATCH"], Sell(Direct, null, Customer with { Cloud = Cloud.UsGovernment }).Codes());
        Assert.Equal(["CLOUD_MISMATCH"], Sell(Reseller, Provider with { Cloud = Cloud.China }, Customer).Codes());
        Assert.Equal(["CLOUD_MISMATCH"], Partner(Provider, Reseller with { Cloud = Cloud.Germany }).Codes());
        Assert.Empty(
            Sell(Direct with { Cloud = Cloud.China }, null, Customer with { Cloud = Cloud.China }).Codes());
    }

    [Fact]
    [Trait("Rule", "REL-43")]
    public void An_organisation_is_not_its_own_provider_but_an_affiliate_may_be()
    {
        var (provider, reseller) = Affiliated(Provider, Reseller);

        Assert.Equal(
            ["OWN_PROVIDER"], Partner(Provider, Reseller with { OrganisationId = Provider.OrganisationId }).Codes());
        Assert.Empty(Partner(provider, reseller).Codes());
        Assert.Equal(["CHAIN_UNSUPPORTED", "OWN_PROVIDER"], Partner(Both, Both).Codes());
    }

    [Fact]
    [Trait("Rule", "SCN-01")]
    public void Only_an_enrolled_provider_and_an_enrolled_reseller_become_partners()
    {
        Assert.Equal(["CHAIN_UNSUPPORTED"], Partner(Reseller, Provider).Codes());
        Assert.Equal(["CHAIN_UNSUPPORTED"], Partner(Provider, Direct).Codes());
        Assert.Equal(["CHAIN_UNSUPPORTED"], Partner(Provider, Customer).Codes());
        Assert.Equal(["CHAIN_UNSUPPORTED"], Partner(Operator, Reseller).Codes());
    }
}
