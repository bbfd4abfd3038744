using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Elsewhere;

/// <summary>
/// What one customer bought elsewhere as pages and exports list it: for its own admins, and without the contract's number for
/// its partners (MUL-05, MUL-22).
/// </summary>
public sealed class ElsewhereList(OutsideSubscriptionQueries outside)
{
    public const string OwnPath = "/my-subscriptions/elsewhere";

    public const string OwnExportPath = OwnPath + "/export";

    /// <summary>Exports are found by their path alone, so whose entries stands in the query.</summary>
    public const string ExportPath = "/customers/elsewhere/export";

    public static string PathOf(TenantId customer) => $"/customers/{customer}/elsewhere";

    public static string PathOf(OutsideSubscriptionId id) => $"/elsewhere/{id}";

    /// <param name="customer">Whose, for a partner; null for the own.</param>
    public ListDefinition<OutsideSubscription> Definition(TenantId? customer) => new(
        customer is { } there ? PathOf(there) : OwnPath,
        [
            new("name", "column.subscription", row => row.Name) { IsHeader = true },
            new("state", "column.state", row => TextOf(row.StateOn(outside.Today))),
            new("bought", "elsewhere.channel", row => TextOf(row.Channel)),
            new("soldBy", "elsewhere.seller", row => row.Seller),
            new("quantity", "column.quantity", row => row.Quantity) { IsNumber = true },
            new("billing", "elsewhere.billing", row => BillingOf(row)),
            new("first", "elsewhere.startsOn", row => row.StartsOn) { IsUsual = false },
            new("last", "elsewhere.lastDay", row => LastDayOf(row)),
            new("publisher", "column.publisher", row => row.Publisher) { IsUsual = false },
            new("product", "elsewhere.sku", row => SkuOf(row)) { IsUsual = false },
            .. customer is null ? [new("contract", "elsewhere.contract", row => row.Contract)] : (ListColumn<OutsideSubscription>[])[],
            new("entered", "elsewhere.entered", row => row.EnteredAt) { Sort = "entered", IsUsual = false },
            new("id", "column.subscriptionId", row => row.Id.ToString()) { IsUsual = false },
        ],
        [
            new("state", "column.state", [.. Enum.GetValues<OutsideState>().Select(state => new FilterChoice($"{state}", TextOf(state)))]),
            new("bought", "elsewhere.channel", Channels()),
        ])
    {
        SearchKey = "elsewhere.search",
        UsualSort = "-entered",
        ExportPath = customer is { } whose ? $"{ExportPath}?customer={whose}" : OwnExportPath,
    };

    public static FilterChoice[] Channels() =>
        [.. Enum.GetValues<OutsideChannel>().Select(channel => new FilterChoice($"{channel}", TextOf(channel)))];

    public static string TextOf(OutsideState state) => Texts.Of($"OutsideState.{state}");

    public static string TextOf(OutsideChannel channel) => Texts.Of($"OutsideChannel.{channel}");

    public static string BillingOf(OutsideSubscription row) => Texts.Of($"elsewhere.billing.{row.BillingType}");

    public static string? SkuOf(OutsideSubscription row) => row.ProductId is null ? null : $"{row.ProductId}:{row.SkuId}";

    /// <summary>As people say it; what was ended before ran until that day.</summary>
    public static DateOnly? LastDayOf(OutsideSubscription row) => row.EndedAt is { } at
        ? DateOnly.FromDateTime(at.UtcDateTime)
        : row.EndsOn?.AddDays(-1);

    public async Task<Result<Page<OutsideSubscription>>> Read(
        Actor reader, TenantId customer, ListState state, PageRequest part, CancellationToken cancel)
    {
        var may = await outside.MaySee(reader, customer, cancel);
        return may.IsGranted ? await outside.List(FilterOf(customer, state), part, cancel) : may;
    }

    public async Task<ListCount> Count(TenantId customer, ListState state, CancellationToken cancel) =>
        new(await outside.Count(FilterOf(customer, state), ListCount.Most, cancel));

    /// <summary>All that is chosen, as a file.</summary>
    internal async Task<Result<ListExport<OutsideSubscription>>> Export(
        Actor reader, TenantId customer, IQueryCollection query, CancellationToken cancel)
    {
        var may = await outside.MaySee(reader, customer, cancel);
        if (!may.IsGranted)
        {
            return may;
        }

        var list = Definition(reader.TenantId == customer ? null : customer);
        var state = ListState.Read(query, list);
        return new ListExport<OutsideSubscription>(
            list,
            state,
            Page.All(part => outside.List(FilterOf(customer, state), part, cancel), cancel),
            async most => new(await outside.Count(FilterOf(customer, state), most, cancel)),
            "bought-elsewhere");
    }

    private static OutsideFilter FilterOf(TenantId customer, ListState state) =>
        new(customer, state.Filter<OutsideChannel>("bought"), state.Filter<OutsideState>("state"), state.Search)
        {
            IsDescending = state.IsDescending,
        };
}
