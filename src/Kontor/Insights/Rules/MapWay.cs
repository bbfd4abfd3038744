using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.Insights;

/// <summary>What stands at one tier of a way.</summary>
public enum MapEndKind
{
    /// <summary>The way does not go over this tier, or not over somebody the viewer may see there.</summary>
    Nobody,

    Partner,

    /// <summary>Several partners that are told together.</summary>
    Others,
}

/// <summary>One tier of a way.</summary>
/// <param name="Kind">What stands there.</param>
/// <param name="Partner">Who, where it is one partner.</param>
/// <param name="Count">How many partners that are.</param>
public readonly record struct MapEnd(MapEndKind Kind, TenantId Partner, long Count)
{
    public static MapEnd Of(TenantId? partner) => partner is { } id ? new(MapEndKind.Partner, id, 1) : default;

    public static MapEnd Others(long count) => new(MapEndKind.Others, default, count);
}

/// <summary>
/// A way from the vendor to customers: over a provider or direct partner, over a reseller, or over both. A customer counts
/// on each of its ways, and a subscription on the one over which it was sold.
/// </summary>
/// <param name="Provider">Who buys from the vendor.</param>
/// <param name="Reseller">Who buys from a provider.</param>
/// <param name="Customers">Customers reached over this way.</param>
/// <param name="Subscriptions">Active subscriptions sold over it.</param>
public sealed record MapWay(MapEnd Provider, MapEnd Reseller, long Customers, long Subscriptions);

/// <summary>A partner on a map.</summary>
/// <param name="Tier">Providers or resellers; who is both stands in both.</param>
/// <param name="Id">Its tenant.</param>
/// <param name="Name">Legal name.</param>
/// <param name="Customers">Its customers as far as the viewer may count them, each once.</param>
/// <param name="Subscriptions">On all its ways.</param>
/// <param name="Others">With how many partners of the other tier it works.</param>
/// <param name="OverOthers">Customers on the ways over those.</param>
/// <param name="SoldOverOthers">Subscriptions on the ways over those.</param>
public sealed record MapPartner(
    MapColumn Tier, TenantId Id, string Name, long Customers, long Subscriptions, long Others, long OverOthers,
    long SoldOverOthers);

public static class MapPartners
{
    /// <summary>The partners on some ways with what they sum up to.</summary>
    /// <param name="ways">None of them told together.</param>
    /// <param name="names">Of everybody on them.</param>
    /// <param name="once">Customers of those whose customers may be counted once; the others have one way each.</param>
    public static ImmutableArray<MapPartner> Of(
        IReadOnlyCollection<MapWay> ways, IReadOnlyDictionary<TenantId, string> names,
        IReadOnlyDictionary<(MapColumn Tier, TenantId Id), long> once)
    {
        return
        [
            .. Tier(MapColumn.Providers, way => way.Provider, way => way.Reseller),
            .. Tier(MapColumn.Resellers, way => way.Reseller, way => way.Provider),
        ];

        IEnumerable<MapPartner> Tier(MapColumn tier, Func<MapWay, MapEnd> own, Func<MapWay, MapEnd> other) =>
            from way in ways
            where own(way).Kind == MapEndKind.Partner
            group way by own(way).Partner into partner
            let tied = partner.Where(way => other(way).Kind == MapEndKind.Partner).ToList()
            select new MapPartner(
                tier, partner.Key, names[partner.Key],
                once.TryGetValue((tier, partner.Key), out var customers) ? customers : partner.Sum(way => way.Customers),
                partner.Sum(way => way.Subscriptions), tied.Count, tied.Sum(way => way.Customers),
                tied.Sum(way => way.Subscriptions));
    }
}
