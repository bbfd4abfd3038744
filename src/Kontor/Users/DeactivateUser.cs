using Kontor.Access;
using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Users;

/// <summary>Use case: ends a user's access: no signing in any more, and sessions and tokens end at once.</summary>
public sealed class DeactivateUser(
    KontorDb db,
    Subjects subjects,
    IEnumerable<IUserBelongings> belongings,
    TimeProvider clock,
    [FromKeyedServices(WallClock.Key)] TimeProvider wall)
{
    public async Task<Result<User>> Handle(Actor actor, UserId id, CancellationToken cancel)
    {
        var now = clock.Now();
        await using var transaction = await UserChange.Begin(db, cancel);
        if (await UserChange.Lock(db, actor, id, cancel) is not { } change)
        {
            return AccessReasons.UserNotFound;
        }

        if (change.User.DeactivatedAt is not null)
        {
            return change.User;
        }

        var decision = RoleRules.MayManage(actor.TenantKind, actor.Roles, change.RoleSet)
            .And(RoleRules.MayChange(change.Chief, change.RoleSet, [], change.OtherChiefs));
        if (!decision.IsGranted)
        {
            return decision;
        }

        change.User.DeactivatedAt = now;
        change.User.EndSessions(wall.Now());
        db.Record(actor, "UserDeactivated", id.ToString(), null, new { change.User.UserName }, now);
        foreach (var belonging in belongings)
        {
            await belonging.Free(actor, change.User, now, cancel);
        }

        await db.SaveChangesAsync(cancel);
        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        subjects.Changed(id);
        return change.User;
    }
}
