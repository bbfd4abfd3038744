using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.ProviderDirectory;

/// <summary>The profiles of providers as the operators' page and its exports list them (ENR-50).</summary>
public sealed class ProviderProfileList(ProviderProfileQueries profiles, Markets markets)
{
    public const string Path = "/ops/provider-profiles";

    public const string ExportPath = Path + "/export";

    public ListDefinition<ProviderProfileRow> Definition() => new(
        Path,
        [
            new("name", "column.name", row => row.Name) { IsHeader = true },
            new("state", "column.state", row => Texts.Of($"ProviderProfileStanding.{row.Standing}")),
            new("since", "column.since", row => row.Since) { Sort = "since" },
            new("country", "column.country", row => markets.NameOf(row.Market)),
            new("region", "column.region", row => row.RegionGroup),
            new("address", "providerProfiles.address", row => row.Slug),
            new("id", "column.tenantId", row => row.TenantId.ToString()) { IsUsual = false },
        ],
        [
            new(
                "state", "column.state",
                [
                    .. Enum.GetValues<ProviderProfileStanding>()
                        .Select(standing => new FilterChoice($"{standing}", Texts.Of($"ProviderProfileStanding.{standing}"))),
                ]),
        ])
    {
        SearchKey = "providerProfiles.search",
        UsualSort = "since",
        ExportPath = ExportPath,
    };

    public Task<Page<ProviderProfileRow>> Read(ListState state, PageRequest part, CancellationToken cancel) =>
        profiles.List(FilterOf(state), part, cancel);

    /// <summary>All that is chosen, for an export, a batch at a time.</summary>
    public IAsyncEnumerable<ProviderProfileRow> All(ListState state, CancellationToken cancel) =>
        Page.All(part => Read(state, part, cancel), cancel);

    public async Task<ListCount> Count(ListState state, int most, CancellationToken cancel) =>
        new(await profiles.Count(FilterOf(state), most, cancel));

    private static ProviderProfileFilter FilterOf(ListState state) =>
        new(state.Search, state.Filter<ProviderProfileStanding>("state")) { IsDescending = state.IsDescending };
}
