using Kontor.Activity;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Enrolment;

/// <summary>
/// Use cases of the applicant as direct partner: it writes the answers, sends them, corrects them after a rejection and sends
/// them again, or withdraws (ENR-40 … ENR-44). Of two tabs that send at once, one does.
/// </summary>
public sealed class SendDirectApplication(
    KontorDb db, DirectFiles files, DirectNews mails, ApplicationNews news, CurrentPolicy policy, TimeProvider clock)
{
    /// <summary>What is still missing, for the page on which it is sent.</summary>
    public Decision May(DirectFile file, bool hasAuthority, bool allowsCreditCheck) => DirectRules.MaySubmit(
        file.Application!.Answers, file.Facts.Revenue, file.Documents, policy.Value, hasAuthority, allowsCreditCheck);

    /// <summary>The answers are put aside; any may still be missing.</summary>
    /// <param name="actor">A global admin of the tenant.</param>
    /// <param name="answers">All of them.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<DirectFile>> Write(Actor actor, DirectAnswers answers, CancellationToken cancel)
    {
        var found = await Editable(actor, cancel);
        if (found.ValueOrNull is not { } file)
        {
            return found;
        }

        var decision = DirectRules.HasBounds(answers);
        if (!decision.IsGranted)
        {
            return decision;
        }

        file.Application!.Answers = answers;
        file.Application.Touch();
        return await db.TrySaveChanges(cancel) is null ? file : ApplicationReasons.ChangedMeanwhile;
    }

    /// <summary>Sends it, the first time or corrected.</summary>
    /// <param name="actor">A global admin of the tenant.</param>
    /// <param name="hasAuthority">ENR-40: the person states to have authority to sign agreements.</param>
    /// <param name="allowsCreditCheck">ENR-43: the person consents to the credit check.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<DirectFile>> Submit(
        Actor actor, bool hasAuthority, bool allowsCreditCheck, CancellationToken cancel)
    {
        var now = clock.Now();
        var found = await Own(actor, cancel);
        if (found.ValueOrNull is not { } file)
        {
            return found;
        }

        if (!ApplicationRules.IsEditable(file.State!.Value))
        {
            return DirectReasons.NotPossibleNow;
        }

        var application = file.Application!;
        var decision = DirectRules.MayApply(actor, file.Facts, policy.Value, now)
            .And(May(file, hasAuthority, allowsCreditCheck));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var isAgain = file.State == EnrolmentState.Rejected;
        if (!file.Enrolment!.TryBecome(isAgain ? EnrolmentEvent.Corrected : EnrolmentEvent.Submitted, now))
        {
            return DirectReasons.NotPossibleNow;
        }

        application.Send(file.Organisation.Name, actor.Name, file.Facts.Revenue.Cents, now);
        news.Note(application, isAgain ? ApplicationEvent.Corrected : ApplicationEvent.Submitted, actor, now);
        await mails.Tell(actor.TenantId, EnrolmentState.Submitted, "", now, cancel);
        db.Record(
            actor, "DirectApplicationSubmitted", actor.TenantId.ToString(), null,
            new { application.LegalName, application.RevenueCents, application.Answers.DeclaredRevenueUsd }, now);
        return await db.TrySaveChanges(cancel) is null ? file : DirectReasons.NotPossibleNow;
    }

    /// <summary>ENR-44: final for this application; another one can be begun.</summary>
    public async Task<Result<DirectFile>> Withdraw(Actor actor, CancellationToken cancel)
    {
        var now = clock.Now();
        var found = await Own(actor, cancel);
        if (found.ValueOrNull is not { } file)
        {
            return found;
        }

        var application = file.Application!;
        if (!file.Enrolment!.TryBecome(EnrolmentEvent.Withdrawn, now))
        {
            return DirectReasons.NotPossibleNow;
        }

        application.Close(now);
        news.Note(application, ApplicationEvent.Withdrawn, actor, now);
        if (application.SubmittedAt is not null)
        {
            await mails.Tell(actor.TenantId, EnrolmentState.Withdrawn, "", now, cancel);
        }

        db.Record(
            actor, "DirectApplicationWithdrawn", actor.TenantId.ToString(), null, new { application.LegalName }, now);
        return await db.TrySaveChanges(cancel) is null ? file : ApplicationReasons.ChangedMeanwhile;
    }

    private async Task<Result<DirectFile>> Editable(Actor actor, CancellationToken cancel)
    {
        var found = await Own(actor, cancel);
        return found.ValueOrNull is not { } file ? found
            : file.Editable.ValueOrNull is null ? file.Editable.Decision
            : file;
    }

    private async Task<Result<DirectFile>> Own(Actor actor, CancellationToken cancel)
    {
        var may = ApplicationRules.MayRead(actor);
        if (!may.IsGranted)
        {
            return may;
        }

        var file = await files.Of(actor.TenantId, cancel);
        return file.Application is null ? DirectReasons.NotStarted : file;
    }
}
