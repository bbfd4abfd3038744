using Kontor.Accounts;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Customers;

/// <summary>What it takes to ask customers for a reseller.</summary>
/// <param name="Request">What each of them would be asked.</param>
/// <param name="Ties">Between all of them.</param>
/// <param name="Reseller">Who would get them.</param>
/// <param name="Provider">Who gives them.</param>
/// <param name="Chosen">Those that exist, in the order in which they were chosen.</param>
internal sealed record GivingFacts(
    CustomerRequest Request,
    Ties Ties,
    BusinessCard Reseller,
    BusinessCard Provider,
    IReadOnlyList<(GivenCustomer Facts, BusinessCard Card)> Chosen);

/// <summary>Loads them, for all chosen customers at once.</summary>
internal sealed class GivingFactsQuery(KontorDb db, OwnPartnerships own, PartyFacts parties, BusinessCards cards)
{
    /// <summary>Null where the actor's tenant has no active partnership with such a reseller.</summary>
    public async Task<GivingFacts?> Of(
        Actor provider, TenantId reseller, TenantId[] customers, bool asksRights, DateTimeOffset now, CancellationToken cancel)
    {
        if (await own.With(provider, PartnershipSide.Resellers, reseller, cancel) is null)
        {
            return null;
        }

        var me = provider.TenantId;
        TenantId[] all = [me, reseller, .. customers];
        var known = await parties.Load(all, cancel);
        var card = await cards.Of(all, cancel);
        var related = await db.CustomerRelationships.AsNoTracking()
            .Where(r => (r.PartnerId == me || r.PartnerId == reseller) && customers.Contains(r.CustomerId) && r.EndedAt == null)
            .Select(r => new { r.PartnerId, r.CustomerId, r.Kind })
            .ToListAsync(cancel);
        var asked = await db.CustomerInvitations.AsNoTracking()
            .Where(i => i.SenderId == me && i.PartnerId == reseller && customers.Contains(i.CustomerId!.Value))
            .Where(i => i.Email != null && i.AnsweredAt == null && i.RevokedAt == null && i.ExpiresAt > now)
            .Select(i => i.CustomerId!.Value)
            .ToListAsync(cancel);
        var request = new CustomerRequest(
            known[reseller],
            CustomerInvitationRules.TypeOf(known[reseller], isJoint: true, PartnerType.Reseller),
            known[me],
            asksRights,
            ProviderAsksAdminRights: CustomerInvitationRules.NeedsRights(known[me]));
        return new GivingFacts(
            request,
            await parties.TiesBetween(all, cancel),
            card[reseller],
            card[me],
            [
                .. customers.Where(known.ContainsKey).Select(id => (
                    new GivenCustomer(
                        known[id],
                        related.Any(r => r.PartnerId == me && r.CustomerId == id && r.Kind == RelationshipKind.IndirectProvider),
                        related.Any(r => r.PartnerId == reseller && r.CustomerId == id && r.Kind == RelationshipKind.IndirectReseller),
                        asked.Contains(id),
                        card[id].ContactEmail.Length > 0),
                    card[id])),
            ]);
    }
}
