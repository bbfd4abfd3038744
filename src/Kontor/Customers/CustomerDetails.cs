using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Customers;

/// <summary>One customer as one of its partners sees it.</summary>
/// <param name="Tenant">The customer's tenant.</param>
/// <param name="Organisation">Who it is, with address and contact.</param>
/// <param name="Relationships">The partner's own active relationships with it.</param>
/// <param name="SharedWith">The providers or resellers that it is shared with (CUS-14).</param>
/// <param name="HasAcceptedAgreement">AGR-20.</param>
public sealed record CustomerDetail(
    Tenant Tenant,
    Organisation Organisation,
    IReadOnlyList<CustomerRelationship> Relationships,
    IReadOnlyList<BusinessCard> SharedWith,
    bool HasAcceptedAgreement)
{
    /// <summary>ACC-27: in its own tenant for shared services a partner needs no agreement with itself.</summary>
    public bool NeedsAgreement => Tenant.Kind != TenantKind.SharedServices;
}

/// <summary>One of a customer's partners as the customer sees it (CUS-33, CUS-49).</summary>
/// <param name="Relationship">What the partner is to it, since when, and with which rights.</param>
/// <param name="Partner">Who it is.</param>
/// <param name="Abilities">What it may do now. Of a relationship that ended, only rights can be left (CUS-75).</param>
public sealed record PartnerOfCustomer(
    CustomerRelationship Relationship, BusinessCard Partner, IReadOnlyList<PartnerAbility> Abilities);

/// <summary>One customer seen by a partner, and all partners seen by a customer.</summary>
public sealed class CustomerDetails(KontorDb db, BusinessCards cards)
{
    /// <summary>
    /// The customer, or null: one that this partner has no relationship with does not exist for it (CUS-01, REL-22).
    /// </summary>
    public async Task<CustomerDetail?> Find(Actor partner, TenantId customer, CancellationToken cancel)
    {
        var relationships = await db.CustomerRelationships.AsNoTracking()
            .Where(r => r.PartnerId == partner.TenantId && r.CustomerId == customer && r.EndedAt == null)
            .OrderBy(r => r.BegunAt)
            .ToListAsync(cancel);
        if (relationships.Count == 0)
        {
            return null;
        }

        var tenant = await db.Tenants.AsNoTracking().SingleAsync(t => t.Id == customer, cancel);
        var organisation = await db.Organisations.AsNoTracking()
            .SingleAsync(o => o.Id == tenant.OrganisationId, cancel);
        var shared = await db.SharedCustomers
            .Where(s => s.CustomerId == customer)
            .Where(s => s.ProviderId == partner.TenantId || s.ResellerId == partner.TenantId)
            .ToListAsync(cancel);
        var others = shared.Select(s => s.ProviderId == partner.TenantId ? s.ResellerId : s.ProviderId).ToArray();
        var agreements = db.Set<Agreements.CustomerAgreementAcceptance>();
        return new CustomerDetail(
            tenant,
            organisation,
            relationships,
            [.. (await cards.Of(others, cancel)).Values.OrderBy(card => card.Name, StringComparer.OrdinalIgnoreCase)],
            await agreements.AnyAsync(a => a.CustomerId == customer, cancel));
    }

    /// <summary>
    /// CUS-33, CUS-49: every partner that works with the customer, and those whose rights outlived the relationship
    /// (CUS-75). Only the customer's own users come here.
    /// </summary>
    public async Task<IReadOnlyList<PartnerOfCustomer>> PartnersOf(Actor customer, CancellationToken cancel)
    {
        var relationships = await db.CustomerRelationships.AsNoTracking()
            .Where(r => r.CustomerId == customer.TenantId)
            .Where(r => r.EndedAt == null || r.AdminRights == AdminRights.Granted)
            .ToListAsync(cancel);
        var known = await cards.Of([.. relationships.Select(r => r.PartnerId).Distinct()], cancel);
        return
        [
            .. relationships
                .Select(r => new PartnerOfCustomer(r, known[r.PartnerId], AbilitiesOf(r)))
                .OrderBy(p => p.Partner.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(p => p.Relationship.BegunAt),
        ];
    }

    private static IReadOnlyList<PartnerAbility> AbilitiesOf(CustomerRelationship relationship) =>
        relationship.EndedAt is null
            ? PartnerAbilities.Of(relationship.Kind, relationship.AdminRights == AdminRights.Granted)
            : [PartnerAbility.AdministerTenant];
}
