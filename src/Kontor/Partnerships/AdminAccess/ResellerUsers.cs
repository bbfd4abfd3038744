using System.Collections.Immutable;
using Kontor.Access;
using Kontor.Kernel;
using Kontor.Users;

namespace Kontor.Partnerships;

/// <summary>
/// Use cases: a provider's user sees the users of a reseller, adds one, and makes a temporary password for one (REL-19).
/// Each goes through <see cref="ResellerTenantGate"/>, and then does what the reseller's own admin does.
/// </summary>
public sealed class ResellerUsers(KontorDb db, ResellerTenantGate gate, UserQueries users, AddUser add, ResetPassword reset)
{
    private const int Most = 1_000;

    /// <summary>The list, one part of it.</summary>
    public async Task<Result<ResellerUserPage>> List(
        Actor actor, TenantId reseller, UserFilter filter, PageRequest page, CancellationToken cancel)
    {
        var entered = await gate.Enter(actor, reseller, ResellerWork.SeeUsers, [], cancel);
        return entered.ValueOrNull is { } pass
            ? new ResellerUserPage(
                pass, await users.List(pass.Actor, filter, page, cancel), await users.Count(pass.Actor, filter, Most, cancel))
            : entered.Decision;
    }

    /// <summary>One of them, for whom a password is to be made; whether it may is said before anything is asked.</summary>
    public async Task<Result<ResellerUser>> Find(Actor actor, TenantId reseller, UserId id, CancellationToken cancel)
    {
        var seeing = await gate.Enter(actor, reseller, ResellerWork.SeeUsers, [], cancel);
        if (seeing.ValueOrNull is not { } there)
        {
            return seeing.Decision;
        }

        if (await users.Find(there.Actor, id, cancel) is not { } user)
        {
            return AccessReasons.UserNotFound;
        }

        var entered = await gate.Enter(actor, reseller, ResellerWork.ResetPassword, [.. user.Roles], cancel);
        return entered.ValueOrNull is { } pass ? new ResellerUser(pass, user) : entered.Decision;
    }

    /// <summary>Whether somebody may be added there.</summary>
    public Task<Result<ResellerPass>> MayAdd(Actor actor, TenantId reseller, CancellationToken cancel) =>
        gate.Enter(actor, reseller, ResellerWork.AddUser, [], cancel);

    public async Task<Result<UserWithPassword>> Reset(Actor actor, TenantId reseller, UserId id, CancellationToken cancel)
    {
        // Before anything is locked: who has no access there can hold nobody up.
        var seeing = await gate.Enter(actor, reseller, ResellerWork.SeeUsers, [], cancel);
        if (seeing.ValueOrNull is null)
        {
            return seeing.Decision;
        }

        await using var transaction = await UserChange.Begin(db, cancel);
        var there = actor with { TenantId = reseller, TenantKind = TenantKind.Partner };
        var known = await UserChange.Lock(db, there, id, cancel);
        var entered = await gate.Enter(actor, reseller, ResellerWork.ResetPassword, known?.RoleSet ?? [], cancel);
        if (entered.ValueOrNull is not { } pass)
        {
            return entered.Decision;
        }

        var made = await reset.Handle(pass.Actor, id, cancel);
        if (made.ValueOrNull is not null)
        {
            await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        }

        return made;
    }

    /// <summary>A new user without roles; roles are given by the reseller's own admins.</summary>
    public async Task<Result<UserWithPassword>> Add(Actor actor, TenantId reseller, UserWish wish, CancellationToken cancel)
    {
        await using var transaction = await UserChange.Begin(db, cancel);
        var entered = await gate.Enter(actor, reseller, ResellerWork.AddUser, [], cancel);
        if (entered.ValueOrNull is not { } pass)
        {
            return entered.Decision;
        }

        var added = await add.Handle(pass.Actor, wish with { Roles = ImmutableHashSet<Role>.Empty }, cancel);
        if (added.ValueOrNull is not null)
        {
            await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        }

        return added;
    }
}

/// <summary>A part of a reseller's users.</summary>
/// <param name="Pass">In whose tenant.</param>
/// <param name="Users">The part.</param>
/// <param name="Count">How many there are, up to one more than are counted.</param>
public sealed record ResellerUserPage(ResellerPass Pass, Page<UserRow> Users, int Count);

/// <summary>One user of a reseller, for whom a password may be made.</summary>
public sealed record ResellerUser(ResellerPass Pass, UserRow User);
