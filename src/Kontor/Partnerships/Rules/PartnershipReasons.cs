using Kontor.Kernel;

namespace Kontor.Partnerships;

/// <summary>
/// Why a provider and a reseller do not come together. Conflicts of the program are Eligibility's reasons.
/// </summary>
public static class PartnershipReasons
{
    /// <summary>REL-30: one answer for a link that is unknown, used, revoked or expired; it names nobody.</summary>
    public static readonly Reason LinkInvalid = new(ReasonKind.NotFound, "PARTNER_LINK_INVALID", "REL-30");

    /// <summary>There is no such invitation, or it is another provider's.</summary>
    public static readonly Reason InvitationNotFound =
        new(ReasonKind.NotFound, "PARTNER_INVITATION_NOT_FOUND", "REL-31");

    /// <summary>REL-31: accepted, declined, expired and revoked are final.</summary>
    public static readonly Reason InvitationNotOpen = new(ReasonKind.Conflict, "PARTNER_INVITATION_NOT_OPEN", "REL-31");

    /// <summary>REL-10: only a provider starts the connection.</summary>
    public static readonly Reason ProviderMustAsk = new(ReasonKind.Forbidden, "PROVIDER_MUST_ASK", "REL-10");

    /// <summary>
    /// ROL-10: global admins, user management admins, admin agents and sales agents manage resellers.
    /// </summary>
    public static readonly Reason RoleMayNotAsk = new(ReasonKind.Forbidden, "ROLE_MAY_NOT_ASK_RESELLERS", "ROL-10");

    /// <summary>REL-15: the link is for a partner tenant; this user signed in to another kind.</summary>
    public static readonly Reason PartnerTenantRequired =
        new(ReasonKind.Forbidden, "RESELLER_TENANT_REQUIRED", "REL-15");

    /// <summary>REL-18.</summary>
    public static readonly Reason GlobalAdminRequired =
        new(ReasonKind.Forbidden, "RESELLER_GLOBAL_ADMIN_REQUIRED", "REL-18");

    /// <summary>
    /// REL-31: at most one active partnership per pair. Arguments: the provider's and the reseller's name.
    /// </summary>
    public static readonly Reason PartnershipExists = new(ReasonKind.Conflict, "PARTNERSHIP_EXISTS", "REL-31");

    /// <summary>REL-16.</summary>
    public static readonly Reason NotConfirmed = new(ReasonKind.Invalid, "AUTHORIZATION_NOT_CONFIRMED", "REL-16");
}
