using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Policy;
using Kontor.Site;

namespace Kontor.Enrolment;

/// <summary>The applications that were sent, as the operators' page and its exports list them.</summary>
public sealed class ApplicationList(ApplicationQueries applications, Markets markets, CurrentPolicy policy)
{
    public const string Path = "/ops/enrolments";

    public const string ExportPath = Path + "/export";

    private static readonly EnrolmentState[] Shown =
    [
        EnrolmentState.AwaitingEmailVerification, EnrolmentState.InReview, EnrolmentState.Submitted,
        EnrolmentState.CreditCheck, EnrolmentState.SupportPlanRequired, EnrolmentState.Rejected, EnrolmentState.Qualified,
        EnrolmentState.Active, EnrolmentState.Restricted, EnrolmentState.Suspended,
    ];

    private static readonly PartnerType[] Kinds = [PartnerType.Reseller, PartnerType.DirectPartner];

    public ListDefinition<ApplicationRow> Definition() => new(
        Path,
        [
            new("name", "column.name", row => row.Name) { IsHeader = true },
            new("type", "column.appliesAs", row => Texts.Of($"column.partnerType.{row.Type}")),
            new("state", "column.state", row => Texts.Of($"EnrolmentState.{row.State}")),
            new("since", "column.since", row => row.Since) { Sort = "since" },
            new("due", "column.decideBy", row => DueOf(row)),
            new("country", "column.country", row => markets.NameOf(row.Market)),
            new("network", "column.networkId", row => row.NetworkId),
            new("submitted", "column.submitted", row => row.SubmittedAt) { IsUsual = false },
            new("id", "column.tenantId", row => row.TenantId.ToString()) { IsUsual = false },
        ],
        [
            new(
                "type", "column.appliesAs",
                [.. Kinds.Select(type => new FilterChoice($"{type}", Texts.Of($"column.partnerType.{type}")))]),
            new(
                "state", "column.state",
                [.. Shown.Select(state => new FilterChoice($"{state}", Texts.Of($"EnrolmentState.{state}")))]),
            new("country", "column.country", markets.Choices()),
        ])
    {
        SearchKey = "partnerships.search",
        PeriodKey = "column.since",
        UsualSort = "since",
        ExportPath = ExportPath,
    };

    /// <summary>The page on which an operator looks at it.</summary>
    public static string PathOf(ApplicationRow row) =>
        row.Type == PartnerType.DirectPartner ? DirectPathOf(row.TenantId) : $"{Path}/{row.TenantId}";

    public static string DirectPathOf(TenantId tenant) => $"{Path}/{tenant}/direct";

    /// <summary>ENR-31: until when it was promised to decide; null where nothing waits for an operator.</summary>
    public DateTimeOffset? DueOf(ApplicationRow row) => row.State == EnrolmentState.InReview
        ? WorkingDays.After(row.Since, policy.Value.EnrolmentReviewWorkingDays)
        : null;

    public Task<Page<ApplicationRow>> Read(ListState state, PageRequest part, CancellationToken cancel) =>
        applications.List(FilterOf(state), part, cancel);

    /// <summary>All that is chosen, for an export, a batch at a time.</summary>
    public IAsyncEnumerable<ApplicationRow> All(ListState state, CancellationToken cancel) =>
        Page.All(part => Read(state, part, cancel), cancel);

    public async Task<ListCount> Count(ListState state, int most, CancellationToken cancel) =>
        new(await applications.Count(FilterOf(state), most, cancel));

    /// <summary>What is searched for is a tenant id, a network id, or else the beginning of a name.</summary>
    private static PartnerFilter FilterOf(ListState state)
    {
        var filter = new PartnerFilter(Type: state.Filter<PartnerType>("type"), State: state.Filter<EnrolmentState>("state"))
        {
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
}
