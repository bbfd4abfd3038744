using System.Collections.Immutable;
using Kontor.Access;
using Kontor.Kernel;
using Kontor.Users;

namespace Kontor.DelegatedAdmin;

/// <summary>
/// Use cases: a partner's user sees the users of a customer, adds one, and makes a temporary password for one (CUS-43).
/// Each goes through <see cref="OnBehalfGate"/>, and then does what the customer's own admin does.
/// </summary>
public sealed class CustomerUsers(KontorDb db, OnBehalfGate gate, UserQueries users, AddUser add, ResetPassword reset)
{
    /// <summary>The list, one part of it.</summary>
    public async Task<Result<CustomerUserPage>> List(
        Actor actor, TenantId customer, UserFilter filter, PageRequest page, CancellationToken cancel)
    {
        var entered = await gate.Enter(actor, customer, OnBehalfWork.SeeUsers, concernsAdmin: false, cancel);
        if (entered.ValueOrNull is not { } pass)
        {
            return entered.Decision;
        }

        return new CustomerUserPage(
            pass, await users.List(pass.Actor, filter, page, cancel), await users.Count(pass.Actor, filter, Most, cancel));
    }

    /// <summary>One of them, with the leave to make a password; the use is counted when it is made.</summary>
    public async Task<Result<CustomerUser>> Find(Actor actor, TenantId customer, UserId id, CancellationToken cancel)
    {
        var entered = await gate.Enter(actor, customer, OnBehalfWork.SeeUsers, concernsAdmin: false, cancel);
        return entered.ValueOrNull is not { } pass ? entered.Decision
            : await users.Find(pass.Actor, id, cancel) is { } user ? new CustomerUser(pass, user)
            : AccessReasons.UserNotFound;
    }

    /// <summary>CUS-43: who holds a role is touched by the highest directory role only.</summary>
    public async Task<Result<UserWithPassword>> Reset(Actor actor, TenantId customer, UserId id, CancellationToken cancel)
    {
        // Before anything is locked: who has no right there can hold nobody up.
        var may = await gate.May(actor, customer, OnBehalfWork.ResetPassword, cancel);
        if (!may.IsGranted)
        {
            return may;
        }

        await using var transaction = await UserChange.Begin(db, cancel);
        var there = actor with { TenantId = customer, TenantKind = TenantKind.Customer };
        var known = await UserChange.Lock(db, there, id, cancel);
        var entered = await gate.Enter(actor, customer, OnBehalfWork.ResetPassword, known is { RoleSet.IsEmpty: false }, cancel);
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

    /// <summary>A new user without roles; roles are given by the customer's own admins.</summary>
    public async Task<Result<UserWithPassword>> Add(Actor actor, TenantId customer, UserWish wish, CancellationToken cancel)
    {
        var plain = wish with { Roles = ImmutableHashSet<Role>.Empty };
        var entered = await gate.Enter(actor, customer, OnBehalfWork.AddUser, concernsAdmin: false, cancel);
        return entered.ValueOrNull is { } pass ? await add.Handle(pass.Actor, plain, cancel) : entered.Decision;
    }

    private const int Most = 1_000;
}

/// <summary>A part of a customer's users.</summary>
/// <param name="Pass">In whose tenant.</param>
/// <param name="Users">The part.</param>
/// <param name="Count">How many there are, up to one more than are counted.</param>
public sealed record CustomerUserPage(OnBehalfPass Pass, Page<UserRow> Users, int Count);

/// <summary>One user of a customer.</summary>
public sealed record CustomerUser(OnBehalfPass Pass, UserRow User);
