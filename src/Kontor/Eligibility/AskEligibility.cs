using System.Collections.Immutable;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Eligibility;

/// <summary>Use case: answers whether a partnership, a sale or managing would be possible, and why not.</summary>
public sealed class AskEligibility(
    AskedPartiesQuery asked, PartyFacts parties, EligibilityQueries queries, CurrentPolicy policy)
{
    /// <summary>Whoever is not named in the question learns nothing, not even whether the tenants exist.</summary>
    public async Task<Result<EligibilityAnswer>> Handle(
        Actor actor, EligibilityQuestion question, CancellationToken cancel)
    {
        if (!question.MayBeAskedBy(actor))
        {
            return QuestionReasons.TenantNotFound;
        }

        var result = await Answer(question, cancel);
        return result.ValueOrNull is { } answer && answer.Decision.Reasons.Any(IsOfRegions)
            ? answer with { Instead = await OwnTenants(actor, question, cancel) }
            : result;
    }

    private static bool IsOfRegions(Reason reason) =>
        reason.Code == EligibilityReasons.CustomerRegionMismatch.Code
        || reason.Code == EligibilityReasons.PartnerRegionMismatch.Code;

    /// <summary>REL-41: the asking organization's partner tenants in the region and cloud of the other side.</summary>
    private async Task<ImmutableArray<Step>> OwnTenants(
        Actor actor, EligibilityQuestion question, CancellationToken cancel)
    {
        var found = (await asked.Of(question, cancel))!;
        var isReseller = question.Action == EligibilityAction.Partner && found.Buyer.TenantId == actor.TenantId;
        var (own, other) = isReseller ? (found.Buyer, found.Seller)
            : found.Seller.TenantId == actor.TenantId ? (found.Seller, found.Buyer)
            : found.Via?.TenantId == actor.TenantId ? (found.Via, found.Buyer)
            : (null, found.Buyer);
        if (own is null || own.IsInRegionOf(other) || other.RegionGroup is not { } region)
        {
            return [];
        }

        var domains = await queries.PartnerDomainsIn(own.OrganisationId, region, other.Cloud, cancel);
        return [.. domains.Select(domain => EligibilitySteps.UseOwnTenant.About(domain, other.Name))];
    }

    /// <summary>The same without asking who wants to know; for the operator's command line.</summary>
    public async Task<Result<EligibilityAnswer>> Answer(EligibilityQuestion question, CancellationToken cancel)
    {
        if (await asked.Of(question, cancel) is not { } found)
        {
            return QuestionReasons.TenantNotFound;
        }

        var (seller, provider, buyer, newCountry) = found;
        var ties = await parties.TiesBetween(found.Tenants, cancel);
        var vendor = await queries.Vendor(seller.Cloud, cancel);
        if (question.Action == EligibilityAction.Partner)
        {
            return EligibilityRules.MayPartner(seller, buyer, ties, policy.Value, vendor);
        }

        if (question.Action == EligibilityAction.Manage)
        {
            return EligibilityRules.MayManage(seller, buyer, ties, policy.Value);
        }

        OfferReach? offer = null;
        if (question.Product is { } product)
        {
            var country = newCountry ?? await queries.CountryOf(buyer.TenantId, cancel);
            offer = await queries.ReachOf(product, country, (provider ?? seller).TenantId, cancel);
            if (offer is null)
            {
                return CatalogReasons.UnknownProduct.About(product);
            }
        }

        var customer = newCountry is null
            ? await queries.StandingOf(buyer.TenantId, found.Tenants, cancel)
            : new CustomerStanding { IsNew = true };
        return EligibilityRules.MaySell(new Sale(seller, provider, buyer, customer, offer), ties, policy.Value, vendor);
    }
}
