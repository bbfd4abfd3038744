using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Eligibility;

/// <summary>
/// Which parties can never come together, whatever their state: SCN-01 and SCN-04 … SCN-08. Invitation, acceptance and
/// order ask the same functions (SCN-10). They allocate nothing when they grant. An answer names each code once: for
/// the seller, or for the provider where only the provider is concerned.
/// </summary>
public static class ScenarioRules
{
    /// <summary>
    /// SCN-08, SCN-12, REL-40 … REL-43: what forbids a partnership. Affiliates may be provider and reseller of each
    /// other; only the organisation itself may not (REL-43).
    /// </summary>
    public static Decision ConflictsBetween(Party provider, Party reseller, Ties ties)
    {
        var against = default(ReasonsAgainst);

        // REL-42 runs both ways: neither may be the end customer of the other.
        if (ties.IsCustomerOf(reseller, provider) || ties.IsCustomerOf(provider, reseller))
        {
            against.Add(EligibilityReasons.ResellerOfThisProvider.About(provider.Name, reseller.Name));
        }

        if (!provider.IsInRegionOf(reseller))
        {
            against.Add(EligibilityReasons.PartnerRegionMismatch.About(provider.Name, reseller.Name));
        }

        if (!Is(provider, PartnerType.Provider)
            || !Is(reseller, PartnerType.Reseller)
            || provider.TenantId == reseller.TenantId)
        {
            against.Add(EligibilityReasons.ChainUnsupported.About(provider.Name, reseller.Name));
        }

        AddOwnProvider(ref against, reseller, provider);
        AddUnsupportedCountry(ref against, provider, null, reseller);
        AddCloudMismatch(ref against, provider, null, reseller);
        return against.Decide();
    }

    /// <summary>
    /// SCN-01, SCN-04 … SCN-08 for a sale. The chain is vendor, seller, buyer without <paramref name="via"/>, else
    /// vendor, provider, seller, buyer. Every partner in it counts as a seller: the provider of a two-tier chain sells
    /// to the buyer too, so its own organisation, its affiliates and its resellers are no buyers either.
    /// </summary>
    /// <param name="seller">The reseller or direct partner; a provider only where policy lets it sell alone.</param>
    /// <param name="via">The provider of a two-tier sale.</param>
    /// <param name="buyer">The tenant that would use what is sold.</param>
    /// <param name="ties">What already binds these parties.</param>
    /// <param name="policy">K-24 and MUL-09.</param>
    public static Decision ConflictsOfSale(Party seller, Party? via, Party buyer, Ties ties, ProgramPolicy policy)
    {
        var against = default(ReasonsAgainst);
        AddConflictsWithBuyer(ref against, seller, via, buyer, ties, policy);
        if (via is not null && !via.IsInRegionOf(seller))
        {
            against.Add(EligibilityReasons.PartnerRegionMismatch.About(via.Name, seller.Name));
        }

        AddChain(ref against, seller, via, buyer, policy);
        if (via is not null)
        {
            AddOwnProvider(ref against, seller, via);
        }

        AddUnsupportedCountry(ref against, seller, via, buyer);
        AddCloudMismatch(ref against, seller, via, buyer);
        return against.Decide();
    }

    /// <summary>
    /// SCN-03 and CUS-34: what forbids a partner to look after a customer without selling to it. The relationship is
    /// the same one that a sale needs, so the same parties are excluded; only the chain does not matter.
    /// </summary>
    public static Decision ConflictsOfManaging(Party partner, Party customer, Ties ties, ProgramPolicy policy)
    {
        var against = default(ReasonsAgainst);
        AddConflictsWithBuyer(ref against, partner, null, customer, ties, policy);
        if (!IsAnyPartner(partner) || !MayBuy(customer))
        {
            against.Add(EligibilityReasons.ChainUnsupported.About(partner.Name, customer.Name));
        }

        AddUnsupportedCountry(ref against, partner, null, customer);
        AddCloudMismatch(ref against, partner, null, customer);
        return against.Decide();
    }

    /// <summary>
    /// As which partner type the seller sells: reseller behind a provider, else direct partner before provider before
    /// reseller; an approved enrolment before one that is being decided. Null for a tenant that is no partner.
    /// </summary>
    public static PartnerType? TypeOfSeller(Party seller, Party? via)
    {
        if (seller.Kind != TenantKind.Partner)
        {
            return null;
        }

        if (via is not null)
        {
            return seller.Enrolments.IncludesOrAwaits(PartnerType.Reseller) ? PartnerType.Reseller : null;
        }

        var enrolments = seller.Enrolments;
        return enrolments.Includes(PartnerType.DirectPartner) ? PartnerType.DirectPartner
            : enrolments.Includes(PartnerType.Provider) ? PartnerType.Provider
            : enrolments.Includes(PartnerType.Reseller) ? PartnerType.Reseller
            : enrolments.AwaitsDecision(PartnerType.DirectPartner) ? PartnerType.DirectPartner
            : enrolments.AwaitsDecision(PartnerType.Provider) ? PartnerType.Provider
            : enrolments.AwaitsDecision(PartnerType.Reseller) ? PartnerType.Reseller
            : null;
    }

    /// <summary>SCN-04 … SCN-07: what stands between a buyer and the partners that would sell to it.</summary>
    private static void AddConflictsWithBuyer(
        ref ReasonsAgainst against, Party seller, Party? via, Party buyer, Ties ties, ProgramPolicy policy)
    {
        var buysForItself = BuysSharedServices(seller, via, buyer);
        if (!buysForItself
            && FirstOf(seller, via, buyer, static (partner, buyer) => partner.IsSameOrganisationAs(buyer)) is { } itself)
        {
            against.Add(EligibilityReasons.SelfSale.About(itself.Name, buyer.Domain));
        }

        if (FirstOf(seller, via, buyer, static (partner, buyer) => partner.IsAffiliateOf(buyer)) is { } affiliate)
        {
            against.Add(EligibilityReasons.AffiliateSale.About(affiliate.Name, buyer.Name));
        }

        // SCN-06: also where the provider comes in through another reseller's invitation or order.
        var here = (ties, buyer);
        if (FirstOf(seller, via, here, static (p, at) => at.ties.ArePartners(p, at.buyer)) is { } provider)
        {
            against.Add(EligibilityReasons.ResellerOfThisProvider.About(provider.Name, buyer.Name));
        }
        else if (FirstOf(seller, via, here, static (p, at) => at.ties.ArePartners(at.buyer, p)) is { } reseller)
        {
            against.Add(EligibilityReasons.ResellerOfThisProvider.About(buyer.Name, reseller.Name));
        }

        // MUL-09: the ban may be lifted; the step SeparateOwnUse then remains.
        if (buyer.Kind == TenantKind.Partner && policy.ForbidsResaleToPartners)
        {
            against.Add(EligibilityReasons.BuyerIsPartnerTenant.About(buyer.Domain, buyer.Name));
        }

        if (buyer.Kind == TenantKind.SharedServices && !buysForItself)
        {
            against.Add(EligibilityReasons.SharedServicesOfOther.About(buyer.Domain, buyer.Name));
        }

        if (FirstOf(seller, via, buyer, static (partner, buyer) => !partner.IsInRegionOf(buyer)) is { } elsewhere)
        {
            against.Add(EligibilityReasons.CustomerRegionMismatch.About(elsewhere.Name, buyer.Name));
        }
    }

    /// <summary>SCN-01: two chains only, and which link is missing where one nearly fits.</summary>
    private static void AddChain(
        ref ReasonsAgainst against, Party seller, Party? via, Party buyer, ProgramPolicy policy)
    {
        var type = TypeOfSeller(seller, via);
        var needsProvider = via is null && type == PartnerType.Reseller;
        var needsReseller = via is null && type == PartnerType.Provider && policy.ProviderMustNameReseller
            && !BuysSharedServices(seller, via, buyer);
        var fits = type is not null && !needsProvider && !needsReseller && MayBuy(buyer)
            && (via is null || (Is(via, PartnerType.Provider) && via.TenantId != seller.TenantId));
        if (!fits)
        {
            against.Add(EligibilityReasons.ChainUnsupported.About(seller.Name, buyer.Name));
        }

        if (needsProvider)
        {
            against.Add(EligibilityReasons.ProviderRequired.About(seller.Name));
        }

        if (needsReseller)
        {
            against.Add(EligibilityReasons.ResellerRequired.About(seller.Name));
        }
    }

    private static void AddOwnProvider(ref ReasonsAgainst against, Party reseller, Party provider)
    {
        if (reseller.IsSameOrganisationAs(provider))
        {
            against.Add(EligibilityReasons.OwnProvider.About(reseller.Name));
        }
    }

    private static void AddUnsupportedCountry(ref ReasonsAgainst against, Party seller, Party? via, Party buyer)
    {
        var nowhere = FirstOf(seller, via, 0, static (partner, _) => partner.RegionGroup is null)
            ?? (buyer.RegionGroup is null ? buyer : null);
        if (nowhere is not null)
        {
            against.Add(EligibilityReasons.CountryUnsupported.About(nowhere.Name));
        }
    }

    private static void AddCloudMismatch(ref ReasonsAgainst against, Party seller, Party? via, Party buyer)
    {
        if (FirstOf(seller, via, buyer, static (partner, buyer) => partner.Cloud != buyer.Cloud) is { } elsewhere)
        {
            against.Add(EligibilityReasons.CloudMismatch.About(elsewhere.Name, buyer.Name));
        }
    }

    /// <summary>
    /// A tenant that can stand at the end of a chain; partner tenants are SCN-04's to refuse, the shared services of
    /// others ACC-27's.
    /// </summary>
    private static bool MayBuy(Party buyer) =>
        buyer.Kind is TenantKind.Customer or TenantKind.Partner or TenantKind.SharedServices;

    /// <summary>ACC-27: vendor, partner, and the tenant in which it uses what it buys; nobody stands between.</summary>
    private static bool BuysSharedServices(Party seller, Party? via, Party buyer) =>
        via is null && buyer.IsSharedServicesOf(seller);

    private static bool Is(Party party, PartnerType type) =>
        party.Kind == TenantKind.Partner && party.Enrolments.IncludesOrAwaits(type);

    private static bool IsAnyPartner(Party party) => party.Kind == TenantKind.Partner && !party.Enrolments.AreNone;

    /// <summary>The facts go in as an argument, so that no closure is made on the way to a grant.</summary>
    private static Party? FirstOf<T>(Party seller, Party? via, T facts, Func<Party, T, bool> applies) =>
        applies(seller, facts) ? seller : via is not null && applies(via, facts) ? via : null;
}
