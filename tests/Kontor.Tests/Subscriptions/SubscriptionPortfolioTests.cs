using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Subscriptions;

public sealed class SubscriptionPortfolioTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "MUL-05")]
    [Trait("Rule", "MUL-22")]
    public async Task Everybody_lists_what_it_sells_resells_or_has_and_of_a_named_customer_the_entries_of_others_too()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        var sold = new List<SubscriptionId>();
        for (var number = 0; number < 5; number++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            sold.Insert(0, (await world.Orders(chain, quantity: number + 1)).Result!.ValueOrNull!.Subscriptions[0].Id);
        }

        var (other, stranger) = (await world.DirectPartner(), await world.DirectPartner());
        await world.Relationship(other, chain.Customer, RelationshipKind.Reseller);

        foreach (var reader in new[] { chain.Provider, chain.Reseller, chain.Customer })
        {
            Assert.Equal(sold, await Ids(world, reader.GlobalAdmin, new()));
            Assert.Equal(sold, await Ids(world, reader.GlobalAdmin, new(chain.Customer.Id)));
            Assert.Equal(Enumerable.Reverse(sold), await Ids(world, reader.GlobalAdmin, new() { IsDescending = false }));
        }

        Assert.Empty(await Ids(world, other.GlobalAdmin, new()));
        Assert.Equal(sold, await Ids(world, other.GlobalAdmin, new(chain.Customer.Id)));
        Assert.Empty(await Ids(world, stranger.GlobalAdmin, new(chain.Customer.Id)));
        Assert.Empty(await Ids(world, stranger.GlobalAdmin, new() { Id = sold[0] }));
        Assert.Equal([sold[2]], await Ids(world, chain.Reseller.GlobalAdmin, new() { Id = sold[2] }));
    }

    [Fact]
    [Trait("Rule", "MUL-05")]
    public async Task What_another_partner_does_not_see_of_a_subscription_it_cannot_find_by_either()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        await world.Orders(chain);
        await using (var db = world.Db())
        {
            (await db.Subscriptions.SingleAsync(Cancel)).FriendlyName = "Secret name";
            await db.SaveChangesAsync(Cancel);
        }

        var other = await world.DirectPartner();
        await world.Relationship(other, chain.Customer, RelationshipKind.Reseller);
        var named = new SubscriptionFilter(chain.Customer.Id);

        Assert.Single(await Ids(world, chain.Provider.GlobalAdmin, named with { Name = "SECRET" }));
        Assert.Single(await Ids(world, chain.Reseller.GlobalAdmin, new() { Name = "secret", Order = SubscriptionOrder.Name }));
        Assert.Empty(await Ids(world, other.GlobalAdmin, named with { Name = "secret" }));
        Assert.Empty(await Ids(world, other.GlobalAdmin, named with { Cycle = BillingCycle.Monthly }));
        Assert.Single(await Ids(world, other.GlobalAdmin, named with { Name = "office" }));
        Assert.Single(await Ids(world, other.GlobalAdmin, named with { State = SubscriptionState.Active }));
        Assert.Equal(0, await world.Does((SubscriptionPortfolio q) => q.Count(other.GlobalAdmin, named with { Name = "secret" }, 9, Cancel)));
    }

    [Theory]
    [Trait("Rule", "MUL-05")]
    [InlineData(false, SubscriptionOrder.Created, null, "pk_subscriptions")]
    [InlineData(false, SubscriptionOrder.Name, null, "ix_subscriptions_name")]
    [InlineData(false, SubscriptionOrder.TermEnd, null, "ix_subscriptions_term")]
    [InlineData(false, SubscriptionOrder.Created, SubscriptionState.Suspended, "ix_subscriptions_state")]
    [InlineData(true, SubscriptionOrder.Created, null, "ix_subscriptions_reseller")]
    [InlineData(true, SubscriptionOrder.Name, null, "ix_subscriptions_name_reseller")]
    [InlineData(true, SubscriptionOrder.TermEnd, null, "ix_subscriptions_term_reseller")]
    [InlineData(true, SubscriptionOrder.Created, SubscriptionState.Suspended, "ix_subscriptions_state_reseller")]
    public async Task A_page_deep_in_a_large_portfolio_is_read_along_indexes_in_both_directions(
        bool isReseller, SubscriptionOrder order, SubscriptionState? state, string index)
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        await world.Orders(chain);
        await Fill(world, 20_000, ownEach: 4);
        var reader = (isReseller ? chain.Reseller : chain.Provider).GlobalAdmin;
        var filter = new SubscriptionFilter { Order = order, State = state };
        var first = await world.Does((SubscriptionPortfolio q) => q.List(reader, filter, new PageRequest(50, null), Cancel));
        Assert.Equal(50, first.Items.Count);
        Assert.True(Cursor.TryParse(first.NextCursor!, out var edge));

        foreach (var asked in new[] { new PageRequest(50, edge), new PageRequest(50, null, edge) })
        {
            var plan = await world.Does((SubscriptionPortfolio q) => Plans.Of(q.Select(reader, filter, false, asked), Cancel));

            Assert.Contains($" {index} ", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Bitmap", plan, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_order_gives_every_subscription_once_however_small_the_pages_are_and_the_way_back_is_the_same()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        await world.Orders(chain);
        await Fill(world, 40);

        foreach (var order in Enum.GetValues<SubscriptionOrder>())
        {
            var filter = new SubscriptionFilter { Order = order };
            Assert.Equal(41, (await Ids(world, chain.Provider.GlobalAdmin, filter, 7)).Distinct().Count());
            var first = await List(world, chain.Provider.GlobalAdmin, filter, new PageRequest(7, null));
            var second = await List(world, chain.Provider.GlobalAdmin, filter, PageRequest.From(7, first.NextCursor).ValueOrNull!);
            var back = await List(world, chain.Provider.GlobalAdmin, filter, PageRequest.From(7, null, second.PreviousCursor).ValueOrNull!);
            Assert.Equal(first.Items.Select(row => row.Subscription.Id), back.Items.Select(row => row.Subscription.Id));
            Assert.Null(first.PreviousCursor);
        }
    }

    private static Task<Page<VisibleSubscription>> List(World world, Actor reader, SubscriptionFilter filter, PageRequest page) =>
        world.Does((SubscriptionPortfolio q) => q.List(reader, filter, page, Cancel));

    private static async Task<List<SubscriptionId>> Ids(World world, Actor reader, SubscriptionFilter filter, int size = 2)
    {
        var ids = new List<SubscriptionId>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await List(world, reader, filter, PageRequest.From(size, cursor).ValueOrNull!);
            ids.AddRange(page.Items.Select(row => row.Subscription.Id));
            cursor = page.NextCursor;
        }

        return ids;
    }

    /// <summary>
    /// Copies the one subscription there is, with other names and terms; every hundredth is suspended, and one of so many is of
    /// the same seller and reseller.
    /// </summary>
    private static async Task Fill(World world, int copies, int ownEach = 1)
    {
        await using var db = world.Db();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into subscriptions (partner_id, id, customer_id, reseller_id, partner_of_record, order_id, product_id, sku_id,
                availability_id, title, friendly_name, publisher_name, is_first_party, is_trial, billing_type, billing_cycle,
                term, quantity, unit_price, currency, state, auto_renew, created_at, term_from, term_until, version)
            select case when n % {ownEach} = 0 then partner_id else gen_random_uuid() end, gen_random_uuid(), customer_id,
                case when n % {ownEach} = 0 then reseller_id else gen_random_uuid() end, partner_of_record, order_id, product_id, sku_id,
                availability_id, title, 'Name ' || n, publisher_name, is_first_party, is_trial, billing_type, billing_cycle,
                term, quantity, unit_price, currency, case when n % 100 = 0 then 'Suspended' else 'Active' end, auto_renew,
                created_at, term_from, case when n % 7 = 0 then null else term_until + n % 300 end, version
            from subscriptions cross join generate_series(1, {copies}) n;
            analyze subscriptions;
            """,
            Cancel);
    }
}
