using System.Reflection;
using Kontor.Catalog;
using Kontor.Eligibility;
using Kontor.Kernel;

namespace Kontor.Tests.Eligibility;

/// <summary>Where each reason stands in the drawing of a chain.</summary>
public sealed class ReasonPlaceTests
{
    private static readonly AskedChain TwoTier =
        new(EligibilityAction.Sell, Parties.Reseller, Parties.Customer, Parties.Provider);

    private static readonly AskedChain Direct = new(EligibilityAction.Sell, Parties.Direct, Parties.Customer);

    private static readonly AskedChain Partnership =
        new(EligibilityAction.Partner, Parties.Provider, Parties.Reseller);

    private static readonly AskedChain Management = new(EligibilityAction.Manage, Parties.Direct, Parties.Customer);

    /// <summary>Vendor, provider, reseller and customer are 0, 1, 2 and 3.</summary>
    public static TheoryData<Reason, string[], ReasonSubject, int, int> Places => new()
    {
        { EligibilityReasons.SelfSale, [Parties.Provider.Name, "x.example"], ReasonSubject.Link, 1, 3 },
        { EligibilityReasons.SelfSale, [Parties.Reseller.Name, "x.example"], ReasonSubject.Link, 2, 3 },
        { EligibilityReasons.AffiliateSale, [Parties.Provider.Name, Parties.Customer.Name], ReasonSubject.Link, 1, 3 },
        { EligibilityReasons.ResellerOfThisProvider, [Parties.Provider.Name, Parties.Customer.Name], ReasonSubject.Link, 1, 3 },
        { EligibilityReasons.ResellerOfThisProvider, [Parties.Customer.Name, Parties.Reseller.Name], ReasonSubject.Link, 2, 3 },
        { EligibilityReasons.BuyerIsPartnerTenant, ["x.example", Parties.Customer.Name], ReasonSubject.Party, 3, 3 },
        { EligibilityReasons.SharedServicesOfOther, ["x.example", Parties.Customer.Name], ReasonSubject.Party, 3, 3 },
        { EligibilityReasons.CustomerRegionMismatch, [Parties.Reseller.Name, Parties.Customer.Name], ReasonSubject.Link, 2, 3 },
        { EligibilityReasons.PartnerRegionMismatch, [Parties.Provider.Name, Parties.Reseller.Name], ReasonSubject.Link, 1, 2 },
        { EligibilityReasons.ChainUnsupported, [Parties.Reseller.Name, Parties.Customer.Name], ReasonSubject.Chain, 0, 3 },
        { EligibilityReasons.ProviderRequired, [Parties.Reseller.Name], ReasonSubject.Link, 1, 2 },
        { EligibilityReasons.ResellerRequired, [Parties.Reseller.Name], ReasonSubject.Link, 2, 3 },
        { EligibilityReasons.OwnProvider, [Parties.Reseller.Name], ReasonSubject.Link, 1, 2 },
        { EligibilityReasons.CountryUnsupported, [Parties.Customer.Name], ReasonSubject.Party, 3, 3 },
        { EligibilityReasons.CountryUnsupported, [Parties.Provider.Name], ReasonSubject.Party, 1, 1 },
        { EligibilityReasons.CloudMismatch, [Parties.Provider.Name, Parties.Customer.Name], ReasonSubject.Link, 1, 3 },
        { EligibilityReasons.CloudClosed, ["x"], ReasonSubject.Link, 2, 3 },
        { EligibilityReasons.TwoTierOff, ["x"], ReasonSubject.Link, 1, 2 },
        { EligibilityReasons.MultiPartnerOff, ["x"], ReasonSubject.Link, 2, 3 },
        { EligibilityReasons.MultiChannelOff, ["x"], ReasonSubject.Link, 2, 3 },
        { EligibilityReasons.RelationshipRequestOff, ["x"], ReasonSubject.Link, 2, 3 },
        { CatalogReasons.NotInCustomerCountry, ["Office", "DE"], ReasonSubject.Party, 3, 3 },
        { CatalogReasons.NotInPartnerCountry, ["Office", "DE"], ReasonSubject.Party, 1, 1 },
        { CatalogReasons.NotForSharedServices, ["Office"], ReasonSubject.Party, 3, 3 },
        { EligibilityReasons.PartnerNotEnrolled, [Parties.Provider.Name], ReasonSubject.Party, 1, 1 },
        { EligibilityReasons.PartnerSuspended, [Parties.Reseller.Name], ReasonSubject.Party, 2, 2 },
        { EligibilityReasons.PartnerRestricted, [Parties.Reseller.Name], ReasonSubject.Party, 2, 2 },
        { EligibilityReasons.NetworkIdMissing, [Parties.Provider.Name], ReasonSubject.Party, 1, 1 },
        { EligibilityReasons.AgreementMissing, [Parties.Reseller.Name], ReasonSubject.Party, 2, 2 },
        { EligibilityReasons.PartnerAgreementMissing, [Parties.Provider.Name], ReasonSubject.Party, 1, 1 },
        { EligibilityReasons.EnrolmentNotActive, [Parties.Reseller.Name], ReasonSubject.Party, 2, 2 },
    };

    [Theory]
    [MemberData(nameof(Places), DisableDiscoveryEnumeration = true)]
    public void A_reason_of_a_two_tier_sale_stands_at_what_it_is_about(
        Reason reason, string[] arguments, ReasonSubject subject, int from, int to) =>
        Assert.Equal(new ReasonPlace(subject, from, to), ReasonPlace.Find(reason.About([.. arguments]), TwoTier));

    [Fact]
    public void Every_reason_has_a_place_in_every_chain()
    {
        var declared = typeof(EligibilityReasons).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null)).OfType<Reason>();

        Assert.Subset(EligibilityReasons.InOrder.ToHashSet(), declared.ToHashSet());
        Assert.Subset(Places.Select(row => row.Data.Item1).ToHashSet(), EligibilityReasons.InOrder.ToHashSet());
        foreach (var chain in (AskedChain[])[TwoTier, Direct, Partnership, Management])
        {
            Assert.All(EligibilityReasons.InOrder, reason =>
            {
                var place = ReasonPlace.Find(reason.About(chain.Seller.Name, chain.Buyer.Name), chain);
                Assert.NotNull(place);
                Assert.InRange(place.Value.BrokenLink(chain), 0, chain.SellerAt);
            });
        }
    }

    [Fact]
    public void A_reason_that_is_none_of_eligibility_has_no_place() =>
        Assert.Null(ReasonPlace.Find(CatalogReasons.UnknownProduct, TwoTier));

    [Theory]
    [InlineData(ReasonSubject.Link, 1, 2, 1)]
    [InlineData(ReasonSubject.Link, 1, 3, 2)]
    [InlineData(ReasonSubject.Party, 1, 1, 1)]
    [InlineData(ReasonSubject.Party, 2, 2, 2)]
    [InlineData(ReasonSubject.Party, 3, 3, 2)]
    [InlineData(ReasonSubject.Chain, 0, 3, 2)]
    public void The_chain_breaks_where_the_reason_takes_effect(ReasonSubject subject, int from, int to, int link) =>
        Assert.Equal(link, new ReasonPlace(subject, from, to).BrokenLink(TwoTier));

    [Fact]
    public void A_name_that_two_parties_share_is_the_partners()
    {
        var chain = TwoTier with { Buyer = Parties.CustomerTenantOf(Parties.Provider) };

        Assert.Equal(
            new ReasonPlace(ReasonSubject.Link, 1, 3),
            ReasonPlace.Find(EligibilityReasons.SelfSale.About(Parties.Provider.Name, "x.example"), chain));
        Assert.Equal(
            new ReasonPlace(ReasonSubject.Party, 1, 1),
            ReasonPlace.Find(EligibilityReasons.PartnerSuspended.About(Parties.Provider.Name), chain));
    }
}
