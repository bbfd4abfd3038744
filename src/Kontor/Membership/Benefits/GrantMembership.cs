using System.Collections.Immutable;
using Kontor.Activity;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Membership;

/// <summary>Use cases: an operator writes what a network id carries (ENR-25).</summary>
public sealed class GrantMembership(KontorDb db, MembershipFiles files, TimeProvider clock)
{
    /// <param name="actor">An operator.</param>
    /// <param name="partner">Whose network id.</param>
    /// <param name="level">The level of the membership.</param>
    /// <param name="competencies">All of them.</param>
    /// <param name="version">As it was read; null where that does not matter.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<MembershipFile>> Standing(
        Actor actor, TenantId partner, MembershipLevel level, ImmutableArray<string> competencies, int? version, CancellationToken cancel)
    {
        if (await files.Of(partner, cancel) is not { } file)
        {
            return BenefitReasons.NoNetworkId;
        }

        var standing = file.Standing;
        var decision = BenefitRules.IsSound(competencies)
            .And(Decision.RequireAll((version is null || version == standing.Version, BenefitReasons.ChangedMeanwhile)));
        if (!decision.IsGranted)
        {
            return decision;
        }

        if (standing.Level == level && standing.Competencies.SequenceEqual(competencies))
        {
            return file;
        }

        (standing.Level, standing.Competencies) = (level, competencies);
        if (standing.Version++ == 0)
        {
            db.Add(standing);
        }

        db.Record(
            actor, "MembershipStandingSet", file.NetworkId.Id, null,
            new { TenantId = partner.ToString(), NetworkId = file.NetworkId.Id, Level = $"{level}" }, clock.Now());
        return await db.TrySaveChanges(cancel) is null ? file : BenefitReasons.ChangedMeanwhile;
    }

    /// <param name="actor">An operator.</param>
    /// <param name="partner">Whose network id.</param>
    /// <param name="kind">What.</param>
    /// <param name="count">Licenses, hours, cases or seats.</param>
    /// <param name="until">The last day on which it can be used.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<MembershipFile>> Grant(
        Actor actor, TenantId partner, BenefitKind kind, int count, DateOnly? until, CancellationToken cancel)
    {
        if (await files.Of(partner, cancel) is not { } file)
        {
            return BenefitReasons.NoNetworkId;
        }

        var decision = BenefitRules.MayGrant(count, until, file.Today, file.Benefits.Count);
        if (!decision.IsGranted)
        {
            return decision;
        }

        var now = clock.Now();
        var benefit = db.Add(new MembershipBenefit
        {
            NetworkId = file.NetworkId.Id,
            Id = Guid.CreateVersion7(now),
            Kind = kind,
            Count = count,
            Until = until!.Value,
            GrantedAt = now,
        }).Entity;
        db.Record(
            actor, "BenefitGranted", benefit.Id.ToString(), null,
            new { TenantId = partner.ToString(), Benefit = $"{kind}", Count = count, benefit.NetworkId }, now);
        await db.SaveChangesAsync(cancel);
        return (await files.Of(partner, cancel))!;
    }

    /// <summary>Takes back what nobody has activated, unless somebody does at the same moment.</summary>
    public async Task<Result<MembershipFile>> Withdraw(Actor actor, TenantId partner, Guid benefit, CancellationToken cancel)
    {
        if (await files.Of(partner, cancel) is not { } file)
        {
            return BenefitReasons.NoNetworkId;
        }

        if (file.Benefits.FirstOrDefault(b => b.Id == benefit) is not { } found)
        {
            return BenefitReasons.NotFound;
        }

        var decision = BenefitRules.MayWithdraw(found);
        if (!decision.IsGranted)
        {
            return decision;
        }

        await using var transaction = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancel)
            : null;
        db.ChangeTracker.Clear();
        var gone = await db.MembershipBenefits
            .Where(b => b.NetworkId == found.NetworkId && b.Id == benefit && b.ActivatedAt == null)
            .ExecuteDeleteAsync(cancel);
        if (gone == 0)
        {
            return BenefitReasons.AlreadyActivated;
        }

        db.Record(
            actor, "BenefitWithdrawn", benefit.ToString(), null,
            new { TenantId = partner.ToString(), Benefit = $"{found.Kind}", found.Count, found.NetworkId }, clock.Now());
        await db.SaveChangesAsync(cancel);
        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        return (await files.Of(partner, cancel))!;
    }
}
