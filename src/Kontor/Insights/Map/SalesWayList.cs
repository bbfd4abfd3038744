using System.Runtime.CompilerServices;
using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Insights;

/// <summary>The ways on a tenant's map as its page and its exports list them.</summary>
public sealed class SalesWayList(SalesWays ways, SalesMap maps, Markets markets)
{
    public const string Path = "/insights/map";

    public const string ExportPath = Path + "/export";

    /// <summary>Names the partner in the address whose part of the map is looked at.</summary>
    public const string AtKey = "at";

    public const string FoldedKey = "folded";

    private const string Yes = "yes";

    public ListDefinition<WayRow> Definition(Actor viewer)
    {
        var isCustomer = viewer.TenantKind == TenantKind.Customer;
        return new(
            Path,
            [
                new("name", "column.seller", row => row.Seller) { Sort = "name", IsHeader = true },
                new("from", "column.buysFrom", BuysFrom),
                new("country", "column.country", row => markets.NameOf(row.Market)),
                .. isCustomer
                    ? new ListColumn<WayRow>[] { new("products", "column.products", row => row.Products) }
                    : [new("customers", "column.mapCustomers", row => row.Customers) { Sort = "customers", IsNumber = true }],
                new("subscriptions", "column.activeSubscriptions", row => row.Subscriptions) { Sort = "subscriptions", IsNumber = true },
                new("provider", "column.providerTenantId", row => row.ProviderId?.ToString()) { IsUsual = false },
                new("reseller", "column.resellerTenantId", row => row.ResellerId?.ToString()) { IsUsual = false },
            ],
            [
                new(
                    "way", "column.way",
                    [.. Enum.GetValues<WayKind>().Select(kind => new FilterChoice($"{kind}", Texts.Of($"WayKind.{kind}")))]),
                new("country", "column.country", markets.Choices()),
                new(FoldedKey, "map.folded", [new(Yes, Texts.Of("map.folded.yes"))]),
            ])
        {
            SearchKey = "map.search",
            UsualSort = "name",
            ExportPath = ExportPath,
            Kept = [AtKey],
        };
    }

    /// <summary>The partner that the address names; null where it names none, nobody where it names nobody.</summary>
    public static TenantId? AtOf(IQueryCollection query) => query[AtKey].ToString() is { Length: > 0 } text
        ? new(Guid.TryParse(text, out var id) ? id : Guid.Empty)
        : null;

    public static string BuysFrom(WayRow row) => row.Kind switch
    {
        WayKind.WithoutReseller => Texts.Of("map.vendor"),
        WayKind.WithoutProvider => Texts.Of("map.noProvider"),
        _ => row.Provider ?? "",
    };

    public async Task<Page<WayRow>> Read(
        Actor viewer, TenantId? at, ListState state, PageRequest part, CancellationToken cancel) =>
        await ways.List(viewer.TenantId, await FilterOf(viewer, at, state, cancel), part, cancel);

    public async Task<ListCount> Count(Actor viewer, TenantId? at, ListState state, int most, CancellationToken cancel) =>
        new(await ways.Count(viewer.TenantId, await FilterOf(viewer, at, state, cancel), most, cancel));

    /// <summary>All that is chosen, for an export, a batch at a time; nothing while nothing is counted, or where the viewer may not look.</summary>
    public async IAsyncEnumerable<WayRow> All(
        Actor viewer, TenantId? at, ListState state, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!await MayList(viewer, at, cancel))
        {
            yield break;
        }

        var filter = await FilterOf(viewer, at, state, cancel);
        await foreach (var row in Page.All(part => ways.List(viewer.TenantId, filter, part, cancel), cancel))
        {
            yield return row;
        }
    }

    public async Task<ListCount> CountAll(Actor viewer, TenantId? at, ListState state, int most, CancellationToken cancel) =>
        await MayList(viewer, at, cancel) ? await Count(viewer, at, state, most, cancel) : new(0);

    private async Task<bool> MayList(Actor viewer, TenantId? at, CancellationToken cancel) =>
        (await maps.Of(viewer, at, namesCustomers: false, cancel)).ValueOrNull is { Whole: not null };

    /// <summary>
    /// What is searched for is a tenant id, else the beginning of the seller's name, else, where nobody is called like that,
    /// of the provider's; so each search goes along one index.
    /// </summary>
    private async Task<WayFilter> FilterOf(Actor viewer, TenantId? at, ListState state, CancellationToken cancel)
    {
        var filter = new WayFilter
        {
            At = at,
            Kind = state.Filter<WayKind>("way"),
            Market = state.Filter("country"),
            IsFoldedOnly = state.Filter(FoldedKey) == Yes,
            Order = state.Sort switch
            {
                "customers" => WayOrder.Customers,
                "subscriptions" => WayOrder.Subscriptions,
                _ => WayOrder.Name,
            },
            IsDescending = state.IsDescending,
        };
        if (state.Search is not { } words)
        {
            return filter;
        }

        if (Guid.TryParse(words, out var id))
        {
            // Over both partners at once, where one is looked at already, there is at most one way; it is in that part's list.
            return at is null ? filter with { At = new TenantId(id) } : filter;
        }

        var sellers = filter with { Seller = words };
        return await ways.Count(viewer.TenantId, sellers, 0, cancel) > 0 ? sellers : filter with { Provider = words };
    }
}
