using Kontor.Kernel;

namespace Kontor.Customers;

/// <summary>
/// Why partner and customer do not come together. Conflicts of the program are Eligibility's reasons.
/// </summary>
public static class CustomerReasons
{
    /// <summary>REL-30: one answer for a link that is unknown, used, revoked or expired; it names nobody.</summary>
    public static readonly Reason LinkInvalid = new(ReasonKind.NotFound, "CUSTOMER_LINK_INVALID", "REL-30");

    /// <summary>There is no such invitation, or it is another partner's.</summary>
    public static readonly Reason InvitationNotFound =
        new(ReasonKind.NotFound, "CUSTOMER_INVITATION_NOT_FOUND", "CUS-75");

    /// <summary>CUS-75: accepted, declined, expired and revoked are final.</summary>
    public static readonly Reason InvitationNotOpen =
        new(ReasonKind.Conflict, "CUSTOMER_INVITATION_NOT_OPEN", "CUS-75");

    /// <summary>CUS-04: only partners ask customers.</summary>
    public static readonly Reason PartnerMustAsk = new(ReasonKind.Forbidden, "PARTNER_MUST_ASK", "CUS-04");

    /// <summary>CUS-24: global admins, user management admins, admin agents and sales agents ask.</summary>
    public static readonly Reason RoleMayNotAsk = new(ReasonKind.Forbidden, "ROLE_MAY_NOT_ASK_CUSTOMERS", "CUS-24");

    /// <summary>CUS-10: a joint invitation needs a provider with which the reseller works.</summary>
    public static readonly Reason ProviderNotConnected =
        new(ReasonKind.Forbidden, "PROVIDER_NOT_CONNECTED", "CUS-10");

    /// <summary>
    /// ENR-46, ENR-51: the partner has no enrolment of the type it wants to invite as. Argument: its name.
    /// </summary>
    public static readonly Reason NotEnrolledAs = new(ReasonKind.Forbidden, "PARTNER_TYPE_NOT_HELD", "ENR-51");

    /// <summary>
    /// CUS-23, NAT-09: no relationship without the rights in this cloud. Argument: the partner's name.
    /// </summary>
    public static readonly Reason RightsNeeded = new(ReasonKind.Forbidden, "ADMIN_RIGHTS_NEEDED_IN_CLOUD", "NAT-09");

    /// <summary>CUS-30: the link is for a customer tenant; this user signed in to another kind.</summary>
    public static readonly Reason CustomerTenantRequired =
        new(ReasonKind.Forbidden, "CUSTOMER_TENANT_REQUIRED", "CUS-30");

    /// <summary>CUS-30: other users ask their global admin.</summary>
    public static readonly Reason GlobalAdminRequired =
        new(ReasonKind.Forbidden, "CUSTOMER_GLOBAL_ADMIN_REQUIRED", "CUS-30");

    /// <summary>CUS-13: the two who invited together no longer work together. Arguments: their names.</summary>
    public static readonly Reason PartnersParted = new(ReasonKind.Conflict, "INVITING_PARTNERS_PARTED", "CUS-13");

    /// <summary>CUS-75: accepting would change nothing. Argument: the inviting partner's name.</summary>
    public static readonly Reason RelationshipExists =
        new(ReasonKind.Conflict, "CUSTOMER_RELATIONSHIP_EXISTS", "CUS-75");

    /// <summary>CUS-31.</summary>
    public static readonly Reason NotConfirmed = new(ReasonKind.Invalid, "RELATIONSHIP_NOT_CONFIRMED", "CUS-31");
}
