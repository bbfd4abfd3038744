using System.Collections.Immutable;
using Kontor.Access;
using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Tests.Access;

public sealed class VendorAndCustomerPermissionTests
{
    // ROL-13 in the test's own words: who on the vendor's side does what, and who only reads it.
    [Theory]
    [Trait("Rule", "ROL-13")]
    [InlineData(Permission.DecideEnrolments, new[] { Role.ProgramOperator })]
    [InlineData(Permission.SetPolicy, new[] { Role.ProgramOperator })]
    [InlineData(Permission.PublishAgreements, new[] { Role.ProgramOperator })]
    [InlineData(Permission.PublishAnnouncements, new[] { Role.ProgramOperator })]
    [InlineData(Permission.KeepOutsideSubscriptions, new[] { Role.ProgramOperator })]
    [InlineData(Permission.ImportPriceLists, new[] { Role.CatalogManager })]
    [InlineData(Permission.SetCreditLimits, new[] { Role.BillingOperator })]
    [InlineData(Permission.HandleEscalatedSupport, new[] { Role.SupportEngineer })]
    [InlineData(Permission.UseServiceRequests, new[] { Role.SupportEngineer })]
    public void Each_vendor_role_changes_its_own_field_and_the_auditor_reads_it(Permission permission, Role[] changes)
    {
        var vendor = RoleRules.RolesOf(TenantKind.Operator);

        Assert.Equal(changes, vendor.Where(role => Ask(TenantKind.Operator, [role], permission).IsGranted));
        Assert.Equal(
            PermissionLevel.Read, PermissionTable.LevelOf(TenantKind.Operator, [Role.Auditor], permission));
    }

    [Fact]
    [Trait("Rule", "ROL-13")]
    public void The_auditor_reads_everything_of_the_vendor()
    {
        ImmutableHashSet<Role> everyRole = [.. RoleRules.RolesOf(TenantKind.Operator)];
        var all = Enum.GetValues<Permission>()
            .Where(p => Ask(TenantKind.Operator, everyRole, p, PermissionLevel.Read).IsGranted);

        Assert.Equal(
            all,
            Enum.GetValues<Permission>().Where(
                p => Ask(TenantKind.Operator, [Role.Auditor], p, PermissionLevel.Read).IsGranted));
    }

    [Fact]
    [Trait("Rule", "ROL-14")]
    public void A_customers_global_admin_answers_its_partners_and_its_users_do_not()
    {
        Permission[] admin =
        [
            Permission.AcceptRelationship, Permission.RemovePartnerRights, Permission.ViewOwnPartners,
            Permission.ViewSubscriptions, Permission.ChooseSupporters, Permission.UseServiceRequests,
            Permission.ManageOwnLicenses,
        ];

        Assert.All(admin, p => Assert.True(Ask(TenantKind.Customer, [Role.GlobalAdmin], p).IsGranted));
        Assert.All(admin, p => Assert.False(Ask(TenantKind.Customer, [], p, PermissionLevel.Read).IsGranted));
        Assert.True(Ask(TenantKind.Customer, [], Permission.ViewOwnProfile).IsGranted);
    }

    [Fact]
    [Trait("Rule", "ROL-14")]
    [Trait("Rule", "ROL-13")]
    public void No_partner_does_what_only_customers_or_the_vendor_do()
    {
        Permission[] others =
        [
            Permission.AcceptRelationship, Permission.RemovePartnerRights, Permission.ChooseSupporters, Permission.ImportPriceLists,
            Permission.DecideEnrolments, Permission.ViewAllActivity, Permission.SetCreditLimits, Permission.ManageOwnLicenses,
            Permission.KeepOutsideSubscriptions,
        ];

        Assert.All(others, p => Assert.Equal(
            "TENANT_LACKS_PERMISSION",
            Assert.Single(Ask(TenantKind.Partner, [.. RoleRules.RolesOf(TenantKind.Partner)], p, PermissionLevel.Read).Reasons).Code));
    }

    private static Decision Ask(
        TenantKind kind, ImmutableHashSet<Role> roles, Permission permission,
        PermissionLevel level = PermissionLevel.Full) =>
        PermissionTable.May(kind, [.. Enum.GetValues<PartnerType>()], roles, permission, level);
}
