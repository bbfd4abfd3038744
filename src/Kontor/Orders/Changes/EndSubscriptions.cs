using Kontor.Activity;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Orders;

/// <summary>
/// The clock's use case: what was suspended too long is deleted (CAT-33), and what is not renewed expires with its term
/// (CAT-45). Several servers may do it at once: each looks again under the lock, so everything is done once.
/// </summary>
public sealed class EndSubscriptions(KontorDb db, TimeProvider clock)
{
    private const int BatchSize = 200;

    private const string Clock = "Kontor";

    /// <summary>Does all that is due now; returns how many ended.</summary>
    public async Task<int> Handle(CancellationToken cancel)
    {
        var now = clock.Now();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var (done, found) = (0, 0);
        do
        {
            var due = await Due(today).Take(BatchSize).Select(s => new { s.PartnerId, s.Id }).ToListAsync(cancel);
            found = due.Count;
            foreach (var one in due)
            {
                done += await End(one.PartnerId, one.Id, now, cancel) ? 1 : 0;
            }
        }
        while (found == BatchSize);
        return done;
    }

    /// <summary>Two statements, each along its own index.</summary>
    internal IQueryable<Subscription> Due(DateOnly today) =>
        db.Subscriptions.AsNoTracking().Where(s => s.DeleteOn != null && s.DeleteOn <= today)
            .Union(db.Subscriptions.AsNoTracking()
                .Where(s => !s.AutoRenew && (s.State == SubscriptionState.Active || s.State == SubscriptionState.Suspended))
                .Where(s => s.TermUntil <= today));

    /// <summary>False when it was done, or undone, meanwhile.</summary>
    private async Task<bool> End(TenantId partner, SubscriptionId id, DateTimeOffset now, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var held = await db.Subscriptions
            .FromSql($"select * from subscriptions where partner_id = {partner.Value} and id = {id.Value} for no key update")
            .SingleAsync(cancel);
        if (ChangeRules.EndOf(held, DateOnly.FromDateTime(now.UtcDateTime)) is not { } end)
        {
            return false;
        }

        (held.State, held.DeleteOn) = (end, null);
        held.Version++;
        var itself = new Actor(held.PartnerId, TenantKind.Partner, null, null, Clock, []);
        var (what, subscription) = (held.Id.ToString(), held.FriendlyName);
        if (end == SubscriptionState.Deleted)
        {
            db.Record(itself, "SubscriptionDeleted", what, held.CustomerId, new { subscription }, now);
        }
        else
        {
            db.Record(itself, "SubscriptionExpired", what, held.CustomerId, new { subscription }, now);
        }

        db.AnnounceChange(held, null, now);
        await db.FreePlaces([held.Id], cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }
}

/// <summary>Lets <see cref="EndSubscriptions"/> look every few minutes while the server serves.</summary>
public sealed class SubscriptionClock(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SubscriptionClock> log)
    : RegularWork(scopes, clock, log, "Subscriptions that end")
{
    protected override Task Do(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<EndSubscriptions>().Handle(cancel);
}
