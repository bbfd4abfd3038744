using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>A place in the program: which type, and where it stands.</summary>
public readonly record struct PartnerPlace(PartnerType Type, EnrolmentState State);

/// <summary>Who may change the legal profile of an organization, to what, and what is verified again (ACC-49, ACC-50).</summary>
public static class LegalProfileRules
{
    /// <summary>ACC-49.</summary>
    /// <param name="actor">Somebody of the organization.</param>
    /// <param name="places">All of the organization's, in every tenant.</param>
    /// <param name="state">Of its verification.</param>
    /// <param name="vendor">Whom a partner writes that may not: a mail address.</param>
    public static Decision MayChange(
        Actor actor, IReadOnlyCollection<PartnerPlace> places, VerificationState state, string vendor)
    {
        if (actor.TenantKind != TenantKind.Partner)
        {
            return Decision.Refused(ApplicationReasons.PartnerTenantRequired);
        }

        var admitted = places.Where(place => ApplicationRules.IsDecidedInFavour(place.State)).ToList();
        if (admitted.Count == 0)
        {
            return MayWrite(actor).And(Decision.RequireAll(
                (places.All(place => place.State == EnrolmentState.Withdrawn), LegalProfileReasons.IsInApplication)));
        }

        var isLocked = state == VerificationState.Authorised && admitted.Any(place => place.Type != PartnerType.Reseller);
        return Decision.RequireAll(
            (actor.Holds(Role.GlobalAdmin), LegalProfileReasons.GlobalAdminRequired),
            (!isLocked, LegalProfileReasons.Locked.About(vendor)));
    }

    /// <summary>Who may change what is not verified: the company profile and the support contact (ACC-48).</summary>
    public static Decision MayWrite(Actor actor) => Decision.RequireAll(
        (actor.TenantKind == TenantKind.Partner, ApplicationReasons.PartnerTenantRequired),
        (actor.Holds(Role.GlobalAdmin) || actor.Holds(Role.AccountAdmin), LegalProfileReasons.AdminRequired));

    /// <summary>ACC-49: an operator changes it when the partner asks for it, and says why.</summary>
    public static Decision MayChangeOnRequest(string request) => Decision.RequireAll(
        (ApplicationRules.IsReason(request), LegalProfileReasons.RequestInvalid.About(ApplicationRules.MaxReasonLength)));

    /// <summary>ENR-09, ENR-11, ACC-50: whether it can be put on record.</summary>
    /// <param name="from">What is on record.</param>
    /// <param name="to">What is wanted.</param>
    /// <param name="isoCode">Of the wanted market.</param>
    /// <param name="locations">Market keys of the organization's locations.</param>
    /// <param name="directoryDomain">The domain under which the program makes directories.</param>
    public static Decision IsSound(
        LegalFacts from, LegalFacts to, string isoCode, IReadOnlyCollection<string> locations, string directoryDomain) =>
        Decision.RequireAll(
                (to.Market == from.Market || locations.Contains(to.Market), LegalProfileReasons.CountryWithoutLocation))
            .And(ProfileRules.IsComplete(to.Profile, isoCode))
            .And(ProfileRules.IsComplete(to.Contact, directoryDomain))
            .And(Decision.RequireAll((IsChanged(from, to), LegalProfileReasons.NothingChanged)));

    /// <summary>ACC-49: only what was changed is verified again.</summary>
    public static ImmutableHashSet<CheckKind> ToVerify(LegalFacts from, LegalFacts to)
    {
        var kinds = ImmutableHashSet.CreateBuilder<CheckKind>();
        if (to.Profile.DiffersFrom(from.Profile) || to.Market != from.Market)
        {
            kinds.Add(CheckKind.Business);
        }

        if (to.Contact.FullName != from.Contact.FullName || DomainOf(to) != DomainOf(from))
        {
            kinds.Add(CheckKind.Employment);
        }

        if (!BusinessMail.AreSame(to.Contact.Email, from.Contact.Email))
        {
            kinds.Add(CheckKind.Email);
        }

        return kinds.ToImmutable();
    }

    /// <summary>ENR-35, ENR-39: every open verification that operators answer is answered, and a failed one explained.</summary>
    public static Decision MayDecide(IEnumerable<ProfileCheck> checks, Verdict verdict)
    {
        var open = checks.Where(check => check.WaitsForOperator).ToList();
        var fails = open.Exists(check => verdict.Of(check.Kind) == false);
        return Decision.RequireAll(
            (open.Count > 0, LegalProfileReasons.DecidedMeanwhile),
            (open.TrueForAll(check => verdict.Of(check.Kind) is not null), ApplicationReasons.VerdictMissing),
            (fails ? ApplicationRules.IsReason(verdict.Reason) : verdict.Reason.Length <= ApplicationRules.MaxReasonLength,
                ApplicationReasons.RejectionReasonInvalid.About(ApplicationRules.MaxReasonLength)));
    }

    /// <summary>Of what was on record, what is another now; the language of mails belongs to the company profile.</summary>
    private static bool IsChanged(LegalFacts from, LegalFacts to) =>
        to.Profile.DiffersFrom(from.Profile) || to.Market != from.Market
        || to.Contact with { IsApplicant = false, Language = "" } != from.Contact with { IsApplicant = false, Language = "" };

    private static string DomainOf(LegalFacts facts) =>
        EmailAddress.IsValid(facts.Contact.Email) ? EmailAddress.DomainOf(facts.Contact.Email).ToLowerInvariant() : "";
}
