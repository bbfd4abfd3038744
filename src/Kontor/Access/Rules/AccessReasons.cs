using Kontor.Kernel;

namespace Kontor.Access;

/// <summary>Why somebody may not sign in, act, or be given a role.</summary>
public static class AccessReasons
{
    /// <summary>No role held includes the permission. Argument: the roles that do.</summary>
    public static readonly Reason RoleLacksPermission = new(ReasonKind.Forbidden, "ROLE_LACKS_PERMISSION", "ROL-10");

    /// <summary>The kind of partner rules the permission out. Argument: the partner types it is for.</summary>
    public static readonly Reason PartnerTypeLacksPermission =
        new(ReasonKind.Forbidden, "PARTNER_TYPE_LACKS_PERMISSION", "ROL-15");

    /// <summary>The permission does not exist in a tenant of that kind. Argument: the kinds that have it.</summary>
    public static readonly Reason TenantLacksPermission =
        new(ReasonKind.Forbidden, "TENANT_LACKS_PERMISSION", "ROL-15");

    /// <summary>There is no session, or the token does not count.</summary>
    public static readonly Reason NotSignedIn = new(ReasonKind.Forbidden, "NOT_SIGNED_IN", "ROL-02");

    /// <summary>The route does not say who may use it, so nobody may.</summary>
    public static readonly Reason RouteClosed = new(ReasonKind.NotFound, "ROUTE_CLOSED", "ROL-10");

    /// <summary>One answer for every way a sign-in fails, so that it tells nothing about the account.</summary>
    public static readonly Reason SignInFailed = new(ReasonKind.Forbidden, "SIGN_IN_FAILED", "ROL-02");

    /// <summary>The account that somebody wanted to go to is not signed in on this browser any more.</summary>
    public static readonly Reason SessionOver = new(ReasonKind.Forbidden, "SESSION_OVER", "ACC-26");

    public static readonly Reason UserNameTaken = new(ReasonKind.Conflict, "USER_NAME_TAKEN", "ROL-01");

    public static readonly Reason UserNameInvalid = new(ReasonKind.Invalid, "USER_NAME_INVALID", "ROL-01");

    /// <summary>Argument: how many characters a password has at least.</summary>
    public static readonly Reason PasswordTooWeak = new(ReasonKind.Invalid, "PASSWORD_TOO_WEAK", "ROL-01");

    /// <summary>The password was made by somebody else; only choosing another one is possible (ROL-01).</summary>
    public static readonly Reason PasswordMustBeChosen =
        new(ReasonKind.Forbidden, "PASSWORD_MUST_BE_CHOSEN", "ROL-01");

    /// <summary>Told to nobody but whoever has the right password.</summary>
    public static readonly Reason TemporaryPasswordExpired =
        new(ReasonKind.Forbidden, "TEMPORARY_PASSWORD_EXPIRED", "ROL-01");

    public static readonly Reason CurrentPasswordWrong = new(ReasonKind.Invalid, "CURRENT_PASSWORD_WRONG", "ROL-01");

    public static readonly Reason PasswordNotRepeated = new(ReasonKind.Invalid, "PASSWORD_NOT_REPEATED", "ROL-01");

    public static readonly Reason PasswordUnchanged = new(ReasonKind.Invalid, "PASSWORD_UNCHANGED", "ROL-01");

    /// <summary>Argument: the role.</summary>
    public static readonly Reason RoleNotOfTenant = new(ReasonKind.Invalid, "ROLE_NOT_OF_TENANT", "ROL-06");

    /// <summary>Argument: the role that must not be without anybody.</summary>
    public static readonly Reason LastGlobalAdmin = new(ReasonKind.Conflict, "LAST_GLOBAL_ADMIN", "ROL-05");

    /// <summary>Arguments: the role, and the roles whose holders give it.</summary>
    public static readonly Reason RoleNotGivenByYou =
        new(ReasonKind.Forbidden, "ROLE_NOT_GIVEN_BY_YOU", "ROL-10");

    /// <summary>Argument: the role that only its holders may touch.</summary>
    public static readonly Reason UserAboveYou = new(ReasonKind.Forbidden, "USER_ABOVE_YOU", "ROL-10");

    /// <summary>Argument: the role that may.</summary>
    public static readonly Reason ResetNeedsAdmin = new(ReasonKind.Forbidden, "RESET_NEEDS_ADMIN", "ROL-03");

    public static readonly Reason NoAdminAgent = new(ReasonKind.Conflict, "NO_ADMIN_AGENT", "ENR-32");

    /// <summary>Arguments: the role, and the roles that a guest may hold.</summary>
    public static readonly Reason RoleNotForGuests = new(ReasonKind.Invalid, "ROLE_NOT_FOR_GUESTS", "ROL-02");

    /// <summary>A guest signs in with the account of another tenant.</summary>
    public static readonly Reason GuestHasNoPassword = new(ReasonKind.Conflict, "GUEST_HAS_NO_PASSWORD", "ROL-02");

    /// <summary>Argument: the kinds of tenant that have guests.</summary>
    public static readonly Reason GuestsNotOfTenant = new(ReasonKind.Forbidden, "GUESTS_NOT_OF_TENANT", "ROL-02");

    /// <summary>Argument: the referral role.</summary>
    public static readonly Reason ScopeMissing = new(ReasonKind.Invalid, "SCOPE_MISSING", "ROL-12");

    /// <summary>Argument: the role, which is not held or counts everywhere.</summary>
    public static readonly Reason ScopeWithoutRole = new(ReasonKind.Invalid, "SCOPE_WITHOUT_ROLE", "ROL-12");

    /// <summary>Argument: what was given as network id.</summary>
    public static readonly Reason ScopeLocationUnknown = new(ReasonKind.Invalid, "SCOPE_LOCATION_UNKNOWN", "ROL-12");

    /// <summary>Argument: the roles with which deals are created.</summary>
    public static readonly Reason NoReferralRole = new(ReasonKind.Forbidden, "NO_REFERRAL_ROLE", "ROL-12");

    /// <summary>Argument: the location's network id.</summary>
    public static readonly Reason LocationOutsideScope = new(ReasonKind.Forbidden, "LOCATION_OUTSIDE_SCOPE", "ROL-12");

    public static readonly Reason UserDeactivated = new(ReasonKind.Conflict, "USER_DEACTIVATED", "ROL-02");

    public static readonly Reason UserNotFound = new(ReasonKind.NotFound, "USER_NOT_FOUND", "ROL-02");

    /// <summary>One answer for a link that was never made, is used, voided or too old.</summary>
    public static readonly Reason AccountClaimInvalid =
        new(ReasonKind.NotFound, "ACCOUNT_CLAIM_INVALID", "ROL-01");

    public static readonly Reason FullNameInvalid = new(ReasonKind.Invalid, "FULL_NAME_INVALID", "ROL-01");

    /// <summary>Argument: the mail domain.</summary>
    public static readonly Reason DomainOfOthers = new(ReasonKind.Conflict, "DOMAIN_OF_OTHERS", "ACC-23");

    /// <summary>Argument: what was given.</summary>
    public static readonly Reason MarketUnknown = new(ReasonKind.Invalid, "OPERATOR_MARKET_UNKNOWN", "ACC-23");
}
