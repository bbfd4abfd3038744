using System.Collections.Immutable;
using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Access;

/// <summary>
/// ROL-10 and ROL-11 as code: which role may do what at most, per kind of tenant, and what the partner's type rules out
/// (ROL-15). A tenant kind or partner type that a permission does not name does not have it.
/// </summary>
public static class PermissionTable
{
    private static readonly ImmutableArray<PartnerType> Every =
        [PartnerType.Provider, PartnerType.Reseller, PartnerType.DirectPartner];

    /// <summary>Partners that transact with the vendor.</summary>
    private static readonly ImmutableArray<PartnerType> Transacting = [PartnerType.Provider, PartnerType.DirectPartner];

    private static readonly ImmutableArray<PartnerType> Provider = [PartnerType.Provider];
    private static readonly ImmutableArray<PartnerType> Reseller = [PartnerType.Reseller];
    private static readonly ImmutableArray<PartnerType> Direct = [PartnerType.DirectPartner];

    // ROL-11: what the other roles of the business account may, one sign per role; where they stand nowhere they may what
    // every user may. Incentives, business profiles and CPV have nothing in Kontor yet that a sign could open.
    // MP membership partner admin, RA referrals admin, RU referrals user, BP business profile admin, IA incentives admin,
    // IU incentives user, ER executive report viewer, RV report viewer, CP CPV global admin.
    private static readonly ImmutableDictionary<Permission, string> Business = new Dictionary<Permission, string>
    {
        //                                         MP RA RU BP IA IU ER RV CP
        { Permission.ManageUsers,                 "○  ·  ·  ·  ·  ·  ·  ·  ·" }, // sees who holds which role, gives none
        { Permission.ViewPartnerProfiles,         "●  ·  ·  ·  ·  ·  ·  ·  ·" },
        { Permission.ManageBenefits,              "●  ·  ·  ·  ·  ·  ·  ·  ·" },
        { Permission.ManageLeads,                 "·  ●  ●  ·  ·  ·  ·  ·  ·" }, // within ROL-12; RU those of its team
        { Permission.ViewResellerAnalytics,       "·  ·  ·  ·  ·  ·  ●  ·  ·" }, // names resellers: nothing for RV
        { Permission.ViewSubscriptionAnalytics,   "●  ·  ·  ·  ·  ·  ●  ●  ·" }, // counts that name no customer
        { Permission.ViewRevenueAnalytics,        "·  ·  ·  ·  ·  ·  ●  ·  ·" },
        { Permission.ViewSalesMap,                "·  ·  ·  ·  ·  ·  ●  ·  ·" }, // names partners: nothing for MP and RV
    }.ToImmutableDictionary();

    // As many roles of the business account as the pictures above have signs.
    private const string NoBusiness = "·  ·  ·  ·  ·  ·  ·  ·  ·";

    // Each picture has one sign per role of the heading; the last is every user of the tenant, roles or not (ROL-02).
    // What is only ever looked at is full (●) for whoever may look; ○ is for what others may change.
    private static readonly ImmutableArray<Row> Rows =
    [
        //                                            GA UM BA AA SA HA AC DU
        Partner(Permission.ViewOwnProfile,            "●  ●  ●  ●  ●  ●  ●  ●", Every),
        Partner(Permission.UseSupportTickets,         "●  ●  ●  ●  ●  ●  ●  ●", Every),
        Partner(Permission.ManageUsers,               "●  ●  ·  ·  ·  ·  ●  ·", Every),
        Partner(Permission.AssignBusinessRoles,       "●  ·  ·  ·  ·  ·  ●  ·", Every),
        Partner(Permission.ViewPartnerProfiles,       "●  ●  ·  ·  ·  ·  ●  ·", Every),
        Partner(Permission.EditResellerLegalProfile,  "●  ·  ·  ·  ·  ·  ·  ·", Reseller),
        Partner(Permission.AddLocations,              "●  ·  ·  ·  ·  ·  ●  ·", Every),
        Partner(Permission.LinkTenants,               "●  ·  ·  ·  ·  ·  ·  ·", Every),
        Partner(Permission.SignPartnerAgreement,      "●  ·  ·  ○  ○  ·  ·  ·", Every),
        Partner(Permission.ViewPriceLists,            "●  ·  ●  ●  ●  ·  ·  ·", Transacting), // CAT-11
        Partner(Permission.ViewCatalog,               "●  ·  ●  ●  ●  ·  ·  ·", Every),
        Partner(Permission.ViewInvoices,              "●  ·  ●  ●  ○  ○  ·  ·", Every),
        Partner(Permission.ManageBillingProfile,      "●  ·  ●  ●  ·  ·  ·  ·", Every),
        Partner(Permission.ChangeBillingAddress,      "●  ·  ·  ·  ·  ·  ·  ·", Every),
        Partner(Permission.ViewCustomers,             "●  ·  ·  ●  ●  ●  ·  ·", Every),
        Partner(Permission.AddCustomers,              "●  ●  ·  ●  ●  ·  ·  ·", Transacting),
        Partner(Permission.EditCustomerDetails,       "●  ·  ·  ●  ●  ●  ·  ·", Every),
        Partner(Permission.RequestRelationship,       "●  ●  ·  ●  ●  ·  ·  ·", Every),
        Partner(Permission.RequestDelegatedAdmin,     "●  ●  ·  ●  ●  ·  ·  ·", Every),
        Partner(Permission.RemoveCustomerAsSeller,    "●  ·  ·  ·  ·  ·  ·  ·", Transacting), // CUS-70
        Partner(Permission.RemoveCustomerAsReseller,  "●  ·  ·  ●  ·  ·  ·  ·", Reseller), // CUS-71
        Partner(Permission.AttestCustomerAgreement,   "●  ·  ·  ●  ●  ·  ·  ·", Transacting), // AGR-23
        Partner(Permission.ViewCustomerAgreement,     "●  ·  ·  ●  ●  ·  ·  ·", Every),
        Partner(Permission.AdministerOnBehalf,        "·  ·  ·  ●  ·  ●  ·  ·", Every),
        Partner(Permission.CreateOrders,              "●  ·  ·  ●  ●  ·  ·  ·", Transacting), // CAT-20
        Partner(Permission.ManageSubscriptions,       "●  ·  ·  ●  ●  ·  ·  ·", Every),
        Partner(Permission.ChangeSubscriptions,       "●  ·  ●  ●  ●  ●  ·  ·", Every),
        Partner(Permission.CancelSoftware,            "●  ·  ·  ●  ·  ·  ·  ·", Transacting), // CAT-20
        Partner(Permission.ManageCustomerUsers,       "●  ●  ·  ●  ·  ·  ·  ·", Every),
        Partner(Permission.BulkAssignLicenses,        "●  ●  ·  ●  ●  ●  ·  ·", Every),
        Partner(Permission.SetPurchasePermission,     "·  ·  ·  ●  ○  ○  ·  ·", Every),
        Partner(Permission.SetSpendingBudgets,        "·  ·  ·  ●  ·  ·  ·  ·", Every),
        Partner(Permission.HandleCustomerService,     "●  ·  ·  ●  ○  ●  ·  ·", Every),
        Partner(Permission.AssignSupportContact,      "●  ·  ·  ●  ·  ●  ·  ·", Every),
        Partner(Permission.ManageResellers,           "●  ●  ·  ●  ●  ·  ·  ·", Provider),
        Partner(Permission.AcceptProviderInvitation,  "●  ·  ·  ·  ·  ·  ·  ·", Reseller), // REL-11
        Partner(Permission.CreateTransferRequest,     "●  ·  ·  ●  ·  ·  ·  ·", Direct), // ENR-54
        Partner(Permission.DecideTransferRequest,     "●  ·  ·  ●  ●  ·  ·  ·", Provider), // ENR-54
        Partner(Permission.ManageLeads,               "·  ·  ·  ·  ●  ·  ·  ·", Every),
        Partner(Permission.ViewPromotions,            "●  ·  ●  ●  ●  ·  ·  ·", Every),
        Partner(Permission.ViewResellerAnalytics,     "●  ●  ·  ·  ·  ·  ·  ·", Provider),
        Partner(Permission.ViewSubscriptionAnalytics, "●  ●  ·  ●  ●  ·  ·  ·", Every),
        Partner(Permission.ViewRevenueAnalytics,      "●  ·  ●  ●  ○  ○  ·  ·", Every),
        Partner(Permission.ViewActivityLog,           "●  ●  ●  ●  ●  ●  ·  ·", Every),
        Partner(Permission.UseSharedServices,         "●  ·  ·  ●  ●  ·  ·  ·", Transacting), // ACC-05
        Partner(Permission.RegisterDevices,           "●  ·  ·  ●  ●  ·  ·  ·", Every),
        Partner(Permission.ApplyDeviceProfiles,       "●  ·  ·  ●  ·  ·  ·  ·", Every),
        Partner(Permission.ReadProgramGuide,          "●  ●  ●  ●  ●  ●  ●  ●", Every), // ROL-16
        Partner(Permission.ReadAnnouncements,         "●  ●  ●  ●  ●  ●  ●  ●", Every), // OPS-20
        Partner(Permission.ViewPartnerships,          "●  ●  ·  ●  ●  ·  ●  ·", Every), // ROL-08, ROL-09
        Partner(Permission.ViewSubscriptions,         "●  ·  ●  ●  ●  ●  ·  ·", Every),
        Partner(Permission.UseServiceRequests,        "●  ·  ·  ●  ○  ●  ·  ·", Every), // SUP-06
        Partner(Permission.EditProviderProfile,       "●  ·  ·  ·  ·  ·  ●  ·", Provider), // ENR-50
        Partner(Permission.SetResellerTerms,          "●  ·  ●  ·  ·  ·  ·  ·", Provider), // BIL-04
        Partner(Permission.ManageBenefits,            "●  ·  ·  ·  ·  ·  ·  ·", Every), // ROL-11
        Partner(Permission.ViewSalesMap,              "●  ●  ·  ●  ●  ·  ·  ·", Every), // who sees partnerships and figures
        Partner(Permission.AskEligibility,            "●  ●  ●  ●  ●  ●  ●  ·", Every),
        Partner(Permission.ReadMailbox,               "●  ●  ●  ●  ●  ●  ●  ●", Every),

        //                                            GA UM BA DU, ROL-14
        Customer(Permission.ViewOwnProfile,           "●  ●  ●  ●"),
        Customer(Permission.ManageUsers,              "●  ●  ·  ·"),
        Customer(Permission.AcceptRelationship,       "●  ·  ·  ·"),
        Customer(Permission.RemovePartnerRights,      "●  ·  ·  ·"),
        Customer(Permission.ChooseSupporters,         "●  ·  ·  ·"),
        Customer(Permission.ViewOwnPartners,          "●  ·  ·  ·"),
        Customer(Permission.ManageOwnLicenses,        "●  ●  ·  ·"), // CAT-50
        Customer(Permission.ViewSalesMap,             "●  ·  ·  ·"),
        Customer(Permission.ViewSubscriptions,        "●  ·  ·  ·"),
        Customer(Permission.UseServiceRequests,       "●  ·  ·  ·"),
        Customer(Permission.AskEligibility,           "●  ·  ·  ·"),
        Customer(Permission.ViewActivityLog,          "●  ·  ·  ·"),
        Customer(Permission.ReadMailbox,              "●  ●  ●  ●"),

        // ROL-13. PO program operator, CM catalog manager, BO billing operator, SE support engineer, AU auditor.
        //                                            PO CM BO SE AU DU
        Vendor(Permission.ViewOwnProfile,             "●  ●  ●  ●  ●  ●"),
        Vendor(Permission.ManageUsers,                "●  ·  ·  ·  ○  ·"),
        Vendor(Permission.DecideEnrolments,           "●  ·  ·  ·  ○  ·"),
        Vendor(Permission.SetPolicy,                  "●  ·  ·  ·  ○  ·"),
        Vendor(Permission.ReadAnnouncements,          "●  ●  ●  ●  ●  ●"),
        Vendor(Permission.PublishAnnouncements,       "●  ·  ·  ·  ○  ·"),
        Vendor(Permission.PublishAgreements,          "●  ·  ·  ·  ○  ·"),
        Vendor(Permission.ViewPartners,               "●  ●  ●  ●  ●  ·"),
        Vendor(Permission.ViewSalesMap,               "●  ●  ●  ●  ●  ·"),
        Vendor(Permission.ImportPriceLists,           "·  ●  ·  ·  ○  ·"),
        Vendor(Permission.ViewPriceLists,             "●  ●  ●  ·  ●  ·"),
        Vendor(Permission.ViewCatalog,                "●  ●  ●  ●  ●  ·"),
        Vendor(Permission.ViewSubscriptions,          "●  ·  ●  ●  ●  ·"),
        Vendor(Permission.KeepOutsideSubscriptions,   "●  ·  ·  ·  ○  ·"), // MUL-20
        Vendor(Permission.SetCreditLimits,            "·  ·  ●  ·  ○  ·"),
        Vendor(Permission.HandleEscalatedSupport,     "·  ·  ·  ●  ○  ·"),
        Vendor(Permission.UseServiceRequests,         "·  ·  ·  ●  ○  ·"),
        Vendor(Permission.ViewActivityLog,            "●  ●  ●  ●  ●  ·"),
        Vendor(Permission.ViewAllActivity,            "●  ·  ·  ●  ●  ·"),
        Vendor(Permission.OverseeServer,              "●  ·  ·  ●  ○  ·"),
        Vendor(Permission.AskEligibility,             "●  ●  ●  ●  ●  ·"),
        Vendor(Permission.ReadMailbox,                "●  ●  ●  ●  ●  ●"),
    ];

    private static readonly ILookup<Permission, Row> ByPermission = Rows.ToLookup(row => row.Permission);

    // One array read per question: this is asked on every request.
    private static readonly Row?[,] ByKind = Indexed();

    /// <summary>Whether somebody may do this at that level, and if not, why.</summary>
    /// <param name="kind">What the asking tenant is.</param>
    /// <param name="types">The partner types it is enrolled in; empty for others than partners.</param>
    /// <param name="roles">The roles held; empty for a default user.</param>
    /// <param name="permission">What is wanted.</param>
    /// <param name="level">How far it must go; not <see cref="PermissionLevel.None"/>.</param>
    public static Decision May(
        TenantKind kind,
        ImmutableArray<PartnerType> types,
        ImmutableHashSet<Role> roles,
        Permission permission,
        PermissionLevel level)
    {
        if (ByKind[(int)kind, (int)permission] is not { } row)
        {
            var kinds = ByPermission[permission].Select(r => r.Kind).Distinct();
            return Decision.Refused(AccessReasons.TenantLacksPermission.About(new Choice<TenantKind>(kinds)));
        }

        var isOpenToType = kind != TenantKind.Partner || row.Types.Length == Every.Length || Overlaps(row.Types, types);
        if (isOpenToType && row.LevelOf(roles) >= level)
        {
            return Decision.Granted;
        }

        return Decision.RequireAll(
            (isOpenToType, AccessReasons.PartnerTypeLacksPermission.About(new Choice<PartnerType>(row.Types))),
            (row.LevelOf(roles) >= level,
                AccessReasons.RoleLacksPermission.About(new Choice<Role>(row.RolesWith(level)))));
    }

    /// <summary>How far these roles carry in a tenant of that kind, whatever its partner types.</summary>
    public static PermissionLevel LevelOf(TenantKind kind, ImmutableHashSet<Role> roles, Permission permission) =>
        ByKind[(int)kind, (int)permission]?.LevelOf(roles) ?? PermissionLevel.None;

    /// <summary>The partner types that the permission is open to; empty when partners do not have it.</summary>
    public static ImmutableArray<PartnerType> TypesOf(Permission permission) =>
        ByKind[(int)TenantKind.Partner, (int)permission]?.Types ?? [];

    private static bool Overlaps(ImmutableArray<PartnerType> wanted, ImmutableArray<PartnerType> held)
    {
        foreach (var type in held)
        {
            if (wanted.Contains(type))
            {
                return true;
            }
        }

        return false;
    }

    private static Row Partner(Permission permission, string picture, ImmutableArray<PartnerType> types) =>
        new(permission, TenantKind.Partner, types, WithBusiness(picture, Business.GetValueOrDefault(permission, NoBusiness)));

    /// <summary>One picture of two: the roles of ROL-11 come before every user.</summary>
    private static string WithBusiness(string picture, string business) => $"{picture[..^1]}{business}  {picture[^1]}";

    private static Row Customer(Permission permission, string picture) =>
        new(permission, TenantKind.Customer, [], picture);

    private static Row Vendor(Permission permission, string picture) =>
        new(permission, TenantKind.Operator, [], picture);

    private static Row?[,] Indexed()
    {
        var index = new Row?[Enum.GetValues<TenantKind>().Length, Enum.GetValues<Permission>().Length];
        foreach (var row in Rows)
        {
            ref var place = ref index[(int)row.Kind, (int)row.Permission];
            place = place is null ? row : throw new InvalidOperationException($"{row.Permission} stands twice.");
        }

        return index;
    }

    private sealed class Row
    {
        private readonly PermissionLevel[] _byRole = new PermissionLevel[Enum.GetValues<Role>().Length];
        private readonly PermissionLevel _everyone;

        public Row(Permission permission, TenantKind kind, ImmutableArray<PartnerType> types, string picture)
        {
            (Permission, Kind, Types) = (permission, kind, types);
            var heading = RoleRules.RolesOf(kind);
            var levels = picture.Where(sign => sign != ' ').Select(LevelOf).ToArray();
            if (levels.Length != heading.Length + 1)
            {
                throw new InvalidOperationException($"{permission} needs {heading.Length + 1} signs.");
            }

            for (var column = 0; column < heading.Length; column++)
            {
                _byRole[(int)heading[column]] = levels[column];
            }

            _everyone = levels[^1];
        }

        public Permission Permission { get; }

        public TenantKind Kind { get; }

        public ImmutableArray<PartnerType> Types { get; }

        public PermissionLevel LevelOf(ImmutableHashSet<Role> roles)
        {
            var level = _everyone;
            foreach (var role in roles)
            {
                level = _byRole[(int)role] > level ? _byRole[(int)role] : level;
            }

            return level;
        }

        public IEnumerable<Role> RolesWith(PermissionLevel level) =>
            Enum.GetValues<Role>().Where(role => _byRole[(int)role] >= level);

        private static PermissionLevel LevelOf(char sign) => sign switch
        {
            '●' => PermissionLevel.Full,
            '○' => PermissionLevel.Read,
            '·' => PermissionLevel.None,
            _ => throw new InvalidOperationException($"'{sign}' is no level."),
        };
    }
}
