using Kontor.Kernel;

namespace Kontor.DelegatedAdmin;

/// <summary>
/// Use case: the customer answers a request, takes single roles or all rights away; the partner takes its request back or
/// gives the rights up (CUS-44, CUS-75). Of two at once the later one finds what the first made of it.
/// </summary>
public sealed class ChangeGrant(KontorDb db, GrantFiles files, GrantNews news, TimeProvider clock)
{
    public async Task<Result<DelegatedGrant>> Handle(
        Actor actor, GrantId id, GrantActWish wish, CancellationToken cancel)
    {
        var now = clock.Now();
        await using var transaction = await files.Begin(cancel);
        if (await files.Lock(actor.TenantId, id, now, cancel) is not { Grant: var grant } file)
        {
            return GrantReasons.NotFound;
        }

        var decision = GrantRules.May(actor, wish, grant, now).And(Decision.RequireAll(
            (wish.Act != GrantAct.Approve || file.IsRelated, GrantReasons.RelationshipEnded)));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var happened = GrantRules.EventOf(wish.Act);
        DirectoryRole[] taken = wish.Act == GrantAct.Narrow
            ? [.. grant.Roles.Select(pair => pair.Role).Distinct().Where(wish.Taken!.Contains).Order()]
            : [];
        var isDone = wish.Act == GrantAct.Narrow ? grant.TryNarrow(taken, now) : grant.TryBecome(happened, now);
        if (!isDone)
        {
            return GrantReasons.NotPossible.About(grant.StateAt(now));
        }

        file.KeepSummary(now);
        await news.Tell(grant, happened, actor, taken, now, cancel);
        if (await db.TrySaveChanges(cancel) is not null)
        {
            return GrantReasons.ClassicHeld;
        }

        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        return grant;
    }
}
