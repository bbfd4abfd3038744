using System.Collections.Immutable;
using Kontor.Access;
using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Users;

/// <summary>Use case: gives a user of the actor's tenant exactly these roles. It counts from the next request on.</summary>
public sealed class AssignRoles(KontorDb db, ScopeLocations locations, Subjects subjects, TimeProvider clock)
{
    private static readonly ImmutableDictionary<Role, RoleScope> NoScopes = ImmutableDictionary<Role, RoleScope>.Empty;

    public Task<Result<User>> Handle(
        Actor actor, UserId id, ImmutableHashSet<Role> roles, CancellationToken cancel) =>
        Handle(actor, id, roles, NoScopes, cancel);

    /// <param name="actor">Who.</param>
    /// <param name="id">Of the user.</param>
    /// <param name="roles">All that the user is to have.</param>
    /// <param name="wanted">ROL-12: the scopes of referral roles; those held and not named keep theirs.</param>
    /// <param name="cancel">Set when nobody waits any more.</param>
    public async Task<Result<User>> Handle(
        Actor actor, UserId id, ImmutableHashSet<Role> roles, ImmutableDictionary<Role, RoleScope> wanted,
        CancellationToken cancel)
    {
        var now = clock.Now();
        await using var transaction = await UserChange.Begin(db, cancel);
        if (await UserChange.Lock(db, actor, id, cancel) is not { } change)
        {
            return AccessReasons.UserNotFound;
        }

        var before = change.Scopes;
        var scopes = before.RemoveRange(before.Keys.Except(roles)).SetItems(wanted);
        ImmutableHashSet<Role> moved =
            [.. wanted.Where(scope => !scope.Value.Equals(before.GetValueOrDefault(scope.Key))).Select(scope => scope.Key)];
        var decision = RoleRules.MayHold(actor.TenantKind, roles)
            .And(change.User.HomeUserId is null ? Decision.Granted : GuestRules.MayHold(roles))
            .And(RoleRules.MayGive(actor.TenantKind, actor.Roles, change.RoleSet.Except(moved), roles))
            .And(RoleRules.MayChange(change.Chief, change.RoleSet, roles, change.OtherChiefs))
            .And(ReferralScope.IsSound(roles, scopes, before, await locations.Held(actor, wanted.Values, cancel)));
        if (!decision.IsGranted)
        {
            return decision;
        }

        db.RoleAssignments.RemoveRange(change.Roles.Where(held => !roles.Contains(held.Role)));
        foreach (var role in roles.Except(change.RoleSet))
        {
            db.Give(id.Value, role, scopes.GetValueOrDefault(role));
        }

        foreach (var role in moved.Intersect(change.RoleSet).Intersect(roles))
        {
            Move(change, role, scopes[role]);
        }

        var given = new
        {
            change.User.UserName,
            Roles = roles.Order().Select(role => $"{role}"),
            Scopes = scopes.OrderBy(scope => scope.Key).ToDictionary(scope => $"{scope.Key}", scope => scope.Value),
        };
        db.Record(actor, "RolesAssigned", id.ToString(), null, given, now);
        await db.SaveChangesAsync(cancel);
        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        subjects.Changed(id);
        return change.User;
    }

    /// <summary>Another scope for a role that stays.</summary>
    private void Move(UserChange change, Role role, RoleScope scope)
    {
        change.Roles.Single(held => held.Role == role).IsWholeCompany = scope.IsWholeCompany;
        var there = change.Locations.Where(location => location.Role == role).ToList();
        db.RoleLocations.RemoveRange(there.Where(location => !scope.Locations.Contains(location.NetworkId)));
        db.RoleLocations.AddRange(scope.Locations.Except(there.Select(location => location.NetworkId)).Select(
            location => new RoleLocation { UserId = change.User.Id, Role = role, NetworkId = location }));
    }
}
