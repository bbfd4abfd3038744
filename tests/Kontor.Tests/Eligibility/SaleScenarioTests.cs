using Kontor.Accounts;
using Kontor.Catalog;
using Kontor.Eligibility;
using Kontor.Kernel;
using Kontor.Policy;
using static Kontor.Tests.Eligibility.Parties;

namespace Kontor.Tests.Eligibility;

/// <summary>SCN-01 … SCN-05, each the way it is allowed and the way it is not: who sells to whom.</summary>
public sealed class SaleScenarioTests
{
    [Fact]
    [Trait("Rule", "SCN-01")]
    public void A_direct_partner_sells_from_the_vendor_to_the_customer()
    {
        var answer = Sell(Direct, null, Customer);

        Assert.Empty(answer.Codes());
        Assert.Equal([Vendor, Direct.TenantId, Customer.TenantId], answer.Chain);
        Assert.Equal(["CHAIN_OK"], answer.Notes);
    }

    [Fact]
    [Trait("Rule", "SCN-01")]
    public void A_reseller_sells_through_its_provider()
    {
        var answer = Sell(Reseller, Provider, Customer);

        Assert.Empty(answer.Codes());
        Assert.Equal([Vendor, Provider.TenantId, Reseller.TenantId, Customer.TenantId], answer.Chain);
        Assert.Equal(["CHAIN_OK"], answer.Notes);
    }

    public static TheoryData<string, Party, Party?, Party, string[]> OtherChains() => new()
    {
        { "a reseller without provider", Reseller, null, Customer, ["CHAIN_UNSUPPORTED", "PROVIDER_REQUIRED"] },
        { "a provider without reseller", Provider, null, Customer, ["CHAIN_UNSUPPORTED", "RESELLER_REQUIRED"] },
        { "a direct partner behind a provider", Direct, Provider, Customer, ["CHAIN_UNSUPPORTED"] },
        { "a reseller behind a reseller", Reseller, OtherReseller, Customer, ["CHAIN_UNSUPPORTED"] },
        { "a reseller behind a direct partner", Reseller, Direct, Customer, ["CHAIN_UNSUPPORTED"] },
        { "a provider behind a provider", OtherProvider, Provider, Customer, ["CHAIN_UNSUPPORTED"] },
        { "a tenant of both types behind itself", Both, Both, Customer, ["CHAIN_UNSUPPORTED", "OWN_PROVIDER"] },
        { "a provider behind itself", Provider, Provider, Customer, ["CHAIN_UNSUPPORTED", "OWN_PROVIDER"] },
        { "a customer as seller", Tenant(20, TenantKind.Customer), null, Customer, ["CHAIN_UNSUPPORTED"] },
        { "a customer as provider", Reseller, Tenant(20, TenantKind.Customer), Customer, ["CHAIN_UNSUPPORTED"] },
        { "the vendor as seller", Operator, null, Customer, ["CHAIN_UNSUPPORTED"] },
        { "the vendor as provider", Reseller, Operator, Customer, ["CHAIN_UNSUPPORTED"] },
        { "the vendor as buyer", Direct, null, Operator, ["CHAIN_UNSUPPORTED"] },
        { "a sandbox as buyer", Direct, null, Tenant(22, TenantKind.Sandbox), ["CHAIN_UNSUPPORTED"] },
    };

    [Theory]
    [MemberData(nameof(OtherChains), DisableDiscoveryEnumeration = true)]
    [Trait("Rule", "SCN-01")]
    [Trait("Rule", "ACC-05")]
    [Trait("Rule", "REL-43")]
    public void Any_other_chain_is_refused(string chain, Party seller, Party? via, Party buyer, string[] codes)
    {
        var answer = Sell(seller, via, buyer);

        Assert.True(codes.SequenceEqual(answer.Codes()), $"{chain}: {string.Join(", ", answer.Codes())}");
        Assert.Empty(answer.Chain);
        Assert.Empty(answer.Steps);
        Assert.DoesNotContain("CHAIN_OK", answer.Notes);
    }

    [Fact]
    [Trait("Rule", "K-24")]
    public void A_provider_sells_alone_where_policy_does_not_ask_for_a_reseller()
    {
        var policy = ProgramPolicy.Default with { ProviderMustNameReseller = false };

        var answer = Sell(Provider, null, Customer, policy: policy);

        Assert.Empty(answer.Codes());
        Assert.Equal([Vendor, Provider.TenantId, Customer.TenantId], answer.Chain);
        Assert.Equal(["INVITE_CUSTOMER", "ACCEPT_CUSTOMER_AGREEMENT"], answer.StepCodes());
    }

    [Fact]
    [Trait("Rule", "SCN-02")]
    [Trait("Rule", "MUL-01")]
    public void A_customer_of_one_partner_buys_from_another()
    {
        var shared = Sell(Direct, null, Customer, customer: new(HasOtherPartners: true, HasAcceptedAgreement: true));
        var alone = Sell(Direct, null, Customer, customer: new(HasOtherPartners: false, HasAcceptedAgreement: true));

        Assert.True(shared.IsGranted);
        Assert.Equal(["CHAIN_OK", "MULTI_PARTNER_OK"], shared.Notes);
        Assert.True(alone.IsGranted);
        Assert.Equal(["CHAIN_OK"], alone.Notes);
    }

    [Fact]
    [Trait("Rule", "SCN-03")]
    [Trait("Rule", "MUL-26")]
    public void A_partner_of_any_type_may_manage_a_customers_subscriptions_beside_others()
    {
        foreach (var partner in (Party[])[Reseller, Direct, Provider])
        {
            var answer = Manage(partner, Customer, Related((OtherReseller, Customer)));

            Assert.Empty(answer.Codes());
            Assert.Equal([partner.TenantId, Customer.TenantId], answer.Chain);
            Assert.Equal(["MULTI_CHANNEL_OK"], answer.Notes);
            Assert.Equal(["INVITE_CUSTOMER"], answer.StepCodes());
        }
    }

    [Fact]
    [Trait("Rule", "SCN-03")]
    [Trait("Rule", "CUS-34")]
    public void Managing_needs_the_same_relationship_and_so_excludes_the_same_parties()
    {
        var (reseller, affiliate) = Affiliated(Reseller, Customer);

        Assert.Equal(["SELF_SALE"], Manage(Reseller, CustomerTenantOf(Reseller)).Codes());
        Assert.Equal(["AFFILIATE_SALE"], Manage(reseller, affiliate).Codes());
        Assert.Equal(["BUYER_IS_PARTNER_TENANT"], Manage(Direct, OtherReseller).Codes());
        Assert.Equal(
            ["CUSTOMER_REGION_MISMATCH"], Manage(Direct, Customer with { RegionGroup = UnitedStates }).Codes());
        Assert.Equal(["CHAIN_UNSUPPORTED"], Manage(Customer, Tenant(20, TenantKind.Customer)).Codes());
        Assert.Equal(["CHAIN_UNSUPPORTED"], Manage(Direct, Operator).Codes());
        Assert.Equal(["CLOUD_MISMATCH"], Manage(Direct, Customer with { Cloud = Cloud.China }).Codes());
        Assert.Equal(
            ["RESELLER_OF_THIS_PROVIDER", "BUYER_IS_PARTNER_TENANT"],
            Manage(Provider, Reseller, Partners((Provider, Reseller))).Codes());
    }

    [Fact]
    [Trait("Rule", "SCN-04")]
    [Trait("Rule", "SCN-11")]
    [Trait("Rule", "ACC-21")]
    [Trait("Rule", "ACC-22")]
    public void A_partner_buys_for_own_use_into_a_customer_tenant_and_never_into_its_partner_tenant()
    {
        foreach (var owner in (Party[])[OtherProvider, OtherReseller, Direct with { TenantId = Id(30) }])
        {
            var otherwise = owner with { OrganisationId = new(Id(31).Value) };

            Assert.Empty(Sell(Direct, null, CustomerTenantOf(otherwise)).Codes());
            Assert.Empty(Sell(Reseller, Provider, CustomerTenantOf(otherwise)).Codes());
            Assert.Equal(["BUYER_IS_PARTNER_TENANT"], Sell(Direct, null, otherwise).Codes());
            Assert.Equal(["BUYER_IS_PARTNER_TENANT"], Sell(Reseller, Provider, otherwise).Codes());
        }
    }

    [Fact]
    [Trait("Rule", "SCN-04")]
    public void A_refusal_for_the_partner_tenant_still_draws_the_chain()
    {
        var answer = Sell(Direct, null, OtherReseller);

        Assert.Equal([Vendor, Direct.TenantId, OtherReseller.TenantId], answer.Chain);
        Assert.Empty(answer.Steps);
    }

    [Fact]
    [Trait("Rule", "MUL-08")]
    [Trait("Rule", "MUL-09")]
    [Trait("Rule", "ACC-21")]
    public void Policy_may_lift_the_resale_ban_and_own_use_is_then_pointed_out()
    {
        var policy = ProgramPolicy.Default with { ForbidsResaleToPartners = false };

        var lifted = Sell(Direct, null, OtherReseller, policy: policy);

        Assert.Empty(lifted.Codes());
        Assert.Contains("SEPARATE_OWN_USE", lifted.StepCodes());
        Assert.Equal(["BUYER_IS_PARTNER_TENANT"], Sell(Direct, null, OtherReseller).Codes());
    }

    [Fact]
    [Trait("Rule", "SCN-05")]
    [Trait("Rule", "SCN-13")]
    public void Nobody_sells_to_another_tenant_of_its_own_organisation()
    {
        Assert.Equal(["SELF_SALE"], Sell(Direct, null, CustomerTenantOf(Direct)).Codes());
        Assert.Equal(["SELF_SALE"], Sell(Reseller, Provider, CustomerTenantOf(Reseller)).Codes());
        Assert.Equal(["SELF_SALE", "BUYER_IS_PARTNER_TENANT"], Sell(Direct, null, Direct).Codes());
        Assert.Empty(Sell(Direct, null, CustomerTenantOf(Reseller)).Codes());
    }

    [Fact]
    [Trait("Rule", "SCN-05")]
    [Trait("Rule", "ACC-47")]
    public void Nobody_sells_to_an_affiliate_and_anybody_else_may()
    {
        var (reseller, affiliate) = Affiliated(Reseller, Customer);

        Assert.Equal(["AFFILIATE_SALE"], Sell(reseller, Provider, affiliate).Codes());
        Assert.Empty(Sell(OtherReseller, Provider, affiliate).Codes());
        Assert.Empty(Sell(Direct, null, affiliate).Codes());
        Assert.Empty(Sell(reseller, Provider, Customer).Codes());
    }

    [Fact]
    [Trait("Rule", "SCN-05")]
    public void The_provider_of_a_two_tier_chain_is_a_seller_too()
    {
        var (provider, affiliate) = Affiliated(Provider, Customer);

        Assert.Equal(["SELF_SALE"], Sell(Reseller, Provider, CustomerTenantOf(Provider)).Codes());
        Assert.Equal(["AFFILIATE_SALE"], Sell(Reseller, provider, affiliate).Codes());
        Assert.Empty(Sell(Reseller, OtherProvider, affiliate).Codes());
    }

    [Fact]
    [Trait("Rule", "CAT-04")]
    public void A_named_product_is_offered_where_the_customer_and_the_vendors_buyer_are()
    {
        Assert.Empty(Sell(Direct, null, Customer, offer: new("Mail", "DE", "FR", true, true)).Codes());
        Assert.Equal(
            [CatalogReasons.NotInCustomerCountry.About("Mail", "DE")],
            Sell(Direct, null, Customer, offer: new("Mail", "DE", "FR", false, true)).Decision.Reasons);
        Assert.Equal(
            [CatalogReasons.NotInPartnerCountry.About("Mail", "FR")],
            Sell(Reseller, Provider, Customer, offer: new("Mail", "DE", "FR", true, false)).Decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "SCN-13")]
    public void Every_reason_is_named_and_the_weightiest_comes_first()
    {
        var (seller, via) = Affiliated(
            Reseller with { HasSignedInRegion = false, RegionGroup = UnitedStates },
            Provider with { Cloud = Cloud.China });
        var buyer = OtherReseller with { OrganisationId = seller.OrganisationId, ControlGroupId = via.ControlGroupId };

        var answer = Sell(seller, via, buyer, Partners((via, buyer)), offer: new("Mail", "DE", "FR", false, false));

        Assert.Equal(
            [
                "SELF_SALE", "AFFILIATE_SALE", "RESELLER_OF_THIS_PROVIDER", "BUYER_IS_PARTNER_TENANT",
                "CUSTOMER_REGION_MISMATCH", "PARTNER_REGION_MISMATCH", "CLOUD_MISMATCH",
                "OFFER_NOT_IN_CUSTOMER_COUNTRY", "OFFER_NOT_IN_PARTNER_COUNTRY", "AGREEMENT_MISSING",
            ],
            answer.Codes());
    }
}
