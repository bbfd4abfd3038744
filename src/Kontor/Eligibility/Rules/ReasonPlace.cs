using Kontor.Catalog;
using Kontor.Kernel;

namespace Kontor.Eligibility;

/// <summary>What of a chain a reason speaks about.</summary>
public enum ReasonSubject
{
    Party,
    Link,
    Chain,
}

/// <summary>Where in the drawing of a chain a reason stands.</summary>
/// <param name="Subject">What it speaks about.</param>
/// <param name="From">Index of the party, or of the first of the two that a link joins.</param>
/// <param name="To">Index of the party, or of the second of the two; they need not be neighbours.</param>
public readonly record struct ReasonPlace(ReasonSubject Subject, int From, int To)
{
    public bool JoinsNeighbours => Subject == ReasonSubject.Link && To == From + 1;

    /// <summary>
    /// The place of one of <see cref="EligibilityReasons"/>; null for a reason that is none of them. A partner that is
    /// named by its reason is found by that name.
    /// </summary>
    public static ReasonPlace? Find(Reason reason, AskedChain chain)
    {
        var (first, seller, buyer) = (chain.FirstPartnerAt, chain.SellerAt, chain.BuyerAt);
        if (IsOneOf(reason, EligibilityReasons.ChainUnsupported))
        {
            return new(ReasonSubject.Chain, 0, buyer);
        }

        if (IsOneOf(
            reason,
            EligibilityReasons.BuyerIsPartnerTenant,
            EligibilityReasons.SharedServicesOfOther,
            CatalogReasons.NotInCustomerCountry,
            CatalogReasons.NotForSharedServices))
        {
            return Party(buyer);
        }

        if (IsOneOf(reason, CatalogReasons.NotInPartnerCountry))
        {
            return Party(first);
        }

        // ACC-05, K-24, NAT-10: somebody is missing, between the vendor and the reseller or between the provider and the buyer.
        if (IsOneOf(reason, EligibilityReasons.ProviderRequired))
        {
            return seller > 0 ? Link(seller - 1, seller) : Party(seller);
        }

        if (IsOneOf(
            reason,
            EligibilityReasons.ResellerRequired,
            EligibilityReasons.CloudClosed,
            EligibilityReasons.MultiPartnerOff,
            EligibilityReasons.MultiChannelOff,
            EligibilityReasons.RelationshipRequestOff))
        {
            return Link(seller, buyer);
        }

        // REL-40, REL-43, K-03: between provider and reseller, who are seller and buyer where a partnership is asked about.
        if (IsOneOf(
            reason,
            EligibilityReasons.PartnerRegionMismatch,
            EligibilityReasons.OwnProvider,
            EligibilityReasons.TwoTierOff))
        {
            return chain.Via is null ? Link(seller, buyer) : Link(first, seller);
        }

        // SCN-06: either of the two may be the provider; the other is the buyer.
        if (IsOneOf(reason, EligibilityReasons.ResellerOfThisProvider))
        {
            var partner = NameIn(reason, 0) == chain.Buyer.Name ? NameIn(reason, 1) : NameIn(reason, 0);
            return Link(chain.PartnerAt(partner), buyer);
        }

        if (IsOneOf(
            reason,
            EligibilityReasons.SelfSale,
            EligibilityReasons.AffiliateSale,
            EligibilityReasons.CustomerRegionMismatch,
            EligibilityReasons.CloudMismatch))
        {
            return Link(chain.PartnerAt(NameIn(reason, 0)), buyer);
        }

        return IsOneOf(reason, EligibilityReasons.CountryUnsupported) || EligibilityReasons.IsOfState(reason)
            ? Party(chain.PlaceOf(NameIn(reason, 0)))
            : null;
    }

    /// <summary>
    /// Which link does not hold, by the index of its first party: that which is spoken about; the one that a partner
    /// would go on with; the last where the whole chain, or two that are no neighbours, stand against it.
    /// </summary>
    public int BrokenLink(AskedChain chain) =>
        JoinsNeighbours || Subject == ReasonSubject.Party ? Math.Min(From, chain.SellerAt) : chain.SellerAt;

    private static ReasonPlace Party(int at) => new(ReasonSubject.Party, at, at);

    private static ReasonPlace Link(int from, int to) => new(ReasonSubject.Link, from, to);

    private static bool IsOneOf(Reason reason, params ReadOnlySpan<Reason> reasons)
    {
        foreach (var known in reasons)
        {
            if (known.Code == reason.Code)
            {
                return true;
            }
        }

        return false;
    }

    private static string NameIn(Reason reason, int argument) =>
        reason.Arguments.Length > argument && reason.Arguments[argument] is string name ? name : "";
}
