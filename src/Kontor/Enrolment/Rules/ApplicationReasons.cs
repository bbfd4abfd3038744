using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>Why an application cannot be begun, changed, sent or decided.</summary>
public static class ApplicationReasons
{
    public static readonly Reason GlobalAdminRequired =
        new(ReasonKind.Forbidden, "ENROLLING_GLOBAL_ADMIN_REQUIRED", "ENR-22");

    /// <summary>ACC-21: program business is not done in customer tenants.</summary>
    public static readonly Reason PartnerTenantRequired =
        new(ReasonKind.Forbidden, "ENROLLING_TENANT_OF_OTHER_KIND", "ACC-21");

    /// <summary>Argument: the mail domain.</summary>
    public static readonly Reason SignInIsPersonal = new(ReasonKind.Forbidden, "ENROLLING_SIGN_IN_PERSONAL", "ACC-29");

    public static readonly Reason AlreadyReseller = new(ReasonKind.Conflict, "ALREADY_ENROLLED_AS_RESELLER", "ENR-39");

    public static readonly Reason NotStarted = new(ReasonKind.NotFound, "APPLICATION_NOT_STARTED", "ENR-39");

    public static readonly Reason NotFound = new(ReasonKind.NotFound, "APPLICATION_NOT_FOUND", "ENR-39");

    /// <summary>What was sent stays as it is while it is looked at.</summary>
    public static readonly Reason NotEditable = new(ReasonKind.Conflict, "APPLICATION_NOT_EDITABLE", "ENR-39");

    public static readonly Reason ChangedMeanwhile = new(ReasonKind.Conflict, "APPLICATION_CHANGED_MEANWHILE", "ENR-39");

    public static readonly Reason NotPossibleNow = new(ReasonKind.Conflict, "APPLICATION_STATE_FORBIDS", "ENR-39");

    public static readonly Reason AuthorityNotConfirmed =
        new(ReasonKind.Invalid, "APPLICATION_AUTHORITY_NOT_CONFIRMED", "ENR-05");

    /// <summary>ENR-25, ENR-33: neither chosen nor put off.</summary>
    public static readonly Reason NetworkIdOpen = new(ReasonKind.Invalid, "APPLICATION_NETWORK_ID_OPEN", "ENR-33");

    public static readonly Reason MembershipNotSignedIn =
        new(ReasonKind.Conflict, "APPLICATION_MEMBERSHIP_NOT_SIGNED_IN", "ENR-24");

    public static readonly Reason NetworkIdLinked = new(ReasonKind.Conflict, "APPLICATION_NETWORK_ID_LINKED", "ENR-33");

    /// <summary>One answer for a link that was never made, is void or too old.</summary>
    public static readonly Reason LinkInvalid = new(ReasonKind.NotFound, "EMAIL_LINK_INVALID", "ENR-29");

    /// <summary>Argument: how many mails a day.</summary>
    public static readonly Reason TooManyMails = new(ReasonKind.Conflict, "EMAIL_LINKS_TOO_MANY", "ENR-35");

    /// <summary>ENR-38: what was found wrong has not changed.</summary>
    public static readonly Reason NothingCorrected = new(ReasonKind.Conflict, "APPLICATION_NOTHING_CORRECTED", "ENR-38");

    public static readonly Reason AppealNeedsDocuments =
        new(ReasonKind.Conflict, "APPEAL_NEEDS_DOCUMENTS", "ENR-38");

    /// <summary>Argument: how many characters it may have.</summary>
    public static readonly Reason AppealTextInvalid = new(ReasonKind.Invalid, "APPEAL_TEXT_INVALID", "ENR-38");

    /// <summary>ENR-35: each open verification needs an answer.</summary>
    public static readonly Reason VerdictMissing = new(ReasonKind.Invalid, "VERIFICATION_VERDICT_MISSING", "ENR-35");

    /// <summary>Argument: how many characters it may have.</summary>
    public static readonly Reason RejectionReasonInvalid = new(ReasonKind.Invalid, "REJECTION_REASON_INVALID", "ENR-39");

    public static readonly Reason DecidedMeanwhile = new(ReasonKind.Conflict, "APPLICATION_DECIDED_MEANWHILE", "ENR-39");
}
