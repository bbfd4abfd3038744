using Kontor.Kernel;

namespace Kontor.Tenants;

/// <summary>Why a tenant cannot be linked to an account, made for it, or removed from it.</summary>
public static class TenantReasons
{
    /// <summary>Argument: the domain of the primary tenant.</summary>
    public static readonly Reason NotInPrimary = new(ReasonKind.Forbidden, "TENANTS_NEED_PRIMARY", "ACC-24");

    /// <summary>The account has no such tenant; it may be another's.</summary>
    public static readonly Reason NotFound = new(ReasonKind.NotFound, "OWN_TENANT_NOT_FOUND", "ACC-25");

    /// <summary>One answer for every way the sign-in fails, so that it tells nothing about tenants and users.</summary>
    public static readonly Reason SignInFailed = new(ReasonKind.Forbidden, "LINK_SIGN_IN_FAILED", "ACC-24");

    /// <summary>The sign-in was too long ago, was somebody else's, or its session was ended.</summary>
    public static readonly Reason ProofOver = new(ReasonKind.Conflict, "LINK_PROOF_OVER", "ACC-24");

    /// <summary>Argument: the tenant's domain, as everywhere here.</summary>
    public static readonly Reason AlreadyLinked = new(ReasonKind.Conflict, "TENANT_ALREADY_LINKED", "ACC-24");

    public static readonly Reason KindNotLinkable = new(ReasonKind.Forbidden, "TENANT_KIND_NOT_LINKABLE", "ACC-24");

    public static readonly Reason OtherCloud = new(ReasonKind.Forbidden, "TENANT_OF_OTHER_CLOUD", "NAT-10");

    public static readonly Reason OfOtherAccount = new(ReasonKind.Conflict, "TENANT_OF_OTHER_ACCOUNT", "ACC-24");

    public static readonly Reason HasBusiness = new(ReasonKind.Conflict, "TENANT_HAS_BUSINESS", "ACC-24");

    /// <summary>Another change came first.</summary>
    public static readonly Reason ChangedMeanwhile = new(ReasonKind.Conflict, "TENANTS_CHANGED_MEANWHILE", "ACC-24");

    public static readonly Reason NoPartner = new(ReasonKind.Forbidden, "TENANT_NEEDS_PARTNER", "ACC-21");

    /// <summary>Argument: how many an account may have.</summary>
    public static readonly Reason TooMany = new(ReasonKind.Conflict, "TENANTS_TOO_MANY", "ACC-21");

    public static readonly Reason CloudTakesNoCustomers = new(ReasonKind.Forbidden, "CLOUD_TAKES_NO_CUSTOMERS", "NAT-07");

    /// <summary>A reseller, or no partner at all. Argument: the name.</summary>
    public static readonly Reason BuysNothingFromVendor =
        new(ReasonKind.Forbidden, "SHARED_SERVICES_NEED_OWN_PURCHASES", "ACC-27");

    /// <summary>Argument: the domain of the one that there is.</summary>
    public static readonly Reason SharedServicesExist = new(ReasonKind.Conflict, "SHARED_SERVICES_EXIST", "ACC-27");

    public static readonly Reason IsPrimary = new(ReasonKind.Forbidden, "TENANT_IS_PRIMARY", "ACC-25");

    public static readonly Reason IsSignedIn = new(ReasonKind.Forbidden, "TENANT_IS_SIGNED_IN", "ACC-25");

    public static readonly Reason NotLinked = new(ReasonKind.Forbidden, "TENANT_NOT_LINKED", "ACC-25");

    public static readonly Reason HasEnrolment = new(ReasonKind.Conflict, "TENANT_HAS_ENROLLMENT", "ACC-25");

    public static readonly Reason HasRelationships = new(ReasonKind.Conflict, "TENANT_HAS_RELATIONSHIPS", "ACC-25");

    public static readonly Reason HasSubscriptions = new(ReasonKind.Conflict, "TENANT_HAS_SUBSCRIPTIONS", "ACC-25");
}
