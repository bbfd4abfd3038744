using Kontor.Access;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tenants;

/// <summary>
/// Use case: a global admin removes a linked tenant from the account (ACC-25). It stands alone again, as before it was
/// linked, and its people lose their access to the account at once.
/// </summary>
public sealed class RemoveTenant(
    KontorDb db, AccountFacts accounts, TenantSessions sessions, TimeProvider clock)
{
    /// <summary>The tenant and whether it can be removed; null when the account has no such tenant.</summary>
    public async Task<(TenantFacts Facts, Decision May)?> Look(Actor actor, TenantId id, CancellationToken cancel)
    {
        var account = await accounts.Of(actor.TenantId, cancel);
        return await accounts.About(id, account, cancel) is { IsOfAccount: true } facts
            ? (facts, MayRemove(actor, account, facts))
            : null;
    }

    public async Task<Result<Tenant>> Handle(Actor actor, TenantId id, CancellationToken cancel)
    {
        var now = clock.Now();
        if (await Look(actor, id, cancel) is not { Facts: var seen })
        {
            return TenantReasons.NotFound;
        }

        await using var transaction = await accounts.Begin(cancel);
        await accounts.Lock(cancel, seen.AccountId);
        await db.Database.ExecuteSqlAsync($"select from tenants where id = {id.Value} for update", cancel);
        if (await Look(actor, id, cancel) is not { } found)
        {
            return TenantReasons.NotFound;
        }

        if (!found.May.IsGranted)
        {
            return found.May;
        }

        var (tenant, home) = (found.Facts.Tenant, found.Facts.Tenant.HomeOrganisationId!.Value);
        OrganisationId? nobody = null;
        DateTimeOffset? never = null;
        await db.Tenants.Where(t => t.Id == id).ExecuteUpdateAsync(
            set => set
                .SetProperty(t => t.OrganisationId, home)
                .SetProperty(t => t.HomeOrganisationId, nobody)
                .SetProperty(t => t.JoinedAt, never),
            cancel);
        await sessions.End(id, cancel);
        var details = new { Domain = tenant.DefaultDomain };
        db.Record(actor, "TenantRemoved", id.ToString(), null, details, now);
        db.Announce(actor.TenantId, "tenant-removed", id.ToString(), null, details, now);
        db.Announce(id, "tenant-removed", id.ToString(), null, details, now);
        await db.SaveChangesAsync(cancel);
        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        return tenant;
    }

    private static Decision MayRemove(Actor actor, Account account, TenantFacts facts)
    {
        var may = TenantRules.MayManage(actor, account.Primary.Id, account.Primary.DefaultDomain);
        return may.IsGranted ? TenantRules.MayRemove(facts, actor.TenantId) : may;
    }
}
