using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Eligibility;

/// <summary>Use case: answers whether a partnership, a sale or managing would be possible, and why not.</summary>
public sealed class AskEligibility(PartyFacts parties, EligibilityQueries queries, CurrentPolicy policy)
{
    /// <summary>Whoever is not named in the question learns nothing, not even whether the tenants exist.</summary>
    public async Task<Result<EligibilityAnswer>> Handle(
        Actor actor, EligibilityQuestion question, CancellationToken cancel) =>
        question.MayBeAskedBy(actor) ? await Answer(question, cancel) : QuestionReasons.TenantNotFound;

    /// <summary>The same without asking who wants to know; for the operator's command line.</summary>
    public async Task<Result<EligibilityAnswer>> Answer(EligibilityQuestion question, CancellationToken cancel)
    {
        TenantId[] named = question.Via is { } via
            ? [question.Seller, question.Buyer, via]
            : [question.Seller, question.Buyer];
        var known = await parties.Load(named, cancel);
        if (!named.All(known.ContainsKey))
        {
            return QuestionReasons.TenantNotFound;
        }

        var (seller, buyer) = (known[question.Seller], known[question.Buyer]);
        var ties = await parties.TiesBetween(named, cancel);
        var vendor = await queries.Vendor(seller.Cloud, cancel);
        if (question.Action == EligibilityAction.Partner)
        {
            return EligibilityRules.MayPartner(seller, buyer, ties, vendor);
        }

        if (question.Action == EligibilityAction.Manage)
        {
            return EligibilityRules.MayManage(seller, buyer, ties, policy.Value);
        }

        var provider = question.Via is { } id ? known[id] : null;
        OfferReach? offer = null;
        if (question.Product is { } product)
        {
            offer = await queries.ReachOf(product, buyer.TenantId, (provider ?? seller).TenantId, cancel);
            if (offer is null)
            {
                return CatalogReasons.UnknownProduct.About(product);
            }
        }

        var customer = await queries.StandingOf(buyer.TenantId, named, cancel);
        return EligibilityRules.MaySell(new Sale(seller, provider, buyer, customer, offer), ties, policy.Value, vendor);
    }
}
