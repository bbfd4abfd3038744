using Kontor.Kernel;

namespace Kontor.Customers;

/// <summary>Why a customer is not made with its tenant.</summary>
public static class NewCustomerReasons
{
    /// <summary>CUS-60: its provider does it and names the reseller.</summary>
    public static readonly Reason ResellerMayNotMake =
        new(ReasonKind.Forbidden, "RESELLER_MAY_NOT_MAKE_CUSTOMERS", "CUS-60");

    /// <summary>CUS-60: global admins, user management admins, admin agents and sales agents do.</summary>
    public static readonly Reason RoleMayNotMake = new(ReasonKind.Forbidden, "ROLE_MAY_NOT_MAKE_CUSTOMERS", "CUS-60");

    /// <summary>NAT-07.</summary>
    public static readonly Reason CloudTakesNone = new(ReasonKind.Forbidden, "CUSTOMERS_NOT_MADE_IN_CLOUD", "NAT-07");

    /// <summary>NAT-10, CUS-65: the partner's cloud has no special qualifications.</summary>
    public static readonly Reason QualificationsOff =
        new(ReasonKind.Forbidden, "QUALIFICATIONS_OFF_IN_CLOUD", "NAT-10");

    /// <summary>REL-62: only resellers with which the provider works; of others it learns nothing.</summary>
    public static readonly Reason ResellerNotConnected =
        new(ReasonKind.Forbidden, "RESELLER_NOT_CONNECTED", "REL-62");

    /// <summary>CUS-61: some tenant has the domain already. Argument: the domain.</summary>
    public static readonly Reason DomainTaken = new(ReasonKind.Conflict, "CUSTOMER_DOMAIN_TAKEN", "CUS-61");

    /// <summary>CUS-61: some tenant has the contact's mail domain. Argument: that domain.</summary>
    public static readonly Reason TenantExists = new(ReasonKind.Conflict, "CUSTOMER_HAS_TENANT", "CUS-61");

    /// <summary>CUS-61: the partner has a customer of that name and place. Argument: the name.</summary>
    public static readonly Reason IsListed = new(ReasonKind.Conflict, "CUSTOMER_IS_LISTED", "CUS-61");

    /// <summary>CUS-64: mandatory in the countries of ENR-11.</summary>
    public static readonly Reason PhoneMissing = new(ReasonKind.Invalid, "CUSTOMER_PHONE_MISSING", "CUS-64");

    /// <summary>CUS-65: these do not stand together, or are not the partner's to state.</summary>
    public static readonly Reason QualificationsInvalid =
        new(ReasonKind.Invalid, "CUSTOMER_QUALIFICATIONS_INVALID", "CUS-65");

    /// <summary>CUS-03.</summary>
    public static readonly Reason ChannelInvalid = new(ReasonKind.Invalid, "CUSTOMER_CHANNEL_INVALID", "CUS-03");
}
