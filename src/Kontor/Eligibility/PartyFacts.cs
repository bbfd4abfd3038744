using Kontor.Accounts;
using Kontor.Agreements;
using Kontor.Customers;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Eligibility;

/// <summary>Loads what the scenarios ask about tenants and about what binds them.</summary>
public sealed class PartyFacts(KontorDb db, Markets markets, TimeProvider clock)
{
    /// <summary>The parties by tenant; a tenant that does not exist is left out.</summary>
    public async Task<IReadOnlyDictionary<TenantId, Party>> Load(
        IReadOnlyCollection<TenantId> tenants, CancellationToken cancel)
    {
        var (enrolments, signatures, networkIds) = (db.PartnerEnrolments, db.SignaturesHolding(clock.Now()), db.NetworkIds);
        var relationships = db.CustomerRelationships.Where(r => r.EndedAt == null && r.Kind != RelationshipKind.Advisor);
        var rows = await (
            from tenant in db.Tenants.AsNoTracking()
            join organisation in db.Organisations on tenant.OrganisationId equals organisation.Id
            where tenants.Contains(tenant.Id)
            select new
            {
                tenant,
                organisation.ControlGroupId,
                organisation.Name,
                Enrolments = enrolments.Where(e => e.TenantId == tenant.Id).ToList(),
                SignedRegions = signatures.Where(s => s.OrganisationId == tenant.OrganisationId)
                    .Select(s => s.RegionGroup).ToList(),
                HasNetworkId = networkIds.Any(n => n.TenantId == tenant.Id && n.Kind == NetworkIdKind.Location),
                HasPartners = relationships.Any(r => r.CustomerId == tenant.Id),
            }).ToListAsync(cancel);
        return rows.ToDictionary(row => row.tenant.Id, row =>
        {
            var region = markets.Find(row.tenant.Market)?.RegionGroup;
            return new Party(
                row.tenant.Id,
                row.tenant.OrganisationId,
                row.ControlGroupId,
                row.tenant.Kind,
                row.tenant.Cloud,
                region,
                EnrolmentsIn(row.Enrolments),
                region is not null && row.SignedRegions.Contains(region),
                row.HasNetworkId,
                row.Name,
                row.tenant.DefaultDomain)
            {
                SharedServicesOf = row.tenant.SharedServicesOf,
                HasPartners = row.HasPartners,
            };
        });
    }

    /// <summary>The party behind a tenant that is known to exist.</summary>
    public async Task<Party> Of(TenantId tenant, CancellationToken cancel) => (await Load([tenant], cancel))[tenant];

    /// <summary>Active partnerships and customer relationships in which both sides are among these tenants.</summary>
    public async Task<Ties> TiesBetween(IReadOnlyCollection<TenantId> tenants, CancellationToken cancel)
    {
        var partnerships = await db.Partnerships
            .Where(p => p.EndedAt == null && tenants.Contains(p.ProviderId) && tenants.Contains(p.ResellerId))
            .Select(p => new PartnershipTie(p.ProviderId, p.ResellerId))
            .ToListAsync(cancel);
        var relationships = await db.CustomerRelationships
            .Where(r => r.EndedAt == null && r.Kind != RelationshipKind.Advisor)
            .Where(r => tenants.Contains(r.PartnerId) && tenants.Contains(r.CustomerId))
            .Select(r => new CustomerTie(r.PartnerId, r.CustomerId))
            .Distinct()
            .ToListAsync(cancel);
        return new Ties([.. partnerships], [.. relationships]);
    }

    /// <summary>
    /// Holds what a grant rests on until the transaction ends: none of these partners is suspended or restricted, and no
    /// two of them part, before what was granted is saved. Whoever did so a moment earlier is waited for; so facts are
    /// loaded afterwards.
    /// </summary>
    public async Task Hold(IReadOnlyCollection<TenantId> partners, CancellationToken cancel)
    {
        Guid[] ids = [.. partners.Select(partner => partner.Value)];
        await db.Database.ExecuteSqlAsync(
            $"select from partner_enrolments where tenant_id = any ({ids}) order by tenant_id, type for share", cancel);
        if (ids.Length > 1)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                select from partnerships
                where provider_id = any ({ids}) and reseller_id = any ({ids}) and ended_at is null
                order by provider_id, id for share
                """,
                cancel);
        }
    }

    private static Enrolments EnrolmentsIn(List<PartnerEnrolment> enrolments)
    {
        return new Enrolments(In(PartnerType.Provider), In(PartnerType.Reseller), In(PartnerType.DirectPartner));

        EnrolmentState? In(PartnerType type) => enrolments.Find(e => e.Type == type)?.State;
    }
}
