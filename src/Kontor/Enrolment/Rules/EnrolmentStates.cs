namespace Kontor.Enrolment;

/// <summary>What happens to an application and to the enrolment that it becomes.</summary>
public enum EnrolmentEvent
{
    /// <summary>The applicant sends valid data: <em>Enroll now</em> of a reseller, the form of a direct partner.</summary>
    Submitted,

    /// <summary>The primary contact used the link in the mail.</summary>
    EmailVerified,

    /// <summary>The applicant wants another mail; the link in the old one is void.</summary>
    MailResent,

    /// <summary>The primary contact has another address; its mail has the only link that counts.</summary>
    AddressChanged,

    /// <summary>Employment and business are verified, as operators see it.</summary>
    Verified,

    /// <summary>A verification failed.</summary>
    Refused,

    /// <summary>A rejected applicant corrected something else than the address, or appeals with documents.</summary>
    Corrected,

    /// <summary>A rejected applicant corrected the primary contact's address.</summary>
    CorrectedAddress,

    /// <summary>The company and the revenue of a direct partner are verified (ENR-41).</summary>
    CompanyVerified,

    /// <summary>The vendor's credit check was passed.</summary>
    CreditPassed,

    /// <summary>A direct partner has bought the support plan (ENR-40).</summary>
    SupportPlanBought,

    /// <summary>The partner agreement counts, with a network id (ENR-33, ENR-37).</summary>
    AgreementSigned,

    /// <summary>The legal profile was changed; the state of the verification changes, not this one.</summary>
    ProfileChanged,

    /// <summary>A direct partner misses the requirements.</summary>
    Restricted,

    /// <summary>It meets them again.</summary>
    RequirementsMet,

    /// <summary>The vendor has a cause (ENR-60).</summary>
    Suspended,

    /// <summary>The cause is removed (ENR-61).</summary>
    Reinstated,

    /// <summary>The applicant does not want it any more.</summary>
    Withdrawn,
}

/// <summary>
/// The state machines of enrolments: what does not stand here does not happen. That of resellers is ENR-39, that of direct
/// partners ENR-44; a provider is created by an operator and only signs, is suspended and reinstated (ENR-60).
/// </summary>
public static class EnrolmentStates
{
    /// <summary>Where an enrolment of that type begins.</summary>
    public static EnrolmentState FirstOf(PartnerType type) =>
        type == PartnerType.Provider ? EnrolmentState.Qualified : EnrolmentState.Draft;

    /// <summary>The state after an event; null where the event cannot happen.</summary>
    /// <param name="type">Of which machine.</param>
    /// <param name="state">The present state.</param>
    /// <param name="happened">The event.</param>
    /// <param name="beforeSuspension">The state to which a suspended one returns; null for others.</param>
    public static EnrolmentState? After(
        PartnerType type, EnrolmentState state, EnrolmentEvent happened, EnrolmentState? beforeSuspension) =>
        OfPartner(type, state, happened, beforeSuspension) ?? type switch
        {
            PartnerType.Reseller => OfReseller(state, happened),
            PartnerType.DirectPartner => OfDirectPartner(state, happened),
            _ => null,
        };

    /// <summary>Whether a suspension can come from that state, and a reinstatement lead back to it.</summary>
    public static bool CanBeSuspended(PartnerType type, EnrolmentState state) => state switch
    {
        EnrolmentState.Active => true,
        EnrolmentState.Qualified => type != PartnerType.DirectPartner,
        EnrolmentState.Restricted => type == PartnerType.DirectPartner,
        _ => false,
    };

    /// <summary>What all three have in common.</summary>
    private static EnrolmentState? OfPartner(
        PartnerType type, EnrolmentState state, EnrolmentEvent happened, EnrolmentState? before) => (state, happened) switch
        {
            (EnrolmentState.Qualified, EnrolmentEvent.AgreementSigned) => EnrolmentState.Active,
            (EnrolmentState.Qualified or EnrolmentState.Active or EnrolmentState.Restricted, EnrolmentEvent.ProfileChanged)
                when type != PartnerType.Provider => state,
            (_, EnrolmentEvent.Suspended) when CanBeSuspended(type, state) => EnrolmentState.Suspended,
            (EnrolmentState.Suspended, EnrolmentEvent.Reinstated) => before,
            _ => null,
        };

    private static EnrolmentState? OfReseller(EnrolmentState state, EnrolmentEvent happened) => (state, happened) switch
    {
        (EnrolmentState.Draft, EnrolmentEvent.Submitted) => EnrolmentState.AwaitingEmailVerification,
        (EnrolmentState.AwaitingEmailVerification, EnrolmentEvent.EmailVerified) => EnrolmentState.InReview,
        (EnrolmentState.AwaitingEmailVerification, EnrolmentEvent.MailResent or EnrolmentEvent.AddressChanged) => state,
        (EnrolmentState.InReview, EnrolmentEvent.Verified) => EnrolmentState.Qualified,
        (EnrolmentState.InReview, EnrolmentEvent.Refused) => EnrolmentState.Rejected,
        (EnrolmentState.Rejected, EnrolmentEvent.Corrected) => EnrolmentState.InReview,
        (EnrolmentState.Rejected, EnrolmentEvent.CorrectedAddress) => EnrolmentState.AwaitingEmailVerification,
        (EnrolmentState.Draft or EnrolmentState.AwaitingEmailVerification or EnrolmentState.InReview or EnrolmentState.Rejected,
            EnrolmentEvent.Withdrawn) => EnrolmentState.Withdrawn,
        _ => null,
    };

    private static EnrolmentState? OfDirectPartner(EnrolmentState state, EnrolmentEvent happened) => (state, happened) switch
    {
        (EnrolmentState.Draft, EnrolmentEvent.Submitted) => EnrolmentState.Submitted,
        (EnrolmentState.Submitted, EnrolmentEvent.CompanyVerified) => EnrolmentState.CreditCheck,
        (EnrolmentState.CreditCheck, EnrolmentEvent.CreditPassed) => EnrolmentState.SupportPlanRequired,
        (EnrolmentState.Submitted or EnrolmentState.CreditCheck, EnrolmentEvent.Refused) => EnrolmentState.Rejected,
        (EnrolmentState.SupportPlanRequired, EnrolmentEvent.SupportPlanBought) => EnrolmentState.Qualified,
        (EnrolmentState.Rejected, EnrolmentEvent.Corrected) => EnrolmentState.Submitted,
        (EnrolmentState.Active, EnrolmentEvent.Restricted) => EnrolmentState.Restricted,
        (EnrolmentState.Restricted, EnrolmentEvent.RequirementsMet) => EnrolmentState.Active,
        (EnrolmentState.Draft or EnrolmentState.Submitted or EnrolmentState.Rejected, EnrolmentEvent.Withdrawn) =>
            EnrolmentState.Withdrawn,
        _ => null,
    };
}
