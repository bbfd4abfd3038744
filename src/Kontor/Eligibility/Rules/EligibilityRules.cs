using System.Collections.Immutable;
using Kontor.Catalog;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Eligibility;

/// <summary>
/// The three questions the program answers before anyone tries: may they become partners, may one sell to the other,
/// may one look after the other's subscriptions.
/// </summary>
public static class EligibilityRules
{
    /// <summary>SCN-08, SCN-12, REL-11, REL-40 … REL-44: may these two become provider and reseller?</summary>
    /// <param name="provider">Who asks for the partnership.</param>
    /// <param name="reseller">Who would authorize it.</param>
    /// <param name="ties">What already binds the two.</param>
    /// <param name="policy">NAT-10.</param>
    /// <param name="vendor">The operator's tenant, where every chain starts.</param>
    public static EligibilityAnswer MayPartner(
        Party provider, Party reseller, Ties ties, ProgramPolicy policy, TenantId vendor)
    {
        var conflicts = ScenarioRules.ConflictsBetween(provider, reseller, ties)
            .And(CloudRules.AgainstPartnership(provider, policy));
        var decision = conflicts.And(StandingRules.StatesAgainstJoining(provider, reseller));
        var isChain = !Has(conflicts, EligibilityReasons.ChainUnsupported);
        var steps = ImmutableArray.CreateBuilder<Step>();
        if (conflicts.IsGranted)
        {
            var arePartners = ties.ArePartners(provider, reseller);
            AddIf(!arePartners, EligibilitySteps.AskForPartnership, provider.Name, reseller.Name);
            AddIf(!reseller.HasNetworkId, EligibilitySteps.LinkNetworkId, reseller.Name);
            AddIf(!reseller.HasSignedInRegion, EligibilitySteps.SignAgreement, reseller.Name);
        }

        return new EligibilityAnswer(
            decision,
            isChain ? [vendor, provider.TenantId, reseller.TenantId] : [],
            steps.ToImmutable(),
            isChain ? [EligibilityNotes.ChainOk] : []);

        void AddIf(bool isOpen, Step step, params ImmutableArray<object> arguments)
        {
            if (isOpen)
            {
                steps.Add(step.About(arguments));
            }
        }
    }

    /// <summary>
    /// SCN-01, SCN-02, SCN-04 … SCN-07 and the states of the partners in the chain: may this product, or anything,
    /// be sold that way?
    /// </summary>
    public static EligibilityAnswer MaySell(Sale sale, Ties ties, ProgramPolicy policy, TenantId vendor)
    {
        var (seller, via, buyer, customer, offer) = sale;
        var conflicts = ScenarioRules.ConflictsOfSale(seller, via, buyer, ties, policy)
            .And(CloudRules.Against(CloudUse.Sale, seller, via, buyer, ties, policy));
        var decision = conflicts.And(OfferAgainst(offer, buyer)).And(StatesAgainst(seller, via));
        var isChain = !Has(conflicts, EligibilityReasons.ChainUnsupported);

        var notes = ImmutableArray.CreateBuilder<string>();
        if (isChain)
        {
            notes.Add(EligibilityNotes.ChainOk);
        }

        if (customer.HasOtherPartners)
        {
            notes.Add(EligibilityNotes.MultiPartnerOk);
        }

        return new EligibilityAnswer(
            decision,
            !isChain ? []
                : via is null ? [vendor, seller.TenantId, buyer.TenantId]
                : [vendor, via.TenantId, seller.TenantId, buyer.TenantId],
            conflicts.IsGranted ? StepsOfSale(sale, ties) : [],
            notes.ToImmutable());
    }

    /// <summary>
    /// SCN-03: may the partner manage and support the customer's subscriptions? Nothing is sold, so the answer's chain
    /// is the two of them; other partners of the customer do not matter.
    /// </summary>
    public static EligibilityAnswer MayManage(Party partner, Party customer, Ties ties, ProgramPolicy policy)
    {
        var conflicts = ScenarioRules.ConflictsOfManaging(partner, customer, ties, policy)
            .And(CloudRules.Against(CloudUse.Management, partner, null, customer, ties, policy));
        var decision = conflicts.And(
            StandingRules.StatesAgainst(new Player(partner, StandingRules.BestTypeOf(partner))));
        var isPair = !Has(conflicts, EligibilityReasons.ChainUnsupported);
        return new EligibilityAnswer(
            decision,
            isPair ? [partner.TenantId, customer.TenantId] : [],
            conflicts.IsGranted && !customer.IsSharedServicesOf(partner) && !ties.IsCustomerOf(customer, partner)
                ? [EligibilitySteps.InviteCustomer.About(partner.Name, customer.Name)]
                : [],
            isPair ? [EligibilityNotes.MultiChannelOk] : []);
    }

    /// <summary>
    /// CAT-04, ACC-27: offered where the customer is, and where the partner is that buys from the vendor; nothing but
    /// the vendor's consumption plan for shared services.
    /// </summary>
    private static Decision OfferAgainst(OfferReach? offer, Party buyer) => offer is null
        ? Decision.Granted
        : Decision.RequireAll(
            (offer.IsInCustomerCountry,
                CatalogReasons.NotInCustomerCountry.About(offer.Title, offer.CustomerCountry)),
            (offer.IsInPartnerCountry,
                CatalogReasons.NotInPartnerCountry.About(offer.Title, offer.PartnerCountry)),
            (buyer.Kind != TenantKind.SharedServices || offer.IsForSharedServices,
                CatalogReasons.NotForSharedServices.About(offer.Title)));

    private static Decision StatesAgainst(Party seller, Party? via)
    {
        var first = new Player(seller, ScenarioRules.TypeOfSeller(seller, via));
        return via is null
            ? StandingRules.StatesAgainst(first)
            : StandingRules.StatesAgainst(first, new Player(via, TypeOfProvider(via)));
    }

    private static PartnerType? TypeOfProvider(Party via) =>
        via.Enrolments.IncludesOrAwaits(PartnerType.Provider) ? PartnerType.Provider : null;

    /// <summary>REL-10, CUS-02, CUS-05, AGR-20: partnership, then relationships, then customer agreement.</summary>
    private static ImmutableArray<Step> StepsOfSale(Sale sale, Ties ties)
    {
        var (seller, via, buyer, customer, _) = sale;
        if (buyer.Kind == TenantKind.SharedServices)
        {
            // ACC-27: the relationship was made with the tenant, and the partner's own agreement covers it.
            return [];
        }

        var steps = ImmutableArray.CreateBuilder<Step>();
        if (via is not null && !ties.ArePartners(via, seller))
        {
            steps.Add(EligibilitySteps.AskForPartnership.About(via.Name, seller.Name));
        }

        if (customer.IsNew && buyer.Kind == TenantKind.Customer)
        {
            AddBeginning(steps, seller, via, buyer);
            return steps.ToImmutable();
        }

        if (via is not null && !ties.IsCustomerOf(buyer, via))
        {
            steps.Add(EligibilitySteps.InviteCustomerJointly.About(seller.Name, via.Name, buyer.Name));
        }
        else if (!ties.IsCustomerOf(buyer, seller))
        {
            steps.Add(EligibilitySteps.InviteCustomer.About(seller.Name, buyer.Name));
        }

        if (customer.IsNew)
        {
            steps.Add(EligibilitySteps.AgreeWithNewCustomer.About((via ?? seller).Name));
        }
        else if (!customer.HasAcceptedAgreement)
        {
            steps.Add(EligibilitySteps.AcceptCustomerAgreement.About(buyer.Name, buyer.TenantId));
        }

        if (buyer.Kind == TenantKind.Partner)
        {
            steps.Add(EligibilitySteps.SeparateOwnUse.About(buyer.Name));
        }

        return steps.ToImmutable();
    }

    /// <summary>
    /// CUS-60, CUS-61, AGR-22: a customer that nobody knows yet is made by the provider or direct partner, or asked where it
    /// turns out to have a tenant.
    /// </summary>
    private static void AddBeginning(ImmutableArray<Step>.Builder steps, Party seller, Party? via, Party buyer)
    {
        var maker = via ?? seller;
        steps.Add(EligibilitySteps.CreateCustomer.About(maker.Name, buyer.Name));
        steps.Add(via is null
            ? EligibilitySteps.InviteExistingCustomer.About(seller.Name)
            : EligibilitySteps.InviteExistingCustomerJointly.About(seller.Name, via.Name));
        steps.Add(EligibilitySteps.AgreeWithNewCustomer.About(maker.Name));
    }

    private static bool Has(Decision decision, Reason reason)
    {
        foreach (var found in decision.Reasons)
        {
            if (found.Code == reason.Code)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>One sale that is asked about.</summary>
/// <param name="Seller">Who sells to the buyer.</param>
/// <param name="Via">The provider of a two-tier sale.</param>
/// <param name="Buyer">The tenant that would use what is sold.</param>
/// <param name="Customer">The buyer's standing as a customer.</param>
/// <param name="Offer">The product's reach; null when no product was named.</param>
public sealed record Sale(Party Seller, Party? Via, Party Buyer, CustomerStanding Customer, OfferReach? Offer = null);
