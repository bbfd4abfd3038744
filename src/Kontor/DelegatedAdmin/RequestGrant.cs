using Kontor.Customers;
using Kontor.Eligibility;
using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;

namespace Kontor.DelegatedAdmin;

/// <summary>
/// Use case: a partner asks a customer of its own for delegated admin rights (CUS-40, CUS-76). A request that lapsed makes
/// room for the next one; of two at once one is made.
/// </summary>
public sealed class RequestGrant(
    KontorDb db, GrantFiles files, GrantNews news, PartyFacts parties, CurrentPolicy policy, TimeProvider clock)
{
    public async Task<Result<DelegatedGrant>> Handle(
        Actor actor, TenantId customer, GrantWish wish, CancellationToken cancel)
    {
        var now = clock.Now();
        await using var transaction = await files.Begin(cancel);
        var relationships = await RightsSummary.Lock(db, customer, [actor.TenantId], cancel);
        if (relationships.FirstOrDefault(relationship => relationship.EndedAt is null) is not { } related)
        {
            return GrantReasons.CustomerUnknown;
        }

        var present = await db.DelegatedGrants.Include(g => g.AllRoles)
            .Where(g => g.PartnerId == actor.TenantId && g.CustomerId == customer)
            .Where(g => g.State == GrantState.Requested || g.State == GrantState.Active)
            .ToListAsync(cancel);
        var decision = (await MayAsk(actor, cancel)).And(GrantRules.MayRequest(
            wish,
            policy.Value.DelegatedAdminMaxDays,
            present.Any(g => g.StateAt(now) == GrantState.Active && g.EndsAt is null),
            present.Any(g => g.StateAt(now) == GrantState.Requested)));
        if (!decision.IsGranted)
        {
            return decision;
        }

        foreach (var lapsed in present.Where(g => g.State == GrantState.Requested))
        {
            lapsed.TryBecome(GrantEvent.Lapsed, now);
            await news.Tell(lapsed, GrantEvent.Lapsed, null, [], now, cancel);
            await db.SaveChangesAsync(cancel);
        }

        var grant = DelegatedGrant.Request(
            new(Guid.CreateVersion7(now)), actor.TenantId, customer, related.CustomerName, wish,
            policy.Value.DelegatedAdminRequestDays, now);
        db.Add(grant);
        await news.Tell(grant, GrantEvent.Requested, actor, [], now, cancel);
        if (await db.TrySaveChanges(cancel) is not null)
        {
            return GrantReasons.RequestOpen;
        }

        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        return grant;
    }

    /// <summary>ENR-61: a suspended partner asks nobody for anything.</summary>
    public async Task<Decision> MayAsk(Actor actor, CancellationToken cancel)
    {
        var partner = await parties.Of(actor.TenantId, cancel);
        return Decision.RequireAll(
            (!partner.Enrolments.IsSuspended, EligibilityReasons.PartnerSuspended.About(partner.Name)));
    }
}
