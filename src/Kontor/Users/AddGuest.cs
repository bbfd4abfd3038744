using Kontor.Access;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Users;

/// <summary>
/// Use case: adds somebody as a guest whose home is another directory (ROL-02). The guest signs in with the account there
/// and changes to this tenant; here there is no password.
/// </summary>
public sealed class AddGuest(KontorDb db, AddUser add, UserManager<User> users, TimeProvider clock)
{
    public async Task<Result<User>> Handle(Actor actor, UserWish wish, CancellationToken cancel)
    {
        var may = (await add.MayAdd(actor, cancel)).And(MayAdd(actor, wish));
        if (!may.IsGranted)
        {
            return may;
        }

        await using var transaction = await UserChange.Begin(db, cancel);
        var prepared = await Prepare(actor, wish, cancel);
        if (prepared.ValueOrNull is not { } guest)
        {
            return prepared.Decision;
        }

        if (await db.TrySaveChanges(cancel) is not null)
        {
            return UserReasons.GuestAlreadyThere;
        }

        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        return guest;
    }

    /// <summary>Whether this one can be added, as far as it can be told without looking at others.</summary>
    internal static Decision MayAdd(Actor actor, UserWish wish) => GuestRules.MayHave(actor.TenantKind)
        .And(AddUser.MayAdd(actor, wish))
        .And(GuestRules.MayHold(wish.Roles));

    /// <summary>The guest and its record, not saved yet.</summary>
    internal async Task<Result<User>> Prepare(Actor actor, UserWish wish, CancellationToken cancel)
    {
        var now = clock.Now();
        if (await HomeOf(actor, wish, cancel) is not { } home)
        {
            return UserReasons.GuestUnknown;
        }

        var decision = Decision.RequireAll(
            (home.TenantId != actor.TenantId, UserReasons.GuestIsAtHome),
            (!await db.Users.AnyAsync(u => u.TenantId == actor.TenantId && u.HomeUserId == home.Id, cancel),
                UserReasons.GuestAlreadyThere))
            .And(await add.HasSoundScopes(actor, wish, cancel));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var guest = new User
        {
            Id = Guid.CreateVersion7(now),
            TenantId = actor.TenantId,
            HomeUserId = home.Id,
            UserName = home.UserName,
            NormalizedUserName = home.NormalizedUserName,
            Email = home.Email,
            NormalizedEmail = home.NormalizedEmail,
            FullName = wish.FullName.Trim(),
            Language = wish.Language,
            CreatedAt = now,
            SecurityStamp = Secrets.New(),
        };
        db.Users.Add(guest);
        foreach (var role in wish.Roles)
        {
            db.Give(guest.Id, role, wish.Scopes.GetValueOrDefault(role));
        }

        db.Record(
            actor, "GuestAdded", guest.UserId.ToString(), null,
            new
            {
                guest.UserName,
                HomeDirectory = wish.HomeDirectory.Trim(),
                Roles = wish.Roles.Order().Select(role => $"{role}"),
            },
            now);
        return guest;
    }

    /// <summary>The account of that name in that directory; clouds are apart (NAT-10).</summary>
    private async Task<User?> HomeOf(Actor actor, UserWish wish, CancellationToken cancel)
    {
        var (name, directory) = (users.NormalizeName(wish.UserName.Trim()), wish.HomeDirectory.Trim().ToLowerInvariant());
        var cloud = await db.Tenants.Where(t => t.Id == actor.TenantId).Select(t => t.Cloud).SingleAsync(cancel);
        return await (
            from user in db.Users.AsNoTracking()
            join tenant in db.Tenants on user.TenantId equals tenant.Id
            where user.NormalizedUserName == name && user.HomeUserId == null && user.DeactivatedAt == null
                && tenant.Cloud == cloud
                && (tenant.DefaultDomain == directory
                    || db.Set<TenantDomain>().Any(d => d.TenantId == tenant.Id && d.Domain == directory))
            select user).SingleOrDefaultAsync(cancel);
    }
}
