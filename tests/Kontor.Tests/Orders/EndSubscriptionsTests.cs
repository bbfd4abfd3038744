using Kontor.Activity;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Orders;

public sealed class EndSubscriptionsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "CAT-33")]
    [Trait("Rule", "CAT-42")]
    [Trait("Rule", "CAT-45")]
    public async Task What_is_suspended_is_deleted_on_its_day_and_not_before()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats();
        await world.Becomes(chain.Provider.GlobalAdmin, id, SubscriptionState.Suspended);
        var due = (await world.Stored(id)).DeleteOn!.Value;
        world.Clock.Advance(due.ToDateTime(TimeOnly.MinValue) - world.Now.UtcDateTime - TimeSpan.FromSeconds(1));

        var early = await world.EndsSubscriptions();
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        var late = await world.EndsSubscriptions();
        var again = await world.EndsSubscriptions();

        Assert.Equal((0, 1, 0), (early, late, again));
        var held = await world.Stored(id);
        Assert.Equal((SubscriptionState.Deleted, (DateOnly?)null, 3), (held.State, held.DeleteOn, held.Version));
        await using var db = world.Db();
        var record = await db.ActivityRecords.SingleAsync(r => r.Action == "SubscriptionDeleted", Cancel);
        Assert.Equal((chain.Provider.Id, (UserId?)null, "Kontor"), (record.TenantId, record.UserId, record.ActorName));
        Assert.Equal(
            6, await db.ProgramEvents.CountAsync(e => e.Type == "subscription-updated" && e.ResourceId == id.ToString(), Cancel));
    }

    [Fact]
    [Trait("Rule", "CAT-13")]
    [Trait("Rule", "CAT-31")]
    [Trait("Rule", "CAT-45")]
    public async Task What_is_not_renewed_expires_with_its_term_and_what_is_stays()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat(limit: LimitScope.Concurrent, limitCount: 2, policy: CancellationPolicy.Classic);
        var (ends, renews) = (await world.Buys(chain), await world.Buys(chain));
        await world.Changes(chain.Reseller.GlobalAdmin, ends, new SubscriptionWish { AutoRenew = false });
        world.Clock.Advance(new DateTime(2027, 3, 1, 23, 59, 59) - world.Now.UtcDateTime);

        var early = await world.EndsSubscriptions();
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        var unseen = await world.Counts(chain.Provider.GlobalAdmin, ends, 2);
        var late = await world.EndsSubscriptions();

        Assert.Equal((0, 1), (early, late));
        Assert.Equal([ChangeReasons.Over], unseen.Decision.Reasons);
        Assert.Equal(
            (SubscriptionState.Expired, SubscriptionState.Active),
            ((await world.Stored(ends)).State, (await world.Stored(renews)).State));
        await using var db = world.Db();
        Assert.Equal(renews, (await db.OfferHoldings.SingleAsync(Cancel)).SubscriptionId);
        Assert.Equal([ChangeReasons.Over], (await world.Counts(chain.Provider.GlobalAdmin, ends, 2)).Decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "CAT-34")]
    public async Task What_was_reactivated_meanwhile_stays()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats();
        await world.Becomes(chain.Provider.GlobalAdmin, id, SubscriptionState.Suspended);
        world.Clock.Advance(TimeSpan.FromDays(80));
        await world.Becomes(chain.Provider.GlobalAdmin, id, SubscriptionState.Active);
        world.Clock.Advance(TimeSpan.FromDays(80));

        Assert.Equal(0, await world.EndsSubscriptions());
        Assert.Equal(SubscriptionState.Active, (await world.Stored(id)).State);
    }

    [Fact]
    [Trait("Rule", "CAT-33")]
    public async Task Several_servers_that_come_by_at_once_end_each_subscription_once()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat(policy: CancellationPolicy.Classic);
        for (var number = 0; number < 12; number++)
        {
            var id = await world.Buys(chain);
            await world.Becomes(chain.Provider.GlobalAdmin, id, SubscriptionState.Suspended);
        }

        world.Clock.Advance(TimeSpan.FromDays(90));
        var ended = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(world.EndsSubscriptions, Cancel)));

        Assert.Equal(12, ended.Sum());
        await using var db = world.Db();
        Assert.Equal(12, await db.Subscriptions.CountAsync(s => s.State == SubscriptionState.Deleted && s.Version == 3, Cancel));
        Assert.Equal(12, await db.ActivityRecords.CountAsync(r => r.Action == "SubscriptionDeleted", Cancel));
    }

    [Fact]
    [Trait("Rule", "CAT-34")]
    public async Task The_clock_waits_for_a_change_that_is_on_its_way_and_looks_again()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats();
        await world.Changes(chain.Provider.GlobalAdmin, id, new SubscriptionWish { AutoRenew = false });
        world.Clock.Advance(TimeSpan.FromDays(364));

        var (renewed, ended, _) = await world.Overlap(
            async (ChangeSubscription use) =>
            {
                var result = await use.Handle(chain.Provider.GlobalAdmin, id, new() { AutoRenew = true }, null, Cancel);
                world.Clock.Advance(TimeSpan.FromDays(1));
                return result;
            },
            async (EndSubscriptions use) => (object)await use.Handle(Cancel));

        Assert.True(renewed.Decision.IsGranted);
        Assert.Equal(0, ended);
        Assert.Equal(SubscriptionState.Active, (await world.Stored(id)).State);
    }

    [Fact]
    public async Task What_is_due_is_found_along_two_indexes_however_much_runs()
    {
        await using var world = await World.Create();
        var (_, id) = await world.SoldSeats();
        await using var db = world.Db();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into subscriptions (partner_id, id, customer_id, reseller_id, order_id, product_id, sku_id, availability_id, title,
                friendly_name, publisher_name, is_first_party, is_trial, billing_type, billing_cycle, term, quantity, unit_price,
                currency, state, auto_renew, created_at, term_from, term_until, version)
            select partner_id, gen_random_uuid(), customer_id, reseller_id, order_id, product_id, sku_id, availability_id, title,
                friendly_name, publisher_name, is_first_party, is_trial, billing_type, billing_cycle, term, quantity, unit_price,
                currency, state, n % 50 <> 0, created_at, term_from, term_until + n % 300, version
            from subscriptions, generate_series(1, 20000) n
            where id = {id.Value}
            """,
            Cancel);
        await db.Database.ExecuteSqlRawAsync("analyze subscriptions", Cancel);

        var plan = await world.Does((EndSubscriptions use) => Plans.Of(use.Due(new DateOnly(2027, 3, 2)).Take(200), Cancel));

        Assert.Contains("ix_subscriptions_deleting", plan, StringComparison.Ordinal);
        Assert.Contains("ix_subscriptions_expiring", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
    }
}
