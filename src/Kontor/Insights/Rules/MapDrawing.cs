using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Kontor.Kernel;

namespace Kontor.Insights;

/// <summary>The columns of a map, from the vendor to the customers.</summary>
public enum MapColumn
{
    Vendor,

    /// <summary>Who buys from the vendor: providers and direct partners.</summary>
    Providers,
    Resellers,
    Customers,
}

public enum MapNodeKind
{
    Vendor,
    Partner,

    /// <summary>Partners that are too many to be drawn each.</summary>
    Others,

    /// <summary>Nobody stands between the neighbours.</summary>
    Nobody,
    Customer,

    /// <summary>All customers in one.</summary>
    Customers,
}

/// <summary>Something that is drawn.</summary>
/// <param name="Column">Where.</param>
/// <param name="Kind">What.</param>
/// <param name="Tenant">Who, where it is one.</param>
/// <param name="Name">Its name; empty where it is not one tenant.</param>
/// <param name="Count">How many it stands for.</param>
/// <param name="Customers">Customers reached over it.</param>
/// <param name="Subscriptions">Active subscriptions sold over it.</param>
public sealed record MapNode(
    MapColumn Column, MapNodeKind Kind, TenantId? Tenant, string Name, long Count, long Customers, long Subscriptions)
{
    /// <summary>Names it among the nodes of its map.</summary>
    [JsonIgnore]
    public string Key => KeyOf(Column, Kind, Tenant);

    public static string KeyOf(MapColumn column, MapNodeKind kind, TenantId? tenant) => $"{column}-{kind}-{tenant}";
}

/// <summary>What goes from one node to one of the next column.</summary>
/// <param name="From">Key of a node.</param>
/// <param name="To">Key of a node.</param>
/// <param name="Customers">Customers reached over it.</param>
/// <param name="Subscriptions">Active subscriptions sold over it.</param>
public sealed record MapLink(string From, string To, long Customers, long Subscriptions);

/// <summary>A map as it is drawn: nodes by column and in their order, and what joins them.</summary>
public sealed record MapDrawing(ImmutableArray<MapNode> Nodes, ImmutableArray<MapLink> Links)
{
    public static MapDrawing Empty { get; } = new([], []);
}

/// <summary>A customer that is drawn by itself, and over whom it is reached.</summary>
public sealed record MapCustomer(TenantId Id, string Name, ImmutableArray<(TenantId? Provider, TenantId? Reseller)> Ways);

/// <summary>Who stands in the last column.</summary>
/// <param name="Count">How many different customers.</param>
/// <param name="Only">The customer itself where it is the viewer.</param>
/// <param name="Name">Its name.</param>
public sealed record MapBuyers(long Count, TenantId? Only = null, string Name = "");
