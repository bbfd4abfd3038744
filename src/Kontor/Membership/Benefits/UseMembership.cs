using Kontor.Activity;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Membership;

/// <summary>Use cases: a partner activates what its membership gives, and keeps the membership's data right (ENR-04).</summary>
public sealed class UseMembership(KontorDb db, MembershipFiles files, TimeProvider clock)
{
    /// <summary>Once, whoever does it at the same moment.</summary>
    public async Task<Result<MembershipFile>> Activate(Actor actor, Guid benefit, CancellationToken cancel)
    {
        var (found, file) = await Find(actor.TenantId, benefit, cancel);
        if (found is null)
        {
            return file is null ? BenefitReasons.NoNetworkId : BenefitReasons.NotFound;
        }

        var decision = BenefitRules.MayActivate(found, file!.Today);
        if (!decision.IsGranted)
        {
            return decision;
        }

        var now = clock.Now();
        await using var transaction = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancel)
            : null;
        var changed = await db.MembershipBenefits
            .Where(b => b.NetworkId == found.NetworkId && b.Id == benefit && b.ActivatedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(b => b.ActivatedAt, now).SetProperty(b => b.ActivatedBy, actor.Name), cancel);
        if (changed == 0)
        {
            return BenefitReasons.AlreadyActivated;
        }

        db.Record(
            actor, "BenefitActivated", benefit.ToString(), null,
            new { Benefit = $"{found.Kind}", found.Count, found.NetworkId }, now);
        await db.SaveChangesAsync(cancel);
        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        db.ChangeTracker.Clear();
        return (await files.Of(actor.TenantId, cancel))!;
    }

    /// <summary>The membership learns the legal name that the program has on record.</summary>
    public async Task<Result<MembershipFile>> UpdateName(Actor actor, CancellationToken cancel)
    {
        if (await files.Of(actor.TenantId, cancel) is not { } file)
        {
            return BenefitReasons.NoNetworkId;
        }

        if (!file.IsNameOutdated)
        {
            return BenefitReasons.NothingToUpdate;
        }

        file.Profile!.LegalName = file.LegalName;
        db.Record(
            actor, "MembershipNameUpdated", file.NetworkId.Id, null, new { NetworkId = file.NetworkId.Id }, clock.Now());
        await db.SaveChangesAsync(cancel);
        return file;
    }

    private async Task<(MembershipBenefit? Benefit, MembershipFile? File)> Find(
        TenantId partner, Guid benefit, CancellationToken cancel)
    {
        var file = await files.Of(partner, cancel);
        return (file?.Benefits.FirstOrDefault(b => b.Id == benefit), file);
    }
}
