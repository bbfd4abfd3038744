using System.Collections.Immutable;
using Kontor.Access;
using Kontor.Activity;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Users;

/// <summary>Somebody who is to be added.</summary>
/// <param name="FullName">1 to <see cref="User.MaxNameLength"/> characters.</param>
/// <param name="UserName">Looks like a mail address; unique over all tenants.</param>
/// <param name="Language">en, de or nl.</param>
/// <param name="Roles">None for a user who sees the own profile only (ROL-02).</param>
public sealed record UserWish(string FullName, string UserName, string Language, ImmutableHashSet<Role> Roles)
{
    /// <summary>ROL-02: a domain of the directory at which a guest is at home; empty for the tenant's own people.</summary>
    public string HomeDirectory { get; init; } = "";

    /// <summary>ROL-12: for which locations each referral role among them counts.</summary>
    public ImmutableDictionary<Role, RoleScope> Scopes { get; init; } = ImmutableDictionary<Role, RoleScope>.Empty;
}

/// <summary>A user, and the password that is shown this once (ROL-01).</summary>
public sealed record UserWithPassword(User User, string Password);

/// <summary>
/// Use case: adds a user to the actor's tenant, with a temporary password that the actor hands over (ROL-01). A partner
/// whose set-up is open adds nobody (ENR-32).
/// </summary>
public sealed class AddUser(KontorDb db, CreateUser create, ScopeLocations locations, TimeProvider clock)
{
    public async Task<Result<UserWithPassword>> Handle(Actor actor, UserWish wish, CancellationToken cancel)
    {
        var may = (await MayAdd(actor, cancel)).And(MayAdd(actor, wish));
        if (!may.IsGranted)
        {
            return may;
        }

        var password = PasswordChoice.New();
        await using var transaction = await UserChange.Begin(db, cancel);
        var prepared = await Prepare(actor, wish, password, cancel);
        if (prepared.ValueOrNull is not { } user)
        {
            return prepared.Decision;
        }

        var saved = await create.Save(cancel);
        if (!saved.IsGranted)
        {
            return saved;
        }

        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        return new UserWithPassword(user, password);
    }

    /// <summary>Whether anybody can be added at present.</summary>
    public async Task<Decision> MayAdd(Actor actor, CancellationToken cancel)
    {
        var hasAgent = actor.TenantKind != TenantKind.Partner || await db.Users
            .Where(user => user.TenantId == actor.TenantId && user.DeactivatedAt == null)
            .Join(db.RoleAssignments, user => user.Id, held => held.UserId, (_, held) => held.Role)
            .AnyAsync(role => role == Role.AdminAgent, cancel);
        return RoleRules.MayAdd(actor.TenantKind, hasAgent);
    }

    /// <summary>Whether this one can be added, as far as it can be told without looking at others.</summary>
    internal static Decision MayAdd(Actor actor, UserWish wish) => Decision
        .RequireAll(
            (wish.FullName.Trim().Length is > 0 and <= User.MaxNameLength && !wish.FullName.Any(char.IsControl),
                AccessReasons.FullNameInvalid),
            (Texts.Languages.Contains(wish.Language), UserReasons.LanguageUnknown))
        .And(RoleRules.MayGive(actor.TenantKind, actor.Roles, [], wish.Roles));

    /// <summary>ROL-12: whether the referral roles have scopes; the locations stay until the transaction ends.</summary>
    internal async Task<Decision> HasSoundScopes(Actor actor, UserWish wish, CancellationToken cancel) =>
        ReferralScope.IsSound(
            wish.Roles, wish.Scopes, ImmutableDictionary<Role, RoleScope>.Empty,
            await locations.Held(actor, wish.Scopes.Values, cancel));

    /// <summary>The user and its record, not saved yet.</summary>
    internal async Task<Result<User>> Prepare(Actor actor, UserWish wish, string password, CancellationToken cancel)
    {
        var sound = await HasSoundScopes(actor, wish, cancel);
        if (!sound.IsGranted)
        {
            return sound;
        }

        var prepared = await create.Prepare(
            new NewUser(
                actor.TenantId, wish.UserName.Trim(), wish.FullName.Trim(), wish.Language, password, [.. wish.Roles.Order()])
            {
                IsTemporary = true,
                Scopes = wish.Scopes,
            },
            cancel);
        if (prepared.ValueOrNull is { } user)
        {
            var roles = wish.Roles.Order().Select(role => $"{role}");
            db.Record(
                actor, "UserAdded", user.UserId.ToString(), null, new { user.UserName, Roles = roles }, clock.Now());
        }

        return prepared;
    }
}
