using System.Collections.Immutable;
using Kontor.Access;
using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Users;

/// <summary>Use case: gives a user of the actor's tenant exactly these roles. It counts from the next request on.</summary>
public sealed class AssignRoles(KontorDb db, Subjects subjects, TimeProvider clock)
{
    public async Task<Result<User>> Handle(
        Actor actor, UserId id, ImmutableHashSet<Role> roles, CancellationToken cancel)
    {
        var now = clock.Now();
        await using var transaction = await UserChange.Begin(db, cancel);
        if (await UserChange.Lock(db, actor, id, cancel) is not { } change)
        {
            return AccessReasons.UserNotFound;
        }

        var decision = RoleRules.MayHold(actor.TenantKind, roles)
            .And(change.User.HomeUserId is null ? Decision.Granted : GuestRules.MayHold(roles))
            .And(RoleRules.MayGive(actor.TenantKind, actor.Roles, change.RoleSet, roles))
            .And(RoleRules.MayChange(change.Chief, change.RoleSet, roles, change.OtherChiefs));
        if (!decision.IsGranted)
        {
            return decision;
        }

        db.RoleAssignments.RemoveRange(change.Roles.Where(held => !roles.Contains(held.Role)));
        db.RoleAssignments.AddRange(roles.Except(change.RoleSet).Select(
            role => new RoleAssignment { UserId = id.Value, Role = role }));
        var given = new { change.User.UserName, Roles = roles.Order().Select(role => $"{role}") };
        db.Record(actor, "RolesAssigned", id.ToString(), null, given, now);
        await db.SaveChangesAsync(cancel);
        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        subjects.Changed(id);
        return change.User;
    }
}
