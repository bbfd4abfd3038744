using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>
/// Use case: the applicant does not want it any more (ENR-39). That is final for this application; another one can be
/// begun, and the network id is free again.
/// </summary>
public sealed class WithdrawApplication(
    KontorDb db, ApplicationFiles files, ApplicationNews news, NetworkIdLinks links, TimeProvider clock)
{
    public async Task<Result<ApplicationFile>> Handle(Actor actor, CancellationToken cancel)
    {
        var now = clock.Now();
        var may = ApplicationRules.MayRead(actor);
        if (!may.IsGranted)
        {
            return may;
        }

        var file = await files.Of(actor.TenantId, cancel);
        if (file.Application is not { } application)
        {
            return ApplicationReasons.NotStarted;
        }

        var wasSent = application.SubmittedAt is not null;
        if (!file.Enrolment!.TryBecome(EnrolmentEvent.Withdrawn, now))
        {
            return ApplicationReasons.NotPossibleNow;
        }

        await links.Unlink(file, cancel);
        application.Close(now);
        news.Note(application, ApplicationEvent.Withdrawn, actor, now);
        if (wasSent)
        {
            news.Tell(file, now);
        }

        db.Record(actor, "ApplicationWithdrawn", actor.TenantId.ToString(), null, new { application.Profile.LegalName }, now);
        return await db.TrySaveChanges(cancel) is null ? file : ApplicationReasons.ChangedMeanwhile;
    }
}
