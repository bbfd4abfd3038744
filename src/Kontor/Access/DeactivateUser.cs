using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Access;

/// <summary>Ends a user's access: no signing in any more, and sessions and tokens end at once.</summary>
public sealed class DeactivateUser(
    KontorDb db, Subjects subjects, TimeProvider clock)
{
    public async Task<Result<User>> Handle(Actor actor, UserId id, CancellationToken cancel)
    {
        var now = clock.Now();
        await using var transaction = await UserChange.Begin(db, cancel);
        if (await UserChange.Lock(db, actor.TenantId, id, cancel) is not { } change)
        {
            return AccessReasons.UserNotFound;
        }

        if (change.User.DeactivatedAt is not null)
        {
            return change.User;
        }

        var decision = RoleRules.MayChange(change.RoleSet, [], change.OtherGlobalAdmins);
        if (!decision.IsGranted)
        {
            return decision;
        }

        change.User.DeactivatedAt = now;
        change.User.SecurityStamp = Secrets.New();
        change.User.ConcurrencyStamp = Secrets.New();
        db.Record(actor, "UserDeactivated", id.ToString(), null, new { change.User.UserName }, now);
        await db.SaveChangesAsync(cancel);
        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        subjects.Changed(id);
        return change.User;
    }
}
