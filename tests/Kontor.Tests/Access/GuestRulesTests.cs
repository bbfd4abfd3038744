using Kontor.Access;
using Kontor.Kernel;

namespace Kontor.Tests.Access;

public sealed class GuestRulesTests
{
    [Fact]
    [Trait("Rule", "ROL-02")]
    public void Guests_hold_three_roles_and_are_told_of_every_other_one()
    {
        Role[] theirs = [Role.MembershipPartnerAdmin, Role.ReferralsAdmin, Role.BusinessProfileAdmin];

        Assert.All(Enum.GetValues<Role>(), role =>
        {
            var decision = GuestRules.MayHold([Role.ReferralsAdmin, role]);
            Assert.Equal(theirs.Contains(role), decision.IsGranted);
            Assert.All(
                decision.Reasons,
                reason => Assert.Equal(AccessReasons.RoleNotForGuests.About(role, new Choice<Role>(theirs)), reason));
        });
        Assert.True(GuestRules.MayHold([]).IsGranted);
    }

    [Theory]
    [Trait("Rule", "ROL-02")]
    [InlineData(TenantKind.Partner, true)]
    [InlineData(TenantKind.Customer, false)]
    [InlineData(TenantKind.Operator, false)]
    [InlineData(TenantKind.SharedServices, false)]
    public void Only_partners_have_guests(TenantKind kind, bool may) =>
        Assert.Equal(may, GuestRules.MayHave(kind).IsGranted);
}
