using Kontor.Accounts;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Orders;

/// <summary>A partner's orders as its page and its exports list them (CAT-22, CAT-42).</summary>
public sealed class OrderList(OrderQueries orders, SharingPartnersQuery sharing, BusinessCards cards)
{
    public const string Path = "/orders";

    public const string ExportPath = "/orders/export";

    /// <summary>The list for a partner, with the resellers that it can name.</summary>
    public async Task<ListDefinition<OrderRow>> Definition(Actor partner, CancellationToken cancel)
    {
        var partners = await sharing.Of(partner, [], cancel);
        var known = await cards.Of([.. partners.Resellers.Select(reseller => new TenantId(reseller.Id))], cancel);
        FilterChoice[] resellers =
        [
            .. known.Values.Where(card => card.NetworkId is not null)
                .OrderBy(card => card.Name, StringComparer.CurrentCultureIgnoreCase)
                .Select(card => new FilterChoice(card.NetworkId!, card.Name)),
        ];
        return new(
            Path,
            [
                new("id", "order.title", row => row.OrderId.ToString()) { IsHeader = true },
                new("placed", "order.placed", row => row.PlacedAt) { Sort = "placed" },
                new("customer", "review.customer", row => row.Customer),
                new("reseller", "column.reseller", row => row.Resellers),
                new("by", "review.by", row => row.PlacedBy ?? Texts.Of("order.byApplication")),
                new("bought", "orders.bought", row => row.FirstTitle) { IsUsual = false },
                new("lines", "orders.lines", row => row.Lines) { IsNumber = true, IsUsual = false },
                new("quantity", "column.quantity", row => row.Quantity) { IsNumber = true },
                new("total", "order.due", row => row.Due?.Amount) { IsNumber = true },
                new("currency", "orders.currency", row => row.Currency.Code) { IsUsual = false },
            ],
            resellers.Length == 0 ? [] : [new("reseller", "column.reseller", resellers)])
        {
            PeriodKey = "order.placed",
            UsualSort = "-placed",
            ExportPath = ExportPath,
            Kept = ["customer"],
        };
    }

    public Task<Page<OrderRow>> Read(
        Actor partner, ListState state, TenantId? customer, PageRequest part, CancellationToken cancel) =>
        orders.List(partner, FilterOf(state, customer), part, cancel);

    /// <summary>All that is chosen, for an export, a batch at a time.</summary>
    public IAsyncEnumerable<OrderRow> All(Actor partner, ListState state, TenantId? customer, CancellationToken cancel) =>
        Page.All(part => Read(partner, state, customer, part, cancel), cancel);

    public async Task<ListCount> Count(Actor partner, ListState state, TenantId? customer, int most, CancellationToken cancel) =>
        new(await orders.Count(partner, FilterOf(state, customer), most, cancel));

    private static OrderFilter FilterOf(ListState state, TenantId? customer) => new(customer, state.Filter("reseller"))
    {
        Placed = state.Span,
        IsOldestFirst = !state.IsDescending,
    };
}
