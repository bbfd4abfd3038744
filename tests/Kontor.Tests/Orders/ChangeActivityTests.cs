using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Tests.Orders;

/// <summary>Who reads of a change.</summary>
public sealed class ChangeActivityTests
{
    [Fact]
    [Trait("Rule", "CAT-42")]
    [Trait("Rule", "MUL-05")]
    public async Task Seller_and_reseller_read_of_each_other_what_they_did_to_a_subscription_and_nothing_else()
    {
        await using var world = await World.Create();
        var (chain, sold) = await world.SoldSeats(5);
        var other = await world.Buys(chain, 5);
        await world.Counts(chain.Reseller.GlobalAdmin, sold, 4);
        await world.Counts(chain.Reseller.GlobalAdmin, other, 3);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Counts(chain.Provider.GlobalAdmin, sold, 6);

        foreach (var reader in new[] { chain.Provider, chain.Reseller })
        {
            Assert.Equal(
                [(chain.Provider.Id, sold), (chain.Reseller.Id, sold)],
                (await Read(world, reader.GlobalAdmin, chain, sold)).Select(row => (row.TenantId, new SubscriptionId(Guid.Parse(row.ResourceId)))));
        }

        var stranger = await world.Reseller();
        Assert.Empty(await Read(world, stranger.GlobalAdmin, new(stranger, stranger, chain.Customer), sold));
    }

    private static async Task<IReadOnlyList<ActivityRow>> Read(World world, Actor reader, TradingChain chain, SubscriptionId subscription)
    {
        var about = new ActivityFilter(Actions: ["SeatsChanged"], Resources: [subscription.ToString()])
        {
            Beside = [chain.Provider.Id, chain.Reseller.Id],
        };
        var page = PageRequest.From(size: null, cursor: null).ValueOrNull!;
        return (await world.Does((ActivityQueries use) => use.Own(reader, about, page, CancellationToken.None))).Items;
    }
}
