using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Partnerships;

/// <summary>Requests to end partnerships as the operators' page and its exports list them (REL-52).</summary>
public sealed class EndRequestList(EndRequestQueries requests)
{
    public const string Path = "/ops/partnership-ends";

    public const string ExportPath = Path + "/export";

    public static ListDefinition<EndRequestRow> Definition() => new(
        Path,
        [
            new("reseller", "column.reseller", row => row.Reseller) { IsHeader = true },
            new("provider", "column.provider", row => row.Provider),
            new("state", "column.state", row => Texts.Of($"EndRequestState.{row.State}")),
            new("filed", "partnershipEnds.filed", row => row.FiledAt) { Sort = "filed" },
            new("closed", "partnershipEnds.closed", row => row.ClosedAt),
            new("by", "partnershipEnds.closedBy", row => row.ClosedBy) { IsUsual = false },
        ],
        [
            new(
                "state", "column.state",
                [
                    .. Enum.GetValues<EndRequestState>()
                        .Select(state => new FilterChoice($"{state}", Texts.Of($"EndRequestState.{state}"))),
                ]),
        ])
    {
        SearchKey = "partnershipEnds.search",
        PeriodKey = "partnershipEnds.filed",
        UsualSort = "filed",
        ExportPath = ExportPath,
    };

    public Task<Page<EndRequestRow>> Read(ListState state, PageRequest part, CancellationToken cancel) =>
        requests.List(FilterOf(state), part, cancel);

    /// <summary>All that is chosen, for an export, a batch at a time.</summary>
    public IAsyncEnumerable<EndRequestRow> All(ListState state, CancellationToken cancel) =>
        Page.All(part => Read(state, part, cancel), cancel);

    public async Task<ListCount> Count(ListState state, int most, CancellationToken cancel) =>
        new(await requests.Count(FilterOf(state), most, cancel));

    private static EndRequestFilter FilterOf(ListState state) =>
        new(state.Search, state.Filter<EndRequestState>("state"))
        {
            Filed = state.Span,
            IsDescending = state.IsDescending,
        };
}
