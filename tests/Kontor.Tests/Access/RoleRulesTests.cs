using System.Collections.Immutable;
using Kontor.Access;
using Kontor.Kernel;

namespace Kontor.Tests.Access;

public sealed class RoleRulesTests
{
    private static readonly ImmutableHashSet<Role> Admin = [Role.GlobalAdmin, Role.SalesAgent];
    private static readonly ImmutableHashSet<Role> Seller = [Role.SalesAgent];

    [Fact]
    [Trait("Rule", "ROL-06")]
    public void Directory_and_program_roles_belong_to_the_tenant_and_no_other_does()
    {
        Role[] tenantRoles =
        [
            Role.GlobalAdmin, Role.UserManagementAdmin, Role.BillingAdmin,
            Role.AdminAgent, Role.SalesAgent, Role.HelpdeskAgent,
        ];

        Assert.Equal(tenantRoles, Enum.GetValues<Role>().Where(RoleRules.BelongsToTenant));
    }

    [Theory]
    [Trait("Rule", "ROL-06")]
    [InlineData(TenantKind.Partner, Role.AdminAgent, true)]
    [InlineData(TenantKind.Partner, Role.AccountAdmin, true)]
    [InlineData(TenantKind.Partner, Role.ReferralsUser, true)]
    [InlineData(TenantKind.Partner, Role.CpvGlobalAdmin, true)]
    [InlineData(TenantKind.Partner, Role.Auditor, false)]
    [InlineData(TenantKind.Customer, Role.ReportViewer, false)]
    [InlineData(TenantKind.Operator, Role.MembershipPartnerAdmin, false)]
    [InlineData(TenantKind.Customer, Role.GlobalAdmin, true)]
    [InlineData(TenantKind.Customer, Role.AdminAgent, false)]
    [InlineData(TenantKind.Operator, Role.CatalogManager, true)]
    [InlineData(TenantKind.Operator, Role.GlobalAdmin, false)]
    [InlineData(TenantKind.Sandbox, Role.GlobalAdmin, false)]
    public void A_role_is_held_only_in_the_kind_of_tenant_it_exists_in(TenantKind kind, Role role, bool may) =>
        Assert.Equal(may, RoleRules.MayHold(kind, [role]).IsGranted);

    [Fact]
    [Trait("Rule", "ROL-06")]
    public void Every_role_that_does_not_fit_is_named()
    {
        var decision = RoleRules.MayHold(TenantKind.Customer, [Role.Auditor, Role.GlobalAdmin, Role.AdminAgent]);

        Assert.Equal(
            [AccessReasons.RoleNotOfTenant.About(Role.AdminAgent), AccessReasons.RoleNotOfTenant.About(Role.Auditor)],
            decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "ROL-05")]
    public void The_last_global_admin_stays_one()
    {
        Assert.Equal([AccessReasons.LastGlobalAdmin.About(Role.GlobalAdmin)], RoleRules.MayChange(Role.GlobalAdmin, Admin, Seller, 0).Reasons);
        Assert.Equal([AccessReasons.LastGlobalAdmin.About(Role.GlobalAdmin)], RoleRules.MayChange(Role.GlobalAdmin, Admin, [], 0).Reasons);
    }

    [Fact]
    [Trait("Rule", "ROL-05")]
    public void With_another_global_admin_or_without_the_role_the_change_goes_through()
    {
        Assert.True(RoleRules.MayChange(Role.GlobalAdmin, Admin, Seller, 1).IsGranted);
        Assert.True(RoleRules.MayChange(Role.GlobalAdmin, Seller, [], 0).IsGranted);
        Assert.True(RoleRules.MayChange(Role.GlobalAdmin, Seller, Admin, 0).IsGranted);
        Assert.True(RoleRules.MayChange(Role.GlobalAdmin, Admin, [Role.GlobalAdmin], 0).IsGranted);
    }

    [Theory]
    [Trait("Rule", "ROL-01")]
    [Trait("Rule", "ROL-06")]
    [InlineData(Role.UserManagementAdmin, Role.AdminAgent, true)]
    [InlineData(Role.UserManagementAdmin, Role.BillingAdmin, true)]
    [InlineData(Role.UserManagementAdmin, Role.AccountAdmin, false)]
    [InlineData(Role.UserManagementAdmin, Role.GlobalAdmin, false)]
    [InlineData(Role.AccountAdmin, Role.AccountAdmin, true)]
    [InlineData(Role.AccountAdmin, Role.SalesAgent, false)]
    [InlineData(Role.AccountAdmin, Role.GlobalAdmin, false)]
    [InlineData(Role.GlobalAdmin, Role.GlobalAdmin, true)]
    [InlineData(Role.GlobalAdmin, Role.AccountAdmin, true)]
    [InlineData(Role.SalesAgent, Role.SalesAgent, false)]
    public void Each_admin_gives_and_takes_what_belongs_to_its_field(Role held, Role wanted, bool may)
    {
        var given = RoleRules.MayGive(TenantKind.Partner, [held], [], [wanted]);
        var taken = RoleRules.MayGive(TenantKind.Partner, [held], [wanted], []);

        Assert.Equal((may, may), (given.IsGranted, taken.IsGranted));
        Assert.All(given.Reasons, reason => Assert.Equal(AccessReasons.RoleNotGivenByYou.Code, reason.Code));
    }

    [Fact]
    [Trait("Rule", "ROL-06")]
    [Trait("Rule", "ROL-11")]
    public void Business_roles_are_given_by_whom_the_table_lets_and_no_role_gives_one_beyond_its_field()
    {
        var all = RoleRules.RolesOf(TenantKind.Partner);
        foreach (var giver in all)
        {
            var may = PermissionTable.LevelOf(TenantKind.Partner, [giver], Permission.AssignBusinessRoles);
            Assert.All(
                all.Where(role => RoleRules.GroupOf(role) == RoleGroup.Business),
                role => Assert.Equal(
                    (giver, role, may == PermissionLevel.Full),
                    (giver, role, RoleRules.GivenBy(TenantKind.Partner, [giver]).Contains(role))));
            Assert.True(
                RoleRules.GivenBy(TenantKind.Partner, [giver]).IsEmpty
                || PermissionTable.LevelOf(TenantKind.Partner, [giver], Permission.ManageUsers) == PermissionLevel.Full);
        }

        Assert.Equal(
            [Role.GlobalAdmin, Role.AccountAdmin], RoleRules.GiversOf(TenantKind.Partner, Role.MembershipPartnerAdmin));
    }

    [Fact]
    [Trait("Rule", "ROL-06")]
    public void What_two_roles_give_together_is_what_each_gives_alone()
    {
        foreach (var kind in (TenantKind[])[TenantKind.Partner, TenantKind.Customer, TenantKind.Operator])
        {
            var all = RoleRules.RolesOf(kind);
            Assert.All(all, one => Assert.All(all, other => Assert.Equal(
                all.Where(role => RoleRules.GivenBy(kind, [one]).Contains(role)
                    || RoleRules.GivenBy(kind, [other]).Contains(role)),
                RoleRules.GivenBy(kind, [one, other]))));
        }
    }

    [Fact]
    public void Roles_that_stay_are_nobodys_business() => Assert.True(RoleRules
        .MayGive(TenantKind.Partner, [Role.UserManagementAdmin], Admin, [Role.GlobalAdmin, Role.HelpdeskAgent]).IsGranted);

    [Theory]
    [Trait("Rule", "ROL-13")]
    [InlineData(Role.ProgramOperator, true)]
    [InlineData(Role.Auditor, false)]
    [InlineData(Role.SupportEngineer, false)]
    public void Program_operators_look_after_the_vendors_staff(Role held, bool may)
    {
        Assert.Equal(may, RoleRules.MayGive(TenantKind.Operator, [held], [], [Role.CatalogManager]).IsGranted);
        Assert.Equal(may, RoleRules.MayManage(TenantKind.Operator, [held], [Role.ProgramOperator]).IsGranted);
        Assert.Equal(may, RoleRules.MayResetPasswords(TenantKind.Operator, [held]).IsGranted);
    }

    [Theory]
    [Trait("Rule", "ROL-03")]
    [InlineData(TenantKind.Partner)]
    [InlineData(TenantKind.Customer)]
    public void Global_admins_reset_passwords_and_user_management_admins_do_not(TenantKind kind)
    {
        Assert.True(RoleRules.MayResetPasswords(kind, [Role.GlobalAdmin]).IsGranted);
        Assert.Equal(
            [AccessReasons.ResetNeedsAdmin.About(Role.GlobalAdmin)],
            RoleRules.MayResetPasswords(kind, [Role.UserManagementAdmin]).Reasons);
    }

    [Fact]
    public void Only_global_admins_end_the_access_of_global_admins()
    {
        Assert.False(RoleRules.MayManage(TenantKind.Partner, [Role.UserManagementAdmin], Admin).IsGranted);
        Assert.True(RoleRules.MayManage(TenantKind.Partner, [Role.UserManagementAdmin], Seller).IsGranted);
        Assert.True(RoleRules.MayManage(TenantKind.Partner, [Role.GlobalAdmin], Admin).IsGranted);
    }

    [Theory]
    [Trait("Rule", "ENR-32")]
    [InlineData(TenantKind.Partner, false, false)]
    [InlineData(TenantKind.Partner, true, true)]
    [InlineData(TenantKind.Customer, false, true)]
    [InlineData(TenantKind.Operator, false, true)]
    public void A_partner_without_an_admin_agent_adds_nobody(TenantKind kind, bool hasAgent, bool may) =>
        Assert.Equal(may, RoleRules.MayAdd(kind, hasAgent).IsGranted);

    [Fact]
    [Trait("Rule", "ROL-04")]
    public void For_every_role_there_is_somebody_who_gives_it()
    {
        foreach (var kind in (TenantKind[])[TenantKind.Partner, TenantKind.Customer, TenantKind.Operator])
        {
            Assert.All(RoleRules.RolesOf(kind), role => Assert.NotEmpty(RoleRules.GiversOf(kind, role)));
        }

        Assert.Equal(
            [Role.GlobalAdmin, Role.UserManagementAdmin], RoleRules.GiversOf(TenantKind.Partner, Role.SalesAgent));
    }
}
