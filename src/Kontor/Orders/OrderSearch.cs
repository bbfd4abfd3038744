using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Orders;

/// <summary>A partner's own orders in the search, by their id.</summary>
public sealed class OrderSearch(OrderQueries orders) : ISearchSource
{
    public async Task<FoundGroup> Find(Caller caller, string wanted, CancellationToken cancel)
    {
        var found = Guid.TryParse(wanted, out var id) && caller.May(Permission.CreateOrders, PermissionLevel.Read).IsGranted
            ? await orders.Find(caller.Actor!, new OrderId(id), cancel)
            : null;
        return new(
            "orders.title",
            found is null ? [] : [new Found(Texts.Of("order.title.for", found.Customer), $"/orders/{id}", $"{id}")]);
    }
}
