using Kontor.Access;
using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>
/// Use case: an operator answers the verifications that are open (ENR-35). When all are passed the partner is qualified,
/// when one failed the application is rejected with the reason (ENR-39). Of two operators at once, one decides.
/// </summary>
public sealed class DecideApplication(
    KontorDb db, ApplicationFiles files, ApplicationNews news, Subjects subjects, TimeProvider clock)
{
    /// <param name="actor">An operator.</param>
    /// <param name="tenant">Whose application.</param>
    /// <param name="version">The version that the operator looked at.</param>
    /// <param name="verdict">The answers.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<ApplicationFile>> Handle(
        Actor actor, TenantId tenant, int version, Verdict verdict, CancellationToken cancel)
    {
        var now = clock.Now();
        if (await files.Find(tenant, cancel) is not { Application: { SubmittedAt: not null } application } file)
        {
            return ApplicationReasons.NotFound;
        }

        if (file.State != EnrolmentState.InReview || application.Version != version)
        {
            return ApplicationReasons.DecidedMeanwhile;
        }

        var decision = ApplicationRules.MayDecide(file.Checks, verdict);
        if (!decision.IsGranted)
        {
            return decision;
        }

        foreach (var check in file.Checks.Where(check => check.Outcome != CheckOutcome.Passed))
        {
            check.Decide(verdict.Of(check.Kind)!.Value, actor.Name, now);
        }

        var isPassed = file.Checks.All(check => check.Outcome == CheckOutcome.Passed);
        if (!file.Enrolment!.TryBecome(isPassed ? EnrolmentEvent.Verified : EnrolmentEvent.Refused, now))
        {
            return ApplicationReasons.DecidedMeanwhile;
        }

        application.RejectedBecause = isPassed ? null : verdict.Reason.Trim();
        application.Touch();
        news.Note(
            application, isPassed ? ApplicationEvent.Verified : ApplicationEvent.Refused, actor, now,
            application.RejectedBecause);
        news.Tell(file, now);
        if (isPassed)
        {
            db.Record(actor, "ApplicationVerified", tenant.ToString(), null, new { TenantId = tenant.ToString() }, now);
        }
        else
        {
            db.Record(
                actor, "ApplicationRejected", tenant.ToString(), null,
                new { TenantId = tenant.ToString(), Reason = application.RejectedBecause }, now);
        }

        if (await db.TrySaveChanges(cancel) is not null)
        {
            return ApplicationReasons.DecidedMeanwhile;
        }

        subjects.Changed(tenant);
        return file;
    }
}
