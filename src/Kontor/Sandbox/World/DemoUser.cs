using System.Collections.Immutable;
using Kontor.Access;
using Kontor.Kernel;

namespace Kontor.Sandbox;

/// <summary>
/// A user who signs in to the demo world, with a password that is new for each world. <c>Key</c> is how
/// <c>credentials.json</c> calls it; empty for the tenant's first user.
/// </summary>
internal sealed record DemoUser(
    string Key, string UserName, string FullName, string Password, ImmutableArray<Role> Roles)
{
    /// <summary>The first user of an actor and then its further ones.</summary>
    public static IReadOnlyList<DemoUser> Of(PlannedTenant actor, IEnumerable<PlannedUser> planned)
    {
        var first = new DemoUser(
            "",
            actor.ContactEmail,
            actor.ContactName,
            PasswordChoice.New(),
            actor.Kind == TenantKind.Operator ? Working : [Role.GlobalAdmin]);
        return
        [
            first,
            .. planned.Where(user => user.Actor == actor.Key).Select(user => new DemoUser(
                user.Role,
                MailAddresses.Of(user.FirstName, user.LastName, actor.Domain),
                $"{user.FirstName} {user.LastName}",
                PasswordChoice.New(),
                [Enum.Parse<Role>(user.Role, ignoreCase: true)])),
        ];
    }

    /// <summary>ROL-13: the vendor's first user does everything but audit itself.</summary>
    private static ImmutableArray<Role> Working => [.. RoleRules.RolesOf(TenantKind.Operator).Remove(Role.Auditor)];
}
