using System.Collections.Immutable;
using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Access;

/// <summary>Gives a user of the actor's tenant exactly these roles. It counts from the next request on.</summary>
public sealed class AssignRoles(KontorDb db, Subjects subjects, TimeProvider clock)
{
    public async Task<Result<User>> Handle(
        Actor actor, UserId id, ImmutableHashSet<Role> roles, CancellationToken cancel)
    {
        var now = clock.Now();
        await using var transaction = await UserChange.Begin(db, cancel);
        if (await UserChange.Lock(db, actor.TenantId, id, cancel) is not { } change)
        {
            return AccessReasons.UserNotFound;
        }

        var decision = RoleRules.MayHold(actor.TenantKind, roles)
            .And(RoleRules.MayChange(change.RoleSet, roles, change.OtherGlobalAdmins));
        if (!decision.IsGranted)
        {
            return decision;
        }

        db.RoleAssignments.RemoveRange(change.Roles.Where(held => !roles.Contains(held.Role)));
        db.RoleAssignments.AddRange(roles.Except(change.RoleSet).Select(
            role => new RoleAssignment { UserId = id.Value, Role = role }));
        var given = new { Roles = roles.Order().Select(role => $"{role}") };
        db.Record(actor, "RolesAssigned", id.ToString(), null, given, now);
        await db.SaveChangesAsync(cancel);
        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        subjects.Changed(id);
        return change.User;
    }
}
