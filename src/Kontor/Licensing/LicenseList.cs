using Kontor.DelegatedAdmin;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Licensing;

/// <summary>A row of the list of licenses.</summary>
/// <param name="Pool">The licenses of a SKU.</param>
/// <param name="More">Where more come from.</param>
public sealed record LicenseRow(LicensePool Pool, WayToMore More);

/// <summary>A part of the list.</summary>
public sealed record LicenseListPart(OnBehalfPass Pass, Page<LicenseRow> Rows, ListCount Count);

/// <summary>A customer's licenses as pages and exports list them, for its own admins and for partners with rights there.</summary>
public sealed class LicenseList(LicenseGate gate, LicensePools pools, MoreLicenses more)
{
    public const string OwnPath = "/my-licenses";

    public const string OwnExportPath = OwnPath + "/export";

    /// <summary>Exports are found by their path alone, so whose licenses stands in the query.</summary>
    public const string ExportPath = "/customers/licenses/export";

    public static string PathOf(Guid customer) => $"/customers/{customer}/licenses";

    /// <param name="customer">Whose licenses, for a partner; null for the own.</param>
    public static ListDefinition<LicenseRow> Definition(Guid? customer) => new(
        customer is { } there ? PathOf(there) : OwnPath,
        [
            new("product", "column.product", row => row.Pool.Title) { Sort = "product", IsHeader = true },
            new("publisher", "column.publisher", row => row.Pool.Publisher) { IsUsual = false },
            new("total", "licenses.total", row => row.Pool.Total) { IsNumber = true },
            new("elsewhere", "elsewhere.column.licenses", row => row.Pool.FromElsewhere) { IsNumber = true, IsUsual = false },
            new("assigned", "licenses.assigned", row => Known(row, pool => pool.Assigned)) { IsNumber = true },
            new("available", "licenses.available", row => Known(row, pool => pool.Available)) { IsNumber = true },
            new("over", "licenses.over", row => Known(row, pool => pool.Over)) { IsNumber = true },
            new("suspended", "licenses.suspended", row => row.Pool.Suspended) { IsNumber = true },
            new("state", "column.state", row => TextOf(row.Pool.State)),
            new("productId", "licenses.productId", row => row.Pool.Sku.ProductId) { IsUsual = false },
            new("skuId", "licenses.skuId", row => row.Pool.Sku.SkuId) { IsUsual = false },
        ],
        [new("state", "column.state", [.. Enum.GetValues<PoolState>().Select(state => new FilterChoice($"{state}", TextOf(state)))])])
    {
        SearchKey = "licenses.search",
        UsualSort = "product",
        ExportPath = customer is { } whose ? $"{ExportPath}?customer={whose}" : OwnExportPath,
    };

    public static string TextOf(PoolState state) => Texts.Of($"PoolState.{state}");

    public async Task<Result<LicenseListPart>> Read(
        Actor actor, TenantId customer, ListState state, PageRequest part, CancellationToken cancel)
    {
        var entered = await gate.Enter(actor, customer, OnBehalfWork.SeeUsers, cancel);
        if (entered.ValueOrNull is not { } pass)
        {
            return entered.Decision;
        }

        var page = await pools.List(customer, FilterOf(state), part, cancel);
        var ways = await more.Of(actor.TenantId, customer, page.Items.Select(pool => pool.Sku), cancel);
        return new LicenseListPart(
            pass,
            new(
                [.. page.Items.Select(pool => new LicenseRow(pool, ways.GetValueOrDefault(pool.Sku, WayToMore.Ask)))],
                page.NextCursor,
                page.PreviousCursor),
            new(await pools.Count(customer, FilterOf(state), ListCount.Most, cancel)));
    }

    /// <summary>All that is chosen, as a file.</summary>
    internal async Task<Result<ListExport<LicenseRow>>> Export(
        Actor actor, TenantId customer, IQueryCollection query, CancellationToken cancel)
    {
        var entered = await gate.Enter(actor, customer, OnBehalfWork.SeeUsers, cancel);
        if (entered.ValueOrNull is null)
        {
            return entered.Decision;
        }

        var list = Definition(actor.TenantId == customer ? null : customer.Value);
        var state = ListState.Read(query, list);
        return new ListExport<LicenseRow>(
            list,
            state,
            Page.All(
                async part =>
                {
                    var page = await pools.List(customer, FilterOf(state), part, cancel);
                    return new Page<LicenseRow>([.. page.Items.Select(pool => new LicenseRow(pool, WayToMore.Ask))], page.NextCursor);
                },
                cancel),
            async most => new(await pools.Count(customer, FilterOf(state), most, cancel)),
            "licenses");
    }

    private static PoolFilter FilterOf(ListState state) => new(state.Search, state.Filter<PoolState>("state"))
    {
        IsDescending = state.IsDescending,
    };

    /// <summary>CAT-54: how many of another publisher's licenses are assigned is not known here.</summary>
    private static int? Known(LicenseRow row, Func<LicensePool, int> number) =>
        row.Pool.IsFirstParty ? number(row.Pool) : null;
}
