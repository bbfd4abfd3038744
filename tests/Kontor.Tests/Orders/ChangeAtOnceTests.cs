using System.Net;
using Kontor.Activity;
using Kontor.Catalog;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Orders;

/// <summary>What several do with one subscription, or with one credit, at the same moment.</summary>
public sealed class ChangeAtOnceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "CAT-42")]
    public async Task Of_ten_who_add_a_seat_to_the_same_version_one_does()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(2);

        var results = await AtOnce(10, _ => world.Counts(chain.Provider.GlobalAdmin, id, 3, version: 1));

        Assert.Single(results, result => result.Decision.IsGranted);
        Assert.All(
            results.Where(result => !result.Decision.IsGranted),
            result => Assert.Equal([ChangeReasons.ChangedMeanwhile], result.Decision.Reasons));
        var held = await world.Stored(id);
        Assert.Equal((3, 2), (held.Quantity, held.Version));
        Assert.Equal(3 * 10_00, (await world.ChargesOf(id)).Sum(line => line.AmountUnits));
        await world.Exposure(chain.Provider);
        await using var db = world.Db();
        Assert.Equal(1, await db.AddedSeats.CountAsync(Cancel));
        Assert.Equal(1, await db.ActivityRecords.CountAsync(r => r.Action == "SeatsChanged", Cancel));
    }

    [Theory]
    [Trait("Rule", "BIL-32")]
    [Trait("Rule", "BIL-36")]
    [InlineData(CancellationPolicy.Classic)]
    [InlineData(CancellationPolicy.NewCommerce)]
    public async Task However_many_set_the_quantity_at_once_the_charges_are_those_of_what_is_held_in_the_end(CancellationPolicy policy)
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(4, policy);
        for (var day = 0; day < 3; day++)
        {
            await AtOnce(10, number => world.Counts(chain.Provider.GlobalAdmin, id, number + 1));
            var held = await world.Stored(id);
            var lines = await world.ChargesOf(id);

            Assert.DoesNotContain(
                lines.Where(line => line.Reverses is not null).GroupBy(line => line.Reverses), same => same.Count() > 1);
            var today = DateOnly.FromDateTime(world.Now.UtcDateTime);
            Assert.Equal(
                held.Quantity,
                lines.Where(line => line.PeriodFrom <= today && today < line.PeriodUntil)
                    .Sum(line => line.Reverses is null ? line.Quantity : -line.Quantity));
            await using var db = world.Db();
            var added = await db.AddedSeats.AsNoTracking().ToListAsync(Cancel);
            Assert.All(SeatBatch.Of(held, added), batch => Assert.InRange(batch.Quantity, 0, held.Quantity));
            await world.Exposure(chain.Provider);
            world.Clock.Advance(TimeSpan.FromDays(1));
        }

        // All of it on the first day: what is left is the plain price of the last quantity.
        var first = (await world.ChargesOf(id)).Where(line => line.CreatedAt == world.Now.AddDays(-3)).ToList();
        Assert.True(first.Count > 3);
        Assert.Equal(0, first.Sum(line => line.AmountUnits) % 10_00);
    }

    [Fact]
    [Trait("Rule", "BIL-70")]
    [Trait("Rule", "BIL-72")]
    public async Task Of_ten_subscriptions_that_grow_at_once_against_credit_for_one_seat_exactly_one_does()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain(creditUsd: 119); // eleven seats of 10.80
        await world.Seat();
        var all = new List<SubscriptionId>();
        for (var number = 0; number < 10; number++)
        {
            all.Add(await world.Buys(chain, 1));
        }

        var results = await AtOnce(10, number => world.Counts(chain.Provider.GlobalAdmin, all[number], 2));

        Assert.Single(results, result => result.Decision.IsGranted);
        Assert.All(
            results.Where(result => !result.Decision.IsGranted),
            result => Assert.Equal(["CREDIT_LIMIT_EXCEEDED"], result.Decision.Reasons.Select(reason => reason.Code)));
        Assert.Equal(11 * 10_80, await world.Exposure(chain.Provider));
        await using var db = world.Db();
        Assert.Equal(11, await db.Subscriptions.SumAsync(s => s.Quantity, Cancel));
        Assert.Equal(11, await db.Subscriptions.SumAsync(s => s.Version, Cancel));
        Assert.Equal(1, await db.AddedSeats.CountAsync(Cancel));
        Assert.Equal(1, await db.ActivityRecords.CountAsync(r => r.Action == "SeatsChanged", Cancel));
        Assert.Equal(3, await db.ProgramEvents.CountAsync(e => e.Type == "subscription-updated", Cancel));
    }

    [Fact]
    [Trait("Rule", "CUS-70")]
    public async Task However_a_reactivation_and_the_end_of_the_relationship_fall_together_nothing_runs_without_one()
    {
        await using var world = await World.Create();
        await world.Seat(policy: CancellationPolicy.Classic);
        for (var round = 0; round < 6; round++)
        {
            var chain = await world.TradingChain();
            var (admin, id) = (chain.Provider.GlobalAdmin, await world.Buys(chain, 1));
            Assert.True((await world.Becomes(admin, id, SubscriptionState.Suspended)).Decision.IsGranted);

            var ending = Task.Run(() => world.EndsRelationship(admin, chain.Customer), Cancel);
            var reactivating = Task.Run(() => world.Becomes(admin, id, SubscriptionState.Active), Cancel);

            await RunsOnlyWithRelationship(world, chain, id, (await ending).Decision, (await reactivating).Decision);
        }
    }

    [Fact]
    [Trait("Rule", "CUS-70")]
    public async Task A_reactivation_that_begins_while_the_relationship_ends_waits_and_is_refused()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats();
        var admin = chain.Provider.GlobalAdmin;
        await world.Becomes(admin, id, SubscriptionState.Suspended);

        var (ended, reactivated, waited) = await world.Overlap(
            (EndRelationship use) => use.Handle(admin, chain.Customer.Id, null, Read, Cancel),
            (ChangeSubscription use) => use.Handle(admin, id, new() { State = SubscriptionState.Active }, null, Cancel));

        Assert.True(waited);
        Assert.True(ended.Decision.IsGranted);
        Assert.Contains("RELATIONSHIP_MISSING", reactivated.Decision.Reasons.Select(reason => reason.Code));
        await RunsOnlyWithRelationship(world, chain, id, ended.Decision, reactivated.Decision);
    }

    [Fact]
    [Trait("Rule", "CUS-70")]
    public async Task A_relationship_whose_end_begins_during_a_reactivation_waits_and_stays()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats();
        var admin = chain.Provider.GlobalAdmin;
        await world.Becomes(admin, id, SubscriptionState.Suspended);

        var (reactivated, ended, waited) = await world.Overlap(
            (ChangeSubscription use) => use.Handle(admin, id, new() { State = SubscriptionState.Active }, null, Cancel),
            (EndRelationship use) => use.Handle(admin, chain.Customer.Id, null, Read, Cancel));

        Assert.True(waited);
        Assert.True(reactivated.Decision.IsGranted);
        Assert.False(ended.Decision.IsGranted);
        await RunsOnlyWithRelationship(world, chain, id, ended.Decision, reactivated.Decision);
    }

    [Fact]
    [Trait("Rule", "CUS-70")]
    public async Task A_relationship_that_ends_while_its_subscription_is_being_suspended_ends_after_it()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats();
        var admin = chain.Provider.GlobalAdmin;

        var (suspended, ended, waited) = await world.Overlap(
            (ChangeSubscription use) => use.Handle(admin, id, new() { State = SubscriptionState.Suspended }, null, Cancel),
            (EndRelationship use) => use.Handle(admin, chain.Customer.Id, null, Read, Cancel));

        Assert.True(waited);
        Assert.True(suspended.Decision.IsGranted);
        Assert.True(ended.Decision.IsGranted);
        Assert.Equal(SubscriptionState.Suspended, (await world.Stored(id)).State);
    }

    [Fact]
    [Trait("Rule", "CAT-13")]
    public async Task A_place_that_is_freed_while_many_want_it_goes_to_one()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat(limit: LimitScope.Concurrent, limitCount: 1);
        await world.IsOfKind(ProductKind.ThirdPartySaas);
        var id = await world.Buys(chain);

        var cancelling = Task.Run(() => world.Becomes(chain.Provider.GlobalAdmin, id, SubscriptionState.Cancelled), Cancel);
        await AtOnce(8, _ => world.Orders(chain));
        Assert.True((await cancelling).Decision.IsGranted);
        await world.Orders(chain);

        await using var db = world.Db();
        Assert.Equal(1, await db.Subscriptions.CountAsync(s => s.State == SubscriptionState.Active, Cancel));
        Assert.Equal(1, await db.OfferHoldings.CountAsync(Cancel));
        await world.Exposure(chain.Provider);
    }

    [Fact]
    public async Task The_same_request_to_the_api_changes_a_subscription_once_and_is_answered_the_same()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(2);
        var server = await world.WholeServer();
        var token = await server.Token(await world.Application(chain.Provider, Role.GlobalAdmin));

        var answers = await AtOnce(4, async _ =>
        {
            using var answer = await server.Send(HttpMethod.Patch, $"/api/subscriptions/{id}", token, """{"quantity":3,"version":1}""", "once");
            return (answer.StatusCode, Text: await answer.Content.ReadAsStringAsync(Cancel));
        });
        using var other = await server.Send(HttpMethod.Patch, $"/api/subscriptions/{id}", token, """{"quantity":3,"version":1}""", "twice");

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.OK, answers[0].Text), (answer.StatusCode, answer.Text)));
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        Assert.Equal("SUBSCRIPTION_CHANGED_MEANWHILE", (await other.Json()).GetProperty("reasons")[0].GetProperty("code").GetString());
        Assert.Equal((3, 2), ((await world.Stored(id)).Quantity, (await world.Stored(id)).Version));
        Assert.Equal(3 * 10_80, await world.Exposure(chain.Provider));
    }

    private static StatementConfirmation Read => new(true, LeavingStatement.Version, "de");

    private static Task<T[]> AtOnce<T>(int count, Func<int, Task<T>> act) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(number => Task.Run(() => act(number), Cancel)));

    [Fact]
    [Trait("Rule", "CUS-70")]
    public Task A_reactivation_that_the_end_of_the_relationship_comes_into_waits_for_it_or_is_waited_for() =>
        Interruption.AtEveryStatement(async statement =>
        {
            await using var world = await World.Create();
            var (chain, id) = await world.SoldSeats();
            var admin = chain.Provider.GlobalAdmin;
            await world.Becomes(admin, id, SubscriptionState.Suspended);

            var (reactivated, ended, meeting) = await world.Meet(
                statement,
                (ChangeSubscription use) => use.Handle(admin, id, new() { State = SubscriptionState.Active }, null, Cancel),
                (EndRelationship use) => use.Handle(admin, chain.Customer.Id, null, Read, Cancel));

            if (ended is not null)
            {
                await RunsOnlyWithRelationship(world, chain, id, ended.Decision, reactivated.Decision);
            }

            return meeting != Meeting.None;
        });

    private static async Task RunsOnlyWithRelationship(
        World world, TradingChain chain, SubscriptionId id, Decision ended, Decision reactivated)
    {
        await using var db = world.Db();
        var related = await db.CustomerRelationships.AnyAsync(
            r => r.PartnerId == chain.Provider.Id && r.CustomerId == chain.Customer.Id && r.EndedAt == null, Cancel);
        var runs = (await world.Stored(id)).State == SubscriptionState.Active;
        Assert.Equal((!ended.IsGranted, reactivated.IsGranted), (related, runs));
        Assert.NotEqual(ended.IsGranted, reactivated.IsGranted);
    }
}
