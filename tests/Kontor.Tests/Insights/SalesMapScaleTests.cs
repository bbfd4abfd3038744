using Kontor.Insights;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Insights;

/// <summary>A provider with five thousand resellers, beside another one: what looks at the map reads few rows of it.</summary>
public sealed class SalesMapScaleTests
{
    private const int Resellers = 5_000;

    private static readonly string[] Large =
        ["map_ways", "map_partners", "shared_customers", "customer_relationships", "partnerships"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_thousand_resellers_are_folded_listed_along_indexes_and_drilled_into_by_a_few_rows()
    {
        await using var world = await World.Create();
        var (provider, vendor) = (await world.Provider(), await world.Vendor());
        await Fill(world, provider);
        Assert.NotNull(await SalesMapTests.Maps(world).Refresh(provider.Id, TenantKind.Partner, Cancel));
        Assert.NotNull(await SalesMapTests.Maps(world).Refresh(vendor.Id, TenantKind.Operator, Cancel));
        await Analyze(world);

        // The whole map: drawn from one row, of which most resellers are one node.
        var whole = await SalesMapTests.Look(world, provider);
        var others = whole.Map.Nodes.Single(node => node.Kind == MapNodeKind.Others);
        Assert.Equal((Resellers, 10_000), (whole.Whole!.Resellers, whole.Whole.Customers));
        Assert.Equal((Resellers - MapFold.DrawnOfMany, 10_000), (others.Count, others.Customers + Drawn(whole)));

        // The vendor's look at the provider: ten resellers, and a way on to all others.
        var part = await SalesMapTests.Look(world, vendor, provider.Id);
        Assert.Equal(
            (MapFold.DrawnOfMany, Resellers - MapFold.DrawnOfMany),
            (part.Map.Nodes.Count(node => node is { Column: MapColumn.Resellers, Kind: MapNodeKind.Partner }),
                part.Map.Nodes.Single(node => node.Kind == MapNodeKind.Others).Count));
        Assert.Equal(10_000, part.Map.Links.Where(link => link.To.StartsWith("Customers", StringComparison.Ordinal)).Sum(link => link.Customers));
        var filter = new WayFilter { At = provider.Id, Order = WayOrder.Customers, IsDescending = true };
        var rest = await world.Does((SalesWays ways) => ways.List(vendor.Id, filter, new(200, part.After), Cancel));
        Assert.DoesNotContain(rest.Items, row => part.Map.Nodes.Any(node => node.Tenant?.Value == row.ResellerId));

        await using (var drill = new PartOfMap(world.Source).ToCommand(TenantKind.Operator, vendor.Id, provider.Id))
        {
            var plan = await Plans.Of(drill, Cancel);
            Assert.Contains("using ix_map_ways_provider ", plan, StringComparison.Ordinal);
            AssertAlongIndexes(plan);
        }

        await using (var names = MapCustomers.ToCommand(world.Source, provider.Id, null))
        {
            var plan = await Plans.Of(names, Cancel);
            Assert.Contains("using ix_customer_relationships_list ", plan, StringComparison.Ordinal);
            AssertAlongIndexes(plan);
        }

        foreach (var (order, index) in new[]
        {
            (WayOrder.Name, "ix_map_ways_name"), (WayOrder.Customers, "ix_map_ways_customers"),
            (WayOrder.Subscriptions, "ix_map_ways_subscriptions"),
        })
        {
            var asked = new WayFilter { Order = order, IsDescending = true };
            var first = await world.Does((SalesWays ways) => ways.List(provider.Id, asked, PageRequest.First, Cancel));
            var next = PageRequest.From(50, first.NextCursor).ValueOrNull!;
            var plan = await world.Does((SalesWays ways) => Plans.Of(ways.Select(provider.Id, asked, next), Cancel));

            Assert.Contains($"{index} ", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Sort Key", plan, StringComparison.Ordinal);
            AssertAlongIndexes(plan);
        }

        foreach (var narrowed in new WayFilter[]
        {
            new() { At = provider.Id }, new() { Seller = "reseller 1" }, new() { Provider = "prov" },
            new() { At = provider.Id, Order = WayOrder.Customers, IsDescending = true },
        })
        {
            AssertAlongIndexes(await world.Does((SalesWays ways) => Plans.Of(ways.Select(vendor.Id, narrowed, PageRequest.First), Cancel)));
        }
    }

    [Fact]
    public async Task Every_way_is_on_exactly_one_page_in_either_direction_and_in_each_order()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        await Fill(world, provider);
        await SalesMapTests.Maps(world).Refresh(provider.Id, TenantKind.Partner, Cancel);

        foreach (var filter in new WayFilter[]
        {
            new(), new() { Order = WayOrder.Customers, IsDescending = true }, new() { Order = WayOrder.Subscriptions },
        })
        {
            var forth = await All(next => new PageRequest(200, next), page => page.NextCursor);
            Assert.Equal(Resellers, forth.Count);
            Assert.Equal(Resellers, forth.Distinct().Count());

            var last = await Read(new(200, null, new Cursor(filter.Order == WayOrder.Name ? "\U0010FFFE" : filter.IsDescending ? "-1" : $"{long.MaxValue}", Guid.Empty)));
            Assert.Equal(forth[^200..], last.Items.Select(row => row.Id));

            async Task<List<Guid>> All(Func<Cursor?, PageRequest> asked, Func<Page<WayRow>, string?> next)
            {
                var ids = new List<Guid>();
                Cursor? edge = null;
                do
                {
                    var page = await Read(asked(edge));
                    ids.AddRange(page.Items.Select(row => row.Id));
                    edge = next(page) is { } text && Cursor.TryParse(text, out var cursor) ? cursor : null;
                }
                while (edge is not null);
                return ids;
            }

            Task<Page<WayRow>> Read(PageRequest asked) =>
                world.Does((SalesWays ways) => ways.List(provider.Id, filter, asked, Cancel));
        }
    }

    private static long Drawn(MapView view) => view.Map.Nodes
        .Where(node => node is { Column: MapColumn.Resellers, Kind: MapNodeKind.Partner }).Sum(node => node.Customers);

    private static void AssertAlongIndexes(string plan) => Assert.All(
        Large,
        table => Assert.DoesNotContain($"Seq Scan on {table}", plan, StringComparison.Ordinal));

    private static async Task Analyze(World world)
    {
        await using var db = world.Db();
        await db.Database.ExecuteSqlRawAsync("analyze", Cancel);
    }

    /// <summary>Resellers of one provider with two customers each, and as many ways again of nobody in particular.</summary>
    private static async Task Fill(World world, Participant provider)
    {
        await using var db = world.Db();
        await db.Database.ExecuteSqlAsync(
            $"""
            create temporary table made as select gen_random_uuid() as organisation, gen_random_uuid() as tenant, n
            from generate_series(1, {Resellers}) n;
            insert into organisations select (jsonb_populate_record(o, jsonb_build_object('id', m.organisation, 'name', 'Reseller ' || m.n))).*
            from organisations o, made m where o.id = {provider.OrganisationId.Value};
            insert into tenants (id, organisation_id, kind, cloud, market, default_domain, created_at, qualifications)
            select tenant, organisation, 'Partner', 'Public', 'DE', 'partner' || n || '.example', now(), 0 from made;
            insert into partnerships (id, provider_id, reseller_id, reseller_network_id, begun_at, provider_has_admin_access,
                provider_name_key, reseller_name_key)
            select gen_random_uuid(), {provider.Id.Value}, tenant, '1', now(), true, 'provider', 'reseller ' || n from made;
            create temporary table bought as select gen_random_uuid() as tenant, m.tenant as reseller, m.organisation, c
            from made m, generate_series(1, 2) c;
            insert into tenants (id, organisation_id, kind, cloud, market, default_domain, created_at, qualifications)
            select tenant, organisation, 'Customer', 'Public', 'DE', 'customer.example', now(), 0 from bought;
            insert into customer_relationships (id, partner_id, customer_id, kind, admin_rights, begun_at, customer_name,
                customer_name_key, customer_domain, customer_market)
            select gen_random_uuid(), {provider.Id.Value}, tenant, 'IndirectProvider', 'None', now(), 'c', 'c' || tenant, 'c', 'DE' from bought;
            insert into shared_customers (provider_id, reseller_id, customer_id, since, customer_name_key)
            select {provider.Id.Value}, reseller, tenant, now(), 'c' || tenant from bought;
            insert into map_ways (viewer_id, id, seller_name, seller_name_key, market, customers, subscriptions, is_folded)
            select gen_random_uuid(), gen_random_uuid(), 'x', 'x' || n, 'DE', n, n, false from made;
            analyze;
            """,
            Cancel);
    }
}
