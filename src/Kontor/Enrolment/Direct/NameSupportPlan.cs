using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>
/// Use case: an applicant that passed the credit check names the support plan that it bought, and not before (ENR-43). Until
/// an operator has confirmed it, it can be named anew.
/// </summary>
public sealed class NameSupportPlan(KontorDb db, DirectFiles files, ApplicationNews news, TimeProvider clock)
{
    /// <param name="actor">A global admin of the tenant.</param>
    /// <param name="level">Which plan; null where none was chosen.</param>
    /// <param name="contract">The number of its contract.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<DirectFile>> Handle(
        Actor actor, SupportPlanLevel? level, string contract, CancellationToken cancel)
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
            return DirectReasons.NotStarted;
        }

        var decision = DirectRules.MayNamePlan(file.State!.Value, level, contract);
        if (!decision.IsGranted)
        {
            return decision;
        }

        var plan = new SupportPlan(level!.Value, contract.Trim());
        application.Name(plan);
        news.Note(application, ApplicationEvent.SupportPlanRecorded, actor, now, plan.Contract);
        db.Record(actor, "SupportPlanNamed", actor.TenantId.ToString(), null, new { plan.Contract }, now);
        return await db.TrySaveChanges(cancel) is null ? file : ApplicationReasons.ChangedMeanwhile;
    }
}
