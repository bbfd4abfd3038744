using Kontor.Access;
using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Users;

/// <summary>
/// Use case: lets a deactivated user in again, with the password and the roles of before. Sessions and tokens of before
/// stay ended.
/// </summary>
public sealed class ReactivateUser(
    KontorDb db, Subjects subjects, IEnumerable<IUserBelongings> belongings, TimeProvider clock)
{
    public async Task<Result<User>> Handle(Actor actor, UserId id, CancellationToken cancel)
    {
        var now = clock.Now();
        await using var transaction = await UserChange.Begin(db, cancel);
        if (await UserChange.Lock(db, actor, id, cancel) is not { } change)
        {
            return AccessReasons.UserNotFound;
        }

        if (change.User.DeactivatedAt is not { } since)
        {
            return change.User;
        }

        var decision = RoleRules.MayManage(actor.TenantKind, actor.Roles, change.RoleSet);
        if (!decision.IsGranted)
        {
            return decision;
        }

        change.User.DeactivatedAt = null;
        change.User.ConcurrencyStamp = Secrets.New();
        db.Record(actor, "UserReactivated", id.ToString(), null, new { change.User.UserName }, now);
        foreach (var belonging in belongings)
        {
            await belonging.GiveBack(actor, change.User, since, now, cancel);
        }

        await db.SaveChangesAsync(cancel);
        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        subjects.Changed(id);
        return change.User;
    }
}
