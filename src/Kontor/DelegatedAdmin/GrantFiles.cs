using Kontor.Customers;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kontor.DelegatedAdmin;

/// <summary>The facts for a change of a grant, locked until the transaction ends.</summary>
/// <param name="Grant">As it is now.</param>
/// <param name="Relationships">What the two have or had with each other.</param>
/// <param name="HasOtherActive">Whether the partner has further rights there.</param>
public sealed record GrantFile(
    DelegatedGrant Grant, IReadOnlyList<CustomerRelationship> Relationships, bool HasOtherActive)
{
    public bool IsRelated => Relationships.Any(relationship => relationship.EndedAt is null);

    /// <summary>Keeps the summary of the relationships true after the grant has changed.</summary>
    public void KeepSummary(DateTimeOffset now) =>
        RightsSummary.Keep(Relationships, HasOtherActive || Grant.StateAt(now) == GrantState.Active);
}

/// <summary>
/// Finds a grant and locks it: first the relationships of the two, then the grant, so that answers, removals and the clock
/// come one after the other.
/// </summary>
public sealed class GrantFiles(KontorDb db)
{
    /// <summary>A transaction to hold the locks and to commit; null when the request has its own.</summary>
    public async Task<IDbContextTransaction?> Begin(CancellationToken cancel) =>
        db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;

    /// <summary>Null where there is no such grant, or the side has no part in it.</summary>
    public async Task<GrantFile?> Lock(TenantId side, GrantId id, DateTimeOffset now, CancellationToken cancel)
    {
        var known = await db.DelegatedGrants.AsNoTracking()
            .Where(g => g.Id == id && g.PartnerId == side)
            .Union(db.DelegatedGrants.AsNoTracking().Where(g => g.Id == id && g.CustomerId == side))
            .Select(g => new { g.PartnerId, g.CustomerId })
            .SingleOrDefaultAsync(cancel);
        if (known is null)
        {
            return null;
        }

        var relationships = await RightsSummary.Lock(db, known.CustomerId, [known.PartnerId], cancel);
        await Lock(known.PartnerId, [id.Value], cancel);
        var grant = await db.DelegatedGrants.Include(g => g.AllRoles)
            .SingleAsync(g => g.PartnerId == known.PartnerId && g.Id == id, cancel);
        var hasOther = await db.DelegatedGrants.AnyAsync(
            g => g.PartnerId == known.PartnerId && g.CustomerId == known.CustomerId && g.Id != id
                && g.State == GrantState.Active && g.Until > now,
            cancel);
        return new GrantFile(grant, relationships, hasOther);
    }

    /// <summary>Locks grants of one partner, always in the same order.</summary>
    public Task Lock(TenantId partner, Guid[] ids, CancellationToken cancel) => db.Database.ExecuteSqlAsync(
        $"""
        select from delegated_grants where partner_id = {partner.Value} and id = any ({ids})
        order by id for no key update
        """,
        cancel);
}
