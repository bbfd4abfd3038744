using Kontor.Kernel;
using Kontor.Orders;

namespace Kontor.Tests.Orders;

public sealed class OrderQueriesTests
{
    [Fact]
    [Trait("Rule", "CAT-22")]
    [Trait("Rule", "CAT-24")]
    public async Task A_partner_lists_its_orders_by_customer_and_reseller_page_by_page_the_newest_first()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        var (otherReseller, otherCustomer) = (await world.Reseller(), await world.Customer());
        await world.Partnership(chain.Provider, otherReseller);
        await world.SharedCustomer(chain.Provider, otherReseller, otherCustomer);
        await world.AcceptedAgreement(otherCustomer);
        await world.Seat();
        var placed = new List<OrderId>();
        foreach (var (customer, reseller) in new[] { (chain.Customer, chain.Reseller), (otherCustomer, otherReseller), (chain.Customer, chain.Reseller) })
        {
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            var outcome = await world.Orders(chain.Provider.GlobalAdmin, customer, reseller.NetworkId, quantity: 2);
            placed.Add(outcome.Result!.ValueOrNull!.Order.Id);
        }

        Assert.Equal([placed[2], placed[1], placed[0]], await All(world, chain.Provider, OrderFilter.None));
        Assert.Equal([placed[2], placed[0]], await All(world, chain.Provider, new OrderFilter(chain.Customer.Id)));
        Assert.Equal([placed[1]], await All(world, chain.Provider, new OrderFilter(NetworkId: otherReseller.NetworkId)));
        Assert.Equal([placed[2], placed[0]], await All(world, chain.Provider, new OrderFilter(NetworkId: chain.Reseller.NetworkId)));
        Assert.Empty(await All(world, chain.Provider, new OrderFilter(chain.Customer.Id, otherReseller.NetworkId)));

        var first = await world.Does((OrderQueries use) =>
            use.List(chain.Provider.GlobalAdmin, OrderFilter.None, PageRequest.First, CancellationToken.None));
        Assert.Equal(
            (chain.Customer.Name, 1, "Office suite", new Money(2000, Currency.Eur)),
            (first.Items[0].Customer, first.Items[0].Lines, first.Items[0].FirstTitle, first.Items[0].Due!.Value));
    }

    [Fact]
    public async Task Orders_are_narrowed_to_days_and_read_from_either_end_for_a_customer_and_a_reseller_too()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        var placed = new List<OrderId>();
        for (var day = 0; day < 4; day++)
        {
            placed.Add((await world.Orders(chain)).Result!.ValueOrNull!.Order.Id);
            world.Clock.Advance(TimeSpan.FromDays(1));
        }

        foreach (var filter in new[] { OrderFilter.None, new(chain.Customer.Id), new(NetworkId: chain.Reseller.NetworkId) })
        {
            Assert.Equal(placed, await All(world, chain.Provider, filter with { IsOldestFirst = true }));
            Assert.Equal([placed[2], placed[1]], await All(world, chain.Provider, filter with { Placed = Days(3, 4) }));
            Assert.Equal([placed[3]], await All(world, chain.Provider, filter with { Placed = Days(5, null) }));
            Assert.Equal([placed[0]], await All(world, chain.Provider, filter with { Placed = Days(null, 2) }));
        }

        static InstantSpan Days(int? from, int? to) => InstantSpan.OfDays(
            from is { } first ? new DateOnly(2026, 3, first) : null, to is { } last ? new DateOnly(2026, 3, last) : null);
    }

    [Fact]
    [Trait("Rule", "MUL-05")]
    [Trait("Rule", "CAT-20")]
    public async Task Orders_of_others_are_neither_listed_nor_found_not_even_for_the_reseller_they_name()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        var order = (await world.Orders(chain)).Result!.ValueOrNull!.Order.Id;

        foreach (var other in new[] { await world.DirectPartner(), chain.Reseller, chain.Customer })
        {
            Assert.Empty(await All(world, other, OrderFilter.None));
            Assert.Empty(await All(world, other, new OrderFilter(chain.Customer.Id)));
            Assert.Empty(await All(world, other, new OrderFilter(NetworkId: chain.Reseller.NetworkId)));
            Assert.Null(await world.Does((OrderQueries use) => use.Find(other.GlobalAdmin, order, CancellationToken.None)));
        }

        var own = await world.Does((OrderQueries use) => use.Find(chain.Provider.GlobalAdmin, order, CancellationToken.None));
        Assert.Equal((chain.Customer.Name, chain.Reseller.Name), (own!.Customer, Assert.Single(own.Lines).Reseller));
    }

    /// <summary>All pages of one row each.</summary>
    private static async Task<List<OrderId>> All(World world, Participant partner, OrderFilter filter)
    {
        var ids = new List<OrderId>();
        string? cursor = null;
        do
        {
            var page = PageRequest.From(1, cursor).ValueOrNull!;
            var part = await world.Does((OrderQueries use) =>
                use.List(partner.GlobalAdmin, filter, page, CancellationToken.None));
            ids.AddRange(part.Items.Select(row => row.OrderId));
            cursor = part.NextCursor;
        }
        while (cursor is not null);
        return ids;
    }
}
