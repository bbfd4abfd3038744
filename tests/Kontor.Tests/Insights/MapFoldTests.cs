using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Kontor.Insights;
using Kontor.Kernel;

namespace Kontor.Tests.Insights;

public sealed class MapFoldTests
{
    private static readonly HashSet<TenantId> Nobody = [];

    [Fact]
    public void Whatever_is_folded_adds_up_to_the_same_in_every_gap() => ForAnyWays(ways =>
    {
        var map = Fold(ways);
        var (customers, subscriptions) = (ways.Sum(way => way.Customers), ways.Sum(way => way.Subscriptions));
        var fromVendor = ways.Where(way => way.Provider.Kind != MapEndKind.Nobody).ToList();
        return map.Links.Where(link => Of(map, link.To).Column == MapColumn.Customers).Sum(link => link.Customers) == customers
            && map.Links.Where(link => Of(map, link.To).Column == MapColumn.Customers).Sum(link => link.Subscriptions) == subscriptions
            && map.Links.Where(link => Of(map, link.From).Column == MapColumn.Vendor).Sum(link => link.Customers)
                == fromVendor.Sum(way => way.Customers)
            && Column(map, MapColumn.Resellers).All(node => Into(map, node) is null || Into(map, node) == OutOf(map, node));
    });

    [Fact]
    public void No_more_is_drawn_than_can_be_read_and_every_partner_is_counted_once() => ForAnyWays(ways =>
    {
        var map = Fold(ways);
        return new[]
        {
            (Column: MapColumn.Providers, End: (Func<MapWay, MapEnd>)(way => way.Provider)),
            (Column: MapColumn.Resellers, End: way => way.Reseller),
        }.All(tier =>
        {
            var partners = ways.Select(tier.End).Where(end => end.Kind == MapEndKind.Partner).Distinct().Count();
            var nodes = Column(map, tier.Column);
            return nodes.Sum(node => node.Count) == partners
                && nodes.Count(node => node.Kind == MapNodeKind.Partner)
                    == (partners <= MapFold.MostDrawn ? partners : MapFold.DrawnOfMany)
                && nodes.Count(node => node.Kind == MapNodeKind.Others) == (partners > MapFold.MostDrawn ? 1 : 0);
        });
    });

    [Fact]
    public void The_same_ways_in_another_order_make_the_same_map() => ForAnyWays(ways =>
    {
        var (one, other) = (Fold(ways), Fold([.. ways.Reverse()]));
        return one.Nodes.SequenceEqual(other.Nodes) && one.Links.ToHashSet().SetEquals(other.Links);
    });

    [Fact]
    public void Links_join_nodes_of_neighboring_columns_only() => ForAnyWays(ways =>
    {
        var map = Fold(ways);
        var columns = map.Nodes.Select(node => node.Column).Distinct().Order().ToList();
        return map.Links.All(link =>
            columns.IndexOf(Of(map, link.To).Column) - columns.IndexOf(Of(map, link.From).Column) == 1);
    });

    [Fact]
    public void Those_with_the_most_customers_are_drawn_each_and_the_viewer_in_any_case()
    {
        var viewer = Id(99);
        MapWay[] ways =
        [
            .. Enumerable.Range(1, 20).Select(n => new MapWay(MapEnd.Of(Id(50)), MapEnd.Of(Id(n)), n, 0)),
            new(MapEnd.Of(Id(50)), MapEnd.Of(viewer), 0, 0),
        ];

        var map = Fold(ways, new HashSet<TenantId> { viewer });

        var resellers = Column(map, MapColumn.Resellers);
        Assert.Equal(
            [.. Enumerable.Range(12, 9).Reverse().Select(n => (TenantId?)Id(n)), viewer, null],
            resellers.Select(node => node.Tenant));
        Assert.Equal((11, 66), (resellers[^1].Count, resellers[^1].Customers));
        Assert.True(map.DrawsEach(ways[19]));
        Assert.False(map.DrawsEach(ways[0]));
    }

    [Fact]
    public void Twelve_are_drawn_each_and_of_thirteen_ten_are()
    {
        Assert.Equal(12, Column(Fold(Star(12)), MapColumn.Resellers).Length);
        var of13 = Column(Fold(Star(13)), MapColumn.Resellers);
        Assert.Equal((11, 3), (of13.Length, of13[^1].Count));
    }

    [Fact]
    public void A_column_without_anybody_is_left_out()
    {
        var direct = Fold([new(MapEnd.Of(Id(1)), default, 5, 7)]);
        var alone = Fold([new(default, MapEnd.Of(Id(1)), 5, 7)]);
        var both = Fold([new(MapEnd.Of(Id(1)), MapEnd.Of(Id(2)), 5, 7), new(MapEnd.Of(Id(1)), default, 3, 4)]);

        Assert.Equal([MapColumn.Vendor, MapColumn.Providers, MapColumn.Customers], direct.Nodes.Select(node => node.Column));
        Assert.Equal([MapColumn.Vendor, MapColumn.Resellers, MapColumn.Customers], alone.Nodes.Select(node => node.Column));
        Assert.DoesNotContain(alone.Links, link => Of(alone, link.From).Column == MapColumn.Vendor);
        Assert.Equal(
            [MapNodeKind.Partner, MapNodeKind.Nobody], Column(both, MapColumn.Resellers).Select(node => node.Kind));
        Assert.Empty(Fold([]).Nodes);
    }

    [Fact]
    [Trait("Rule", "MUL-01")]
    public void A_customer_of_several_partners_counts_with_each_and_once_among_all()
    {
        MapWay[] ways = [new(MapEnd.Of(Id(1)), MapEnd.Of(Id(2)), 1, 0), new(MapEnd.Of(Id(1)), MapEnd.Of(Id(3)), 1, 0)];
        var once = new Dictionary<(MapColumn, TenantId), long> { [(MapColumn.Providers, Id(1))] = 1 };
        var partners = MapPartners.Of(ways, Names(ways), once).ToDictionary(partner => (partner.Tier, partner.Id));

        var map = MapFold.Of(ways, partners, new(1), Nobody);

        Assert.Equal([1, 1], Column(map, MapColumn.Resellers).Select(node => node.Customers));
        Assert.Equal(1, Assert.Single(Column(map, MapColumn.Providers)).Customers);
        Assert.Equal(1, Assert.Single(Column(map, MapColumn.Customers)).Customers);
        Assert.Equal((2, 2), (partners[(MapColumn.Providers, Id(1))].Others, partners[(MapColumn.Providers, Id(1))].OverOthers));
    }

    [Fact]
    public void Few_customers_are_drawn_each_and_many_stay_a_number()
    {
        var map = Fold([new(MapEnd.Of(Id(1)), MapEnd.Of(Id(2)), 2, 0), new(MapEnd.Of(Id(1)), default, 1, 0)]);
        MapCustomer shared = new(Id(11), "A", [(Id(1), Id(2))]), own = new(Id(12), "B", [(Id(1), null)]);
        MapCustomer two = new(Id(13), "C", [(Id(1), Id(2)), (Id(1), null)]), foreign = new(Id(14), "D", [(Id(1), Id(77))]);

        var named = map.With([shared, own, two]);

        Assert.Equal(["A", "B", "C"], Column(named, MapColumn.Customers).Select(node => node.Name));
        Assert.Equal(4, named.Links.Count(link => Of(named, link.To).Column == MapColumn.Customers));
        Assert.Same(map, map.With([shared, foreign]));
        Assert.Same(map, map.With([]));
        Assert.Same(map, map.With([.. Enumerable.Range(100, 13).Select(n => new MapCustomer(Id(n), "N", [(Id(1), null)]))]));
    }

    [Fact]
    public void Bands_keep_to_their_columns_and_are_as_wide_as_what_they_say() => ForAnyWays(ways =>
    {
        var map = Fold(ways);
        var gaps = MapBands.Of(map, MapMeasure.Customers);
        var wide = gaps.SelectMany(gap => gap.Bands).Where(band => band.Width > MapBands.Thinnest).ToList();
        return gaps.Sum(gap => gap.Bands.Length) == map.Links.Length
            && gaps.SelectMany(gap => gap.Bands).All(band =>
                band.Left >= 0 && band.Right >= 0 && band.Width >= MapBands.Thinnest
                && Math.Max(band.Left, band.Right) + band.Width <= MapBands.Height)
            && wide.All(one => wide.All(other =>
                Math.Abs((one.Width * other.Link.Customers) - (other.Width * one.Link.Customers)) < 0.001m));
    });

    private static void ForAnyWays(Func<IReadOnlyCollection<MapWay>, bool> holds)
    {
        var way =
            from provider in Gen.Choose(0, 20)
            from reseller in Gen.Choose(0, 40)
            from customers in Gen.Choose(0, 500)
            from subscriptions in Gen.Choose(0, 900)
            where provider + reseller > 0
            select new MapWay(End(provider), End(reseller == 0 ? 0 : reseller + 100), customers, subscriptions);
        Prop.ForAll(
            way.ArrayOf().ToArbitrary(),
            ways => ways.Length == 0 || holds([.. ways.DistinctBy(w => (w.Provider, w.Reseller))]))
            .QuickCheckThrowOnFailure();
    }

    private static MapEnd End(int number) => MapEnd.Of(number == 0 ? null : Id(number));

    private static MapWay[] Star(int resellers) =>
        [.. Enumerable.Range(1, resellers).Select(n => new MapWay(MapEnd.Of(Id(500)), MapEnd.Of(Id(n)), n, n))];

    private static MapDrawing Fold(IReadOnlyCollection<MapWay> ways, IReadOnlySet<TenantId>? pinned = null) => MapFold.Of(
        ways,
        MapPartners.Of(ways, Names(ways), new Dictionary<(MapColumn, TenantId), long>())
            .ToDictionary(partner => (partner.Tier, partner.Id)),
        new(ways.Sum(way => way.Customers)),
        pinned ?? Nobody);

    private static Dictionary<TenantId, string> Names(IEnumerable<MapWay> ways) => ways
        .SelectMany(way => new[] { way.Provider, way.Reseller })
        .Where(end => end.Kind == MapEndKind.Partner)
        .Select(end => end.Partner).Distinct().ToDictionary(id => id, id => $"{id}");

    private static MapNode Of(MapDrawing map, string key) => map.Nodes.Single(node => node.Key == key);

    private static ImmutableArray<MapNode> Column(MapDrawing map, MapColumn column) =>
        [.. map.Nodes.Where(node => node.Column == column)];

    private static long? Into(MapDrawing map, MapNode node) =>
        map.Links.Any(link => link.To == node.Key) ? map.Links.Where(link => link.To == node.Key).Sum(link => link.Customers) : null;

    private static long OutOf(MapDrawing map, MapNode node) =>
        map.Links.Where(link => link.From == node.Key).Sum(link => link.Customers);

    private static TenantId Id(int number) => new(new Guid(number, 0, 0, new byte[8]));
}
