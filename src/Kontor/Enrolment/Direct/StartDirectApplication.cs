using Kontor.Activity;
using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Enrolment;

/// <summary>
/// Use case: a global admin of an active reseller begins to apply as direct partner, or finds what was begun before (ENR-07,
/// ENR-44). A draft belongs to the tenant, so every global admin of it can go on.
/// </summary>
public sealed class StartDirectApplication(
    KontorDb db, DirectFiles files, ApplicationNews news, CurrentPolicy policy, TimeProvider clock)
{
    /// <summary>Whether this actor may, before anyone tries.</summary>
    public Decision May(Actor actor, DirectFile file) => DirectRules.MayApply(actor, file.Facts, policy.Value, clock.Now());

    public async Task<Result<DirectFile>> Handle(Actor actor, CancellationToken cancel)
    {
        var now = clock.Now();
        var file = await files.Of(actor.TenantId, cancel);
        var decision = May(actor, file);
        if (!decision.IsGranted)
        {
            return decision;
        }

        if (file.Application is not null)
        {
            return file;
        }

        if (file.Enrolment is { } earlier)
        {
            earlier.TryBeginAnew(now);
        }
        else
        {
            db.Add(new PartnerEnrolment
            {
                TenantId = actor.TenantId,
                Type = PartnerType.DirectPartner,
                State = EnrolmentStates.FirstOf(PartnerType.DirectPartner),
                Since = now,
            });
        }

        var application = new DirectApplication
        {
            TenantId = actor.TenantId,
            Number = await NextNumber(actor.TenantId, cancel),
            Id = Guid.CreateVersion7(now),
            StartedAt = now,
            StartedBy = actor.Name,
            LegalName = file.Organisation.Name,
        };
        db.Add(application);
        news.Note(application, ApplicationEvent.Started, actor, now);
        db.Record(actor, "DirectApplicationStarted", actor.TenantId.ToString(), null, new { application.LegalName }, now);

        // Somebody else of the tenant may have begun at the same moment: then that application is gone on with.
        await db.TrySaveChanges(cancel);
        db.ChangeTracker.Clear();
        return await files.Of(actor.TenantId, cancel);
    }

    private async Task<int> NextNumber(TenantId tenant, CancellationToken cancel) =>
        1 + (await db.DirectApplications.Where(a => a.TenantId == tenant).MaxAsync(a => (int?)a.Number, cancel) ?? 0);
}
