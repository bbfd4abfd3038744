using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.Access;

/// <summary>Who may hold which role, and when it may be taken away.</summary>
public static class RoleRules
{
    private static readonly ImmutableArray<Role> Directory =
        [Role.GlobalAdmin, Role.UserManagementAdmin, Role.BillingAdmin];

    private static readonly ImmutableArray<Role> Program = [Role.AdminAgent, Role.SalesAgent, Role.HelpdeskAgent];

    private static readonly ImmutableArray<Role> Vendor =
        [Role.ProgramOperator, Role.CatalogManager, Role.BillingOperator, Role.SupportEngineer, Role.Auditor];

    /// <summary>ROL-06: directory and program roles belong to the tenant, all others to the business account.</summary>
    public static bool BelongsToTenant(Role role) => Directory.Contains(role) || Program.Contains(role);

    /// <summary>ROL-06, ROL-13, ROL-14: the roles that exist in a tenant of that kind.</summary>
    public static ImmutableArray<Role> RolesOf(TenantKind kind) => kind switch
    {
        TenantKind.Partner => [.. Directory, .. Program, Role.AccountAdmin],
        TenantKind.Customer => Directory,
        TenantKind.Operator => Vendor,
        TenantKind.SharedServices or TenantKind.Sandbox => [],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Whether users and applications of such a tenant may hold these roles.</summary>
    public static Decision MayHold(TenantKind kind, IEnumerable<Role> roles)
    {
        var known = RolesOf(kind);
        return Decision.From(roles.Distinct().Where(role => !known.Contains(role)).Order()
            .Select(role => AccessReasons.RoleNotOfTenant.About(role)));
    }

    /// <summary>ROL-05: a tenant that has a global admin keeps one.</summary>
    /// <param name="before">The user's roles now.</param>
    /// <param name="after">The roles wanted; none when the user is deactivated.</param>
    /// <param name="otherGlobalAdmins">How many other active users of the tenant are global admins.</param>
    public static Decision MayChange(
        ImmutableHashSet<Role> before, ImmutableHashSet<Role> after, int otherGlobalAdmins) =>
        Decision.RequireAll(
            (!before.Contains(Role.GlobalAdmin) || after.Contains(Role.GlobalAdmin) || otherGlobalAdmins > 0,
                AccessReasons.LastGlobalAdmin));
}
