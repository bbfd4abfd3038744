using Kontor.Kernel;
using Kontor.Support;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Support;

/// <summary>What several do with one request at the same moment.</summary>
public sealed class ServiceRequestsAtOnceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "SUP-13")]
    public async Task Of_several_who_take_a_request_at_once_one_does()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        for (var round = 0; round < 5; round++)
        {
            var id = (await world.AsksForHelp(chain.Customer, chain.Provider)).ValueOrNull!.Id;
            int? version = round % 2 == 0 ? 1 : null;

            var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(() => world.MovesOn(
                chain.Provider.As(Role.HelpdeskAgent) with { Name = $"agent {number}" }, id, ServiceAct.Take, "", version))));

            var taken = Assert.Single(results, result => result.ValueOrNull is not null);
            Assert.All(
                results.Where(result => result != taken),
                result => Assert.Equal(
                    [ServiceRequestReasons.NotPossible.About(ServiceRequestState.Open)], result.Decision.Reasons));
            var seen = (await world.RequestSeenBy(chain.Provider.GlobalAdmin, id))!;
            Assert.Equal(taken.ValueOrNull!.TakenBy, seen.Request.TakenBy);
            Assert.Single(seen.History, entry => entry.Event == ServiceEvent.Taken);
        }
    }

    [Fact]
    [Trait("Rule", "SUP-13")]
    public async Task A_note_and_the_closing_come_one_after_the_other_and_nothing_is_written_to_a_closed_request()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        for (var round = 0; round < 6; round++)
        {
            var id = (await world.AsksForHelp(chain.Customer, chain.Provider)).ValueOrNull!.Id;

            var notes = Enumerable.Range(0, 3)
                .Select(_ => Task.Run(() => world.Notes(chain.Provider.GlobalAdmin, id, "Still here"))).ToList();
            var closing = await Task.Run(() => world.MovesOn(chain.Customer.GlobalAdmin, id, ServiceAct.Close));
            var written = await Task.WhenAll(notes);

            Assert.NotNull(closing.ValueOrNull);
            var seen = (await world.RequestSeenBy(chain.Provider.GlobalAdmin, id))!;
            Assert.Equal(ServiceRequestState.Closed, seen.Request.State);
            Assert.Equal(written.Count(result => result.ValueOrNull is not null), seen.History.Count(e => e.Event == ServiceEvent.Noted));
            Assert.Equal(seen.History.Count, seen.Request.Version);
            Assert.All(
                written.Where(result => result.ValueOrNull is null),
                result => Assert.Equal(
                    [ServiceRequestReasons.NotPossible.About(ServiceRequestState.Closed)], result.Decision.Reasons));
        }
    }

    [Fact]
    [Trait("Rule", "SUP-06")]
    public async Task However_the_end_of_a_relationship_and_a_question_fall_together_nobody_is_asked_who_left_before()
    {
        await using var world = await World.Create();
        for (var round = 0; round < 4; round++)
        {
            var chain = await world.TradingChain();

            var ending = Task.Run(() => world.EndsRelationship(chain.Reseller.GlobalAdmin, chain.Customer));
            var asked = await Task.Run(() => world.AsksForHelp(chain.Customer, chain.Reseller));
            var ended = (await ending).ValueOrNull!;

            await using var db = world.Db();
            Assert.NotNull(ended.EndedAt);
            Assert.Equal(asked.ValueOrNull is null ? 0 : 1, await db.ServiceRequests.CountAsync(r => r.CustomerId == chain.Customer.Id, Cancel));
            Assert.NotNull((await world.AsksForHelp(chain.Customer, chain.Provider)).ValueOrNull);
            Assert.Null((await world.AsksForHelp(chain.Customer, chain.Reseller)).ValueOrNull);
        }
    }
}
