using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Accounts;

/// <summary>What one party of a relationship, or of an invitation to one, is told about the other.</summary>
/// <param name="TenantId">The tenant that trades.</param>
/// <param name="Name">The organisation's legal name.</param>
/// <param name="Domain">The tenant's default domain.</param>
/// <param name="Market">Market key of the tenant.</param>
/// <param name="NetworkId">The location's network id (ACC-42); null for customers and until it is linked.</param>
/// <param name="ContactName">Whom to ask; empty when nobody is named.</param>
/// <param name="ContactEmail">Where to ask; empty when no address is known.</param>
/// <param name="Language">In which language to write to them: en, de or nl.</param>
public sealed record BusinessCard(
    TenantId TenantId,
    string Name,
    string Domain,
    string Market,
    string? NetworkId,
    string ContactName,
    string ContactEmail,
    string Language)
{
    /// <summary>Whom to turn to, in one line: name and address as far as they are known.</summary>
    public string Contact =>
        string.Join(", ", new[] { ContactName, ContactEmail, Name }.Where(part => part.Length > 0).Take(2));
}

public sealed class BusinessCards(KontorDb db)
{
    public async Task<BusinessCard> Of(TenantId tenant, CancellationToken cancel) =>
        (await Of([tenant], cancel))[tenant];

    /// <summary>The cards of tenants that are known to exist; others are left out.</summary>
    public async Task<IReadOnlyDictionary<TenantId, BusinessCard>> Of(
        IReadOnlyCollection<TenantId> tenants, CancellationToken cancel)
    {
        var rows = await (
            from tenant in db.Tenants.AsNoTracking()
            join organisation in db.Organisations on tenant.OrganisationId equals organisation.Id
            join location in db.NetworkIds on tenant.Id equals location.TenantId into locations
            from location in locations.DefaultIfEmpty()
            where tenants.Contains(tenant.Id)
            select new { tenant, organisation, NetworkId = location == null ? null : location.Id })
            .ToListAsync(cancel);
        return rows.ToDictionary(
            row => row.tenant.Id,
            row => new BusinessCard(
                row.tenant.Id,
                row.organisation.Name,
                row.tenant.DefaultDomain,
                row.tenant.Market,
                row.NetworkId,
                $"{row.organisation.ContactFirstName} {row.organisation.ContactLastName}".Trim(),
                row.organisation.ContactEmail,
                row.organisation.Language));
    }
}
