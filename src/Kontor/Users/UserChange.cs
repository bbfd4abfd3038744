using System.Collections.Immutable;
using Kontor.Access;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kontor.Users;

/// <summary>
/// The facts for changing what a user is. The tenant's row is locked until the transaction ends, so that two global
/// admins cannot take the role from each other at once (ROL-05).
/// </summary>
internal sealed record UserChange(
    User User, ImmutableArray<RoleAssignment> Roles, ImmutableArray<RoleLocation> Locations, Role Chief, int OtherChiefs)
{
    /// <summary>ROL-12: of the referral roles held.</summary>
    public ImmutableDictionary<Role, RoleScope> Scopes => Roles.Where(held => ReferralScope.IsFor(held.Role))
        .ToImmutableDictionary(
            held => held.Role,
            held => held.IsWholeCompany
                ? RoleScope.WholeCompany
                : RoleScope.Of(Locations.Where(l => l.Role == held.Role).Select(l => l.NetworkId)));

    public ImmutableHashSet<Role> RoleSet => [.. Roles.Select(assignment => assignment.Role)];

    /// <summary>A transaction to hold the lock and to commit; null when the request has its own.</summary>
    public static async Task<IDbContextTransaction?> Begin(KontorDb db, CancellationToken cancel) =>
        db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;

    /// <summary>Until the transaction ends, nobody else changes users of that tenant or what they were given.</summary>
    public static Task Hold(KontorDb db, TenantId tenant, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"select from tenants where id = {tenant.Value} for no key update", cancel);

    /// <summary>Null when the tenant has no such user.</summary>
    public static async Task<UserChange?> Lock(KontorDb db, Actor actor, UserId id, CancellationToken cancel)
    {
        var (tenant, chief) = (actor.TenantId, RoleRules.ChiefOf(actor.TenantKind));
        await Hold(db, tenant, cancel);
        var user = await db.Users.SingleOrDefaultAsync(u => u.Id == id.Value && u.TenantId == tenant, cancel);
        if (user is null)
        {
            return null;
        }

        var roles = await db.RoleAssignments.Where(a => a.UserId == user.Id).ToListAsync(cancel);
        var locations = await db.RoleLocations.Where(l => l.UserId == user.Id).ToListAsync(cancel);
        var others = await db.Users
            .Where(u => u.TenantId == tenant && u.Id != user.Id && u.DeactivatedAt == null)
            .Join(db.RoleAssignments, u => u.Id, a => a.UserId, (_, assignment) => assignment.Role)
            .CountAsync(role => role == chief, cancel);
        return new UserChange(user, [.. roles], [.. locations], chief, others);
    }
}
