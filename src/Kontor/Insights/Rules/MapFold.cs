using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.Insights;

/// <summary>
/// Makes a map that can be read from any number of ways. Up to <see cref="MostDrawn"/> partners of a tier are drawn each;
/// of more, those with the most customers are, and all others as one. What is folded adds up to the same.
/// </summary>
public static class MapFold
{
    public const int MostDrawn = 12;

    /// <summary>Of more than can be drawn.</summary>
    public const int DrawnOfMany = 10;

    /// <param name="ways">Each pair of ends once.</param>
    /// <param name="partners">Who they go over; a number of customers there stands in place of the sum over the ways.</param>
    /// <param name="buyers">Who stands at their end.</param>
    /// <param name="pinned">Who is drawn in any case: the viewer, and whom it looks at.</param>
    public static MapDrawing Of(
        IReadOnlyCollection<MapWay> ways, IReadOnlyDictionary<(MapColumn Tier, TenantId Id), MapPartner> partners,
        MapBuyers buyers, IReadOnlySet<TenantId> pinned)
    {
        if (ways.Count == 0)
        {
            return MapDrawing.Empty;
        }

        var (providers, resellers) = (Drawn(ways, way => way.Provider, pinned), Drawn(ways, way => way.Reseller, pinned));
        var folded = ways.Select(way => (
            Way: way,
            Provider: KeyOf(MapColumn.Providers, way.Provider, providers),
            Reseller: KeyOf(MapColumn.Resellers, way.Reseller, resellers))).ToList();
        var hasProviders = ways.Any(way => way.Provider.Kind != MapEndKind.Nobody);
        var hasResellers = ways.Any(way => way.Reseller.Kind != MapEndKind.Nobody);

        var (customers, subscriptions) = (ways.Sum(way => way.Customers), ways.Sum(way => way.Subscriptions));
        var last = buyers.Only is null
            ? new MapNode(MapColumn.Customers, MapNodeKind.Customers, null, "", buyers.Count, buyers.Count, subscriptions)
            : new MapNode(MapColumn.Customers, MapNodeKind.Customer, buyers.Only, buyers.Name, 1, buyers.Count, subscriptions);
        var links = new List<MapLink>();
        foreach (var (way, provider, reseller) in folded)
        {
            if (way.Provider.Kind != MapEndKind.Nobody)
            {
                links.Add(new(VendorKey, provider, way.Customers, way.Subscriptions));
            }

            if (hasProviders && hasResellers)
            {
                links.Add(new(provider, reseller, way.Customers, way.Subscriptions));
            }

            links.Add(new(hasResellers ? reseller : provider, last.Key, way.Customers, way.Subscriptions));
        }

        return new(
            [
                new(MapColumn.Vendor, MapNodeKind.Vendor, null, "", 1, customers, subscriptions),
                .. hasProviders ? Nodes(MapColumn.Providers, folded.Select(way => (way.Provider, way.Way.Provider, way.Way)), partners) : [],
                .. hasResellers ? Nodes(MapColumn.Resellers, folded.Select(way => (way.Reseller, way.Way.Reseller, way.Way)), partners) : [],
                last,
            ],
            [
                .. links.GroupBy(link => (link.From, link.To)).Select(link => new MapLink(
                    link.Key.From, link.Key.To, link.Sum(l => l.Customers), link.Sum(l => l.Subscriptions))),
            ]);
    }

    /// <summary>Whether all partners of a way are drawn each.</summary>
    public static bool DrawsEach(this MapDrawing map, MapWay way) =>
        map.Draws(MapColumn.Providers, way.Provider) && map.Draws(MapColumn.Resellers, way.Reseller);

    /// <summary>
    /// The map with its customers each. It stays as it is when there are too many, or when somebody over whom one is
    /// reached does not stand on it.
    /// </summary>
    public static MapDrawing With(this MapDrawing map, IReadOnlyList<MapCustomer> customers)
    {
        var before = map.Nodes.Where(node => node.Column != MapColumn.Customers).ToImmutableArray();
        var from = before.Any(node => node.Column == MapColumn.Resellers) ? MapColumn.Resellers : MapColumn.Providers;
        var known = before.ToDictionary(node => node.Key);
        var links = new List<MapLink>();
        foreach (var customer in customers)
        {
            var key = MapNode.KeyOf(MapColumn.Customers, MapNodeKind.Customer, customer.Id);
            foreach (var (provider, reseller) in customer.Ways)
            {
                if (Place(from, from == MapColumn.Resellers ? reseller : provider) is not { } place)
                {
                    return map;
                }

                links.Add(new(place, key, 1, 0));
            }
        }

        return customers.Count is 0 or > MostDrawn
            ? map
            : new(
                [
                    .. before,
                    .. customers.Select(customer => new MapNode(
                        MapColumn.Customers, MapNodeKind.Customer, customer.Id, customer.Name, 1, 1, 0)),
                ],
                [
                    .. map.Links.Where(link => known.ContainsKey(link.To)),
                    .. links.GroupBy(link => (link.From, link.To)).Select(link => link.First()),
                ]);

        string? Place(MapColumn column, TenantId? partner)
        {
            string[] places = partner is { } id
                ? [MapNode.KeyOf(column, MapNodeKind.Partner, id), MapNode.KeyOf(column, MapNodeKind.Others, null)]
                : [MapNode.KeyOf(column, MapNodeKind.Nobody, null)];
            return places.FirstOrDefault(known.ContainsKey);
        }
    }

    private static string VendorKey => MapNode.KeyOf(MapColumn.Vendor, MapNodeKind.Vendor, null);

    /// <summary>Who of a tier is drawn by itself.</summary>
    private static HashSet<TenantId> Drawn(
        IReadOnlyCollection<MapWay> ways, Func<MapWay, MapEnd> endOf, IReadOnlySet<TenantId> pinned)
    {
        var partners = ways.Where(way => endOf(way).Kind == MapEndKind.Partner)
            .GroupBy(way => endOf(way).Partner)
            .Select(group => (
                Id: group.Key, Customers: group.Sum(way => way.Customers), Subscriptions: group.Sum(way => way.Subscriptions)))
            .ToList();
        var areAll = partners.Count <= MostDrawn && ways.All(way => endOf(way).Kind != MapEndKind.Others);
        return
        [
            .. partners
                .OrderByDescending(partner => pinned.Contains(partner.Id))
                .ThenByDescending(partner => partner.Customers)
                .ThenByDescending(partner => partner.Subscriptions)
                .ThenBy(partner => partner.Id.Value)
                .Take(areAll ? MostDrawn : DrawnOfMany)
                .Select(partner => partner.Id),
        ];
    }

    private static string KeyOf(MapColumn column, MapEnd end, HashSet<TenantId> drawn) => end.Kind switch
    {
        MapEndKind.Nobody => MapNode.KeyOf(column, MapNodeKind.Nobody, null),
        MapEndKind.Partner when drawn.Contains(end.Partner) => MapNode.KeyOf(column, MapNodeKind.Partner, end.Partner),
        _ => MapNode.KeyOf(column, MapNodeKind.Others, null),
    };

    /// <summary>A tier's nodes: those with the most customers first, then all others, then nobody.</summary>
    private static IEnumerable<MapNode> Nodes(
        MapColumn column, IEnumerable<(string Key, MapEnd End, MapWay Way)> ends,
        IReadOnlyDictionary<(MapColumn Tier, TenantId Id), MapPartner> partners) =>
        ends.GroupBy(end => end.Key)
            .Select(node =>
            {
                var (end, customers) = (node.First().End, node.Sum(e => e.Way.Customers));
                var subscriptions = node.Sum(e => e.Way.Subscriptions);
                if (node.Key == MapNode.KeyOf(column, MapNodeKind.Partner, end.Partner))
                {
                    var partner = partners[(column, end.Partner)];
                    return new MapNode(
                        column, MapNodeKind.Partner, partner.Id, partner.Name, 1, partner.Customers, subscriptions);
                }

                return end.Kind == MapEndKind.Nobody
                    ? new MapNode(column, MapNodeKind.Nobody, null, "", 0, customers, subscriptions)
                    : new MapNode(
                        column, MapNodeKind.Others, null, "",
                        node.Select(e => e.End).Distinct().Sum(e => e.Count), customers, subscriptions);
            })
            .OrderBy(node => node.Kind)
            .ThenByDescending(node => node.Customers)
            .ThenByDescending(node => node.Subscriptions)
            .ThenBy(node => node.Name, StringComparer.Ordinal)
            .ThenBy(node => node.Tenant?.Value);

    private static bool Draws(this MapDrawing map, MapColumn column, MapEnd end) => end.Kind switch
    {
        MapEndKind.Nobody => true,
        MapEndKind.Partner => map.Nodes.Any(node => node.Column == column && node.Tenant == end.Partner),
        _ => false,
    };
}
