using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.DelegatedAdmin;

/// <summary>One grant as one of its two sides sees it.</summary>
/// <param name="Grant">As stored.</param>
/// <param name="State">As the clock has it.</param>
/// <param name="Partner">Who may work.</param>
/// <param name="Customer">In whose tenant.</param>
/// <param name="History">The newest first, bounded; empty where several grants are listed.</param>
public sealed record GrantDetail(
    DelegatedGrant Grant,
    GrantState State,
    BusinessCard Partner,
    BusinessCard Customer,
    IReadOnlyList<GrantChange> History)
{
    public IReadOnlyList<RoleForGroup> Roles { get; } =
        [.. Grant.Roles.OrderBy(pair => pair.Role).ThenBy(pair => pair.Agents)];
}

/// <summary>Single grants, and all that a customer gave. What is between others does not exist.</summary>
public sealed class GrantDetails(KontorDb db, BusinessCards cards, TimeProvider clock)
{
    private const int MostShown = 200;

    /// <summary>One with its history; null where there is none, or the actor's tenant is no side of it.</summary>
    public async Task<GrantDetail?> Find(Actor actor, GrantId id, CancellationToken cancel)
    {
        var side = actor.TenantId;
        var grant = await db.DelegatedGrants.AsNoTracking().Include(g => g.AllRoles)
            .SingleOrDefaultAsync(
                g => g.Id == id && (actor.TenantKind == TenantKind.Customer ? g.CustomerId == side : g.PartnerId == side), cancel);
        if (grant is null)
        {
            return null;
        }

        var history = await db.GrantChanges.AsNoTracking()
            .Where(c => c.PartnerId == grant.PartnerId && c.GrantId == id)
            .OrderByDescending(c => c.Id)
            .Take(MostShown)
            .ToListAsync(cancel);
        var known = await cards.Of([grant.PartnerId, grant.CustomerId], cancel);
        return new GrantDetail(grant, grant.StateAt(clock.Now()), known[grant.PartnerId], known[grant.CustomerId], history);
    }

    /// <summary>
    /// What a customer gave or is asked for: what stands first, then the newest; bounded.
    /// </summary>
    /// <param name="customer">Whose tenant.</param>
    /// <param name="partner">Only this partner's; null for all.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<GrantDetail>> OfCustomer(Actor customer, TenantId? partner, CancellationToken cancel)
    {
        var now = clock.Now();
        var grants = await db.DelegatedGrants.AsNoTracking().Include(g => g.AllRoles)
            .Where(g => g.CustomerId == customer.TenantId && (partner == null || g.PartnerId == partner))
            .OrderByDescending(g => g.State == GrantState.Requested || g.State == GrantState.Active)
            .ThenByDescending(g => g.Id)
            .Take(MostShown)
            .ToListAsync(cancel);
        var known = await cards.Of([.. grants.Select(g => g.PartnerId).Append(customer.TenantId).Distinct()], cancel);
        return
        [
            .. grants
                .Select(g => new GrantDetail(g, g.StateAt(now), known[g.PartnerId], known[g.CustomerId], []))
                .OrderBy(g => GrantStates.IsFinal(g.State)),
        ];
    }
}
