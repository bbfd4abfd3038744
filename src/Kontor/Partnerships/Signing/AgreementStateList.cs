using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Partnerships;

/// <summary>A provider's resellers by their agreement, as its page and its exports list them (AGR-12).</summary>
public sealed class AgreementStateList(AgreementStates states, Markets markets)
{
    public const string Path = "/insights/agreements";

    public const string ExportPath = Path + "/export";

    public ListDefinition<AgreementStateRow> Definition() => new(
        Path,
        [
            new("name", "column.name", row => row.Name) { Sort = "name", IsHeader = true },
            new("country", "column.country", row => markets.NameOf(row.Market)),
            new("agreement", "column.agreement", row => Texts.Of($"AgreementState.{row.State}")),
            new("signed", "column.signedAt", row => row.SignedAt),
            new("network", "column.networkId", row => row.NetworkId) { IsUsual = false },
            new("contact", "column.contact", row => row.ContactEmail) { IsUsual = false },
            new("since", "column.since", row => row.BegunAt) { IsUsual = false },
            new("id", "column.tenantId", row => row.ResellerId.ToString()) { IsUsual = false },
        ],
        [
            new(
                "state", "column.agreement",
                [
                    .. Enum.GetValues<AgreementState>()
                        .Select(state => new FilterChoice($"{state}", Texts.Of($"AgreementState.{state}"))),
                ]),
            new("country", "column.country", markets.Choices()),
        ])
    {
        SearchKey = "agreementStates.search",
        UsualSort = "name",
        ExportPath = ExportPath,
    };

    public Task<Page<AgreementStateRow>> Read(
        Actor provider, ListState state, PageRequest part, CancellationToken cancel) =>
        states.List(provider, FilterOf(state), part, cancel);

    /// <summary>All that is chosen, for an export, a batch at a time.</summary>
    public IAsyncEnumerable<AgreementStateRow> All(Actor provider, ListState state, CancellationToken cancel) =>
        Page.All(part => Read(provider, state, part, cancel), cancel);

    public async Task<ListCount> Count(Actor provider, ListState state, int most, CancellationToken cancel) =>
        new(await states.Count(provider, FilterOf(state), most, cancel));

    private static AgreementStateFilter FilterOf(ListState state) =>
        new(state.Search, state.Filter<AgreementState>("state"), state.Filter("country"))
        {
            IsDescending = state.IsDescending,
        };
}
