using Kontor.Access;
using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>
/// Use case: an operator verifies the company, enters the result of the credit check, confirms the support plan, asks for
/// more, or rejects (ENR-41, ENR-43, ENR-44). The applicant is mailed with the change. Of two operators at once, one decides.
/// </summary>
public sealed class DecideDirectApplication(
    KontorDb db, DirectFiles files, DirectNews mails, ApplicationNews news, Subjects subjects, TimeProvider clock)
{
    /// <param name="actor">An operator.</param>
    /// <param name="tenant">Whose application.</param>
    /// <param name="version">The version that the operator looked at.</param>
    /// <param name="decision">What; null where nothing was chosen.</param>
    /// <param name="words">For the applicant.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<DirectFile>> Handle(
        Actor actor, TenantId tenant, int version, DirectDecision? decision, string words, CancellationToken cancel)
    {
        var now = clock.Now();
        if (await files.Find(tenant, cancel) is not { Application: { SubmittedAt: not null } application } file)
        {
            return ApplicationReasons.NotFound;
        }

        var (enrolment, state) = (file.Enrolment!, file.State!.Value);
        if (application.Version != version)
        {
            return ApplicationReasons.DecidedMeanwhile;
        }

        var may = DirectRules.MayDecide(state, application.Plan is not null, decision, words);
        if (!may.IsGranted)
        {
            return may;
        }

        var (wanted, said) = (decision!.Value, words.Trim());
        if (DirectRules.EventOf(wanted) is not { } happened)
        {
            await mails.Ask(tenant, said, now, cancel);
        }
        else if (enrolment.TryBecome(happened, now))
        {
            await mails.Tell(tenant, enrolment.State, said, now, cancel);
        }
        else
        {
            return ApplicationReasons.DecidedMeanwhile;
        }

        application.Take(wanted, said);
        news.Note(application, LineOf(wanted), actor, now, said.Length == 0 ? null : said);
        var details = new { TenantId = tenant.ToString(), Decision = wanted, State = enrolment.State, Reason = said };
        db.Record(actor, "DirectApplicationDecided", tenant.ToString(), null, details, now);
        if (await db.TrySaveChanges(cancel) is not null)
        {
            return ApplicationReasons.DecidedMeanwhile;
        }

        subjects.Changed(tenant);
        return file;
    }

    private static ApplicationEvent LineOf(DirectDecision decision) => decision switch
    {
        DirectDecision.VerifyCompany => ApplicationEvent.CompanyVerified,
        DirectDecision.PassCredit => ApplicationEvent.CreditPassed,
        DirectDecision.ConfirmPlan => ApplicationEvent.SupportPlanConfirmed,
        DirectDecision.AskMore => ApplicationEvent.MoreAsked,
        _ => ApplicationEvent.Refused,
    };
}
