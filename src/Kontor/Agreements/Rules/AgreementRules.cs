using Kontor.Access;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Agreements;

/// <summary>What must hold for the two agreements to be signed, accepted and attested (AGR-01 … AGR-27).</summary>
public static class AgreementRules
{
    /// <summary>No agreement of the program is older; a day before it is a slip of the pen.</summary>
    public static readonly DateOnly EarliestAcceptance = new(2000, 1, 1);

    /// <summary>
    /// AGR-08, AGR-11: who signs the partner agreement and when. K-27: where the region is signed already, a tenant
    /// that waits for its own acceptance still gives it.
    /// </summary>
    /// <param name="actor">A user of the partner tenant.</param>
    /// <param name="partner">That tenant.</param>
    /// <param name="isAskedAgain">A version in force asks for another signature than the one there is.</param>
    /// <param name="confirmed">AGR-09: the box is ticked.</param>
    public static Decision MaySign(Actor actor, Party partner, bool isAskedAgain, bool confirmed) => Decision.RequireAll(
        (Holds(actor, Permission.SignPartnerAgreement), AgreementReasons.SignerMustBeGlobalAdmin),
        (!actor.IsApplicationOnly, AgreementReasons.PersonRequired),
        (partner.RegionGroup is not null, EligibilityReasons.CountryUnsupported.About(partner.Name)),
        (!partner.Enrolments.IsSuspended, EligibilityReasons.PartnerSuspended.About(partner.Name)),
        (IsApproved(partner), AgreementReasons.NotQualified.About(partner.Name)),
        (partner.HasNetworkId, EligibilityReasons.NetworkIdMissing.About(partner.Name)),
        (!partner.HasSignedInRegion || isAskedAgain || HasQualified(partner),
            AgreementReasons.AlreadySigned.About(partner.Name, partner.RegionGroup ?? "")),
        (confirmed, AgreementReasons.NotConfirmed));

    /// <summary>AGR-24, AGR-26: whether the customer may accept by itself, with one tick.</summary>
    /// <param name="actor">A user of the customer.</param>
    /// <param name="hasAccepted">AGR-20: it was accepted before, in whichever way.</param>
    /// <param name="holdsNewCommercePurchases">AGR-26.</param>
    public static Decision MayAcceptDirectly(Actor actor, bool hasAccepted, bool holdsNewCommercePurchases) =>
        Decision.RequireAll(
            (Holds(actor, Permission.AcceptRelationship), AgreementReasons.CustomerAdminRequired),
            (!actor.IsApplicationOnly, AgreementReasons.PersonRequired),
            (!hasAccepted, AgreementReasons.AlreadyAccepted),
            (!holdsNewCommercePurchases, AgreementReasons.NeedsAttestation));

    /// <summary>
    /// AGR-22, AGR-23: who may state that a customer accepted. The relationship with the customer is the caller's to
    /// check: a customer that the partner has nothing to do with does not exist for it.
    /// </summary>
    public static Decision MayAttest(Actor actor, Party partner) => Decision.RequireAll(
        (partner.Enrolments.Includes(PartnerType.Provider) || partner.Enrolments.Includes(PartnerType.DirectPartner),
            AgreementReasons.ResellerMayNotAttest),
        (Holds(actor, Permission.AttestCustomerAgreement), AgreementReasons.RoleMayNotAttest));

    /// <summary>AGR-22: who accepted, and when. Today counts, tomorrow does not; days are UTC (CAT-25).</summary>
    public static Decision MayBeAttested(Signatory person, DateOnly acceptedOn, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return person.MayBeKept().And(Decision.RequireAll(
            (acceptedOn >= EarliestAcceptance && acceptedOn <= today,
                AgreementReasons.DateInvalid.About(EarliestAcceptance, today))));
    }

    private static bool Holds(Actor actor, Permission permission) =>
        PermissionTable.LevelOf(actor.TenantKind, actor.Roles, permission) == PermissionLevel.Full;

    private static bool IsApproved(Party partner) =>
        partner.Enrolments.Includes(PartnerType.Provider)
        || partner.Enrolments.Includes(PartnerType.Reseller)
        || partner.Enrolments.Includes(PartnerType.DirectPartner);

    /// <summary>ENR-37: an enrolment that becomes active by this acceptance.</summary>
    private static bool HasQualified(Party partner) =>
        partner.Enrolments.Provider == EnrolmentState.Qualified
        || partner.Enrolments.Reseller == EnrolmentState.Qualified
        || partner.Enrolments.DirectPartner == EnrolmentState.Qualified;
}
