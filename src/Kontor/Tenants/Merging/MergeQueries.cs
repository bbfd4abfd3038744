using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tenants;

/// <summary>An invitation to merge, as one of the two organizations sees it.</summary>
/// <param name="Invitation">As it is.</param>
/// <param name="Inviting">The inviting organization's name.</param>
/// <param name="Invited">The invited organization's name.</param>
/// <param name="IsOwn">Whether the reader's organization invites.</param>
/// <param name="IsOpen">Whether it can still be answered.</param>
public sealed record MergeView(MergeInvitation Invitation, string Inviting, string Invited, bool IsOwn, bool IsOpen)
{
    public string Other => IsOwn ? Invited : Inviting;
}

/// <summary>
/// The invitations to merge that the actor's organization has sent and received; those of others do not
/// exist.
/// </summary>
public sealed class MergeQueries(KontorDb db, AccountFacts accounts, TimeProvider clock)
{
    public const string Path = "/settings/merges";

    private const int Most = 100;

    /// <summary>The newest first, bounded.</summary>
    public Task<IReadOnlyList<MergeView>> List(Actor actor, CancellationToken cancel) => Read(actor, null, cancel);

    public async Task<MergeView?> Find(Actor actor, Guid id, CancellationToken cancel) =>
        (await Read(actor, id, cancel)).SingleOrDefault();

    private async Task<IReadOnlyList<MergeView>> Read(Actor actor, Guid? id, CancellationToken cancel)
    {
        var (own, now) = (await accounts.OwnerOf(actor.TenantId, cancel), clock.Now());
        var rows = await (
            from invitation in db.MergeInvitations.AsNoTracking()
            join inviting in db.Organisations on invitation.InvitingId equals inviting.Id
            join invited in db.Organisations on invitation.InvitedId equals invited.Id
            where (invitation.InvitingId == own || invitation.InvitedId == own) && (id == null || invitation.Id == id)
            orderby invitation.Id descending
            select new { invitation, Inviting = inviting.Name, Invited = invited.Name })
            .Take(Most).ToListAsync(cancel);
        return
        [
            .. rows.Select(row => new MergeView(
                row.invitation, row.Inviting, row.Invited, row.invitation.InvitingId == own,
                row.invitation.IsOpenAt(now))),
        ];
    }
}
