using System.Collections.Immutable;
using Kontor.Access;
using Kontor.Kernel;

namespace Kontor.Tests.Access;

public sealed class ReferralScopeTests
{
    private static readonly ImmutableDictionary<Role, RoleScope> None = ImmutableDictionary<Role, RoleScope>.Empty;

    [Theory]
    [Trait("Rule", "ROL-12")]
    [InlineData(null, null, "4000001", true, "NO_REFERRAL_ROLE")]
    [InlineData("*", null, "4000001", true, null)]
    [InlineData(null, "*", "4000001", true, null)]
    [InlineData("*", null, "4000009", false, "LOCATION_OUTSIDE_SCOPE")]
    [InlineData("4000001 4000002", null, "4000002", true, null)]
    [InlineData("4000001", null, "4000002", true, "LOCATION_OUTSIDE_SCOPE")]
    [InlineData("4000001", null, "4000001", false, "LOCATION_OUTSIDE_SCOPE")]
    [InlineData("4000001", "4000002", "4000002", true, null)]
    [InlineData("", null, "4000001", true, "LOCATION_OUTSIDE_SCOPE")]
    [InlineData("", "", "4000001", true, "LOCATION_OUTSIDE_SCOPE")]
    public void A_deal_is_created_for_a_location_in_scope_only(
        string? admin, string? user, string location, bool isOwn, string? code)
    {
        var held = Scopes((Role.ReferralsAdmin, admin), (Role.ReferralsUser, user));

        var decision = ReferralScope.MayCreateDeal(held, location, isOwn);

        Assert.Equal(code, decision.Reasons.Select(reason => reason.Code).SingleOrDefault());
    }

    [Theory]
    [Trait("Rule", "ROL-12")]
    [InlineData("*", null, null)]
    [InlineData("4000001", null, null)]
    [InlineData(null, null, "SCOPE_MISSING")]
    [InlineData("", null, "SCOPE_MISSING")]
    [InlineData("", "", null)]
    [InlineData("", "4000001", "SCOPE_MISSING")]
    [InlineData("4000009", null, "SCOPE_LOCATION_UNKNOWN")]
    [InlineData("4000009", "4000009", null)]
    public void A_referral_role_is_given_with_locations_of_the_organization(string? wanted, string? before, string? code)
    {
        var decision = ReferralScope.IsSound(
            [Role.ReferralsUser, Role.SalesAgent], Scopes((Role.ReferralsUser, wanted)),
            Scopes((Role.ReferralsUser, before)), ImmutableHashSet.Create("4000001", "4000002"));

        Assert.Equal(code, decision.Reasons.Select(reason => reason.Code).SingleOrDefault());
    }

    [Fact]
    [Trait("Rule", "ROL-12")]
    public void Only_the_two_referral_roles_have_a_scope_and_only_while_they_are_held()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var held = ReferralScope.IsSound([role], Scopes((role, "*")), None, ImmutableHashSet<string>.Empty);
            var free = ReferralScope.IsSound([], Scopes((role, "*")), None, ImmutableHashSet<string>.Empty);

            Assert.Equal(role is Role.ReferralsAdmin or Role.ReferralsUser, held.IsGranted);
            Assert.Equal([AccessReasons.ScopeWithoutRole.About(role)], free.Reasons);
            Assert.Equal(
                role is Role.ReferralsAdmin or Role.ReferralsUser,
                ReferralScope.MayCreateDeal(Scopes((role, "*")), "4000001", isOwn: true).IsGranted);
        }
    }

    private static ImmutableDictionary<Role, RoleScope> Scopes(params (Role Role, string? Written)[] scopes) => scopes
        .Where(scope => scope.Written is not null)
        .ToImmutableDictionary(
            scope => scope.Role,
            scope => scope.Written == "*"
                ? RoleScope.WholeCompany
                : RoleScope.Of(scope.Written!.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
}
