using System.Collections.Immutable;

namespace Kontor.Insights;

/// <summary>What tells how wide a band is.</summary>
public enum MapMeasure
{
    Customers,

    /// <summary>For a customer, which is one wherever it buys.</summary>
    Subscriptions,
}

/// <summary>A link as a band across the gap between two columns.</summary>
/// <param name="Link">What it shows.</param>
/// <param name="Left">Where its upper edge begins.</param>
/// <param name="Right">Where its upper edge ends.</param>
/// <param name="Width">From its upper edge to its lower one.</param>
public sealed record MapBand(MapLink Link, decimal Left, decimal Right, decimal Width);

/// <summary>The gap between two neighboring columns.</summary>
public sealed record MapGap(MapColumn From, MapColumn To, ImmutableArray<MapBand> Bands);

/// <summary>
/// Where bands run. The nodes of a column share its height evenly, so that a band ends in the middle of its node whatever
/// stands in it; all gaps of a map have one scale.
/// </summary>
public static class MapBands
{
    /// <summary>The height of every column.</summary>
    public const decimal Height = 1000;

    /// <summary>A link that measures nothing is a link too.</summary>
    public const decimal Thinnest = 2;

    /// <summary>So much of a node's place may be taken by what measures something.</summary>
    private const decimal Share = 0.6m;

    public static ImmutableArray<MapGap> Of(MapDrawing map, MapMeasure measure)
    {
        var columns = map.Nodes.GroupBy(node => node.Column).OrderBy(column => column.Key)
            .Select(column => (column.Key, Places: Places([.. column]))).ToList();
        var places = columns.SelectMany(column => column.Places).ToDictionary();
        var scale = ScaleOf(map, measure, places);
        return
        [
            .. columns.Zip(columns.Skip(1)).Select(gap => new MapGap(
                gap.First.Key, gap.Second.Key, Bands(gap.First.Places, gap.Second.Places))),
        ];

        ImmutableArray<MapBand> Bands(
            Dictionary<string, (decimal Middle, decimal Room)> left, Dictionary<string, (decimal Middle, decimal Room)> right)
        {
            var links = map.Links.Where(link => left.ContainsKey(link.From) && right.ContainsKey(link.To))
                .OrderBy(link => left[link.From].Middle).ThenBy(link => right[link.To].Middle).ToList();
            var begins = Edges(links, link => link.From, left);
            var ends = Edges(links, link => link.To, right);
            return [.. links.Select(link => new MapBand(link, begins[link], ends[link], WidthOf(link)))];
        }

        Dictionary<MapLink, decimal> Edges(
            List<MapLink> links, Func<MapLink, string> nodeOf, Dictionary<string, (decimal Middle, decimal Room)> at)
        {
            var edges = new Dictionary<MapLink, decimal>();
            foreach (var node in links.GroupBy(nodeOf))
            {
                var edge = at[node.Key].Middle - (node.Sum(WidthOf) / 2);
                foreach (var link in node)
                {
                    edges[link] = edge;
                    edge += WidthOf(link);
                }
            }

            return edges;
        }

        decimal WidthOf(MapLink link) => Math.Max(Thinnest, ValueOf(link, measure) * scale);
    }

    public static long ValueOf(MapLink link, MapMeasure measure) =>
        measure == MapMeasure.Customers ? link.Customers : link.Subscriptions;

    private static Dictionary<string, (decimal Middle, decimal Room)> Places(MapNode[] nodes) => nodes
        .Select((node, at) => KeyValuePair.Create(node.Key, (Height * (at + 0.5m) / nodes.Length, Height / nodes.Length)))
        .ToDictionary();

    /// <summary>The height of one, so that everything that meets at a node has room there.</summary>
    private static decimal ScaleOf(
        MapDrawing map, MapMeasure measure, Dictionary<string, (decimal Middle, decimal Room)> places)
    {
        var most = map.Links.GroupBy(link => link.From).Concat(map.Links.GroupBy(link => link.To))
            .Select(node => (Value: node.Sum(link => ValueOf(link, measure)), places[node.Key].Room))
            .Where(node => node.Value > 0)
            .Select(node => node.Room * Share / node.Value)
            .ToList();
        return most.Count == 0 ? 0 : most.Min();
    }
}
