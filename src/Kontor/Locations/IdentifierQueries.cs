using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Locations;

/// <summary>A tenant of an organization with its domains, the default one first.</summary>
public sealed record KnownTenant(Tenant Tenant, IReadOnlyList<string> Domains);

/// <summary>Under which numbers and names an organization is known (ACC-48).</summary>
/// <param name="Organisation">Whose.</param>
/// <param name="Tenants">All of it.</param>
/// <param name="NetworkIds">All of it, the global one first.</param>
/// <param name="Associated">The network id of the asking tenant (ACC-42); null for none.</param>
/// <param name="Duns">Nine digits; null for none.</param>
public sealed record Identifiers(
    Organisation Organisation,
    IReadOnlyList<KnownTenant> Tenants,
    IReadOnlyList<LocationRow> NetworkIds,
    NetworkId? Associated,
    string? Duns);

public sealed class IdentifierQueries(KontorDb db, LocationQueries locations)
{
    private const int MostTenants = 200;

    public async Task<Identifiers> Of(TenantId tenant, CancellationToken cancel)
    {
        var id = await locations.OrganisationOf(tenant, cancel);
        var tenants = await db.Tenants.AsNoTracking()
            .Where(t => t.OrganisationId == id)
            .OrderBy(t => t.CreatedAt).ThenBy(t => t.Id).Take(MostTenants)
            .ToListAsync(cancel);
        var own = tenants.Select(t => t.Id).ToArray();
        var domains = await db.TenantDomains.AsNoTracking().Where(d => own.Contains(d.TenantId)).ToListAsync(cancel);
        var networkIds = await locations.Of(id, cancel);
        return new Identifiers(
            await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == id, cancel),
            [
                .. tenants.Select(t => new KnownTenant(
                    t,
                    [
                        .. domains.Where(d => d.TenantId == t.Id).Select(d => d.Domain)
                            .OrderByDescending(d => d == t.DefaultDomain).ThenBy(d => d, StringComparer.Ordinal),
                    ])),
            ],
            networkIds,
            networkIds.FirstOrDefault(row => row.Id.TenantId == tenant)?.Id,
            await db.Set<CompanyProfile>().Where(p => p.OrganisationId == id).Select(p => p.Duns).SingleOrDefaultAsync(cancel));
    }
}
