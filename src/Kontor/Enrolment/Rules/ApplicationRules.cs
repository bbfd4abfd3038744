using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>An operator's answer to the verifications that are open.</summary>
/// <param name="Employment">Null where nothing was answered.</param>
/// <param name="Business">Null where nothing was answered.</param>
/// <param name="Reason">Why one failed, for the applicant.</param>
public sealed record Verdict(bool? Employment, bool? Business, string Reason)
{
    public bool? Of(CheckKind kind) => kind switch
    {
        CheckKind.Employment => Employment,
        CheckKind.Business => Business,
        _ => null,
    };
}

/// <summary>What must hold for an application to be begun, sent, corrected and decided (ENR-22 … ENR-39).</summary>
public static class ApplicationRules
{
    /// <summary>ENR-29: how long a link in a mail holds.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(14);

    public static readonly TimeSpan MailWindow = TimeSpan.FromDays(1);

    /// <summary>Mails with a link within the window: enough to find one, too few to annoy a stranger.</summary>
    public const int MaxMails = 5;

    /// <summary>Characters of what somebody writes to explain.</summary>
    public const int MaxReasonLength = 2_000;

    /// <summary>ENR-22, ACC-21, ACC-29: whether this person may enroll this tenant at all.</summary>
    /// <param name="actor">Who is signed in.</param>
    /// <param name="state">Where the tenant's enrollment as reseller stands; null where it never applied.</param>
    public static Decision MayApply(Actor actor, EnrolmentState? state)
    {
        var domain = actor.UserId is not null && EmailAddress.IsValid(actor.Name) ? EmailAddress.DomainOf(actor.Name) : "";
        return MayRead(actor).And(Decision.RequireAll(
            (!BusinessMail.IsPersonal(domain), ApplicationReasons.SignInIsPersonal.About(domain)),
            (state is null || !IsDecidedInFavour(state.Value), ApplicationReasons.AlreadyReseller)));
    }

    /// <summary>Who sees the tenant's application and acts for it.</summary>
    public static Decision MayRead(Actor actor) => Decision.RequireAll(
        (actor.TenantKind == TenantKind.Partner, ApplicationReasons.PartnerTenantRequired),
        (actor.Holds(Role.GlobalAdmin), ApplicationReasons.GlobalAdminRequired));

    public static bool IsDecidedInFavour(EnrolmentState state) => state is
        EnrolmentState.Qualified or EnrolmentState.Active or EnrolmentState.Restricted or EnrolmentState.Suspended;

    /// <summary>What was sent stays as it is while it is looked at; a draft and a rejected one can be written.</summary>
    public static bool IsEditable(EnrolmentState state) => state is EnrolmentState.Draft or EnrolmentState.Rejected;

    /// <summary>ENR-33: the network id can be linked as long as the application is alive.</summary>
    public static bool MayLinkNetworkId(EnrolmentState state) => state is not EnrolmentState.Withdrawn;

    /// <summary>ENR-05, ENR-27: whether everything is there.</summary>
    public static Decision MaySubmit(
        ResellerApplication application, string isoCode, string directoryDomain, bool hasNetworkId, bool hasAuthority) =>
        Decision.RequireAll(
                (hasNetworkId || application.NetworkId is not null || application.PostponesNetworkId,
                    ApplicationReasons.NetworkIdOpen))
            .And(application.IsOfKnownOrganisation
                ? Decision.Granted
                : ProfileRules.IsComplete(application.Profile, isoCode)
                    .And(ProfileRules.IsComplete(application.Contact, directoryDomain)))
            .And(ProfileRules.IsComplete(application.Support))
            .And(Decision.RequireAll((hasAuthority, ApplicationReasons.AuthorityNotConfirmed)));

    /// <summary>
    /// ENR-39: which verifications are looked at again when a rejected application comes back. Those that failed, and
    /// those whose facts are others now.
    /// </summary>
    public static ImmutableHashSet<CheckKind> ToCheckAgain(
        IEnumerable<ApplicationCheck> checks, LegalProfile sent, LegalProfile now, string sentAddress, string address)
    {
        var again = checks.Where(check => check.Outcome != CheckOutcome.Passed).Select(check => check.Kind).ToHashSet();
        if (now.DiffersFrom(sent))
        {
            again.Add(CheckKind.Business);
        }

        if (now.LegalName != sent.LegalName || DomainOf(address) != DomainOf(sentAddress))
        {
            again.Add(CheckKind.Employment);
        }

        if (!BusinessMail.AreSame(address, sentAddress))
        {
            again.Add(CheckKind.Email);
        }

        return [.. again];
    }

    /// <summary>ENR-38: whether something that was found wrong is another now.</summary>
    public static bool IsCorrected(
        IEnumerable<ApplicationCheck> checks, LegalProfile sent, LegalProfile now, string sentAddress, string address) =>
        checks.Where(check => check.Outcome == CheckOutcome.Failed).All(check => check.Kind switch
        {
            CheckKind.Business => now.DiffersFrom(sent),
            CheckKind.Employment => now.LegalName != sent.LegalName || !BusinessMail.AreSame(address, sentAddress),
            _ => !BusinessMail.AreSame(address, sentAddress),
        });

    /// <summary>ENR-38: a rejected applicant who changes nothing says why and shows something.</summary>
    public static Decision MayAppeal(string text, bool hasNewDocument) => Decision.RequireAll(
        (IsReason(text), ApplicationReasons.AppealTextInvalid.About(MaxReasonLength)),
        (hasNewDocument, ApplicationReasons.AppealNeedsDocuments));

    /// <summary>ENR-35, ENR-39: every open verification is answered, and a failed one is explained.</summary>
    public static Decision MayDecide(IEnumerable<ApplicationCheck> checks, Verdict verdict)
    {
        var open = checks.Where(check => check.Outcome != CheckOutcome.Passed).ToList();
        var fails = open.Any(check => verdict.Of(check.Kind) == false);
        return Decision.RequireAll(
            (open.TrueForAll(check => verdict.Of(check.Kind) is not null), ApplicationReasons.VerdictMissing),
            (fails ? IsReason(verdict.Reason) : verdict.Reason.Length <= MaxReasonLength,
                ApplicationReasons.RejectionReasonInvalid.About(MaxReasonLength)));
    }

    /// <summary>Whether it can be told to somebody as an explanation.</summary>
    public static bool IsReason(string text) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= MaxReasonLength
        && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));

    private static string DomainOf(string address) =>
        address.Contains('@', StringComparison.Ordinal) ? EmailAddress.DomainOf(address) : "";
}
