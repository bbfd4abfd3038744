using Kontor.Activity;
using Kontor.Customers;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Subscriptions;

/// <summary>What several do with the support of one subscription at the same moment.</summary>
public sealed class SupportAtOnceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "SUP-04")]
    public async Task Of_several_who_choose_from_the_same_version_one_does()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.Sold();
        var other = await world.Reseller();
        await world.Partnership(chain.Provider, other);
        await world.Relationship(other, chain.Customer, RelationshipKind.IndirectReseller, withRights: true);

        for (var version = 0; version < 6; version++)
        {
            var now = (await world.SupportOf(chain.Provider, id)).Contact!.Id;
            Participant[] wanted = [.. new[] { chain.Provider, chain.Reseller, other }.Where(one => one.Id != now)];
            var from = version;
            var results = await Task.WhenAll(
                wanted.Concat(wanted).Select(one => Task.Run(() => world.ChoosesContact(chain.Provider.GlobalAdmin, id, one, from))));

            var done = Assert.Single(results, result => result.ValueOrNull is not null);
            Assert.All(
                results.Where(result => result != done),
                result => Assert.Equal([SupportReasons.ChangedMeanwhile], result.Decision.Reasons));
            var after = await world.SupportOf(chain.Provider, id);
            Assert.Equal((version + 1, done.ValueOrNull!.Contact!.Id), (after.Version, after.Contact!.Id));
        }

        await using var db = world.Db();
        Assert.Equal(6, await db.ActivityRecords.CountAsync(r => r.Action == "SupportContactChosen", Cancel));
    }

    [Fact]
    [Trait("Rule", "CUS-71")]
    [Trait("Rule", "SUP-04")]
    public async Task However_an_end_and_a_choice_fall_together_whoever_left_supports_nothing()
    {
        await using var world = await World.Create();
        await world.Seat();
        for (var round = 0; round < 5; round++)
        {
            var chain = await world.TradingChain();
            var (first, second, third) = (await world.Buys(chain), await world.Buys(chain), await world.Buys(chain));
            await using var db = world.Db();
            var partnership = await db.Set<Kontor.Partnerships.Partnership>().SingleAsync(p => p.ProviderId == chain.Provider.Id, Cancel);
            var ending = (round % 3) switch
            {
                0 => Task.Run(async () => (await world.EndsRelationship(chain.Reseller.GlobalAdmin, chain.Customer)).Decision),
                1 => Task.Run(async () => (await world.Ends(chain.Provider.GlobalAdmin, partnership)).Decision),
                _ => Task.Run(async () =>
                {
                    await world.RemovesRights(chain.Customer, chain.Reseller);
                    return Kontor.Kernel.Decision.Granted;
                }),
            };
            var choices = new[] { first, second, third }
                .Select(id => Task.Run(() => world.ChoosesContact(chain.Provider.GlobalAdmin, id, chain.Reseller))).ToArray();

            Assert.True((await ending).IsGranted);
            foreach (var (id, choice) in new[] { first, second, third }.Zip(choices))
            {
                var result = await choice;
                var stored = await db.Set<DesignatedContact>().AsNoTracking().AnyAsync(c => c.SubscriptionId == id, Cancel);
                Assert.Equal(result.ValueOrNull is not null, stored);
                Assert.Equal(chain.Provider.Id, (await world.SupportOf(chain.Customer, id)).Contact!.Id);
            }
        }
    }

    [Fact]
    [Trait("Rule", "MUL-26")]
    public async Task A_supporter_that_is_added_several_times_at_once_is_added_once_and_one_that_leaves_meanwhile_is_none()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.Sold();
        for (var round = 0; round < 4; round++)
        {
            var other = await world.Reseller();
            await world.Relationship(other, chain.Customer, RelationshipKind.IndirectReseller);
            var leaves = round % 2 == 1;

            var ending = leaves
                ? Task.Run(() => world.EndsRelationship(other.GlobalAdmin, chain.Customer))
                : null;
            var added = await Task.WhenAll(Enumerable.Range(0, 4)
                .Select(_ => Task.Run(() => world.AddsSupporter(chain.Customer.GlobalAdmin, id, other))));
            if (ending is not null)
            {
                Assert.True((await ending).Decision.IsGranted);
            }

            await using var db = world.Db();
            var records = await db.ActivityRecords.CountAsync(
                r => r.Action == "SupporterAdded" && r.Details.Contains($"{other.Id}"), Cancel);
            Assert.Equal(added.Any(result => result.ValueOrNull is not null) ? 1 : 0, records);
            Assert.Equal(
                !leaves, (await world.SupportOf(chain.Customer, id)).Supporters.Any(supporter => supporter.Id == other.Id));
            Assert.True(leaves || added.All(result => result.ValueOrNull is not null));
        }
    }
}
