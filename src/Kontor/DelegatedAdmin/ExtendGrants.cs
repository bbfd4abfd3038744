using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.DelegatedAdmin;

/// <summary>What became of one of many.</summary>
/// <param name="Id">Which grant.</param>
/// <param name="Decision">Granted, or why not.</param>
/// <param name="CustomerName">Whose; null where there is no such grant.</param>
public sealed record GrantOutcome(GrantId Id, Decision Decision, string? CustomerName);

/// <summary>The answers, in the order in which was asked.</summary>
public sealed record GrantOutcomes(IReadOnlyList<GrantOutcome> All)
{
    public int Changed => All.Count(outcome => outcome.Decision.IsGranted);

    public IEnumerable<GrantOutcome> Refused => All.Where(outcome => !outcome.Decision.IsGranted);
}

/// <summary>
/// Use case: a partner lets any number of grants extend themselves, or lets them end (CUS-77). Each has its own answer; what
/// can be changed is changed in one transaction.
/// </summary>
public sealed class ExtendGrants(KontorDb db, GrantFiles files, GrantNews news, TimeProvider clock)
{
    public async Task<Result<GrantOutcomes>> Handle(
        Actor actor, IReadOnlyCollection<GrantId> ids, bool extendsItself, CancellationToken cancel)
    {
        GrantId[] wanted = [.. ids.Distinct()];
        if (wanted.Length > GrantRules.MostAtOnce)
        {
            return GrantReasons.TooMany.About(GrantRules.MostAtOnce);
        }

        var now = clock.Now();
        await using var transaction = await files.Begin(cancel);
        await files.Lock(actor.TenantId, [.. wanted.Select(id => id.Value)], cancel);
        var known = await db.DelegatedGrants.Include(g => g.AllRoles)
            .Where(g => g.PartnerId == actor.TenantId && wanted.Contains(g.Id))
            .ToDictionaryAsync(g => g.Id, cancel);
        var outcomes = new List<GrantOutcome>();
        var happened = extendsItself ? GrantEvent.ExtensionChosen : GrantEvent.ExtensionStopped;
        foreach (var id in wanted)
        {
            var grant = known.GetValueOrDefault(id);
            var decision = grant is null
                ? Decision.Refused(GrantReasons.NotFound)
                : GrantRules.MayExtend(grant, extendsItself, now);
            if (decision.IsGranted && grant!.ExtendsItself != extendsItself && grant.TryBecome(happened, now))
            {
                await news.Tell(grant, happened, actor, [], now, cancel);
            }

            outcomes.Add(new GrantOutcome(id, decision, grant?.CustomerName));
        }

        await db.SaveChangesAsync(cancel);
        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        return new GrantOutcomes(outcomes);
    }
}
