using Kontor.Access;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Kernel;
using Kontor.Membership;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Kontor.Enrolment;

/// <summary>
/// Use case: <em>Enroll now</em> (ENR-27). What was written becomes the organization's, the network id is linked, and the
/// mail with the link goes to the primary contact (ENR-29). Of two tabs that send at once, one does.
/// </summary>
public sealed class SubmitApplication(
    KontorDb db,
    ApplicationFiles files,
    ApplicationNews news,
    NetworkIdLinks links,
    Subjects subjects,
    Markets markets,
    IOptions<EnrolmentOptions> options,
    TimeProvider clock)
{
    /// <summary>By whom the verifications of an organization that is known already were passed.</summary>
    private const string Program = "Kontor";

    /// <summary>What is still missing, for the page on which everything is looked at once more.</summary>
    public Decision May(ApplicationFile file, bool hasAuthority) => ApplicationRules.MaySubmit(
        file.Application!, markets.Of(file.Tenant.Market).IsoCode, options.Value.DirectoryDomain,
        file.LinkedNetworkId is not null, hasAuthority);

    /// <param name="actor">A global admin of the tenant.</param>
    /// <param name="hasAuthority">ENR-05: the person states to act for the organization.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<ApplicationFile>> Handle(Actor actor, bool hasAuthority, CancellationToken cancel)
    {
        var may = ApplicationRules.MayRead(actor);
        if (!may.IsGranted)
        {
            return may;
        }

        var now = clock.Now();
        var file = await files.Of(actor.TenantId, cancel);
        if (file.Application is not { } application)
        {
            return ApplicationReasons.NotStarted;
        }

        // Verifications begin with the sending: where some are there, another tab was quicker.
        if (file.State != EnrolmentState.Draft || file.Checks.Count > 0)
        {
            return ApplicationReasons.NotPossibleNow;
        }

        var decision = May(file, hasAuthority);
        if (decision.IsGranted && application.NetworkId is { } chosen && file.LinkedNetworkId is null)
        {
            var profile = await db.MembershipProfiles.AsNoTracking().SingleAsync(p => p.NetworkId == chosen, cancel);
            decision = await links.Link(file, profile, cancel);
        }

        if (!decision.IsGranted || !file.Enrolment!.TryBecome(EnrolmentEvent.Submitted, now))
        {
            return decision.IsGranted ? ApplicationReasons.NotPossibleNow : decision;
        }

        file = file with { Checks = Check(application) };
        ApplicationDraft.Adopt(db, file);
        application.SubmittedAt = now;
        application.Touch();
        news.Note(application, ApplicationEvent.Submitted, actor, now);
        db.Record(
            actor, "ApplicationSubmitted", actor.TenantId.ToString(), null,
            new { application.Profile.LegalName, application.Contact.Email, application.NetworkId }, now);
        if (application.IsOfKnownOrganisation)
        {
            Admit(file, now);
        }
        else
        {
            news.SendLink(file, now);
        }

        if (await db.TrySaveChanges(cancel) is { } lost)
        {
            return lost.Constraint is not null && await IsDraft(actor.TenantId, cancel)
                ? MembershipReasons.LinkedElsewhere
                : ApplicationReasons.NotPossibleNow;
        }

        subjects.Changed(actor.TenantId);
        return file;
    }

    /// <summary>Whether it is still to be sent; then nothing but the network id was somebody else's.</summary>
    private Task<bool> IsDraft(TenantId tenant, CancellationToken cancel) => db.PartnerEnrolments.AnyAsync(
        e => e.TenantId == tenant && e.Type == PartnerType.Reseller && e.State == EnrolmentState.Draft, cancel);

    private List<ApplicationCheck> Check(ResellerApplication application)
    {
        var checks = Enum.GetValues<CheckKind>().Select(kind => new ApplicationCheck
        {
            TenantId = application.TenantId,
            Number = application.Number,
            Kind = kind,
        }).ToList();
        db.AddRange(checks);
        return checks;
    }

    /// <summary>ENR-06, ENR-36: the organization is verified already, so nothing is waited for.</summary>
    private void Admit(ApplicationFile file, DateTimeOffset now)
    {
        file.Enrolment!.TryBecome(EnrolmentEvent.EmailVerified, now);
        file.Enrolment.TryBecome(EnrolmentEvent.Verified, now);
        foreach (var check in file.Checks)
        {
            check.Decide(passed: true, Program, now);
        }

        news.Tell(file, now);
    }
}
