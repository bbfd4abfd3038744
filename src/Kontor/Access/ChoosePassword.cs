using Kontor.Activity;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Access;

/// <summary>
/// Use case: people choose their own password. Whoever came in with a temporary one has just shown it; everybody else shows
/// the present one. All sessions and tokens end; the caller begins a new session.
/// </summary>
public sealed class ChoosePassword(
    KontorDb db,
    SignIn signIn,
    PasswordChoice passwords,
    Subjects subjects,
    TimeProvider clock,
    [FromKeyedServices(WallClock.Key)] TimeProvider wall)
{
    /// <param name="actor">Who.</param>
    /// <param name="present">The present password; not looked at where it is temporary.</param>
    /// <param name="chosen">The new one.</param>
    /// <param name="cancel">Set when nobody waits any more.</param>
    public async Task<Result<User>> Handle(Actor actor, string? present, string? chosen, CancellationToken cancel)
    {
        var user = actor.UserId is { } id
            ? await db.Users.SingleOrDefaultAsync(u => u.Id == id.Value && u.TenantId == actor.TenantId, cancel)
            : null;
        if (user is null)
        {
            return AccessReasons.UserNotFound;
        }

        var hasOne = GuestRules.MayHavePassword(user.HomeUserId is not null);
        if (!hasOne.IsGranted)
        {
            return hasOne;
        }

        if (user.TemporaryUntil is { } until)
        {
            if (until <= wall.Now())
            {
                return AccessReasons.TemporaryPasswordExpired;
            }
        }
        else if ((await signIn.Handle(user.UserName!, present ?? "", cancel)).ValueOrNull is null)
        {
            // Guesses count as they do at the door.
            return AccessReasons.CurrentPasswordWrong;
        }

        var decision = (await passwords.MayUse(user, chosen ?? ""))
            .And(Decision.RequireAll((!passwords.IsOf(user, chosen ?? ""), AccessReasons.PasswordUnchanged)));
        if (!decision.IsGranted)
        {
            return decision;
        }

        passwords.Choose(user, chosen!);
        db.Record(actor, "PasswordChosen", user.UserId.ToString(), null, new { user.UserName }, clock.Now());
        if (await db.TrySaveChanges(cancel) is not null)
        {
            return AccessReasons.CurrentPasswordWrong;
        }

        subjects.Changed(user.UserId);
        return user;
    }
}
