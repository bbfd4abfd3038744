using Kontor.Accounts;
using Kontor.Kernel;

namespace Kontor.Membership;

/// <summary>Which network ids can be linked to a partner tenant.</summary>
public static class MembershipRules
{
    /// <summary>ACC-40 … ACC-43, ENR-26: a location of the same country, active, and nobody else's yet.</summary>
    /// <param name="profile">What was chosen.</param>
    /// <param name="market">Market key of the tenant.</param>
    /// <param name="isLinkedElsewhere">Whether another tenant has it.</param>
    public static Decision MayLink(MembershipProfile profile, string market, bool isLinkedElsewhere) =>
        Decision.RequireAll(
            (profile.Kind == NetworkIdKind.Location, MembershipReasons.ProfileIsGlobal),
            (profile.IsActive, MembershipReasons.ProfileInactive),
            (profile.Market == market, MembershipReasons.OtherCountry),
            (!isLinkedElsewhere, MembershipReasons.LinkedElsewhere));

    public static Decision MayBeCalled(string userName) => Decision.RequireAll(
        (EmailAddress.IsValid(MembershipAccount.KeyOf(userName)), MembershipReasons.UserNameInvalid));
}
