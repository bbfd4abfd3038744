using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.DelegatedAdmin;

/// <summary>Leave to do one thing in a customer's tenant.</summary>
/// <param name="Actor">The partner's user as somebody of the customer's tenant, with no more than the right allows.</param>
/// <param name="Customer">In whose tenant.</param>
public sealed record OnBehalfPass(Actor Actor, BusinessCard Customer);

/// <summary>
/// The one gate through which a partner's users come into a customer's tenant (CUS-40). It finds the right that lets them,
/// and counts its use; what is then done is recorded for the partner's user, and for the customer. A customer in whose
/// tenant the partner has no right at all does not exist.
/// </summary>
public sealed class OnBehalfGate(KontorDb db, BusinessCards cards, TimeProvider clock)
{
    /// <param name="actor">A user of the partner.</param>
    /// <param name="customer">Where to.</param>
    /// <param name="work">What for.</param>
    /// <param name="concernsAdmin">Whether it is done to a user who holds a role, or gives one.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<OnBehalfPass>> Enter(
        Actor actor, TenantId customer, OnBehalfWork work, bool concernsAdmin, CancellationToken cancel)
    {
        var now = clock.Now();
        var found = await Find(actor, customer, work, concernsAdmin, now, cancel);
        if (found.ValueOrNull is not { } right)
        {
            return found.Decision;
        }

        await Count(actor.TenantId, right, now, cancel);
        return new OnBehalfPass(
            actor with
            {
                TenantId = customer,
                TenantKind = TenantKind.Customer,
                Roles = RolesBy(right.Pair.Role, work),
                HomeTenantId = actor.TenantId,
            },
            await cards.Of(customer, cancel));
    }

    /// <summary>Whether a user may do something there, without doing it; for pages that lead there.</summary>
    public async Task<Decision> May(Actor actor, TenantId customer, OnBehalfWork work, CancellationToken cancel) =>
        (await Find(actor, customer, work, concernsAdmin: false, clock.Now(), cancel)).Decision;

    private async Task<Result<OnBehalfRight>> Find(
        Actor actor, TenantId customer, OnBehalfWork work, bool concernsAdmin, DateTimeOffset now, CancellationToken cancel)
    {
        var grants = await db.DelegatedGrants.AsNoTracking().Include(g => g.AllRoles)
            .Where(g => g.PartnerId == actor.TenantId && g.CustomerId == customer)
            .Where(g => g.State == GrantState.Active && g.Until > now)
            .OrderBy(g => g.Id)
            .ToListAsync(cancel);
        if (grants.Count == 0)
        {
            return GrantReasons.NoRightThere;
        }

        return OnBehalfRules.Find(work, concernsAdmin, actor.Roles, grants, now) is { } right
            ? right
            : GrantReasons.RoleMissingThere.About(
                grants[0].CustomerName,
                string.Join(", ", OnBehalfRules.RolesFor(work, concernsAdmin).Select(GrantList.TextOf)));
    }

    /// <summary>What the use cases of the customer's tenant ask for; the gate has already looked at whom it concerns.</summary>
    private static ImmutableHashSet<Role> RolesBy(DirectoryRole role, OnBehalfWork work) =>
        role == DirectoryRole.GlobalAdministrator || work == OnBehalfWork.ResetPassword ? [Role.GlobalAdmin]
        : work == OnBehalfWork.AddUser ? [Role.UserManagementAdmin]
        : [];

    /// <summary>Which roles are used is kept by day, so that grants can be narrowed to what is needed.</summary>
    private async Task Count(TenantId partner, OnBehalfRight right, DateTimeOffset now, CancellationToken cancel)
    {
        var (role, agents) = ($"{right.Pair.Role}", $"{right.Pair.Agents}");
        await db.Database.ExecuteSqlAsync(
            $"""
            with used as (
                insert into delegated_grant_uses (partner_id, grant_id, role, agents, day, count, last_at)
                values ({partner.Value}, {right.GrantId.Value}, {role}, {agents},
                    {DateOnly.FromDateTime(now.UtcDateTime)}, 1, {now})
                on conflict (partner_id, grant_id, role, agents, day)
                do update set count = delegated_grant_uses.count + 1, last_at = excluded.last_at)
            update delegated_grants set last_used_at = {now}
            where partner_id = {partner.Value} and id = {right.GrantId.Value}
                and (last_used_at is null or last_used_at < {now})
            """,
            cancel);
    }
}
