using Kontor.Activity;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tenants;

/// <summary>
/// Use case: a global admin of the invited organization accepts or declines to merge (ACC-46). Accepting is final:
/// tenants and network ids of the invited organization come to the inviting one in one transaction. Of answers,
/// revocations and other merges at once, one counts.
/// </summary>
public sealed class AnswerMerge(
    KontorDb db, AccountFacts accounts, MergeFacts facts, MergeMove move, MergeNews news, TimeProvider clock)
{
    /// <summary>Whether the two may merge now, as the invited organization is shown.</summary>
    public async Task<Decision> May(Actor actor, MergeInvitation invitation, CancellationToken cancel)
    {
        var account = await accounts.Of(actor.TenantId, cancel);
        var may = TenantRules.MayManage(actor, account.Primary.Id, account.Primary.DefaultDomain);
        return !may.IsGranted ? may
            : invitation.InvitedId != account.Id ? Decision.Refused(MergeReasons.NotFound)
            : !invitation.IsOpenAt(clock.Now()) ? Decision.Refused(MergeReasons.NotOpen)
            : await MayMerge(invitation, cancel);
    }

    public async Task<Result<MergeInvitation>> Accept(Actor actor, Guid id, bool isUnderstood, CancellationToken cancel)
    {
        var now = clock.Now();
        if (await Of(actor, id, cancel) is not { } asked)
        {
            return MergeReasons.NotFound;
        }

        if (!isUnderstood)
        {
            return MergeReasons.NotUnderstood;
        }

        await using var transaction = await accounts.Begin(cancel);
        await accounts.LockGroups(cancel);
        await accounts.Lock(cancel, asked.InvitingId, asked.InvitedId);
        db.ChangeTracker.Clear();
        if (await Of(actor, id, cancel) is not { } invitation)
        {
            return MergeReasons.NotFound;
        }

        var decision = await May(actor, invitation, cancel);
        if (!decision.IsGranted)
        {
            return decision;
        }

        invitation.Close(MergeState.Accepted, now);
        foreach (var other in await facts.OpenOf(invitation.InvitedId, cancel))
        {
            if (other.Id != id)
            {
                other.Close(MergeState.Overtaken, now);
            }
        }

        await news.ToInviting(invitation, now, cancel);
        var names = new
        {
            Inviting = (await facts.PartyOf(invitation.InvitingId, cancel)).Name,
            Invited = (await facts.PartyOf(invitation.InvitedId, cancel)).Name,
        };
        db.Record(actor, "OrganizationsMerged", $"{id}", null, names, now);
        var there = actor with { TenantId = invitation.InvitingTenantId };
        db.Record(there, "OrganizationsMerged", $"{id}", null, names, now);
        if (await db.TrySaveChanges(cancel) is not null)
        {
            return MergeReasons.NotOpen;
        }

        await move.Move(invitation.InvitedId, invitation.InvitingId, now, cancel);
        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        return invitation;
    }

    public async Task<Result<MergeInvitation>> Decline(Actor actor, Guid id, CancellationToken cancel)
    {
        var now = clock.Now();
        if (await Of(actor, id, cancel) is not { } invitation)
        {
            return MergeReasons.NotFound;
        }

        var account = await accounts.Of(actor.TenantId, cancel);
        var may = TenantRules.MayManage(actor, account.Primary.Id, account.Primary.DefaultDomain);
        if (!may.IsGranted)
        {
            return may;
        }

        if (!invitation.IsOpenAt(now))
        {
            return MergeReasons.NotOpen;
        }

        invitation.Close(MergeState.Declined, now);
        await news.ToInviting(invitation, now, cancel);
        var inviting = await facts.PartyOf(invitation.InvitingId, cancel);
        db.Record(actor, "MergeDeclined", $"{id}", null, new { inviting.Name }, now);
        return await db.TrySaveChanges(cancel) is null ? invitation : MergeReasons.NotOpen;
    }

    private async Task<MergeInvitation?> Of(Actor actor, Guid id, CancellationToken cancel)
    {
        var own = await accounts.OwnerOf(actor.TenantId, cancel);
        var found = await db.MergeInvitations.SingleOrDefaultAsync(i => i.Id == id, cancel);
        return found?.InvitedId == own ? found : null;
    }

    private async Task<Decision> MayMerge(MergeInvitation invitation, CancellationToken cancel) => MergeRules.MayMerge(
        await facts.PartyOf(invitation.InvitingId, cancel),
        await facts.PartyOf(invitation.InvitedId, cancel),
        await facts.TiesBetween(invitation.InvitingId, invitation.InvitedId, cancel));
}
