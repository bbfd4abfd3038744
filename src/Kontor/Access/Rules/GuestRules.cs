using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.Access;

/// <summary>ROL-02: what users may be whose home is another directory.</summary>
public static class GuestRules
{
    /// <summary>The roles that a guest may hold; none of them belongs to the tenant.</summary>
    public static ImmutableArray<Role> Roles { get; } =
        [Role.MembershipPartnerAdmin, Role.ReferralsAdmin, Role.BusinessProfileAdmin];

    /// <summary>Whether tenants of that kind have guests: only where there are roles for them.</summary>
    public static Decision MayHave(TenantKind kind) => Decision.RequireAll(
        (RoleRules.RolesOf(kind).Any(Roles.Contains),
            AccessReasons.GuestsNotOfTenant.About(new Choice<TenantKind>([TenantKind.Partner]))));

    /// <summary>Whether a guest may hold these roles; every one that is too much is named.</summary>
    public static Decision MayHold(IEnumerable<Role> roles) => Decision.From(roles.Distinct()
        .Where(role => !Roles.Contains(role)).Order()
        .Select(role => AccessReasons.RoleNotForGuests.About(role, new Choice<Role>(Roles))));

    /// <summary>Whether somebody has a password of the tenant, which can be made anew or chosen.</summary>
    public static Decision MayHavePassword(bool isGuest) =>
        Decision.RequireAll((!isGuest, AccessReasons.GuestHasNoPassword));
}
