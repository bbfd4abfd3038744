using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Tenants;

/// <summary>The tenants of an account as the page and its exports list them.</summary>
public sealed class TenantList(TenantQueries tenants, Markets markets)
{
    public const string Path = "/settings/tenants";

    public const string ExportPath = Path + "/export";

    public ListDefinition<TenantRow> Definition() => new(
        Path,
        [
            new("domain", "column.domain", row => row.Domain) { Sort = "domain", IsHeader = true },
            new("kind", "column.tenantKind", row => TextOf(row.Kind)),
            new("origin", "column.tenantOrigin", row => Texts.Of($"tenantOrigin.{row.Origin}")),
            new("places", "column.tenantPlaces", row => string.Join("; ", row.Places.Select(TextOf))),
            new("country", "column.country", row => markets.NameOf(row.Market)),
            new("cloud", "column.cloud", row => TextOf(row.Cloud)),
            new("created", "column.tenantCreated", row => row.CreatedAt) { Sort = "created" },
            new("id", "column.tenantId", row => row.Id.ToString()),
        ],
        [
            new("kind", "column.tenantKind", [.. Kinds.Select(kind => new FilterChoice($"{kind}", TextOf(kind)))]),
        ])
    {
        SearchKey = "tenants.search",
        UsualSort = "domain",
        ExportPath = ExportPath,
    };

    private static TenantKind[] Kinds =>
        [TenantKind.Partner, TenantKind.Customer, TenantKind.SharedServices, TenantKind.Sandbox];

    /// <summary>The kind where it stands alone; within a sentence its word is another.</summary>
    public static string TextOf(TenantKind kind) => Texts.Of($"column.tenantKind.{kind}");

    public static string TextOf(Cloud cloud) => Texts.Of($"column.cloud.{cloud}");

    public static string TextOf(TenantPlace place) => Texts.Of(
        "tenants.place", Texts.Of($"column.partnerType.{place.Type}"), Texts.Of($"EnrolmentState.{place.State}"));

    public async Task<Page<TenantRow>> Read(Actor actor, ListState state, PageRequest part, CancellationToken cancel) =>
        await tenants.List(await tenants.AccountOf(actor, cancel), FilterOf(state), part, cancel);

    /// <summary>All that is chosen, for an export, a batch at a time.</summary>
    public IAsyncEnumerable<TenantRow> All(Actor actor, ListState state, CancellationToken cancel) =>
        Page.All(part => Read(actor, state, part, cancel), cancel);

    public async Task<ListCount> Count(Actor actor, ListState state, int most, CancellationToken cancel) => new(
        await tenants.Count(await tenants.AccountOf(actor, cancel), FilterOf(state), most, cancel));

    private static TenantFilter FilterOf(ListState state) => new(state.Search, state.Filter<TenantKind>("kind"))
    {
        ByAge = state.Sort == "created",
        IsDescending = state.IsDescending,
    };
}
