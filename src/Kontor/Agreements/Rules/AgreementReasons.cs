using Kontor.Kernel;

namespace Kontor.Agreements;

/// <summary>Why an agreement is not signed, accepted or attested.</summary>
public static class AgreementReasons
{
    /// <summary>AGR-08: only a partner tenant signs the partner agreement, and only its global admin.</summary>
    public static readonly Reason SignerMustBeGlobalAdmin =
        new(ReasonKind.Forbidden, "AGREEMENT_GLOBAL_ADMIN_REQUIRED", "AGR-08");

    /// <summary>AGR-13, AGR-24: an application cannot sign or accept for an organization.</summary>
    public static readonly Reason PersonRequired = new(ReasonKind.Forbidden, "AGREEMENT_PERSON_REQUIRED", "AGR-13");

    /// <summary>AGR-11: the enrolment must be qualified. Argument: the organisation's name.</summary>
    public static readonly Reason NotQualified = new(ReasonKind.Forbidden, "AGREEMENT_NEEDS_QUALIFICATION", "AGR-11");

    /// <summary>
    /// AGR-06: one signature is enough for the region. Arguments: the organisation's name, the region.
    /// </summary>
    public static readonly Reason AlreadySigned = new(ReasonKind.Conflict, "PARTNER_AGREEMENT_SIGNED", "AGR-06");

    /// <summary>AGR-09, AGR-24: the box is not ticked.</summary>
    public static readonly Reason NotConfirmed = new(ReasonKind.Invalid, "AGREEMENT_NOT_CONFIRMED", "AGR-09");

    /// <summary>AGR-13, AGR-21: what was read is not the text that is in force now.</summary>
    public static readonly Reason OtherText = new(ReasonKind.Conflict, "AGREEMENT_TEXT_CHANGED", "AGR-13");

    /// <summary>Argument: how long the name of a version may be.</summary>
    public static readonly Reason VersionInvalid = new(ReasonKind.Invalid, "AGREEMENT_VERSION_INVALID", "AGR-13");

    public static readonly Reason VersionTaken = new(ReasonKind.Conflict, "AGREEMENT_VERSION_TAKEN", "AGR-13");

    /// <summary>Argument: the instant after which the version may come into force.</summary>
    public static readonly Reason EffectTooEarly = new(ReasonKind.Invalid, "AGREEMENT_EFFECT_TOO_EARLY", "AGR-13");

    /// <summary>AGR-06: the partner agreement may be asked for again, not before the version is in force.</summary>
    public static readonly Reason SignAgainTooEarly =
        new(ReasonKind.Invalid, "AGREEMENT_SIGN_AGAIN_TOO_EARLY", "AGR-06");

    /// <summary>AGR-10, AGR-21. Argument: how long a text may be.</summary>
    public static readonly Reason TextInvalid = new(ReasonKind.Invalid, "AGREEMENT_TEXT_INVALID", "AGR-21");

    /// <summary>AGR-24: only the customer's global admin accepts for the customer.</summary>
    public static readonly Reason CustomerAdminRequired =
        new(ReasonKind.Forbidden, "AGREEMENT_CUSTOMER_ADMIN_REQUIRED", "AGR-24");

    /// <summary>AGR-26: the customer holds new-commerce purchases, so its partner attests.</summary>
    public static readonly Reason NeedsAttestation = new(ReasonKind.Forbidden, "AGREEMENT_NEEDS_ATTESTATION", "AGR-26");

    public static readonly Reason AlreadyAccepted = new(ReasonKind.Conflict, "CUSTOMER_AGREEMENT_ACCEPTED", "AGR-20");

    /// <summary>AGR-23: its provider does it.</summary>
    public static readonly Reason ResellerMayNotAttest =
        new(ReasonKind.Forbidden, "RESELLER_MAY_NOT_ATTEST", "AGR-23");

    /// <summary>AGR-22.</summary>
    public static readonly Reason RoleMayNotAttest = new(ReasonKind.Forbidden, "ROLE_MAY_NOT_ATTEST", "AGR-22");

    /// <summary>AGR-22: not in the future. Arguments: the earliest day that is taken, and today (UTC).</summary>
    public static readonly Reason DateInvalid = new(ReasonKind.Invalid, "AGREEMENT_DATE_INVALID", "AGR-22");

    /// <summary>AGR-22. Argument: how long a name may be.</summary>
    public static readonly Reason NameInvalid = new(ReasonKind.Invalid, "SIGNATORY_NAME_INVALID", "AGR-22");

    public static readonly Reason EmailInvalid = new(ReasonKind.Invalid, "SIGNATORY_EMAIL_INVALID", "AGR-22");

    /// <summary>AGR-22. Argument: how long a phone number may be.</summary>
    public static readonly Reason PhoneInvalid = new(ReasonKind.Invalid, "SIGNATORY_PHONE_INVALID", "AGR-22");
}
