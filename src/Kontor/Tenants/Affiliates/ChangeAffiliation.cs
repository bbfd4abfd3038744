using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tenants;

/// <summary>
/// Use case: an operator records that two organizations are under common control, or that one left the control of the
/// others (ACC-47). Control passes on: affiliates of affiliates are affiliates. Eligibility asks for it from that
/// moment (SCN-05).
/// </summary>
public sealed class ChangeAffiliation(KontorDb db, AccountFacts accounts, MergeFacts facts, TimeProvider clock)
{
    /// <param name="actor">The operator.</param>
    /// <param name="tenant">A tenant of the organization from whose page it is recorded.</param>
    /// <param name="named">Network id, domain or tenant id of the other organization.</param>
    /// <param name="note">From where it is known.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<AffiliationChange>> Record(
        Actor actor, TenantId tenant, string named, string note, CancellationToken cancel)
    {
        var may = AffiliationRules.MayBeNoted(note);
        if (!may.IsGranted)
        {
            return may;
        }

        await using var transaction = await accounts.Begin(cancel);
        await accounts.LockGroups(cancel);
        if (await accounts.OwnerOf(tenant, cancel) is not { } own || await facts.Named(named, cancel) is not { } other)
        {
            return AffiliationReasons.OrganisationNotFound;
        }

        if (own == other)
        {
            return AffiliationReasons.Itself;
        }

        var (first, second) = (await Of(own, cancel), await Of(other, cancel));
        if (first.ControlGroupId is { } same && same == second.ControlGroupId)
        {
            return AffiliationReasons.AlreadyRecorded.About(second.Name);
        }

        var group = first.ControlGroupId ?? second.ControlGroupId ?? Guid.CreateVersion7(clock.Now());
        var joining = second.ControlGroupId;
        await db.Organisations
            .Where(o => o.Id == own || o.Id == other || (joining != null && o.ControlGroupId == joining))
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.ControlGroupId, group), cancel);
        return await Save(actor, tenant, AffiliationAct.Recorded, own, second, note, transaction, cancel);
    }

    /// <summary>The other organization leaves the control group of the first.</summary>
    public async Task<Result<AffiliationChange>> End(
        Actor actor, TenantId tenant, OrganisationId other, string note, CancellationToken cancel)
    {
        var may = AffiliationRules.MayBeNoted(note);
        if (!may.IsGranted)
        {
            return may;
        }

        await using var transaction = await accounts.Begin(cancel);
        await accounts.LockGroups(cancel);
        if (await accounts.OwnerOf(tenant, cancel) is not { } own)
        {
            return AffiliationReasons.OrganisationNotFound;
        }

        var left = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == other, cancel);
        var group = (await Of(own, cancel)).ControlGroupId;
        if (left is null || group is null || left.ControlGroupId != group || other == own)
        {
            return AffiliationReasons.NotRecorded;
        }

        Guid? none = null;
        await db.Organisations.Where(o => o.Id == other).ExecuteUpdateAsync(
            set => set.SetProperty(o => o.ControlGroupId, none), cancel);

        // Nobody is an affiliate of itself alone.
        if (await db.Organisations.CountAsync(o => o.ControlGroupId == group, cancel) == 1)
        {
            await db.Organisations.Where(o => o.ControlGroupId == group).ExecuteUpdateAsync(
                set => set.SetProperty(o => o.ControlGroupId, none), cancel);
        }

        return await Save(actor, tenant, AffiliationAct.Ended, own, left, note, transaction, cancel);
    }

    private Task<Organisation> Of(OrganisationId id, CancellationToken cancel) =>
        db.Organisations.AsNoTracking().SingleAsync(o => o.Id == id, cancel);

    private async Task<Result<AffiliationChange>> Save(
        Actor actor, TenantId tenant, AffiliationAct act, OrganisationId own, Organisation other, string note,
        Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction? transaction, CancellationToken cancel)
    {
        var now = clock.Now();
        var change = new AffiliationChange
        {
            Id = Guid.CreateVersion7(now),
            OrganisationId = own,
            OtherId = other.Id,
            Act = act,
            Note = note.Trim(),
            At = now,
            By = actor.Name,
        };
        db.Add(change);
        var details = new { TenantId = $"{tenant}", Other = other.Name, change.Note };
        if (act == AffiliationAct.Recorded)
        {
            db.Record(actor, "AffiliationRecorded", $"{tenant}", null, details, now);
        }
        else
        {
            db.Record(actor, "AffiliationEnded", $"{tenant}", null, details, now);
        }

        foreach (var organisation in new[] { own, other.Id })
        {
            if (await db.Tenants.AnyAsync(t => t.OrganisationId == organisation, cancel))
            {
                var primary = await accounts.PrimaryOf(organisation, cancel);
                db.Announce(primary.Id, "affiliation-changed", $"{change.Id}", null, new { Act = $"{act}" }, now);
            }
        }

        await db.SaveChangesAsync(cancel);
        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        return change;
    }
}
