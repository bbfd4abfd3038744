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
internal sealed record UserChange(User User, ImmutableArray<RoleAssignment> Roles, Role Chief, int OtherChiefs)
{
    public ImmutableHashSet<Role> RoleSet => [.. Roles.Select(assignment => assignment.Role)];

    /// <summary>A transaction to hold the lock and to commit; null when the request has its own.</summary>
    public static async Task<IDbContextTransaction?> Begin(KontorDb db, CancellationToken cancel) =>
        db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;

    /// <summary>Null when the tenant has no such user.</summary>
    public static async Task<UserChange?> Lock(KontorDb db, Actor actor, UserId id, CancellationToken cancel)
    {
        var (tenant, chief) = (actor.TenantId, RoleRules.ChiefOf(actor.TenantKind));
        await db.Database.ExecuteSqlAsync($"select from tenants where id = {tenant.Value} for no key update", cancel);
        var user = await db.Users.SingleOrDefaultAsync(u => u.Id == id.Value && u.TenantId == tenant, cancel);
        if (user is null)
        {
            return null;
        }

        var roles = await db.RoleAssignments.Where(a => a.UserId == user.Id).ToListAsync(cancel);
        var others = await db.Users
            .Where(u => u.TenantId == tenant && u.Id != user.Id && u.DeactivatedAt == null)
            .Join(db.RoleAssignments, u => u.Id, a => a.UserId, (_, assignment) => assignment.Role)
            .CountAsync(role => role == chief, cancel);
        return new UserChange(user, [.. roles], chief, others);
    }
}
