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

    /// <summary>There is no such partnership, or it is somebody else's, or it has ended.</summary>
    public static readonly Reason PartnershipNotFound = new(ReasonKind.NotFound, "PARTNERSHIP_NOT_FOUND", "REL-17");

    /// <summary>REL-31: ended is final.</summary>
    public static readonly Reason PartnershipEnded = new(ReasonKind.Conflict, "PARTNERSHIP_ENDED", "REL-31");

    /// <summary>Somebody changed the partnership, or a request about it, at the same moment.</summary>
    public static readonly Reason ChangedMeanwhile =
        new(ReasonKind.Conflict, "PARTNERSHIP_CHANGED_MEANWHILE", "REL-31");

    /// <summary>REL-20, REL-52: who lets a provider in also takes it away, and asks for the end.</summary>
    public static readonly Reason AdminOfResellerRequired =
        new(ReasonKind.Forbidden, "PARTNERSHIP_ADMIN_REQUIRED", "REL-20");

    /// <summary>REL-20: the provider has no access that could be taken away.</summary>
    public static readonly Reason AccessAlreadyTaken =
        new(ReasonKind.Conflict, "ADMIN_ACCESS_ALREADY_TAKEN", "REL-20");

    /// <summary>REL-20: the provider has the access already.</summary>
    public static readonly Reason AccessAlreadyGiven =
        new(ReasonKind.Conflict, "ADMIN_ACCESS_ALREADY_GIVEN", "REL-20");

    /// <summary>REL-53: the statement is not confirmed, or it was another one.</summary>
    public static readonly Reason EndNotConfirmed = new(ReasonKind.Invalid, "END_STATEMENT_NOT_CONFIRMED", "REL-53");

    /// <summary>REL-52: one open request per pair.</summary>
    public static readonly Reason EndAlreadyRequested = new(ReasonKind.Conflict, "END_ALREADY_REQUESTED", "REL-52");

    /// <summary>REL-52: there is no such request, or none that waits.</summary>
    public static readonly Reason EndRequestNotFound = new(ReasonKind.NotFound, "END_REQUEST_NOT_FOUND", "REL-52");

    /// <summary>REL-52: executed, refused, withdrawn and settled are final.</summary>
    public static readonly Reason EndRequestClosed = new(ReasonKind.Conflict, "END_REQUEST_CLOSED", "REL-52");

    /// <summary>REL-52: why the reseller wants the end. Argument: the longest there may be.</summary>
    public static readonly Reason EndReasonInvalid = new(ReasonKind.Invalid, "END_REASON_INVALID", "REL-52");

    /// <summary>REL-52: why the program does not end it. Argument: the longest there may be.</summary>
    public static readonly Reason EndAnswerInvalid = new(ReasonKind.Invalid, "END_ANSWER_INVALID", "REL-52");
}
