using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Elsewhere;

/// <summary>An entry with the name of its customer.</summary>
public sealed record KeptOutside(OutsideSubscription Entry, string Customer);

/// <summary>All that customers bought elsewhere, as the operators' page and its exports list it.</summary>
public sealed class OpsElsewhereList(
    OutsideSubscriptionQueries outside, KeepOutsideSubscriptions keep, BusinessCards cards)
{
    public const string Path = "/ops/elsewhere";

    public const string ExportPath = Path + "/export";

    public static string PathOf(OutsideSubscriptionId id) => $"{Path}/{id}";

    public ListDefinition<KeptOutside> Definition() => new(
        Path,
        [
            new("name", "column.subscription", row => row.Entry.Name) { IsHeader = true },
            new("customer", "column.customer", row => row.Customer),
            new("state", "column.state", row => ElsewhereList.TextOf(row.Entry.StateOn(outside.Today))),
            new("bought", "elsewhere.channel", row => ElsewhereList.TextOf(row.Entry.Channel)),
            new("soldBy", "elsewhere.seller", row => row.Entry.Seller),
            new("contract", "elsewhere.contract", row => row.Entry.Contract),
            new("quantity", "column.quantity", row => row.Entry.Quantity) { IsNumber = true },
            new("billing", "elsewhere.billing", row => ElsewhereList.BillingOf(row.Entry)) { IsUsual = false },
            new("first", "elsewhere.startsOn", row => row.Entry.StartsOn) { IsUsual = false },
            new("last", "elsewhere.lastDay", row => ElsewhereList.LastDayOf(row.Entry)),
            new("publisher", "column.publisher", row => row.Entry.Publisher) { IsUsual = false },
            new("product", "elsewhere.sku", row => ElsewhereList.SkuOf(row.Entry)) { IsUsual = false },
            new("entered", "elsewhere.entered", row => row.Entry.EnteredAt) { Sort = "entered" },
            new("customerId", "column.customerId", row => row.Entry.CustomerId.ToString()) { IsUsual = false },
            new("id", "column.subscriptionId", row => row.Entry.Id.ToString()) { IsUsual = false },
        ],
        [new("bought", "elsewhere.channel", ElsewhereList.Channels())])
    {
        SearchKey = "opsElsewhere.search",
        UsualSort = "-entered",
        ExportPath = ExportPath,
    };

    public async Task<Page<KeptOutside>> Read(ListState state, PageRequest part, CancellationToken cancel)
    {
        var page = await outside.List(await FilterOf(state, cancel), part, cancel);
        var known = await cards.Of([.. page.Items.Select(row => row.CustomerId).Distinct()], cancel);
        return new(
            [.. page.Items.Select(row => new KeptOutside(row, known[row.CustomerId].Name))], page.NextCursor, page.PreviousCursor);
    }

    /// <summary>All that is chosen, for an export, a batch at a time.</summary>
    public IAsyncEnumerable<KeptOutside> All(ListState state, CancellationToken cancel) =>
        Page.All(part => Read(state, part, cancel), cancel);

    public async Task<ListCount> Count(ListState state, int most, CancellationToken cancel) =>
        new(await outside.Count(await FilterOf(state, cancel), most, cancel));

    /// <summary>What is searched for is a customer's tenant id or domain, or else the number of a contract.</summary>
    private async Task<OutsideFilter> FilterOf(ListState state, CancellationToken cancel)
    {
        var customer = state.Search is null ? null : await keep.CustomerNamed(state.Search, cancel);
        return new OutsideFilter(customer, state.Filter<OutsideChannel>("bought"))
        {
            Contract = customer is null ? state.Search?.Trim() : null,
            IsDescending = state.IsDescending,
        };
    }
}
