using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Orders;

public static class OrderExport
{
    /// <summary>What belongs to the pages and is no page.</summary>
    public static void MapOrderExport(this IEndpointRouteBuilder app) =>
        app.MapGet(OrderList.ExportPath, Export)
            .RequirePermission(Permission.CreateOrders, PermissionLevel.Read)
            .ExcludeFromDescription();

    private static async Task<IResult> Export(HttpContext http, Guid? customer, Actor actor, OrderList orders)
    {
        var list = await orders.Definition(actor, http.RequestAborted);
        var state = ListState.Read(http.Request.Query, list);
        var whose = customer is { } id ? new TenantId(id) : (TenantId?)null;
        return new ListExport<OrderRow>(
            list,
            state,
            orders.All(actor, state, whose, http.RequestAborted),
            most => orders.Count(actor, state, whose, most, http.RequestAborted),
            "orders");
    }
}
