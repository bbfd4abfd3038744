using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Customers;

/// <summary>A row of the list of customers.</summary>
/// <param name="Customer">Who it is.</param>
/// <param name="Market">Its market in the reader's language.</param>
/// <param name="Holding">What it has from the partner.</param>
public sealed record CustomerListRow(CustomerRow Customer, string Market, CustomerHolding Holding);

/// <summary>A partner's customers as its page and its exports list them (CUS-14, CUS-16, CUS-66).</summary>
public sealed class CustomerList(
    CustomerQueries customers, CustomerHoldings holdings, SharingPartnersQuery sharing, Markets markets)
{
    public const string Path = "/customers";

    public const string ExportPath = "/customers/export";

    private (ListState State, Task<CustomerFilter> Filter)? _asked;

    /// <summary>The list for a partner, with the filters that make sense for it.</summary>
    /// <param name="partner">Whose customers.</param>
    /// <param name="asked">The address: a partner that is named in it can be chosen, however many there are.</param>
    /// <param name="cancel">Set when nobody waits any more.</param>
    public async Task<ListDefinition<CustomerListRow>> Definition(
        Actor partner, IQueryCollection asked, CancellationToken cancel)
    {
        var partners = await sharing.Of(partner, [.. Ids(asked["reseller"]), .. Ids(asked["provider"])], cancel);
        return new(
            Path,
            [
                new("name", "column.name", row => row.Customer.Name) { Sort = "name", IsHeader = true },
                new("domain", "column.domain", row => row.Customer.Domain) { Sort = "domain", IsUsual = false },
                new("with", "column.sharedWith", row => string.Join(", ", row.Customer.SharedWith)),
                new("country", "column.country", row => row.Market),
                new("kind", "column.kind", row => Texts.Of($"RelationshipKind.{row.Customer.Kind}")) { IsUsual = false },
                new("rights", "column.rights", row => Texts.Of($"AdminRights.{row.Customer.AdminRights}")),
                new("channel", "column.channel", row => row.Customer.Channel is { } channel ? Texts.Of($"CustomerChannel.{channel}") : null) { IsUsual = false },
                new("since", "column.since", row => row.Customer.BegunAt) { Sort = "since" },
                new("subscriptions", "column.subscriptions", row => row.Holding.Subscriptions) { IsNumber = true },
                new("seats", "column.seats", row => row.Holding.Seats) { IsNumber = true },
                new("id", "column.customerId", row => row.Customer.CustomerId.ToString()) { IsUsual = false },
            ],
            [
                .. Partners("reseller", "column.reseller", partners.Resellers),
                .. Partners("provider", "column.provider", partners.Providers),
                new("kind", "column.kind", [.. Enum.GetValues<RelationshipKind>().Select(kind => Choice(kind, "RelationshipKind"))]),
                new("rights", "column.rights", [.. Enum.GetValues<AdminRights>().Select(rights => Choice(rights, "AdminRights"))]),
                new("channel", "column.channel", [.. Enum.GetValues<CustomerChannel>().Select(channel => Choice(channel, "CustomerChannel"))]),
                new("country", "column.country", markets.Choices()),
            ])
        {
            SearchKey = "customers.search",
            UsualSort = "name",
            ExportPath = ExportPath,
        };
    }

    public async Task<Page<CustomerListRow>> Read(Actor partner, ListState state, PageRequest part, CancellationToken cancel)
    {
        var page = await customers.List(partner, await FilterOf(partner, state, cancel), part, cancel);
        var held = await holdings.Of(partner, page.Items.Select(row => row.CustomerId), cancel);
        return new([.. page.Items.Select(row => RowOf(row, held))], page.NextCursor, page.PreviousCursor);
    }

    /// <summary>All that is chosen, for an export, a batch at a time.</summary>
    public IAsyncEnumerable<CustomerListRow> All(Actor partner, ListState state, CancellationToken cancel) =>
        Page.All(part => Read(partner, state, part, cancel), cancel);

    public async Task<ListCount> Count(Actor partner, ListState state, int most, CancellationToken cancel) =>
        new(await customers.Count(partner, await FilterOf(partner, state, cancel), most, cancel));

    /// <summary>Looked for once, however often the same list is asked for.</summary>
    private Task<CustomerFilter> FilterOf(Actor partner, ListState state, CancellationToken cancel)
    {
        if (_asked?.State != state)
        {
            _asked = (state, Find(partner, state, cancel));
        }

        return _asked.Value.Filter;
    }

    private async Task<CustomerFilter> Find(Actor partner, ListState state, CancellationToken cancel)
    {
        var filter = new CustomerFilter(ResellerId: IdOf(state, "reseller"), ProviderId: IdOf(state, "provider"))
        {
            Kind = state.Filter<RelationshipKind>("kind"),
            Rights = state.Filter<AdminRights>("rights"),
            Channel = state.Filter<CustomerChannel>("channel"),
            Market = state.Filter("country"),
            Order = state.Sort switch
            {
                "domain" => CustomerOrder.Domain,
                "since" => CustomerOrder.Since,
                _ => CustomerOrder.Name,
            },
            IsDescending = state.IsDescending,
        };
        filter = await customers.Weighed(partner, filter, cancel);
        return state.Search is { } search ? await customers.Searched(partner, filter, search, cancel) : filter;
    }

    private CustomerListRow RowOf(CustomerRow row, IReadOnlyDictionary<TenantId, CustomerHolding> held) =>
        new(row, markets.NameOf(row.Market), held.GetValueOrDefault(row.CustomerId, CustomerHolding.None));

    private static IEnumerable<ListFilter> Partners(string key, string title, IReadOnlyList<SharingPartner> partners) =>
        partners.Count == 0
            ? []
            : [new(key, title, [.. partners.Select(partner => new FilterChoice($"{partner.Id}", partner.Name))])];

    private static IEnumerable<Guid> Ids(string? value) => Guid.TryParse(value, out var id) ? [id] : [];

    private static FilterChoice Choice<TEnum>(TEnum value, string key)
        where TEnum : struct, Enum => new($"{value}", Texts.Of($"{key}.{value}"));

    private static TenantId? IdOf(ListState state, string key) =>
        Guid.TryParse(state.Filter(key), out var id) ? new TenantId(id) : null;
}
