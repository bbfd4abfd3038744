using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Catalog;

/// <summary>The price lists that were imported, as their page and its exports list them.</summary>
public sealed class ImportedPriceLists(CatalogQueries catalog)
{
    public const string Path = "/price-lists";

    public const string ExportPath = Path + "/export";

    public static ListDefinition<PriceList> Definition() => new(
        Path,
        [
            new("file", "column.file", list => list.FileName) { IsHeader = true },
            new("generation", "column.generation", list => TextOf(list.Generation)),
            new("rows", "column.importedRows", list => list.ImportedRows) { IsNumber = true },
            new("rejected", "column.rejectedRows", list => list.RejectedRows) { IsNumber = true },
            new("overlapping", "column.overlappingRows", list => list.OverlappingRows) { IsNumber = true },
            new("imported", "column.imported", list => list.ImportedAt) { Sort = "imported" },
            new("by", "column.importedBy", list => list.ImportedByName),
            new("hash", "column.sha256", list => Convert.ToHexStringLower(list.Sha256)) { IsUsual = false },
        ],
        [new("generation", "column.generation", [.. Enum.GetValues<ListGeneration>().Select(Choice)])])
    {
        SearchKey = "priceLists.search",
        PeriodKey = "column.imported",
        UsualSort = "-imported",
        ExportPath = ExportPath,
    };

    public Task<Page<PriceList>> Read(ListState state, PageRequest part, CancellationToken cancel) =>
        catalog.PriceLists(FilterOf(state), part, cancel);

    /// <summary>All that is chosen, for an export, a batch at a time.</summary>
    public IAsyncEnumerable<PriceList> All(ListState state, CancellationToken cancel) =>
        Page.All(part => Read(state, part, cancel), cancel);

    public async Task<ListCount> Count(ListState state, int most, CancellationToken cancel) =>
        new(await catalog.Count(FilterOf(state), most, cancel));

    private static PriceListFilter FilterOf(ListState state) =>
        new(state.Search, state.Filter<ListGeneration>("generation"))
        {
            Imported = state.Span,
            IsOldestFirst = !state.IsDescending,
        };

    private static FilterChoice Choice(ListGeneration generation) => new($"{generation}", TextOf(generation));

    private static string TextOf(ListGeneration generation) => Texts.Of($"ListGeneration.{generation}");
}
