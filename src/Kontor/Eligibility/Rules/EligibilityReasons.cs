using System.Collections.Immutable;
using Kontor.Catalog;
using Kontor.Kernel;

namespace Kontor.Eligibility;

/// <summary>
/// Why two parties may not deal with each other. The first group is the program's own list of codes, in the order of
/// SCN-13; the second says more precisely what is wrong with a chain; the third is about one partner's own state.
/// </summary>
public static class EligibilityReasons
{
    /// <summary>SCN-05. Arguments: the partner's name, the buyer's domain.</summary>
    public static readonly Reason SelfSale = new(ReasonKind.Forbidden, "SELF_SALE", "SCN-05");

    /// <summary>SCN-05, ACC-47. Arguments: the partner's name, the buyer's name.</summary>
    public static readonly Reason AffiliateSale = new(ReasonKind.Forbidden, "AFFILIATE_SALE", "SCN-05");

    /// <summary>
    /// SCN-06 and its reversal SCN-12, REL-42: the same two tenants as provider and reseller, and as seller and end
    /// customer. Arguments: the provider's name, the other's name.
    /// </summary>
    public static readonly Reason ResellerOfThisProvider =
        new(ReasonKind.Forbidden, "RESELLER_OF_THIS_PROVIDER", "SCN-06");

    /// <summary>SCN-04, ACC-21, MUL-08. Arguments: the buyer's domain, the buyer's name.</summary>
    public static readonly Reason BuyerIsPartnerTenant =
        new(ReasonKind.Forbidden, "BUYER_IS_PARTNER_TENANT", "SCN-04");

    /// <summary>
    /// ACC-27: only the partner for which the tenant was made buys into it, straight from the vendor. Arguments: the
    /// buyer's domain, the buyer's name.
    /// </summary>
    public static readonly Reason SharedServicesOfOther =
        new(ReasonKind.Forbidden, "SHARED_SERVICES_OF_OTHER", "ACC-27");

    /// <summary>SCN-07, CUS-06. Arguments: the partner's name, the buyer's name.</summary>
    public static readonly Reason CustomerRegionMismatch =
        new(ReasonKind.Forbidden, "CUSTOMER_REGION_MISMATCH", "SCN-07");

    /// <summary>SCN-08, REL-40, REL-41. Arguments: the provider's name, the reseller's name.</summary>
    public static readonly Reason PartnerRegionMismatch =
        new(ReasonKind.Forbidden, "PARTNER_REGION_MISMATCH", "SCN-08");

    /// <summary>SCN-01. Arguments: the seller's or provider's name, the other end's name.</summary>
    public static readonly Reason ChainUnsupported = new(ReasonKind.Forbidden, "CHAIN_UNSUPPORTED", "SCN-01");

    /// <summary>ACC-05: a reseller needs a provider for every transaction. Argument: the reseller's name.</summary>
    public static readonly Reason ProviderRequired = new(ReasonKind.Forbidden, "PROVIDER_REQUIRED", "ACC-05");

    /// <summary>K-24: a provider sells through a reseller, unless policy says otherwise. Argument: its name.</summary>
    public static readonly Reason ResellerRequired = new(ReasonKind.Forbidden, "RESELLER_REQUIRED", "K-24");

    /// <summary>REL-43. Argument: the organisation's name.</summary>
    public static readonly Reason OwnProvider = new(ReasonKind.Forbidden, "OWN_PROVIDER", "REL-43");

    /// <summary>REG-07. Argument: the name of the party whose country is in no region group.</summary>
    public static readonly Reason CountryUnsupported = new(ReasonKind.Forbidden, "COUNTRY_UNSUPPORTED", "REG-07");

    /// <summary>NAT-10. Arguments: the names of two parties in different clouds.</summary>
    public static readonly Reason CloudMismatch = new(ReasonKind.Forbidden, "CLOUD_MISMATCH", "NAT-10");

    /// <summary>NAT-07: no new customers and no new services. Argument: the cloud, here and in the next four.</summary>
    public static readonly Reason CloudClosed = new(ReasonKind.Forbidden, "CLOUD_CLOSED", "NAT-07");

    /// <summary>NAT-10, K-03.</summary>
    public static readonly Reason TwoTierOff = new(ReasonKind.Forbidden, "TWO_TIER_OFF", "NAT-10");

    /// <summary>NAT-10, MUL-06.</summary>
    public static readonly Reason MultiPartnerOff = new(ReasonKind.Forbidden, "MULTI_PARTNER_OFF", "NAT-10");

    /// <summary>NAT-10, MUL-25.</summary>
    public static readonly Reason MultiChannelOff = new(ReasonKind.Forbidden, "MULTI_CHANNEL_OFF", "NAT-10");

    /// <summary>NAT-10, MUL-03.</summary>
    public static readonly Reason RelationshipRequestOff =
        new(ReasonKind.Forbidden, "RELATIONSHIP_REQUEST_OFF", "NAT-10");

    /// <summary>AGR-04. Argument: the partner's name, here and in all that follow.</summary>
    public static readonly Reason PartnerNotEnrolled = new(ReasonKind.Forbidden, "PARTNER_NOT_ENROLLED", "AGR-04");

    /// <summary>ENR-61.</summary>
    public static readonly Reason PartnerSuspended = new(ReasonKind.Forbidden, "PARTNER_SUSPENDED", "ENR-61");

    /// <summary>ENR-46.</summary>
    public static readonly Reason PartnerRestricted = new(ReasonKind.Forbidden, "PARTNER_RESTRICTED", "ENR-46");

    /// <summary>ENR-33, K-04.</summary>
    public static readonly Reason NetworkIdMissing = new(ReasonKind.Forbidden, "NETWORK_ID_MISSING", "ENR-33");

    /// <summary>AGR-03: the reseller of a two-tier chain has not signed the partner agreement.</summary>
    public static readonly Reason AgreementMissing = new(ReasonKind.Forbidden, "AGREEMENT_MISSING", "AGR-03");

    /// <summary>AGR-02, AGR-05: a provider or direct partner has not signed the partner agreement.</summary>
    public static readonly Reason PartnerAgreementMissing =
        new(ReasonKind.Forbidden, "PARTNER_AGREEMENT_MISSING", "AGR-02");

    /// <summary>ENR-37, K-27: qualified, signed elsewhere in the region, not yet accepted in this tenant.</summary>
    public static readonly Reason EnrolmentNotActive = new(ReasonKind.Forbidden, "ENROLMENT_NOT_ACTIVE", "ENR-37");

    /// <summary>Those of one partner's own state, in the order of an answer: that partner alone can end them.</summary>
    public static ImmutableArray<Reason> OfState { get; } =
    [
        PartnerNotEnrolled, PartnerSuspended, PartnerRestricted, NetworkIdMissing, AgreementMissing,
        PartnerAgreementMissing, EnrolmentNotActive,
    ];

    /// <summary>What a deployment switched off in a cloud; who has a relationship already does not ask.</summary>
    public static ImmutableArray<Reason> OfClouds { get; } =
        [CloudClosed, TwoTierOff, MultiPartnerOff, MultiChannelOff, RelationshipRequestOff];

    /// <summary>The order in which an answer lists its reasons: SCN-13's, then other faults, then states.</summary>
    public static ImmutableArray<Reason> InOrder { get; } =
    [
        SelfSale, AffiliateSale, ResellerOfThisProvider, BuyerIsPartnerTenant, SharedServicesOfOther,
        CustomerRegionMismatch, PartnerRegionMismatch, ChainUnsupported,
        ProviderRequired, ResellerRequired, OwnProvider, CountryUnsupported, CloudMismatch,
        .. OfClouds,
        CatalogReasons.NotInCustomerCountry, CatalogReasons.NotInPartnerCountry, CatalogReasons.NotForSharedServices,
        .. OfState,
    ];

    public static bool IsOfState(Reason reason)
    {
        foreach (var known in OfState)
        {
            if (known.Code == reason.Code)
            {
                return true;
            }
        }

        return false;
    }
}
