using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Support;

/// <summary>Service requests as their page and its exports list them, for whichever side reads.</summary>
public sealed class ServiceRequestList(ServiceRequestQueries requests, TimeProvider clock)
{
    public const string Path = "/support";

    public const string ExportPath = Path + "/export";

    public static string PathOf(ServiceRequestId id) => $"{Path}/{id}";

    public ListDefinition<ServiceRequestRow> Definition(Actor reader) => new(
        Path,
        [
            new("title", "serviceRequest.title", row => row.Title) { IsHeader = true },
            new("number", "serviceRequest.number", row => row.Number) { IsNumber = true },
            .. reader.TenantKind == TenantKind.Customer ? [] : CustomerColumn(),
            .. reader.TenantKind == TenantKind.Partner ? [] : PartnerColumn(),
            new("severity", "serviceRequest.severity", row => TextOf(row.Severity)),
            new("state", "column.state", row => TextOf(row.State)),
            new("due", "serviceRequest.due", row => row.DueAt) { Sort = "due" },
            new("intime", "serviceRequest.inTime", row => InTimeOf(row)) { IsUsual = false },
            new("opened", "serviceRequest.opened", row => row.CreatedAt) { Sort = "opened" },
            new("topic", "serviceRequest.topic", row => TextOf(row.Topic)) { IsUsual = false },
            new("subscription", "serviceRequest.subscription", row => row.Subscription) { IsUsual = false },
        ],
        [
            new("state", "column.state", [.. Choices<ServiceRequestState>(TextOf)]),
            new("severity", "serviceRequest.severity", [.. Choices<ServiceSeverity>(TextOf)]),
            new("topic", "serviceRequest.topic", [.. Choices<ServiceTopic>(TextOf)]),
        ])
    {
        SearchKey = "serviceRequests.search",
        UsualSort = "-opened",
        ExportPath = ExportPath,
        Kept = ["customer"],
    };

    public static string TextOf(ServiceRequestState state) => Texts.Of($"ServiceRequestState.{state}");

    public static string TextOf(ServiceSeverity severity) => Texts.Of($"ServiceSeverity.{severity}");

    public static string TextOf(ServiceTopic topic) => Texts.Of($"ServiceTopic.{topic}");

    /// <summary>Whether the first answer came in time.</summary>
    public string InTimeOf(ServiceRequestRow row) =>
        InTimeOf(ServiceRequest.IsInTime(row.DueAt, row.AnsweredAt, clock.Now()), row.State);

    /// <summary>Of what is done nobody waits for an answer.</summary>
    public static string InTimeOf(bool? isInTime, ServiceRequestState state) => Texts.Of(
        isInTime is true ? "serviceRequest.inTime.yes"
        : isInTime is false ? "serviceRequest.inTime.no"
        : ServiceRequestStates.IsDone(state) ? "serviceRequest.inTime.none"
        : "serviceRequest.inTime.open");

    public Task<Page<ServiceRequestRow>> Read(
        Actor reader, ListState state, string? customer, PageRequest part, CancellationToken cancel) =>
        requests.List(reader, FilterOf(state, customer), part, cancel);

    /// <summary>All that is chosen, for an export, a batch at a time.</summary>
    public IAsyncEnumerable<ServiceRequestRow> All(
        Actor reader, ListState state, string? customer, CancellationToken cancel) =>
        Page.All(part => Read(reader, state, customer, part, cancel), cancel);

    public async Task<ListCount> Count(
        Actor reader, ListState state, string? customer, int most, CancellationToken cancel) =>
        new(await requests.Count(reader, FilterOf(state, customer), most, cancel));

    private static ServiceRequestFilter FilterOf(ListState state, string? customer) => new(
        state.Search,
        state.Filter<ServiceRequestState>("state"),
        state.Filter<ServiceSeverity>("severity"),
        state.Filter<ServiceTopic>("topic"),
        Guid.TryParse(customer, out var id) ? new TenantId(id) : null)
    {
        Order = state.Sort == "due" ? ServiceRequestOrder.Due : ServiceRequestOrder.Opened,
        IsDescending = state.IsDescending,
    };

    private static IEnumerable<ListColumn<ServiceRequestRow>> CustomerColumn() =>
        [new("customer", "column.customer", row => row.Customer)];

    private static IEnumerable<ListColumn<ServiceRequestRow>> PartnerColumn() =>
        [new("partner", "serviceRequest.partner", row => row.Partner)];

    private static IEnumerable<FilterChoice> Choices<TEnum>(Func<TEnum, string> textOf)
        where TEnum : struct, Enum => Enum.GetValues<TEnum>().Select(value => new FilterChoice($"{value}", textOf(value)));
}
