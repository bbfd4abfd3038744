using System.Collections.Immutable;
using System.Globalization;
using Kontor.Access;
using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Tests.Access;

public sealed class PermissionTableTests
{
    private static readonly ImmutableArray<PartnerType> AllTypes =
        [PartnerType.Provider, PartnerType.Reseller, PartnerType.DirectPartner];

    private static readonly Role[] Columns =
    [
        Role.GlobalAdmin, Role.UserManagementAdmin, Role.BillingAdmin, Role.AdminAgent,
        Role.SalesAgent, Role.HelpdeskAgent, Role.AccountAdmin,
    ];

    /// <summary>ROL-11: what each role may beyond every user; all else is closed to it.</summary>
    private static readonly Dictionary<Role, (Permission Permission, PermissionLevel Level)[]> Business = new()
    {
        [Role.MembershipPartnerAdmin] =
        [
            (Permission.ManageUsers, PermissionLevel.Read),
            (Permission.ViewPartnerProfiles, PermissionLevel.Full),
            (Permission.ViewSubscriptionAnalytics, PermissionLevel.Full),
            (Permission.ManageBenefits, PermissionLevel.Full),
        ],
        [Role.ReferralsAdmin] = [(Permission.ManageLeads, PermissionLevel.Full)],
        [Role.ReferralsUser] = [(Permission.ManageLeads, PermissionLevel.Full)],
        [Role.BusinessProfileAdmin] = [],
        [Role.IncentivesAdmin] = [],
        [Role.IncentivesUser] = [],
        [Role.ExecutiveReportViewer] =
        [
            (Permission.ViewResellerAnalytics, PermissionLevel.Full),
            (Permission.ViewSubscriptionAnalytics, PermissionLevel.Full),
            (Permission.ViewRevenueAnalytics, PermissionLevel.Full),
            (Permission.ViewSalesMap, PermissionLevel.Full),
        ],
        [Role.ReportViewer] = [(Permission.ViewSubscriptionAnalytics, PermissionLevel.Full)],
        [Role.CpvGlobalAdmin] = [],
    };

    private static readonly Role[] AllOfPartners = [.. Columns, .. Business.Keys];

    // ROL-10 as the program document prints it: GA, UM, BA, AA, SA, HA, AC, DU. Allowed x, read only r.
    private const string Document = """
        View own profile                                     | ViewOwnProfile                     | x|x|x|x|x|x|x|x
        Create portal support tickets, see own tickets       | UseSupportTickets                  | x|x|x|x|x|x|x|x
        View, create, manage partner users                   | ManageUsers                 | x|x| | | | |x|
        Assign business roles                                | AssignBusinessRoles                | x| | | | | |x|
        View partner profiles                                | ViewPartnerProfiles                | x|x| | | | |x|
        Edit legal profile of a reseller account             | EditResellerLegalProfile           | x| | | | | | |
        Add locations, enrol locations                       | AddLocations                       | x| | | | | |x|
        Link or remove tenants                               | LinkTenants                        | x| | | | | | |
        View and sign partner agreement                      | SignPartnerAgreement               | x| | |r|r| | |
        View price lists and offers                          | ViewPriceLists,ViewCatalog         | x| |x|x|x| | |
        Billing: view invoices and reconciliation files      | ViewInvoices,ViewRevenueAnalytics  | x| |x|x|r|r| |
        Billing: manage billing profile, VAT ID              | ManageBillingProfile               | x| |x|x| | | |
        Change billing address                               | ChangeBillingAddress               | x| | | | | | |
        Search and view customers                            | ViewCustomers                      | x| | |x|x|x| |
        Add customers (provider, direct)                     | AddCustomers                       | x|x| |x|x| | |
        Edit customer details                                | EditCustomerDetails                | x| | |x|x|x| |
        Request reseller relationship                        | RequestRelationship                | x|x| |x|x| | |
        Request delegated admin rights                       | RequestDelegatedAdmin              | x|x| |x|x| | |
        Remove customer relationship (provider, direct)      | RemoveCustomerAsSeller             | x| | | | | | |
        Remove customer relationship (reseller)              | RemoveCustomerAsReseller           | x| | |x| | | |
        Attest customer agreement                            | AttestCustomerAgreement            | x| | |x|x| | |
        View customer agreement                              | ViewCustomerAgreement              | x| | |x|x| | |
        Administer on behalf of a customer                   | AdministerOnBehalf                 |  | | |x| |x| |
        Create orders, manage subscriptions                  | CreateOrders,ManageSubscriptions   | x| | |x|x| | |
        Suspend, cancel, change quantity                     | ChangeSubscriptions                | x| |x|x|x|x| |
        Cancel software purchase, get keys                   | CancelSoftware                     | x| | |x| | | |
        Manage customer users and licences                   | ManageCustomerUsers                | x|x| |x| | | |
        Bulk assign licences                                 | BulkAssignLicenses                 | x|x| |x|x|x| |
        Turn customer purchase permission on or off          | SetPurchasePermission              |  | | |x|r|r| |
        Set spending budgets                                 | SetSpendingBudgets                 |  | | |x| | | |
        Service health and customer service requests         | HandleCustomerService,UseServiceRequests | x| | |x|r|x| |
        Assign support contact                               | AssignSupportContact               | x| | |x| |x| |
        Manage resellers: request or remove partnership      | ManageResellers                    | x|x| |x|x| | |
        Accept a provider invitation                         | AcceptProviderInvitation           | x| | | | | | |
        Transfer request of ENR-54: create                   | CreateTransferRequest              | x| | |x| | | |
        Transfer request of ENR-54: accept or reject         | DecideTransferRequest              | x| | |x|x| | |
        Manage customer leads                                | ManageLeads                        |  | | | |x| | |
        Promotions page                                      | ViewPromotions                     | x| |x|x|x| | |
        Reseller analytics                                   | ViewResellerAnalytics              | x|x| | | | | |
        Subscription and licence analytics                   | ViewSubscriptionAnalytics          | x|x| |x|x| | |
        Activity log: view and export                        | ViewActivityLog                    | x|x|x|x|x|x| |
        Shared services                                      | UseSharedServices                  | x| | |x|x| | |
        Register devices                                     | RegisterDevices                    | x| | |x|x| | |
        Create and apply device profiles                     | ApplyDeviceProfiles                | x| | |x| | | |
        """;

    public static TheoryData<string, string, string> DocumentRows()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var line in Document.Split('\n'))
        {
            var cells = line.Split('|', 3);
            foreach (var permission in cells[1].Split(','))
            {
                rows.Add(cells[0].Trim(), permission.Trim(), cells[2]);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(DocumentRows))]
    [Trait("Rule", "ROL-10")]
    public void Each_row_of_the_document_holds_for_every_role(string row, string permission, string signs)
    {
        Assert.NotEmpty(row);
        var wanted = Enum.Parse<Permission>(permission);
        var levels = signs.Split('|').Select(sign => sign.Trim() switch
        {
            "x" => PermissionLevel.Full,
            "r" => PermissionLevel.Read,
            _ => PermissionLevel.None,
        }).ToArray();
        Assert.Equal(Columns.Length + 1, levels.Length);

        for (var column = 0; column < Columns.Length; column++)
        {
            Assert.Equal(
                (Columns[column], levels[column]),
                (Columns[column], PermissionTable.LevelOf(TenantKind.Partner, [Columns[column]], wanted)));
        }

        Assert.Equal(levels[^1], PermissionTable.LevelOf(TenantKind.Partner, [], wanted));
    }

    [Fact]
    [Trait("Rule", "ROL-10")]
    public void The_document_has_forty_four_rows_and_none_is_forgotten() =>
        Assert.Equal(44, Document.Split('\n').Length);

    [Fact]
    [Trait("Rule", "ROL-11")]
    public void Each_business_role_may_what_its_line_says_and_else_what_every_user_may()
    {
        Assert.Equal(RoleRules.RolesOf(TenantKind.Partner), AllOfPartners);
        foreach (var (role, line) in Business)
        {
            foreach (var permission in Enum.GetValues<Permission>())
            {
                var level = line.FirstOrDefault(entry => entry.Permission == permission).Level;
                var everybodys = PermissionTable.LevelOf(TenantKind.Partner, [], permission);
                Assert.Equal(
                    (role, permission, level > everybodys ? level : everybodys),
                    (role, permission, PermissionTable.LevelOf(TenantKind.Partner, [role], permission)));
            }
        }
    }

    [Fact]
    [Trait("Rule", "ROL-11")]
    public void Tickets_the_own_profile_and_the_guide_are_for_every_business_role() => Assert.All(
        Business.Keys,
        role => Assert.All(
            new[]
            {
                Permission.ViewOwnProfile, Permission.UseSupportTickets, Permission.ReadProgramGuide,
                Permission.ReadAnnouncements, Permission.ReadMailbox,
            },
            permission => Assert.True(Ask(TenantKind.Partner, [role], permission).IsGranted)));

    [Fact]
    [Trait("Rule", "ROL-10")]
    public void Roles_add_up_and_never_take_away()
    {
        foreach (var permission in Enum.GetValues<Permission>())
        {
            foreach (var one in AllOfPartners)
            {
                foreach (var other in AllOfPartners)
                {
                    var both = PermissionTable.LevelOf(TenantKind.Partner, [one, other], permission);
                    var best =
                        new[] { one, other }.Max(r => PermissionTable.LevelOf(TenantKind.Partner, [r], permission));
                    Assert.Equal(best, both);
                }
            }
        }
    }

    [Fact]
    [Trait("Rule", "ROL-10")]
    public void A_refused_role_is_told_which_roles_may()
    {
        var decision = Ask(TenantKind.Partner, [Role.HelpdeskAgent], Permission.CreateOrders);

        var reason = Assert.Single(decision.Reasons);
        Assert.Equal("ROLE_LACKS_PERMISSION", reason.Code);
        Assert.Equal([Role.GlobalAdmin, Role.AdminAgent, Role.SalesAgent], (Choice<Role>)reason.Arguments[0]);
        Assert.Equal(
            "Ihre Rollen umfassen das nicht. Nötig ist eine dieser Rollen: globaler Administrator, "
            + "Administrator-Agent, Vertriebsbeauftragter. Bitten Sie einen globalen Administrator Ihrer "
            + "Organisation, Ihnen eine davon zuzuweisen.",
            In("de", () => ReasonTexts.Of(reason)));
    }

    [Fact]
    [Trait("Rule", "ROL-10")]
    public void Read_only_is_enough_to_look_and_not_to_act()
    {
        Assert.True(
            Ask(TenantKind.Partner, [Role.SalesAgent], Permission.ViewInvoices, PermissionLevel.Read).IsGranted);
        Assert.False(Ask(TenantKind.Partner, [Role.SalesAgent], Permission.ViewInvoices).IsGranted);
    }

    [Fact]
    [Trait("Rule", "ROL-02")]
    public void A_user_without_a_role_sees_the_own_profile_and_little_else()
    {
        Permission[] open =
        [
            Permission.ViewOwnProfile, Permission.UseSupportTickets,
            Permission.ReadProgramGuide, Permission.ReadAnnouncements, Permission.ReadMailbox,
        ];

        var granted = Enum.GetValues<Permission>()
            .Where(p => Ask(TenantKind.Partner, [], p, PermissionLevel.Read).IsGranted);

        Assert.Equal(open, granted);
    }

    [Theory]
    [Trait("Rule", "ROL-15")]
    [Trait("Rule", "CAT-20")]
    [Trait("Rule", "AGR-23")]
    [Trait("Rule", "CAT-11")]
    [InlineData(Permission.CreateOrders)]
    [InlineData(Permission.AttestCustomerAgreement)]
    [InlineData(Permission.ViewPriceLists)]
    [InlineData(Permission.CancelSoftware)]
    [InlineData(Permission.AddCustomers)]
    [InlineData(Permission.RemoveCustomerAsSeller)]
    [InlineData(Permission.ManageResellers)]
    [InlineData(Permission.EditProviderProfile)]
    [InlineData(Permission.SetResellerTerms)]
    public void A_resellers_users_never_do_what_its_provider_does(Permission permission)
    {
        var decision = PermissionTable.May(
            TenantKind.Partner, [PartnerType.Reseller], [.. AllOfPartners], permission, PermissionLevel.Read);

        Assert.Equal("PARTNER_TYPE_LACKS_PERMISSION", Assert.Single(decision.Reasons).Code);
    }

    [Theory]
    [Trait("Rule", "ROL-15")]
    [InlineData(Permission.ViewCustomers)]
    [InlineData(Permission.ViewSubscriptions)]
    [InlineData(Permission.ChangeSubscriptions)]
    [InlineData(Permission.ManageSubscriptions)]
    [InlineData(Permission.RequestRelationship)]
    [InlineData(Permission.AcceptProviderInvitation)]
    [InlineData(Permission.RemoveCustomerAsReseller)]
    [InlineData(Permission.ViewCatalog)]
    public void A_reseller_keeps_what_the_program_leaves_it(Permission permission) =>
        Assert.True(PermissionTable.May(
            TenantKind.Partner, [PartnerType.Reseller], [Role.GlobalAdmin], permission, PermissionLevel.Full)
            .IsGranted);

    [Fact]
    [Trait("Rule", "ROL-15")]
    public void A_tenant_with_two_enrolments_may_what_either_may()
    {
        ImmutableArray<PartnerType> moving = [PartnerType.DirectPartner, PartnerType.Reseller];

        Assert.True(PermissionTable.May(
            TenantKind.Partner, moving, [Role.GlobalAdmin], Permission.CreateOrders, PermissionLevel.Full).IsGranted);
        Assert.True(PermissionTable.May(
            TenantKind.Partner, moving, [Role.GlobalAdmin], Permission.AcceptProviderInvitation, PermissionLevel.Full)
            .IsGranted);
        Assert.False(PermissionTable.May(
            TenantKind.Partner, moving, [Role.GlobalAdmin], Permission.ManageResellers, PermissionLevel.Full)
            .IsGranted);
    }

    [Fact]
    [Trait("Rule", "ROL-15")]
    public void A_partner_that_is_not_enrolled_yet_gets_nothing_that_is_limited_to_a_type() =>
        Assert.DoesNotContain(
            Enum.GetValues<Permission>().Where(p => PermissionTable.TypesOf(p).Length < AllTypes.Length),
            p => PermissionTable.May(TenantKind.Partner, [], [.. AllOfPartners], p, PermissionLevel.Read).IsGranted);

    [Fact]
    [Trait("Rule", "ROL-15")]
    public void Both_reasons_are_given_when_type_and_role_rule_it_out()
    {
        var decision = PermissionTable.May(
            TenantKind.Partner, [PartnerType.Reseller], [Role.BillingAdmin], Permission.CreateOrders,
            PermissionLevel.Full);

        Assert.Equal(
            ["PARTNER_TYPE_LACKS_PERMISSION", "ROLE_LACKS_PERMISSION"], decision.Reasons.Select(r => r.Code));
    }

    [Fact]
    [Trait("Rule", "ROL-16")]
    public void The_page_on_partner_types_is_open_to_every_partner_user()
    {
        Assert.All(
            AllOfPartners, role => Assert.True(Ask(TenantKind.Partner, [role], Permission.ReadProgramGuide).IsGranted));
        Assert.True(Ask(TenantKind.Partner, [], Permission.ReadProgramGuide).IsGranted);
        Assert.True(PermissionTable.May(
            TenantKind.Partner, [], [], Permission.ReadProgramGuide, PermissionLevel.Full).IsGranted);
    }

    [Fact]
    [Trait("Rule", "ROL-08")]
    [Trait("Rule", "ROL-09")]
    public void Work_with_other_partners_opens_to_account_admins_who_may_not_act_there()
    {
        Assert.True(Ask(TenantKind.Partner, [Role.AccountAdmin], Permission.ViewPartnerships).IsGranted);
        Assert.False(Ask(TenantKind.Partner, [Role.AccountAdmin], Permission.ManageResellers).IsGranted);
        Assert.False(Ask(TenantKind.Partner, [Role.AccountAdmin], Permission.AcceptProviderInvitation).IsGranted);
        Assert.All(
            new[] { Role.GlobalAdmin, Role.UserManagementAdmin, Role.SalesAgent },
            role => Assert.True(Ask(TenantKind.Partner, [role], Permission.ManageResellers).IsGranted));
    }

    [Theory]
    [Trait("Rule", "CUS-70")]
    [Trait("Rule", "CUS-71")]
    [Trait("Rule", "ENR-54")]
    [InlineData(Permission.EditProviderProfile, PartnerType.Provider, Role.GlobalAdmin, Role.AccountAdmin)]
    [InlineData(Permission.SetResellerTerms, PartnerType.Provider, Role.GlobalAdmin, Role.BillingAdmin)]
    [InlineData(Permission.RemoveCustomerAsSeller, PartnerType.Provider, Role.GlobalAdmin)]
    [InlineData(Permission.RemoveCustomerAsSeller, PartnerType.DirectPartner, Role.GlobalAdmin)]
    [InlineData(Permission.RemoveCustomerAsReseller, PartnerType.Reseller, Role.GlobalAdmin, Role.AdminAgent)]
    [InlineData(Permission.CreateTransferRequest, PartnerType.DirectPartner, Role.GlobalAdmin, Role.AdminAgent)]
    [InlineData(
        Permission.DecideTransferRequest, PartnerType.Provider, Role.GlobalAdmin, Role.AdminAgent, Role.SalesAgent)]
    public void Ending_and_moving_is_for_few_roles_of_one_partner_type(
        Permission permission, PartnerType type, params Role[] roles) =>
        Assert.Equal(
            roles.Order(),
            AllOfPartners.Order().Where(role =>
                PermissionTable.May(TenantKind.Partner, [type], [role], permission, PermissionLevel.Full).IsGranted));

    [Fact]
    public void Every_permission_is_held_by_somebody() =>
        Assert.All(
            Enum.GetValues<Permission>(),
            permission => Assert.Contains(
                Enum.GetValues<TenantKind>(),
                kind => Ask(kind, [.. Enum.GetValues<Role>()], permission).IsGranted));

    private static Decision Ask(
        TenantKind kind, ImmutableHashSet<Role> roles, Permission permission,
        PermissionLevel level = PermissionLevel.Full) =>
        PermissionTable.May(kind, AllTypes, roles, permission, level);

    private static string In(string language, Func<string> text)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return text();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
