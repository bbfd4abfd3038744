using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tenants;

/// <summary>An organization under common control with another.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">Its legal name.</param>
/// <param name="Market">Market key of its legal address.</param>
public sealed record Affiliate(OrganisationId Id, string Name, string Market);

/// <summary>A line of what operators recorded, seen from one of the two.</summary>
public sealed record AffiliationLine(AffiliationChange Change, string Other);

/// <summary>What is known of an organization's affiliation.</summary>
/// <param name="Id">The organization.</param>
/// <param name="Name">Its legal name.</param>
/// <param name="Affiliates">By name, bounded.</param>
/// <param name="History">The newest first, bounded.</param>
/// <param name="Sales">Live relationships between affiliates, in which nothing new can be sold (SCN-05).</param>
public sealed record AffiliationFile(
    OrganisationId Id, string Name, IReadOnlyList<Affiliate> Affiliates, IReadOnlyList<AffiliationLine> History,
    IReadOnlyList<MergeTie> Sales);

/// <summary>Who is under common control with whom (ACC-47).</summary>
public sealed class AffiliateQueries(KontorDb db, AccountFacts accounts)
{
    private const int Most = 100;

    /// <summary>The affiliates of an organization, by name, bounded.</summary>
    public async Task<IReadOnlyList<Affiliate>> Of(OrganisationId organisation, CancellationToken cancel) => await (
        from own in db.Organisations
        join other in db.Organisations on own.ControlGroupId equals other.ControlGroupId
        where own.Id == organisation && other.Id != organisation
        orderby other.Name
        select new Affiliate(other.Id, other.Name, other.Market)).Take(Most).ToListAsync(cancel);

    /// <summary>For operators, from a tenant of the organization; null when there is no such tenant.</summary>
    public async Task<AffiliationFile?> FileOf(TenantId tenant, CancellationToken cancel)
    {
        if (await accounts.OwnerOf(tenant, cancel) is not { } id)
        {
            return null;
        }

        var name = await db.Organisations.Where(o => o.Id == id).Select(o => o.Name).SingleAsync(cancel);
        var changes = await (
            from change in db.AffiliationChanges.AsNoTracking()
            join first in db.Organisations on change.OrganisationId equals first.Id
            join second in db.Organisations on change.OtherId equals second.Id
            where change.OrganisationId == id || change.OtherId == id
            orderby change.Id descending
            select new { change, First = first.Name, Second = second.Name }).Take(Most).ToListAsync(cancel);
        return new AffiliationFile(
            id,
            name,
            await Of(id, cancel),
            [
                .. changes.Select(row => new AffiliationLine(
                    row.change, row.change.OrganisationId == id ? row.Second : row.First)),
            ],
            await SalesIn(id, cancel));
    }

    private async Task<IReadOnlyList<MergeTie>> SalesIn(OrganisationId id, CancellationToken cancel) =>
    [
        .. (await db.Database.SqlQuery<Tie>(
            $"""
            select distinct po.name as "From", co.name as "To"
            from organisations own
            join organisations co on co.control_group_id = own.control_group_id
            join tenants c on c.organisation_id = co.id
            join customer_relationships r on r.customer_id = c.id and r.ended_at is null and r.kind <> 'Advisor'
            join tenants p on p.id = r.partner_id
            join organisations po on po.id = p.organisation_id and po.control_group_id = own.control_group_id
            where own.id = {id.Value} and (po.id = own.id or co.id = own.id)
            order by 1, 2 limit {Most}
            """).ToListAsync(cancel)).Select(tie => new MergeTie(tie.From, tie.To)),
    ];

    private sealed record Tie(string From, string To);
}
