using System.Globalization;
using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.ProviderDirectory;

/// <summary>The public directory as its page lists it: what was chosen stands in the address, so that it can be sent on.</summary>
public sealed class DirectoryList(DirectoryQueries directory, Markets markets)
{
    public const string Path = "/providers";

    private const string Yes = "yes";

    /// <summary>How each service is called in the address.</summary>
    public static IReadOnlyList<(ProviderService Service, string Key)> ServiceKeys { get; } =
    [
        (ProviderService.CustomerSupport, "support"),
        (ProviderService.TechnicalHelp, "technical"),
        (ProviderService.Marketing, "marketing"),
        (ProviderService.Financing, "financing"),
        (ProviderService.Training, "training"),
    ];

    /// <param name="scope">What the reader sees; within one region there is nothing to choose a region by.</param>
    public ListDefinition<DirectoryRow> Definition(DirectoryScope scope) => new(
        Path,
        [new("name", "column.name", row => row.Name) { Sort = "name", IsHeader = true }],
        [
            .. scope.RegionGroup is null ? new[] { Regions() } : [],
            new ListFilter("country", "directory.country", Countries(scope)),
            new ListFilter("language", "directory.language", Languages()),
            .. ServiceKeys.Select(known => new ListFilter(
                known.Key, $"ProviderService.{known.Service}", [new(Yes, Texts.Of("site.yes"))])),
        ])
    {
        SearchKey = "directory.search",
        UsualSort = "name",
    };

    public Task<Page<DirectoryRow>> Read(DirectoryScope scope, ListState state, PageRequest part, CancellationToken cancel) =>
        directory.List(FilterOf(scope, state), part, cancel);

    public async Task<ListCount> Count(DirectoryScope scope, ListState state, int most, CancellationToken cancel) =>
        new(await directory.Count(FilterOf(scope, state), most, cancel));

    /// <summary>Names of languages as the reader sorts them.</summary>
    public static IReadOnlyList<FilterChoice> Languages() =>
        Sorted(SpokenLanguages.All.Select(code => new FilterChoice(code, Texts.Of($"language.{code}"))));

    /// <summary>The countries of a region.</summary>
    public IReadOnlyList<FilterChoice> CountriesOf(string region) => Sorted(markets.All
        .Where(market => market.RegionGroup == region)
        .Select(market => new FilterChoice(market.Key, markets.NameOf(market.Key))));

    private IReadOnlyList<FilterChoice> Countries(DirectoryScope scope) =>
        scope.RegionGroup is { } region ? CountriesOf(region) : markets.Choices();

    private ListFilter Regions() => new(
        "region",
        "column.region",
        Sorted(markets.All.Select(market => market.RegionGroup).Distinct().Select(region => new FilterChoice(region, region))));

    private static FilterChoice[] Sorted(IEnumerable<FilterChoice> choices) =>
        [.. choices.OrderBy(choice => choice.Text, StringComparer.Create(CultureInfo.CurrentUICulture, CompareOptions.None))];

    private static DirectoryFilter FilterOf(DirectoryScope scope, ListState state) => new(scope)
    {
        Name = state.Search,
        RegionGroup = state.Filter("region"),
        Country = state.Filter("country"),
        Language = state.Filter("language"),
        Services = [.. ServiceKeys.Where(known => state.Filter(known.Key) is not null).Select(known => known.Service)],
        IsDescending = state.IsDescending,
    };
}
