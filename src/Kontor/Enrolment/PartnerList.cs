using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Enrolment;

/// <summary>All partners of the program as the operators' page and its exports list them.</summary>
public sealed class PartnerList(PartnerQueries partners, Markets markets)
{
    public const string Path = "/ops/partners";

    public const string ExportPath = Path + "/export";

    public ListDefinition<PartnerRow> Definition() => new(
        Path,
        [
            new("name", "column.name", row => row.Name) { Sort = "name", IsHeader = true },
            new("type", "column.partnerType", row => Texts.Of(TypeKey(row.Type))),
            new("state", "column.state", row => Texts.Of($"EnrolmentState.{row.State}")),
            new("since", "column.since", row => row.Since),
            new("country", "column.country", row => markets.NameOf(row.Market)),
            new("network", "column.networkId", row => row.NetworkId),
            new("id", "column.tenantId", row => row.TenantId.ToString()) { IsUsual = false },
        ],
        [
            new("type", "column.partnerType", Choices<PartnerType>(TypeKey)),
            new("state", "column.state", [.. Choices<EnrolmentState>(state => $"EnrolmentState.{state}").Where(IsShown)]),
            new("country", "column.country", markets.Choices()),
        ])
    {
        SearchKey = "partnerships.search",
        PeriodKey = "column.since",
        UsualSort = "name",
        ExportPath = ExportPath,
    };

    public Task<Page<PartnerRow>> Read(ListState state, PageRequest part, CancellationToken cancel) =>
        partners.List(FilterOf(state), part, cancel);

    /// <summary>All that is chosen, for an export, a batch at a time.</summary>
    public IAsyncEnumerable<PartnerRow> All(ListState state, CancellationToken cancel) =>
        Page.All(part => Read(state, part, cancel), cancel);

    public async Task<ListCount> Count(ListState state, int most, CancellationToken cancel) =>
        new(await partners.Count(FilterOf(state), most, cancel));

    /// <summary>What is searched for is a tenant id, a network id, or else the beginning of a name.</summary>
    private static PartnerFilter FilterOf(ListState state)
    {
        var filter = new PartnerFilter
        {
            Type = state.Filter<PartnerType>("type"),
            State = state.Filter<EnrolmentState>("state"),
            Market = state.Filter("country"),
            Since = state.Span,
            IsDescending = state.IsDescending,
        };
        return state.Search switch
        {
            null => filter,
            { } id when Guid.TryParse(id, out var tenant) => filter with { TenantId = new TenantId(tenant) },
            { } number when number.All(char.IsAsciiDigit) => filter with { NetworkId = number },
            { } name => filter with { Name = name },
        };
    }

    private static IReadOnlyList<FilterChoice> Choices<TEnum>(Func<TEnum, string> keyOf)
        where TEnum : struct, Enum =>
        [.. Enum.GetValues<TEnum>().Select(value => new FilterChoice($"{value}", Texts.Of(keyOf(value))))];

    /// <summary>ENR-39: drafts and what was withdrawn are the applicant's alone.</summary>
    private static bool IsShown(FilterChoice choice) =>
        choice.Value is not (nameof(EnrolmentState.Draft) or nameof(EnrolmentState.Withdrawn));

    /// <summary>Text of a type where it stands alone; within a sentence its name is another.</summary>
    private static string TypeKey(PartnerType type) => $"column.partnerType.{type}";
}
