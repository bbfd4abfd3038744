using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Enrolment;

/// <summary>The profiles that were changed after the admission, as the operators' page and its exports list them.</summary>
public sealed class ProfileChangeList(ProfileChangeQueries changes, Markets markets)
{
    public const string Path = "/ops/profile-changes";

    public const string ExportPath = Path + "/export";

    public ListDefinition<ProfileChangeRow> Definition() => new(
        Path,
        [
            new("name", "column.name", row => row.Name) { IsHeader = true },
            new("state", "profileChanges.verification", row => Texts.Of($"VerificationState.{row.State}")),
            new("waiting", "profileChanges.waiting", row => WaitingOf(row)),
            new("since", "column.since", row => row.Since) { Sort = "since" },
            new("country", "column.country", row => markets.NameOf(row.Market)),
            new("id", "profileChanges.organizationId", row => row.OrganisationId.ToString()) { IsUsual = false },
        ],
        [
            new(
                "state", "profileChanges.verification",
                [
                    .. Enum.GetValues<VerificationState>()
                        .Select(state => new FilterChoice($"{state}", Texts.Of($"VerificationState.{state}"))),
                ]),
            new("country", "column.country", markets.Choices()),
        ])
    {
        SearchKey = "profileChanges.search",
        PeriodKey = "column.since",
        UsualSort = "since",
        ExportPath = ExportPath,
    };

    /// <summary>What an operator has to answer, in words; empty for nothing.</summary>
    public static string WaitingOf(ProfileChangeRow row) =>
        string.Join(", ", row.Waiting.Select(kind => Texts.Of($"CheckKind.{kind}")));

    public Task<Page<ProfileChangeRow>> Read(ListState state, PageRequest part, CancellationToken cancel) =>
        changes.List(FilterOf(state), part, cancel);

    /// <summary>All that is chosen, for an export, a batch at a time.</summary>
    public IAsyncEnumerable<ProfileChangeRow> All(ListState state, CancellationToken cancel) =>
        Page.All(part => Read(state, part, cancel), cancel);

    public async Task<ListCount> Count(ListState state, int most, CancellationToken cancel) =>
        new(await changes.Count(FilterOf(state), most, cancel));

    private static ProfileChangeFilter FilterOf(ListState state) =>
        new(state.Search, state.Filter<VerificationState>("state"))
        {
            Market = state.Filter("country"),
            Since = state.Span,
            IsDescending = state.IsDescending,
        };
}
