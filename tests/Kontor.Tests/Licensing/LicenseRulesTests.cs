using Kontor.DelegatedAdmin;
using Kontor.Kernel;
using Kontor.Licensing;

namespace Kontor.Tests.Licensing;

public sealed class LicenseRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [Trait("Rule", "CAT-50")]
    [InlineData(Role.AdminAgent, DirectoryRole.GlobalAdministrator)]
    [InlineData(Role.HelpdeskAgent, null)]
    [InlineData(Role.GlobalAdmin, null)]
    public void By_classic_rights_admin_agents_assign_licenses_and_helpdesk_agents_do_not(Role role, DirectoryRole? by) =>
        Assert.Equal(
            by, OnBehalfRules.Find(OnBehalfWork.AssignLicenses, false, [role], [Classic()], Now)?.Pair.Role);

    [Theory]
    [Trait("Rule", "CAT-50")]
    [InlineData(DirectoryRole.LicenseAdministrator, true)]
    [InlineData(DirectoryRole.UserAdministrator, true)]
    [InlineData(DirectoryRole.HelpdeskAdministrator, false)]
    [InlineData(DirectoryRole.GroupsAdministrator, false)]
    [InlineData(DirectoryRole.BillingAdministrator, false)]
    [InlineData(DirectoryRole.GlobalReader, false)]
    public void Of_single_roles_three_assign_licenses_and_the_smallest_is_used(DirectoryRole role, bool suffices)
    {
        var classic = Classic();
        var single = DelegatedGrant.Request(
            new(Guid.NewGuid()), classic.PartnerId, classic.CustomerId, "Customer",
            new GrantWish([new(role, AgentGroup.AdminAgents)], 10, false, ""), 90, Now);
        single.TryBecome(GrantEvent.Approved, Now);

        var alone = OnBehalfRules.Find(OnBehalfWork.AssignLicenses, false, [Role.AdminAgent], [single], Now);
        var beside = OnBehalfRules.Find(OnBehalfWork.AssignLicenses, false, [Role.AdminAgent], [classic, single], Now);

        Assert.Equal(suffices ? role : null, alone?.Pair.Role);
        Assert.Equal(suffices ? role : DirectoryRole.GlobalAdministrator, beside!.Pair.Role);
    }

    [Theory]
    [Trait("Rule", "CAT-50")]
    [InlineData(TenantKind.Customer, Role.GlobalAdmin, true)]
    [InlineData(TenantKind.Customer, Role.UserManagementAdmin, true)]
    [InlineData(TenantKind.Customer, Role.BillingAdmin, false)]
    [InlineData(TenantKind.Partner, Role.GlobalAdmin, false)]
    [InlineData(TenantKind.SharedServices, Role.GlobalAdmin, false)]
    public void In_the_own_tenant_a_customers_user_managers_assign_licenses(TenantKind kind, Role role, bool may) =>
        Assert.Equal(
            may ? [] : [LicenseReasons.NotYourOwn], LicenseRules.MayManageOwn(kind, [role]).Reasons);

    [Fact]
    [Trait("Rule", "CAT-53")]
    [Trait("Rule", "CAT-51")]
    public void As_many_get_one_as_are_left_in_the_order_in_which_they_are_named()
    {
        LicenseHolder[] users =
        [
            User(isActive: true, hasIt: true), User(isActive: false, hasIt: false), User(isActive: true, hasIt: false),
            User(isActive: true, hasIt: false), User(isActive: true, hasIt: false),
        ];

        Assert.Equal(
            [
                LicenseResult.HadAlready, LicenseResult.NotActive, LicenseResult.Assigned, LicenseResult.Assigned,
                LicenseResult.NoneLeft,
            ],
            LicenseRules.Apply(LicenseAct.Assign, 2, users));
        Assert.Equal(
            [LicenseResult.TakenAway, .. Enumerable.Repeat(LicenseResult.HadNone, 4)],
            LicenseRules.Apply(LicenseAct.TakeAway, 0, users));
    }

    [Theory]
    [Trait("Rule", "CAT-53")]
    [InlineData(5, 3, 2, 0, PoolState.Left)]
    [InlineData(5, 5, 0, 0, PoolState.NoneLeft)]
    [InlineData(0, 0, 0, 0, PoolState.NoneLeft)]
    [InlineData(2, 5, 0, 3, PoolState.Over)]
    public void A_pool_has_what_is_left_or_what_is_over(int total, int assigned, int available, int over, PoolState state)
    {
        var pool = new LicensePool(World.SeatSku, "Office", "Vendor", true, total, 0, assigned);

        Assert.Equal((available, over, state), (pool.Available, pool.Over, pool.State));
    }

    [Fact]
    [Trait("Rule", "CAT-54")]
    public void Another_publishers_licenses_are_not_touched_here()
    {
        var pool = new LicensePool(World.SeatSku, "Mail", "Contoso", false, 5, 0, 0);

        Assert.Equal([LicenseReasons.AssignedElsewhere.About("Mail", "Contoso")], LicenseRules.MayTouch(pool).Reasons);
        Assert.Equal(PoolState.Elsewhere, pool.State);
    }

    [Theory]
    [Trait("Rule", "CAT-53")]
    [InlineData(0, 1, "LICENSE_NOBODY_CHOSEN")]
    [InlineData(1, 0, "LICENSE_NOTHING_CHOSEN")]
    [InlineData(101, 1, "LICENSE_TOO_MANY_USERS")]
    [InlineData(1, 51, "LICENSE_TOO_MANY_PRODUCTS")]
    [InlineData(100, 50, null)]
    public void Somebody_something_and_not_too_much_of_either_is_asked_for(int users, int products, string? code) =>
        Assert.Equal(code, LicenseRules.MayAsk(users, products).Reasons.SingleOrDefault()?.Code);

    [Fact]
    [Trait("Rule", "CAT-51")]
    public void Licenses_are_remembered_for_thirty_days()
    {
        Assert.True(LicenseRules.ComeBack(Now, Now.AddDays(30)));
        Assert.False(LicenseRules.ComeBack(Now, Now.AddDays(30).AddTicks(1)));
    }

    [Theory]
    [InlineData("A:1", true)]
    [InlineData("A.b-C_1:0001", true)]
    [InlineData("A", false)]
    [InlineData("A:1:2", false)]
    [InlineData("A: ", false)]
    [InlineData(":1", false)]
    [InlineData(null, false)]
    public void A_sku_is_named_by_two_ids(string? text, bool isOne)
    {
        Assert.Equal(isOne, LicenseSku.Find(text) is not null);
        Assert.Equal(isOne ? text : "", $"{LicenseSku.Find(text)}");
    }

    private static LicenseHolder User(bool isActive, bool hasIt) => new(new(Guid.NewGuid()), isActive, hasIt);

    private static DelegatedGrant Classic() => DelegatedGrant.Classic(
        new(Guid.NewGuid()), new(Guid.NewGuid()), new(Guid.NewGuid()), "Customer", Now);
}
