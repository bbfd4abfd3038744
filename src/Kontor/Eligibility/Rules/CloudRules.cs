using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Eligibility;

/// <summary>For what parties come together, where a cloud's features tell one from the other.</summary>
public enum CloudUse
{
    /// <summary>A sale is asked about: relationship and order.</summary>
    Sale,

    /// <summary>Something is ordered in a relationship that there is.</summary>
    Order,

    /// <summary>A customer is asked for a relationship in which will be sold.</summary>
    Relationship,

    /// <summary>A partner looks after what it does not sell (SCN-03), or asks for a relationship for that.</summary>
    Management,
}

/// <summary>
/// NAT-07, NAT-10: what a deployment has switched off in the cloud in which these parties are. What exists goes on: who has
/// a relationship needs no new one. Nothing is allocated where nothing is off.
/// </summary>
public static class CloudRules
{
    /// <param name="use">For what.</param>
    /// <param name="seller">Whose cloud it is; parties of several clouds are NAT-10's own refusal.</param>
    /// <param name="via">The provider of a two-tier sale.</param>
    /// <param name="buyer">Who would buy or be managed.</param>
    /// <param name="ties">What binds them already; for an order it does not matter.</param>
    /// <param name="policy">What is off.</param>
    public static Decision Against(
        CloudUse use, Party seller, Party? via, Party buyer, Ties ties, ProgramPolicy policy)
    {
        var against = default(ReasonsAgainst);
        if (via is null && buyer.IsSharedServicesOf(seller))
        {
            return against.Decide();
        }

        var cloud = seller.Cloud;
        var hasSeller = ties.IsCustomerOf(buyer, seller);
        var hasVia = via is not null && ties.IsCustomerOf(buyer, via);
        var isAsked = use != CloudUse.Order && !(hasSeller && (via is null || hasVia));
        var isStranger = !hasSeller && !hasVia;
        if (!policy.Has(cloud, CloudFeature.NewCustomers)
            && (use is CloudUse.Sale or CloudUse.Order || (isStranger && !buyer.HasPartners)))
        {
            against.Add(EligibilityReasons.CloudClosed.About(cloud));
        }

        if (via is not null && !policy.Has(cloud, CloudFeature.TwoTier))
        {
            against.Add(EligibilityReasons.TwoTierOff.About(cloud));
        }

        if (use is CloudUse.Sale or CloudUse.Relationship
            && isStranger && buyer.HasPartners && !policy.Has(cloud, CloudFeature.MultiPartner))
        {
            against.Add(EligibilityReasons.MultiPartnerOff.About(cloud));
        }

        if (use == CloudUse.Management && isAsked && !policy.Has(cloud, CloudFeature.MultiChannel))
        {
            against.Add(EligibilityReasons.MultiChannelOff.About(cloud));
        }

        // CUS-60: who has no tenant is not asked but made.
        if (isAsked && !buyer.IsNew && !policy.Has(cloud, CloudFeature.RelationshipRequest))
        {
            against.Add(EligibilityReasons.RelationshipRequestOff.About(cloud));
        }

        return against.Decide();
    }

    /// <summary>What is known before a customer is: whether this partner, with this provider, can ask any.</summary>
    public static Decision AgainstAsking(Party partner, Party? provider, ProgramPolicy policy)
    {
        var against = default(ReasonsAgainst);
        if (provider is not null && !policy.Has(partner.Cloud, CloudFeature.TwoTier))
        {
            against.Add(EligibilityReasons.TwoTierOff.About(partner.Cloud));
        }

        if (!policy.Has(partner.Cloud, CloudFeature.RelationshipRequest))
        {
            against.Add(EligibilityReasons.RelationshipRequestOff.About(partner.Cloud));
        }

        return against.Decide();
    }

    /// <summary>K-03: whether providers and resellers work together there at all.</summary>
    public static Decision AgainstPartnership(Party provider, ProgramPolicy policy) =>
        policy.Has(provider.Cloud, CloudFeature.TwoTier)
            ? Decision.Granted
            : Decision.Refused(EligibilityReasons.TwoTierOff.About(provider.Cloud));
}
