using Kontor.Customers;
using Kontor.Enrolment;
using Kontor.Insights;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Insights;

/// <summary>Whom each kind of viewer finds on its map, and who draws it.</summary>
public sealed class SalesMapTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "REL-22")]
    [Trait("Rule", "MUL-05")]
    [Trait("Rule", "REL-21")]
    public async Task A_provider_sees_its_resellers_what_it_shares_with_them_and_what_it_has_alone()
    {
        await using var world = await World.Create();
        var (provider, other) = (await world.Provider(), await world.Provider());
        var (one, two) = (await world.Reseller(), await world.Reseller());
        await world.Partnership(provider, one);
        await world.Partnership(provider, two);
        await world.Partnership(other, one);
        var (shared, own, theirs, foreign) =
            (await world.Customer(), await world.Customer(), await world.Customer(), await world.Customer());
        await world.SharedCustomer(provider, one, shared);
        await world.Relationship(provider, own, RelationshipKind.IndirectProvider);
        await world.Relationship(one, theirs, RelationshipKind.IndirectReseller);
        await world.SharedCustomer(other, one, foreign);
        await Subscribes(world, provider, one, shared, 2);
        await Subscribes(world, other, one, foreign, 4);
        await Subscribes(world, provider, null, own, 1);

        var view = await Look(world, provider);

        Assert.Equal((2, 3, 1, 2), (view.Whole!.Customers, view.Whole.Subscriptions, view.Whole.Providers, view.Whole.Resellers));
        Assert.Equal(
            new[] { ("Partner", one.Name, 1L, 2L), ("Partner", two.Name, 0, 0), ("Nobody", "", 1, 1) },
            Column(view, MapColumn.Resellers));
        Assert.Equal([("Partner", provider.Name, 2, 3)], Column(view, MapColumn.Providers));
        Assert.Equal(
            new[] { shared.Name, own.Name }.Order(StringComparer.Ordinal),
            view.Map.Nodes.Where(node => node.Kind == MapNodeKind.Customer).Select(node => node.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            new[] { (provider.Id.Value, one.Id.Value, 1L, 2L), (provider.Id.Value, two.Id.Value, 0, 0), (provider.Id.Value, Guid.Empty, 1, 1) }.ToHashSet(),
            await Ways(world, provider));
    }

    [Fact]
    [Trait("Rule", "REL-22")]
    [Trait("Rule", "REL-24")]
    [Trait("Rule", "REL-25")]
    public async Task A_reseller_sees_its_providers_what_it_shares_with_each_and_what_it_has_alone()
    {
        await using var world = await World.Create();
        var (first, second) = (await world.Provider(), await world.Provider());
        var (reseller, stranger) = (await world.Reseller(), await world.Reseller());
        await world.Partnership(first, reseller);
        await world.Partnership(second, reseller);
        await world.Partnership(first, stranger);
        var (both, alone, strangers) = (await world.Customer(), await world.Customer(), await world.Customer());
        await world.SharedCustomer(first, reseller, both);
        await world.Relationship(second, both, RelationshipKind.IndirectProvider);
        await Share(world, second, reseller, both);
        await world.Relationship(reseller, alone, RelationshipKind.IndirectReseller);
        await world.SharedCustomer(first, stranger, strangers);
        await Subscribes(world, first, reseller, both, 1);
        await Subscribes(world, first, stranger, strangers, 5);

        var view = await Look(world, reseller);

        Assert.Equal(2, view.Whole!.Customers);
        Assert.Equal([("Partner", reseller.Name, 2, 1)], Column(view, MapColumn.Resellers));
        Assert.Equal(
            new[] { ("Partner", first.Name, 1L, 1L), ("Partner", second.Name, 1, 0), ("Nobody", "", 1, 0) },
            Column(view, MapColumn.Providers));
        Assert.DoesNotContain(view.Map.Nodes, node => node.Name == stranger.Name || node.Name == strangers.Name);
        Assert.DoesNotContain(
            view.Map.Links, link => link.From.StartsWith("Vendor", StringComparison.Ordinal) && link.To.Contains("Nobody", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "MUL-05")]
    public async Task A_direct_partner_and_a_customer_see_the_way_between_them_and_no_other_business()
    {
        await using var world = await World.Create();
        var (direct, chain) = (await world.DirectPartner(), await world.TradingChain());
        await world.Relationship(direct, chain.Customer, RelationshipKind.Reseller);
        var neighbor = await world.Customer();
        await world.Relationship(direct, neighbor, RelationshipKind.Reseller);
        await Subscribes(world, direct, null, chain.Customer, 1, "Storage");
        await Subscribes(world, direct, null, neighbor, 1, "Backup");
        await Subscribes(world, chain.Provider, chain.Reseller, chain.Customer, 2, "Office suite");

        var sells = await Look(world, direct);
        var buys = await Look(world, chain.Customer);

        Assert.Equal(
            [MapColumn.Vendor, MapColumn.Providers, MapColumn.Customers, MapColumn.Customers],
            sells.Map.Nodes.Select(node => node.Column));
        Assert.Equal([("Partner", direct.Name, 2, 2)], Column(sells, MapColumn.Providers));
        Assert.Equal(MapMeasure.Subscriptions, buys.Measure);
        Assert.Equal(
            new[] { ("Partner", chain.Provider.Name, 1L, 2L), ("Partner", direct.Name, 1, 1) }.ToHashSet(),
            [.. Column(buys, MapColumn.Providers)]);
        Assert.Equal([("Customer", chain.Customer.Name, 1, 3)], Column(buys, MapColumn.Customers));
        var rows = (await List(world, chain.Customer)).Items;
        Assert.Equal(
            new[] { (chain.Reseller.Name, "Office suite"), (direct.Name, "Storage") }.ToHashSet(),
            [.. rows.Select(row => (row.Seller, row.Products!))]);
    }

    [Fact]
    public async Task The_vendor_sees_everybody_and_customers_as_numbers()
    {
        await using var world = await World.Create();
        var (one, two) = (await world.TradingChain(), await world.TradingChain());
        var direct = await world.DirectPartner();
        await world.Relationship(direct, one.Customer, RelationshipKind.Reseller);
        await Subscribes(world, one.Provider, one.Reseller, one.Customer, 3);

        var view = await Look(world, await world.Vendor());

        Assert.Equal((2, 3, 3, 2), (view.Whole!.Customers, view.Whole.Subscriptions, view.Whole.Providers, view.Whole.Resellers));
        Assert.Equal(
            new[] { one.Provider.Name, two.Provider.Name, direct.Name }.ToHashSet(),
            [.. Column(view, MapColumn.Providers).Select(node => node.Name)]);
        Assert.Equal([("Customers", "", 2, 3)], Column(view, MapColumn.Customers));
    }

    [Fact]
    [Trait("Rule", "REL-54")]
    [Trait("Rule", "CUS-75")]
    [Trait("Rule", "ENR-61")]
    public async Task What_ended_is_gone_who_is_suspended_stays_and_what_was_shared_counts_for_each_alone()
    {
        await using var world = await World.Create();
        var (provider, gone, suspended) = (await world.Provider(), await world.Reseller(), await world.Reseller());
        var partnership = await world.Partnership(provider, gone);
        await world.Partnership(provider, suspended);
        var (kept, left) = (await world.Customer(), await world.Customer());
        await world.SharedCustomer(provider, gone, kept);
        var relationship = await world.Relationship(provider, left, RelationshipKind.IndirectProvider);
        await Subscribes(world, provider, gone, kept, 2);
        Assert.Equal(2, (await Look(world, provider)).Whole!.Customers);

        await world.Ended(partnership);
        await world.Ended(relationship);
        await world.Enrolled(suspended, PartnerType.Reseller, EnrolmentState.Suspended);
        world.Clock.Advance(SalesMap.LifetimeOfFew);
        var view = await Look(world, provider);

        Assert.Equal(1, view.Whole!.Customers);
        Assert.Equal(
            new[] { ("Partner", suspended.Name, 0L, 0L), ("Nobody", "", 1, 2) }, Column(view, MapColumn.Resellers));
        Assert.Equal([(Guid.Empty, gone.Id.Value, 1, 2)], await Ways(world, gone));
    }

    [Fact]
    [Trait("Rule", "REL-22")]
    public async Task One_partner_of_ones_own_is_looked_at_closely_and_anybody_else_does_not_exist()
    {
        await using var world = await World.Create();
        var (provider, other) = (await world.Provider(), await world.Provider());
        var (mine, theirs) = (await world.Reseller(), await world.Reseller());
        var partnership = await world.Partnership(provider, mine);
        await world.Partnership(other, mine);
        await world.Partnership(other, theirs);
        var (shared, foreign) = (await world.Customer(), await world.Customer());
        await world.SharedCustomer(provider, mine, shared);
        await world.SharedCustomer(other, mine, foreign);
        await Look(world, other);
        await Look(world, await world.Vendor());

        var part = await Look(world, provider, mine.Id);

        Assert.Equal(mine.Name, part.AtName);
        Assert.Equal(
            [provider.Name, mine.Name, shared.Name],
            part.Map.Nodes.Where(node => node.Tenant is not null).Select(node => node.Name));
        foreach (var stranger in new[] { theirs.Id, other.Id, shared.Id, new TenantId(Guid.NewGuid()), default })
        {
            var refused = await Maps(world).Of(provider.GlobalAdmin, stranger, namesCustomers: true, Cancel);
            Assert.Equal([MapReasons.PartnerNotFound], refused.Decision.Reasons);
        }

        // What is kept still names it; who is no partner any more is not looked at all the same.
        await world.Ended(partnership);
        Assert.Null((await Maps(world).Of(provider.GlobalAdmin, mine.Id, namesCustomers: true, Cancel)).ValueOrNull);
    }

    [Fact]
    [Trait("Rule", "ROL-11")]
    public async Task Who_may_not_see_customers_gets_their_number()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();

        var view = (await Maps(world).Of(chain.Provider.GlobalAdmin, null, namesCustomers: false, Cancel)).ValueOrNull!;

        Assert.Equal([("Customers", "", 1, 0)], Column(view, MapColumn.Customers));
    }

    [Fact]
    public async Task Of_many_who_find_it_old_at_once_one_draws_it_anew_and_all_its_rows_are_there_once()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await world.Partnership(provider, await world.Reseller());
        }

        var first = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Refresh()));
        world.Clock.Advance(SalesMap.Lifetime);
        var second = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Refresh()));
        var looks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Look(world, provider))));

        Assert.Single(first, map => map is not null);
        Assert.Single(second, map => map is not null);
        Assert.All(looks, look => Assert.Equal(world.Now, look.Whole!.AsOf));
        await using var db = world.Db();
        Assert.Equal((3, 4), (await db.Set<KeptMapWay>().CountAsync(Cancel), await db.Set<KeptMapPartner>().CountAsync(Cancel)));

        Task<MapOfTenant?> Refresh() => Task.Run(() => Maps(world).Refresh(provider.Id, TenantKind.Partner, Cancel));
    }

    [Fact]
    public async Task Who_has_much_sees_the_last_map_until_it_is_drawn_anew_behind_its_back()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        await world.ManyCustomers(provider, 2_001);

        var nothing = await Look(world, provider);
        await Drawn(world);
        var first = await Look(world, provider);
        await world.ManyCustomers(provider, 9);
        world.Clock.Advance(SalesMap.Lifetime);
        var old = await Look(world, provider);
        await Drawn(world);
        var anew = await Look(world, provider);
        world.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Null(nothing.Whole);
        Assert.Equal([2_001, 2_001, 2_010], [first.Whole!.Customers, old.Whole!.Customers, anew.Whole!.Customers]);
        Assert.Equal(MapNodeKind.Customers, anew.Map.Nodes[^1].Kind);
        Assert.Null((await Look(world, provider)).Whole);
    }

    internal static SalesMap Maps(World world) => world.Services.GetRequiredService<SalesMap>();

    internal static async Task<MapView> Look(World world, Participant who, TenantId? at = null) =>
        (await Maps(world).Of(who.GlobalAdmin, at, namesCustomers: true, Cancel)).ValueOrNull!;

    /// <summary>So many active subscriptions of one title, as if they had been ordered.</summary>
    internal static async Task Subscribes(
        World world, Participant seller, Participant? reseller, Participant customer, int count, string title = "Office suite")
    {
        await using var db = world.Db();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into subscriptions (partner_id, id, customer_id, reseller_id, partner_of_record, order_id, product_id, sku_id,
                availability_id, title, friendly_name, publisher_name, is_first_party, is_trial, billing_type, billing_cycle,
                term, quantity, unit_price, currency, state, auto_renew, created_at, term_from, term_until, version)
            select {seller.Id.Value}, gen_random_uuid(), {customer.Id.Value}, {reseller?.Id.Value}::uuid, '1', gen_random_uuid(), 'OFFICE', '0001',
                'AVAIL', {title}, {title}, 'Vendor', true, false, 'License', 'Monthly', 'P1Y', 1, 10.00, 'EUR',
                case when n = 0 then 'Suspended' else 'Active' end, true, {world.Now}, {DateOnly.FromDateTime(world.Now.UtcDateTime)},
                {DateOnly.FromDateTime(world.Now.UtcDateTime).AddYears(1)}, 1
            from generate_series(0, {count}) n
            """,
            Cancel);
    }

    private static async Task Share(World world, Participant provider, Participant reseller, Participant customer)
    {
        await using var db = world.Db();
        db.Add(new SharedCustomer
        {
            ProviderId = provider.Id,
            ResellerId = reseller.Id,
            CustomerId = customer.Id,
            Since = world.Now,
            CustomerNameKey = customer.Name.ToLowerInvariant(),
        });
        await db.SaveChangesAsync(Cancel);
    }

    /// <summary>Draws what the last look asked for.</summary>
    private static async Task Drawn(World world)
    {
        await foreach (var (tenant, kind) in world.Services.GetRequiredService<WantedMaps>().Asked(Cancel))
        {
            Assert.NotNull(await Maps(world).Refresh(tenant, kind, Cancel));
            return;
        }
    }

    private static IEnumerable<(string Kind, string Name, long Customers, long Subscriptions)> Column(MapView view, MapColumn column) =>
        view.Map.Nodes.Where(node => node.Column == column)
            .Select(node => ($"{node.Kind}", node.Name, node.Customers, node.Subscriptions));

    private static Task<Page<WayRow>> List(World world, Participant who) =>
        world.Does((SalesWays ways) => ways.List(who.Id, new(), PageRequest.First, Cancel));

    private static async Task<HashSet<(Guid Provider, Guid Reseller, long Customers, long Subscriptions)>> Ways(World world, Participant who)
    {
        await Look(world, who);
        return
        [
            .. (await List(world, who)).Items.Select(row =>
                (row.ProviderId ?? Guid.Empty, row.ResellerId ?? Guid.Empty, row.Customers, row.Subscriptions)),
        ];
    }
}
