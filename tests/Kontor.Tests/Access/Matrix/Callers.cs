using Kontor.Access;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Tests.PartnerCenter;

namespace Kontor.Tests.Access.Matrix;

/// <summary>Somebody of every sort: each kind of tenant and partner type with each role that exists there, and none.</summary>
/// <param name="Name">For messages: tenant and role.</param>
/// <param name="Kind">Of the tenant.</param>
/// <param name="Types">The partner types of the tenant.</param>
/// <param name="Role">The one role held; null for a user without any.</param>
/// <param name="Client">Signed in with a user's token.</param>
public sealed record SomeCaller(string Name, TenantKind Kind, PartnerType[] Types, Role? Role, WireClient Client)
{
    /// <summary>
    /// The roles that are tried there. Which types a permission is open to does not depend on the role, so the many roles of
    /// ROL-11 are tried with one type only.
    /// </summary>
    public static IEnumerable<Role> RolesIn(TenantKind kind, PartnerType[] types) => RoleRules.RolesOf(kind)
        .Where(role => role == global::Kontor.Kernel.Role.AccountAdmin || RoleRules.GroupOf(role) != RoleGroup.Business
            || types.Contains(PartnerType.Provider));

    public static async Task<List<SomeCaller>> All(World world, WireHost host)
    {
        var tenants = new (string Name, Participant Tenant, PartnerType[] Types)[]
        {
            ("provider", await world.Provider(), [PartnerType.Provider]),
            ("reseller", await world.Reseller(), [PartnerType.Reseller]),
            ("direct", await world.DirectPartner(), [PartnerType.DirectPartner]),
            ("customer", await world.Customer(), []),
            ("vendor", await world.Vendor(), []),
        };
        var callers = new List<SomeCaller>();
        foreach (var (name, tenant, types) in tenants)
        {
            foreach (Role? role in RolesIn(tenant.Kind, types).Select(r => (Role?)r).Append(null))
            {
                callers.Add(new SomeCaller(
                    $"{name}/{role?.ToString() ?? "no role"}", tenant.Kind, types, role,
                    role is { } held ? await host.User(tenant, held) : await host.UserWithoutRole(tenant)));
            }
        }

        return callers;
    }
}
