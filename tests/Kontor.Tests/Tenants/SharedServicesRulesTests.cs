using Kontor.Accounts;
using Kontor.Catalog;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Policy;
using Kontor.Tenants;
using Kontor.Tests.Eligibility;

namespace Kontor.Tests.Tenants;

/// <summary>Who has a tenant for shared services, who sells into it, and what it holds.</summary>
public sealed class SharedServicesRulesTests
{
    [Fact]
    [Trait("Rule", "ACC-27")]
    [Trait("Rule", "SCN-05")]
    [Trait("Rule", "SCN-04")]
    public void A_provider_and_a_direct_partner_buy_into_their_own_from_the_vendor_without_steps()
    {
        foreach (var partner in (Party[])[Parties.Direct, Parties.Provider])
        {
            var own = Parties.SharedServicesOf(partner);

            var answer = Parties.Sell(partner, null, own);

            Assert.Empty(answer.Codes());
            Assert.Equal([Parties.Vendor, partner.TenantId, own.TenantId], answer.Chain);
            Assert.Empty(answer.Steps);
            Assert.Empty(Parties.Manage(partner, own).Codes());
            Assert.Empty(Parties.Manage(partner, own).Steps);
        }
    }

    [Fact]
    [Trait("Rule", "ACC-27")]
    [Trait("Rule", "SCN-05")]
    public void Nobody_else_sells_into_it_not_even_another_tenant_of_the_organization()
    {
        var own = Parties.SharedServicesOf(Parties.Direct);
        var sibling = Parties.OtherReseller with { OrganisationId = Parties.Direct.OrganisationId };
        var (direct, affiliate) = Parties.Affiliated(Parties.Direct, Parties.Partner(40, new(null, null, EnrolmentState.Active)));

        Assert.Equal(["SHARED_SERVICES_OF_OTHER", "CHAIN_UNSUPPORTED", "RESELLER_REQUIRED"], Codes(Parties.OtherProvider, null, own));
        Assert.Equal(["SHARED_SERVICES_OF_OTHER"], Codes(Parties.Reseller, Parties.Provider, own));
        Assert.Equal(["SELF_SALE", "SHARED_SERVICES_OF_OTHER"], Codes(sibling, Parties.Provider, own));
        Assert.Equal(["AFFILIATE_SALE", "SHARED_SERVICES_OF_OTHER"], Codes(affiliate, null, Parties.SharedServicesOf(direct)));
        Assert.Equal(["SHARED_SERVICES_OF_OTHER"], Parties.Manage(Parties.Reseller, own).Codes());
    }

    [Fact]
    [Trait("Rule", "ACC-27")]
    public void No_reseller_stands_between_a_provider_and_its_own()
    {
        var own = Parties.SharedServicesOf(Parties.Provider);

        Assert.Equal(["SELF_SALE", "SHARED_SERVICES_OF_OTHER"], Codes(Parties.Reseller, Parties.Provider, own));
        Assert.Contains(
            "SHARED_SERVICES_OF_OTHER",
            Refusals(Ready(Parties.Provider, own) with
            {
                Ties = Parties.Partners((Parties.Provider, Parties.Reseller)),
                Resellers = [new("4000001", NetworkIdKind.Location, Parties.Reseller, IsCustomersReseller: true)],
            }, "4000001"));
    }

    [Fact]
    [Trait("Rule", "ACC-27")]
    [Trait("Rule", "AGR-20")]
    public void An_order_for_it_needs_no_customer_agreement_no_registration_number_and_no_reseller()
    {
        Assert.Empty(Refusals(Ready(Parties.Direct, Parties.SharedServicesOf(Parties.Direct))));
        Assert.Empty(Refusals(Ready(Parties.Provider, Parties.SharedServicesOf(Parties.Provider))));
        Assert.Equal(
            ["CUSTOMER_AGREEMENT_MISSING", "CUSTOMER_REGISTRATION_INCOMPLETE"],
            Refusals(Ready(Parties.Direct, Parties.Customer)));
    }

    [Fact]
    [Trait("Rule", "ACC-27")]
    [Trait("Rule", "ENR-46")]
    [Trait("Rule", "ENR-61")]
    public void A_restricted_or_suspended_partner_makes_none_and_buys_nothing_into_it()
    {
        foreach (var (state, code) in (ReadOnlySpan<(EnrolmentState, string)>)
            [(EnrolmentState.Restricted, "PARTNER_RESTRICTED"), (EnrolmentState.Suspended, "PARTNER_SUSPENDED")])
        {
            var partner = Parties.Direct with { Enrolments = new(null, null, state) };

            Assert.Equal([code], Made(partner));
            Assert.Equal([code], Refusals(Ready(partner, Parties.SharedServicesOf(partner))));
            Assert.Equal([code], Codes(partner, null, Parties.SharedServicesOf(partner)));
        }
    }

    [Fact]
    [Trait("Rule", "ACC-27")]
    [Trait("Rule", "NAT-07")]
    public void Who_buys_from_the_vendor_has_one_and_nobody_else()
    {
        Assert.Empty(Made(Parties.Provider));
        Assert.Empty(Made(Parties.Direct));
        Assert.Equal(["SHARED_SERVICES_NEED_OWN_PURCHASES"], Made(Parties.Reseller));
        Assert.Equal(["SHARED_SERVICES_NEED_OWN_PURCHASES"], Made(Parties.Customer));
        Assert.Equal(["PARTNER_NOT_ENROLLED"], Made(Parties.Direct with { Enrolments = new(null, null, EnrolmentState.InReview) }));
        Assert.Equal(["PARTNER_AGREEMENT_MISSING"], Made(Parties.Provider with { HasSignedInRegion = false }));
        Assert.Equal(["CLOUD_TAKES_NO_CUSTOMERS"], Made(Parties.Direct with { Cloud = Cloud.Germany }));
        Assert.Equal(["SHARED_SERVICES_EXIST"], Codes(SharedServicesRules.MayMake(Parties.Direct, "lab.example", 2, ProgramPolicy.Default)));
        Assert.Equal(
            ["TENANTS_TOO_MANY"], Codes(SharedServicesRules.MayMake(Parties.Direct, null, TenantRules.MostTenants, ProgramPolicy.Default)));
    }

    [Theory]
    [Trait("Rule", "ACC-27")]
    [InlineData(ProductKind.Plan, true, true)]
    [InlineData(ProductKind.Plan, false, false)]
    [InlineData(ProductKind.Seat, true, false)]
    [InlineData(ProductKind.Consumption, true, false)]
    [InlineData(ProductKind.Reservation, true, false)]
    [InlineData(ProductKind.SoftwareSubscription, true, false)]
    [InlineData(ProductKind.PerpetualSoftware, true, false)]
    [InlineData(ProductKind.ThirdPartySaas, false, false)]
    [InlineData(ProductKind.ThirdPartyConsumption, false, false)]
    public void It_holds_the_vendors_consumption_plan_and_nothing_else(ProductKind kind, bool isFirstParty, bool fits)
    {
        var product = new Product
        {
            ProductId = "P",
            Title = "Something",
            Description = "",
            Publisher = "",
            Kind = kind,
            IsFirstParty = isFirstParty,
        };
        string[] expected = fits ? [] : ["OFFER_NOT_FOR_SHARED_SERVICES"];

        Assert.Equal(expected, Codes(OfferRules.FitsTenant(product, TenantKind.SharedServices)));
        Assert.Empty(Codes(OfferRules.FitsTenant(product, TenantKind.Customer)));
        Assert.Empty(Codes(OfferRules.FitsTenant(product, null)));
        Assert.Equal(expected, Parties.Sell(
            Parties.Direct,
            null,
            Parties.SharedServicesOf(Parties.Direct),
            offer: new("Something", "DE", "DE", true, true) { IsForSharedServices = ProductKinds.IsForSharedServices(product) }).Codes());
    }

    private static OrderParties Ready(Party seller, Party customer) => new(
        seller,
        customer,
        IsSellersCustomer: true,
        HasAcceptedAgreement: false,
        "DE",
        HasCompleteRegistration: false,
        IsVatIdMissing: false,
        Ties.None,
        []);

    private static string[] Refusals(OrderParties parties, string? networkId = null) =>
        Codes(OrderRules.MayOrderFor(parties, networkId, ProgramPolicy.Default));

    private static string[] Made(Party partner) => Codes(SharedServicesRules.MayMake(partner, null, 1, ProgramPolicy.Default));

    private static string[] Codes(Party seller, Party? via, Party buyer) => [.. Parties.Sell(seller, via, buyer).Codes()];

    private static string[] Codes(Decision decision) => [.. decision.Reasons.Select(reason => reason.Code)];
}
