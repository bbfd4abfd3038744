using Kontor.Access;
using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Users;

/// <summary>
/// Use case: a global admin makes a temporary password for a user of the tenant, who forgot the own one or must not use it
/// any more (ROL-03). Sessions and tokens end at once.
/// </summary>
public sealed class ResetPassword(KontorDb db, PasswordChoice passwords, Subjects subjects, TimeProvider clock)
{
    public async Task<Result<UserWithPassword>> Handle(Actor actor, UserId id, CancellationToken cancel)
    {
        await using var transaction = await UserChange.Begin(db, cancel);
        if (await UserChange.Lock(db, actor, id, cancel) is not { User: var user })
        {
            return AccessReasons.UserNotFound;
        }

        var decision = RoleRules.MayResetPasswords(actor.TenantKind, actor.Roles)
            .And(GuestRules.MayHavePassword(user.HomeUserId is not null))
            .And(Decision.RequireAll((user.DeactivatedAt is null, AccessReasons.UserDeactivated)));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var password = PasswordChoice.New();
        passwords.GiveTemporary(user, password);
        db.Record(actor, "PasswordReset", id.ToString(), null, new { user.UserName }, clock.Now());
        await db.SaveChangesAsync(cancel);
        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        subjects.Changed(id);
        return new UserWithPassword(user, password);
    }
}
