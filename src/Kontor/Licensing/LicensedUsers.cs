using Kontor.Access;
using Kontor.DelegatedAdmin;
using Kontor.Kernel;
using Kontor.Users;

namespace Kontor.Licensing;

/// <summary>A part of a tenant's users, and what they have.</summary>
public sealed record LicensedUserPage(Page<UserRow> Users, ILookup<UserId, HeldLicense> Licenses);

/// <summary>Users with their licenses: all of the own tenant, or one of a customer.</summary>
public sealed class LicensedUsers(LicenseGate gate, UserQueries users, UserLicenses licenses)
{
    /// <summary>The users of the actor's own tenant, one part of them.</summary>
    public async Task<Result<LicensedUserPage>> Own(
        Actor actor, UserFilter filter, PageRequest page, CancellationToken cancel)
    {
        var may = LicenseRules.MayManageOwn(actor.TenantKind, actor.Roles);
        if (!may.IsGranted)
        {
            return may;
        }

        var listed = await users.List(actor, filter, page, cancel);
        return new LicensedUserPage(
            listed, await licenses.Of(actor.TenantId, listed.Items.Select(user => user.Id), cancel));
    }

    /// <summary>The licenses of one user of a customer.</summary>
    public async Task<Result<IReadOnlyList<HeldLicense>>> Of(
        Actor actor, TenantId customer, UserId user, CancellationToken cancel)
    {
        var entered = await gate.Enter(actor, customer, OnBehalfWork.SeeUsers, cancel);
        if (entered.ValueOrNull is not { } pass)
        {
            return entered.Decision;
        }

        if (await users.Find(pass.Actor, user, cancel) is null)
        {
            return AccessReasons.UserNotFound;
        }

        HeldLicense[] held = [.. (await licenses.Of(customer, [user], cancel))[user]];
        return held;
    }
}
