using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.Access;

/// <summary>ROL-06, ROL-13: where a role belongs.</summary>
public enum RoleGroup
{
    /// <summary>The tenant's directory.</summary>
    Directory,

    /// <summary>The tenant's part in the program.</summary>
    Program,

    /// <summary>The business account, whatever tenant its holder signs in to.</summary>
    Business,

    /// <summary>The program's operation.</summary>
    Vendor,
}

/// <summary>Who may hold which role, and when it may be taken away.</summary>
public static class RoleRules
{
    private static readonly ImmutableArray<Role> Directory =
        [Role.GlobalAdmin, Role.UserManagementAdmin, Role.BillingAdmin];

    private static readonly ImmutableArray<Role> Program = [Role.AdminAgent, Role.SalesAgent, Role.HelpdeskAgent];

    private static readonly ImmutableArray<Role> Business =
    [
        Role.AccountAdmin, Role.MembershipPartnerAdmin, Role.ReferralsAdmin, Role.ReferralsUser,
        Role.BusinessProfileAdmin, Role.IncentivesAdmin, Role.IncentivesUser, Role.ExecutiveReportViewer,
        Role.ReportViewer, Role.CpvGlobalAdmin,
    ];

    private static readonly ImmutableArray<Role> Vendor =
        [Role.ProgramOperator, Role.CatalogManager, Role.BillingOperator, Role.SupportEngineer, Role.Auditor];

    /// <summary>ROL-06, ROL-13: where the role belongs.</summary>
    public static RoleGroup GroupOf(Role role) =>
        Directory.Contains(role) ? RoleGroup.Directory
        : Program.Contains(role) ? RoleGroup.Program
        : Business.Contains(role) ? RoleGroup.Business
        : RoleGroup.Vendor;

    /// <summary>ROL-06: directory and program roles belong to the tenant, all others to the business account.</summary>
    public static bool BelongsToTenant(Role role) => GroupOf(role) is RoleGroup.Directory or RoleGroup.Program;

    /// <summary>ROL-06, ROL-11, ROL-13, ROL-14: the roles that exist in a tenant of that kind.</summary>
    public static ImmutableArray<Role> RolesOf(TenantKind kind) => kind switch
    {
        TenantKind.Partner => [.. Directory, .. Program, .. Business],
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

    /// <summary>ROL-05, ROL-13: the role that may give every other one and that no tenant loses.</summary>
    public static Role ChiefOf(TenantKind kind) =>
        kind == TenantKind.Operator ? Role.ProgramOperator : Role.GlobalAdmin;

    /// <summary>ROL-05: a tenant that has a global admin, or the vendor a program operator, keeps one.</summary>
    /// <param name="chief">That role.</param>
    /// <param name="before">The user's roles now.</param>
    /// <param name="after">The roles wanted; none when the user is deactivated.</param>
    /// <param name="otherChiefs">How many other active users of the tenant hold that role.</param>
    public static Decision MayChange(
        Role chief, ImmutableHashSet<Role> before, ImmutableHashSet<Role> after, int otherChiefs) =>
        Decision.RequireAll(
            (!before.Contains(chief) || after.Contains(chief) || otherChiefs > 0,
                AccessReasons.LastGlobalAdmin.About(chief)));

    /// <summary>
    /// ROL-01, ROL-06, ROL-10: the roles that somebody may give and take. User management admins give what belongs to the
    /// tenant, account admins what belongs to the business; the chief role is given by its holders only, since whoever
    /// could give it could take everything.
    /// </summary>
    public static ImmutableArray<Role> GivenBy(TenantKind kind, ImmutableHashSet<Role> held)
    {
        var (all, chief) = (RolesOf(kind), ChiefOf(kind));
        return held.Contains(chief)
            ? all
            :
            [
                .. all.Where(role => role != chief
                    && held.Contains(BelongsToTenant(role) ? Role.UserManagementAdmin : Role.AccountAdmin)),
            ];
    }

    /// <summary>ROL-04: the roles whose holders may give and take a role.</summary>
    public static ImmutableArray<Role> GiversOf(TenantKind kind, Role role) =>
        [.. RolesOf(kind).Where(giver => GivenBy(kind, [giver]).Contains(role))];

    /// <summary>Whether somebody may change a user's roles so; what stays is nobody's business.</summary>
    public static Decision MayGive(
        TenantKind kind, ImmutableHashSet<Role> held, ImmutableHashSet<Role> before, ImmutableHashSet<Role> after)
    {
        var given = GivenBy(kind, held);
        return Decision.From(before.SymmetricExcept(after).Where(role => !given.Contains(role)).Order().Select(role =>
            AccessReasons.RoleNotGivenByYou.About(role, new Choice<Role>(GiversOf(kind, role)))));
    }

    /// <summary>Whether somebody may end or renew the access of a user with these roles.</summary>
    public static Decision MayManage(TenantKind kind, ImmutableHashSet<Role> held, ImmutableHashSet<Role> theirs)
    {
        var chief = ChiefOf(kind);
        return Decision.RequireAll(
            (!theirs.Contains(chief) || held.Contains(chief), AccessReasons.UserAboveYou.About(chief)));
    }

    /// <summary>ROL-03: a global admin, or the vendor's program operator, makes a new password for somebody.</summary>
    public static Decision MayResetPasswords(TenantKind kind, ImmutableHashSet<Role> held) =>
        Decision.RequireAll((held.Contains(ChiefOf(kind)), AccessReasons.ResetNeedsAdmin.About(ChiefOf(kind))));

    /// <summary>
    /// ENR-32: a partner's set-up is not finished while nobody there is an admin agent, and until then nobody is added.
    /// </summary>
    public static Decision MayAdd(TenantKind kind, bool hasAdminAgent) =>
        Decision.RequireAll((kind != TenantKind.Partner || hasAdminAgent, AccessReasons.NoAdminAgent));
}
