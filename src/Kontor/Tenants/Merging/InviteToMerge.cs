using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Tenants;

/// <summary>Whom an invitation would go to, before it is made.</summary>
/// <param name="Id">The organization.</param>
/// <param name="Name">Its legal name.</param>
public sealed record MergeCandidate(OrganisationId Id, string Name);

/// <summary>
/// Use case: a global admin invites another partner organization, named by network id or domain, to merge (ACC-46),
/// and takes the invitation back while it is open.
/// </summary>
public sealed class InviteToMerge(
    KontorDb db, AccountFacts accounts, MergeFacts facts, MergeNews news, TimeProvider clock)
{
    /// <summary>Whom the name means, if the two may merge.</summary>
    public async Task<Result<MergeCandidate>> Look(Actor actor, string named, CancellationToken cancel)
    {
        var account = await accounts.Of(actor.TenantId, cancel);
        var may = TenantRules.MayManage(actor, account.Primary.Id, account.Primary.DefaultDomain);
        if (!may.IsGranted)
        {
            return may;
        }

        if (await facts.Named(named, cancel) is not { } id
            || await facts.PartyOf(id, cancel) is not { IsPartner: true } invited)
        {
            return MergeReasons.PartnerNotFound;
        }

        var decision = MergeRules.MayMerge(
            await facts.PartyOf(account.Id, cancel), invited, await facts.TiesBetween(account.Id, id, cancel));
        return decision.IsGranted ? new MergeCandidate(id, invited.Name) : decision;
    }

    public async Task<Result<MergeInvitation>> Handle(Actor actor, string named, CancellationToken cancel)
    {
        var now = clock.Now();
        var looked = await Look(actor, named, cancel);
        if (looked.ValueOrNull is not { } candidate)
        {
            return looked.Decision;
        }

        var account = await accounts.Of(actor.TenantId, cancel);
        await using var transaction = await accounts.Begin(cancel);
        await accounts.Lock(cancel, account.Id, candidate.Id);
        if (await accounts.OwnerOf(actor.TenantId, cancel) != account.Id
            || await facts.Named(named, cancel) != candidate.Id)
        {
            return TenantReasons.ChangedMeanwhile;
        }

        await Expire(account.Id, candidate.Id, now, cancel);
        var invitation = new MergeInvitation
        {
            Id = Guid.CreateVersion7(now),
            InvitingId = account.Id,
            InvitedId = candidate.Id,
            InvitingTenantId = account.Primary.Id,
            InvitedTenantId = (await accounts.PrimaryOf(candidate.Id, cancel)).Id,
            CreatedBy = actor.Name,
            CreatedAt = now,
            ExpiresAt = now + MergeInvitation.Lifetime,
        };
        db.Add(invitation);
        await news.ToInvited(invitation, now, cancel);
        db.Record(actor, "MergeInvited", $"{invitation.Id}", null, new { candidate.Name }, now);
        if (await db.TrySaveChanges(cancel) is not null)
        {
            return MergeReasons.AlreadyInvited.About(candidate.Name);
        }

        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        return invitation;
    }

    /// <summary>Takes an open invitation back.</summary>
    public async Task<Result<MergeInvitation>> Revoke(Actor actor, Guid id, CancellationToken cancel)
    {
        var now = clock.Now();
        var account = await accounts.Of(actor.TenantId, cancel);
        var may = TenantRules.MayManage(actor, account.Primary.Id, account.Primary.DefaultDomain);
        if (!may.IsGranted)
        {
            return may;
        }

        if (await db.MergeInvitations.FindAsync([id], cancel) is not { } invitation
            || invitation.InvitingId != account.Id)
        {
            return MergeReasons.NotFound;
        }

        if (!invitation.IsOpenAt(now))
        {
            return MergeReasons.NotOpen;
        }

        invitation.Close(MergeState.Revoked, now);
        await news.ToInvited(invitation, now, cancel);
        db.Record(actor, "MergeInvitationRevoked", $"{id}", null, new { }, now);
        return await db.TrySaveChanges(cancel) is null ? invitation : MergeReasons.NotOpen;
    }

    /// <summary>An invitation whose day has passed makes room for another one.</summary>
    private async Task Expire(OrganisationId inviting, OrganisationId invited, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var old in await facts.OpenBetween(inviting, invited, cancel))
        {
            if (!old.IsOpenAt(now))
            {
                old.Close(MergeState.Overtaken, now);
            }
        }

        await db.SaveChangesAsync(cancel);
    }
}
