using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tenants;

/// <summary>Loads what the rules ask about two organizations that would become one.</summary>
public sealed class MergeFacts(KontorDb db, AccountFacts accounts)
{
    /// <summary>A few of them say why; the others stand behind them.</summary>
    private const int MostTies = 5;

    /// <summary>The organization behind a network id, a domain or a tenant id; null where there is none.</summary>
    public async Task<OrganisationId?> Named(string named, CancellationToken cancel)
    {
        var name = named.Trim().ToLowerInvariant();
        if (name.Length > 0 && name.All(char.IsAsciiDigit))
        {
            return await db.NetworkIds.Where(n => n.Id == name)
                .Select(n => (OrganisationId?)n.OrganisationId).SingleOrDefaultAsync(cancel);
        }

        var tenant = Guid.TryParse(name, out var id)
            ? new TenantId(id)
            : (await db.TenantDomains.AsNoTracking().SingleOrDefaultAsync(d => d.Domain == name, cancel))?.TenantId;
        return tenant is { } known ? await accounts.OwnerOf(known, cancel) : null;
    }

    /// <summary>An organization that has tenants.</summary>
    public async Task<MergeParty> PartyOf(OrganisationId id, CancellationToken cancel)
    {
        var name = await db.Organisations.Where(o => o.Id == id).Select(o => o.Name).SingleAsync(cancel);
        return new MergeParty(id, name, (await accounts.PrimaryOf(id, cancel)).Cloud, await accounts.IsPartner(id, cancel));
    }

    /// <summary>What binds the two, whichever of them it comes from.</summary>
    public async Task<MergeTies> TiesBetween(OrganisationId one, OrganisationId other, CancellationToken cancel)
    {
        var sales = await db.Database.SqlQuery<Tie>(
            $"""
            with sides as (
                select o.id, 1 as side from organisations o, organisations own
                where own.id = {one.Value} and (o.id = own.id or o.control_group_id = own.control_group_id)
                union all
                select o.id, 2 as side from organisations o, organisations own
                where own.id = {other.Value} and (o.id = own.id or o.control_group_id = own.control_group_id))
            select distinct po.name as "From", co.name as "To"
            from sides b
            join tenants c on c.organisation_id = b.id
            join customer_relationships r on r.customer_id = c.id and r.ended_at is null and r.kind <> 'Advisor'
            join tenants p on p.id = r.partner_id
            join sides a on a.id = p.organisation_id and a.side <> b.side
            join organisations po on po.id = a.id
            join organisations co on co.id = b.id
            order by 1, 2 limit {MostTies}
            """).ToListAsync(cancel);
        var partnerships = await db.Database.SqlQuery<Tie>(
            $"""
            select distinct po.name as "From", ro.name as "To"
            from partnerships s
            join tenants p on p.id = s.provider_id
            join tenants r on r.id = s.reseller_id
            join organisations po on po.id = p.organisation_id
            join organisations ro on ro.id = r.organisation_id
            where s.ended_at is null
                and ((p.organisation_id = {one.Value} and r.organisation_id = {other.Value})
                    or (p.organisation_id = {other.Value} and r.organisation_id = {one.Value}))
            order by 1, 2 limit {MostTies}
            """).ToListAsync(cancel);
        return new MergeTies(
            [.. sales.Select(tie => new MergeTie(tie.From, tie.To))],
            [.. partnerships.Select(tie => new MergeTie(tie.From, tie.To))]);
    }

    /// <summary>What is open of one to the other, expired ones included.</summary>
    public Task<List<MergeInvitation>> OpenBetween(OrganisationId inviting, OrganisationId invited, CancellationToken cancel) =>
        db.MergeInvitations
            .Where(i => i.State == MergeState.Open && i.InvitingId == inviting && i.InvitedId == invited)
            .ToListAsync(cancel);

    /// <summary>What is open to or from an organization.</summary>
    public Task<List<MergeInvitation>> OpenOf(OrganisationId id, CancellationToken cancel) => db.MergeInvitations
        .Where(i => i.State == MergeState.Open && (i.InvitingId == id || i.InvitedId == id))
        .ToListAsync(cancel);

    private sealed record Tie(string From, string To);
}
