using Kontor.Kernel;

namespace Kontor.Membership;

/// <summary>Why somebody cannot sign in to the membership, join it, or link a network id of it.</summary>
public static class MembershipReasons
{
    /// <summary>One answer for every way a sign-in fails, so that it tells nothing about the account.</summary>
    public static readonly Reason SignInFailed = new(ReasonKind.Forbidden, "MEMBERSHIP_SIGN_IN_FAILED", "ENR-24");

    public static readonly Reason UserNameInvalid = new(ReasonKind.Invalid, "MEMBERSHIP_USER_NAME_INVALID", "ENR-24");

    public static readonly Reason UserNameTaken = new(ReasonKind.Conflict, "MEMBERSHIP_USER_NAME_TAKEN", "ENR-24");

    /// <summary>There is no such profile, or it is another account's.</summary>
    public static readonly Reason ProfileNotFound = new(ReasonKind.NotFound, "MEMBERSHIP_PROFILE_NOT_FOUND", "ENR-25");

    public static readonly Reason ProfileIsGlobal = new(ReasonKind.Forbidden, "NETWORK_ID_IS_GLOBAL", "ACC-40");

    public static readonly Reason ProfileInactive = new(ReasonKind.Forbidden, "NETWORK_ID_INACTIVE", "ENR-26");

    public static readonly Reason OtherCountry = new(ReasonKind.Forbidden, "NETWORK_ID_OF_OTHER_COUNTRY", "ACC-43");

    public static readonly Reason LinkedElsewhere = new(ReasonKind.Conflict, "NETWORK_ID_LINKED_ELSEWHERE", "ACC-42");
}
