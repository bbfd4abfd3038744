using Kontor.Accounts;
using Kontor.Agreements;
using Kontor.Customers;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Eligibility;

/// <summary>What an answer needs to know beyond the parties themselves.</summary>
public sealed class EligibilityQueries(KontorDb db)
{
    /// <summary>Where a chain in that cloud starts: the operator's tenant there, else its oldest.</summary>
    public async Task<TenantId> Vendor(Cloud cloud, CancellationToken cancel)
    {
        var operators = await db.Tenants.AsNoTracking()
            .Where(t => t.Kind == TenantKind.Operator)
            .OrderBy(t => t.CreatedAt)
            .Select(t => new { t.Id, t.Cloud })
            .ToListAsync(cancel);
        return (operators.Find(t => t.Cloud == cloud) ?? operators.FirstOrDefault())?.Id
            ?? throw new InvalidOperationException("The program has no operator tenant.");
    }

    /// <summary>SCN-02 and AGR-20 of a buyer, where the partners of the chain that is asked about do not count.</summary>
    public async Task<CustomerStanding> StandingOf(
        TenantId customer, IReadOnlyCollection<TenantId> chain, CancellationToken cancel) => new(
        HasOtherPartners: await db.CustomerRelationships.AnyAsync(
            r => r.CustomerId == customer
                && r.EndedAt == null
                && r.Kind != RelationshipKind.Advisor
                && !chain.Contains(r.PartnerId),
            cancel),
        HasAcceptedAgreement: await db.CustomerAgreementAcceptances.AnyAsync(a => a.CustomerId == customer, cancel));

    /// <summary>The tenant with that default or other domain, in any case.</summary>
    public async Task<TenantId?> TenantOfDomain(string domain, CancellationToken cancel)
    {
        var wanted = domain.ToLowerInvariant();
        var found = await db.TenantDomains.AsNoTracking().FirstOrDefaultAsync(d => d.Domain == wanted, cancel);
        return found?.TenantId;
    }
}
