using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Insights;

/// <summary>Something on the map.</summary>
/// <param name="Key">Names it among the nodes of this answer.</param>
/// <param name="Column">Vendor, Providers (direct partners among them), Resellers or Customers.</param>
/// <param name="Kind">Vendor, Partner, Others (many in one), Nobody, Customer or Customers (all in one).</param>
/// <param name="TenantId">Who, where it is one.</param>
/// <param name="Name">Its name, where it is one.</param>
/// <param name="Count">How many it stands for.</param>
/// <param name="Customers">Customers reached over it.</param>
/// <param name="Subscriptions">Active subscriptions sold over it.</param>
public sealed record MapNodeBody(
    string Key, string Column, string Kind, Guid? TenantId, string? Name, long Count, long Customers, long Subscriptions)
{
    public static MapNodeBody From(MapNode node) => new(
        node.Key, $"{node.Column}", $"{node.Kind}", node.Tenant?.Value, node.Name.Length == 0 ? null : node.Name, node.Count,
        node.Customers, node.Subscriptions);
}

/// <summary>What goes from one node to one of the next column.</summary>
public sealed record MapLinkBody(string From, string To, long Customers, long Subscriptions)
{
    public static MapLinkBody Of(MapLink link) => new(link.From, link.To, link.Customers, link.Subscriptions);
}

/// <summary>The map, or one partner's part of it.</summary>
/// <param name="AsOf">When it was counted; null while it is for the first time, and then nothing is on it.</param>
/// <param name="Customers">Different customers on the whole map.</param>
/// <param name="Subscriptions">Active subscriptions on the whole map.</param>
/// <param name="Nodes">By column and in their order.</param>
/// <param name="Links">Between them.</param>
public sealed record MapBody(
    DateTimeOffset? AsOf, long Customers, long Subscriptions, IReadOnlyList<MapNodeBody> Nodes,
    IReadOnlyList<MapLinkBody> Links)
{
    public static MapBody From(MapView view) => new(
        view.Whole?.AsOf, view.Whole?.Customers ?? 0, view.Whole?.Subscriptions ?? 0,
        [.. view.Map.Nodes.Select(MapNodeBody.From)], [.. view.Map.Links.Select(MapLinkBody.Of)]);
}

/// <summary>One way from the vendor to customers.</summary>
public sealed record WayBody(
    Guid? ProviderId, Guid? ResellerId, string Seller, string? Provider, string Market, long Customers, long Subscriptions)
{
    public static WayBody From(WayRow row) => new(
        row.ProviderId, row.ResellerId, row.Seller, row.Provider, row.Market, row.Customers, row.Subscriptions);
}

public static class MapEndpoints
{
    public static void MapSalesMap(this IEndpointRouteBuilder api)
    {
        var map = api.MapGroup("/insights/map").WithTags("Insights")
            .RequirePermission(Permission.ViewSalesMap, PermissionLevel.Read);
        map.MapGet("", GetMap)
            .WithName("GetSalesMap")
            .WithSummary("Who sells to whom, as far as the signed-in tenant has to do with it; with at, one partner's part")
            .ProducesProblem(StatusCodes.Status404NotFound);
        map.MapGet("/ways", GetWays)
            .WithName("ListSalesWays")
            .WithSummary("Every way on the map by the seller's name, with its customers and active subscriptions")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>What belongs to the page and is no page.</summary>
    public static void MapSalesMapExport(this IEndpointRouteBuilder app) =>
        app.MapGet(SalesWayList.ExportPath, Export)
            .RequirePermission(Permission.ViewSalesMap, PermissionLevel.Read)
            .ExcludeFromDescription();

    private static async Task<Results<Ok<MapBody>, ProblemHttpResult>> GetMap(
        Guid? at, Caller caller, SalesMap maps, CancellationToken cancel)
    {
        var seen = await maps.Of(caller.Actor!, AtOf(at), MapAccess.NamesCustomers(caller), cancel);
        return seen.ValueOrNull is { } view ? TypedResults.Ok(MapBody.From(view)) : Problems.From(seen.Decision);
    }

    private static async Task<Results<Ok<PageBody<WayBody>>, ProblemHttpResult>> GetWays(
        Guid? at, int? size, string? cursor, Actor actor, SalesMap maps, SalesWays ways, CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        if (asked.ValueOrNull is not { } page)
        {
            return Problems.From(asked.Decision);
        }

        var seen = await maps.Of(actor, AtOf(at), namesCustomers: false, cancel);
        if (seen.ValueOrNull is not { } view)
        {
            return Problems.From(seen.Decision);
        }

        return view.Whole is null
            ? TypedResults.Ok(new PageBody<WayBody>([], null))
            : TypedResults.Ok((await ways.List(actor.TenantId, new() { At = AtOf(at) }, page, cancel)).ToBody(WayBody.From));
    }

    private static ListExport<WayRow> Export(HttpContext http, Actor actor, SalesWayList ways)
    {
        var list = ways.Definition(actor);
        var state = ListState.Read(http.Request.Query, list);
        var at = SalesWayList.AtOf(http.Request.Query);
        return new(
            list,
            state,
            ways.All(actor, at, state, http.RequestAborted),
            most => ways.CountAll(actor, at, state, most, http.RequestAborted),
            "sales-map");
    }

    private static TenantId? AtOf(Guid? at) => at is { } id ? new TenantId(id) : null;
}

/// <summary>What of a map somebody sees beyond the numbers.</summary>
public static class MapAccess
{
    /// <summary>Customers by name are for who may see the list of them; roles that only read reports see numbers (ROL-11).</summary>
    public static bool NamesCustomers(Caller caller) => caller.Actor?.TenantKind == TenantKind.Partner
        && caller.May(Permission.ViewCustomers, PermissionLevel.Read).IsGranted;
}
