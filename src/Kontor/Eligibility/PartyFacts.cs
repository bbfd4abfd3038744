using Kontor.Accounts;
using Kontor.Agreements;
using Kontor.Customers;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Eligibility;

public sealed class PartyFacts(KontorDb db, Markets markets)
{
    public async Task<IReadOnlyDictionary<TenantId, Party>> Load(
        IReadOnlyCollection<TenantId> tenants, CancellationToken cancel)
    {
        var (enrolments, signatures, locations) = (db.PartnerEnrolments, db.PartnerAgreementSignatures, db.NetworkIds);
        var rows = await (
            from tenant in db.Tenants.AsNoTracking()
            join organisation in db.Organisations on tenant.OrganisationId equals organisation.Id
            where tenants.Contains(tenant.Id)
            select new
            {
                tenant,
                organisation,
                Enrolments = enrolments.Where(e => e.TenantId == tenant.Id).ToList(),
                Regions = signatures
                    .Where(s => s.OrganisationId == organisation.Id).Select(s => s.RegionGroup).ToList(),
                HasNetworkId = locations.Any(n => n.TenantId == tenant.Id),
            }).ToListAsync(cancel);
        return rows.ToDictionary(row => row.tenant.Id, row =>
        {
            var region = markets.Find(row.tenant.Market)?.RegionGroup;
            EnrolmentState? State(PartnerType type) => row.Enrolments.SingleOrDefault(e => e.Type == type)?.State;
            return new Party(
                row.tenant.Id, row.organisation.Id, row.organisation.ControlGroupId, row.tenant.Kind, row.tenant.Cloud,
                region,
                new Enrolments(
                    State(PartnerType.Provider), State(PartnerType.Reseller), State(PartnerType.DirectPartner)),
                region is not null && row.Regions.Contains(region), row.HasNetworkId, row.organisation.Name,
                row.tenant.DefaultDomain);
        });
    }

    public async Task<Party> Of(TenantId tenant, CancellationToken cancel) => (await Load([tenant], cancel))[tenant];

    public async Task<Ties> TiesBetween(IReadOnlyCollection<TenantId> tenants, CancellationToken cancel)
    {
        var partnerships = await db.Partnerships
            .Where(p => p.EndedAt == null && tenants.Contains(p.ProviderId) && tenants.Contains(p.ResellerId))
            .Select(p => new PartnershipTie(p.ProviderId, p.ResellerId)).ToListAsync(cancel);
        var relationships = await db.CustomerRelationships
            .Where(r => r.EndedAt == null && r.Kind != RelationshipKind.Advisor
                && tenants.Contains(r.PartnerId) && tenants.Contains(r.CustomerId))
            .Select(r => new CustomerTie(r.PartnerId, r.CustomerId)).ToListAsync(cancel);
        return new Ties([.. partnerships], [.. relationships]);
    }
}
