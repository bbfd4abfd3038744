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
    public void Directory_and_program_roles_belong_to_the_tenant_and_account_admin_does_not()
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
    [InlineData(TenantKind.Partner, Role.Auditor, false)]
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
        Assert.Equal([AccessReasons.LastGlobalAdmin], RoleRules.MayChange(Admin, Seller, 0).Reasons);
        Assert.Equal([AccessReasons.LastGlobalAdmin], RoleRules.MayChange(Admin, [], 0).Reasons);
    }

    [Fact]
    [Trait("Rule", "ROL-05")]
    public void With_another_global_admin_or_without_the_role_the_change_goes_through()
    {
        Assert.True(RoleRules.MayChange(Admin, Seller, 1).IsGranted);
        Assert.True(RoleRules.MayChange(Seller, [], 0).IsGranted);
        Assert.True(RoleRules.MayChange(Seller, Admin, 0).IsGranted);
        Assert.True(RoleRules.MayChange(Admin, [Role.GlobalAdmin], 0).IsGranted);
    }
}
