using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;

namespace Kontor.DelegatedAdmin;

/// <summary>
/// The clock's use case: requests lapse, rights end or extend themselves, and their end is announced (CUS-76 … CUS-78). Rights
/// have ended when their end has come; this marks it, records it and tells both sides. Several servers may do it at once:
/// each looks again under the lock, so everything is done once.
/// </summary>
public sealed class KeepGrants(
    KontorDb db, GrantFiles files, GrantNews news, CurrentPolicy policy, TimeProvider clock)
{
    private const int BatchSize = 200;

    /// <summary>Does all that is due now; returns how much that was.</summary>
    public async Task<int> Handle(CancellationToken cancel)
    {
        var now = clock.Now();
        var (done, found) = (0, 0);
        do
        {
            var due = await db.DelegatedGrants.AsNoTracking()
                .Where(g => g.DueAt <= now)
                .OrderBy(g => g.DueAt)
                .Take(BatchSize)
                .Select(g => new { g.PartnerId, g.Id })
                .ToListAsync(cancel);
            found = due.Count;
            foreach (var grant in due)
            {
                done += await Keep(grant.PartnerId, grant.Id, now, cancel) ? 1 : 0;
            }
        }
        while (found == BatchSize);
        return done;
    }

    /// <summary>False when another server has done it.</summary>
    private async Task<bool> Keep(TenantId partner, GrantId id, DateTimeOffset now, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await files.Begin(cancel);
        if (await files.Lock(partner, id, now, cancel) is not { Grant: var grant } file || !(grant.DueAt <= now))
        {
            return false;
        }

        var step = GrantTimes.Step(grant.State, grant.Until, grant.ExtendsItself, now);
        var isDone = step == GrantEvent.Extended
            ? grant.TryExtend(policy.Value.DelegatedAdminExtensionDays, now)
            : grant.TryBecome(step, now);
        if (!isDone)
        {
            return false;
        }

        file.KeepSummary(now);
        await news.Tell(grant, step, null, [], now, cancel);
        await db.SaveChangesAsync(cancel);
        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        return true;
    }
}

/// <summary>Lets <see cref="KeepGrants"/> look every few minutes while the server serves.</summary>
public sealed class GrantClock(IServiceScopeFactory scopes, TimeProvider clock, ILogger<GrantClock> log)
    : RegularWork(scopes, clock, log, "Delegated admin rights")
{
    protected override Task Do(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<KeepGrants>().Handle(cancel);
}
