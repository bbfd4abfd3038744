using Kontor.Access;
using Kontor.Accounts;
using Kontor.Catalog;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Site;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Subscriptions;

/// <summary>A row of a list of subscriptions, as far as the reader may see it (MUL-05).</summary>
/// <param name="Seen">The subscription; what is hidden is absent.</param>
/// <param name="Customer">Whose it is.</param>
/// <param name="Reseller">The reseller's name; null when there is none, or it is hidden.</param>
/// <param name="OrderedBy">The person of the reader's own tenant, else who sold it; null when it is hidden.</param>
/// <param name="CreatedAt">The purchase; null when it is hidden.</param>
/// <param name="MonthlyValue">What it costs the reader a month, rounded; null when it is hidden or has no period.</param>
public sealed record SubscriptionRow(
    SubscriptionBody Seen,
    string Customer,
    string? Reseller,
    string? OrderedBy,
    DateTimeOffset? CreatedAt,
    Money? MonthlyValue)
{
    /// <summary>SUP-04: whom the reader asks, where it is the customer; null for nobody.</summary>
    public SupportPartner? Support { get; init; }

    public string Name => Seen.FriendlyName ?? Seen.Title;
}

/// <summary>Subscriptions as pages and exports list them: a partner's portfolio, and a customer's own.</summary>
public sealed class SubscriptionListing(SubscriptionPortfolio portfolio, SubscriptionNames names)
{
    public const string Path = "/subscriptions";

    public const string OwnPath = "/my-subscriptions";

    public const string ExportPath = "/subscriptions/export";

    private static readonly BillingCycle[] Cycles = Enum.GetValues<BillingCycle>();

    /// <summary>The list for a reader; without prices unless the reader is charged them (MUL-05).</summary>
    public static ListDefinition<SubscriptionRow> Definition(Caller caller)
    {
        var isCustomer = caller.Actor!.TenantKind == TenantKind.Customer;
        return new(
            isCustomer ? OwnPath : Path,
            [
                new("name", "column.subscription", row => row.Name) { Sort = "name", IsHeader = true },
                .. isCustomer ? (ListColumn<SubscriptionRow>[])[] : [new("customer", "column.customer", row => row.Customer)],
                new("state", "column.state", row => Texts.Of($"SubscriptionState.{row.Seen.State}")),
                new("quantity", "column.quantity", row => row.Seen.Quantity) { IsNumber = true },
                new("from", "column.termFrom", row => row.Seen.TermFrom) { IsUsual = false },
                new("until", "column.termUntil", row => row.Seen.TermUntil?.AddDays(-1)) { Sort = "until" },
                new("renews", "column.renews", row => row.Seen.AutoRenew is { } renews ? Texts.Of(renews ? "site.yes" : "site.no") : null),
                new("cycle", "column.cycle", row => row.Seen.BillingCycle is { } cycle ? Texts.Of($"shop.plan.{cycle}") : null) { IsUsual = false },
                new("product", "column.product", row => row.Seen.Title) { IsUsual = false },
                new("reseller", "column.reseller", row => row.Reseller),
                new("resellerId", "column.resellerId", row => row.Seen.PartnerOfRecord) { IsUsual = false },
                new("by", "column.soldBy", row => row.OrderedBy) { IsUsual = !MaySeePrices(caller) },
                .. MaySeePrices(caller) ? Prices : [],
                .. isCustomer ? Support : [],
                new("created", "column.boughtAt", row => row.CreatedAt) { Sort = "created" },
                new("id", "column.subscriptionId", row => row.Seen.Id.ToString()) { IsUsual = false },
            ],
            [
                new("state", "column.state", [.. Enum.GetValues<SubscriptionState>().Select(s => new FilterChoice($"{s}", Texts.Of($"SubscriptionState.{s}")))]),
                new("cycle", "column.cycle", [.. Cycles.Select(c => new FilterChoice($"{c}", Texts.Of($"shop.plan.{c}")))]),
            ])
        {
            SearchKey = "subscriptions.search",
            UsualSort = "-created",
            ExportPath = ExportPath,
            Kept = isCustomer ? [] : ["customer"],
        };
    }

    public async Task<Page<SubscriptionRow>> Read(
        Actor actor, ListState state, TenantId? customer, PageRequest part, CancellationToken cancel)
    {
        var page = await portfolio.List(actor, FilterOf(state, customer), part, cancel);
        return new(await names.Rows(actor, page.Items, cancel), page.NextCursor, page.PreviousCursor);
    }

    /// <summary>All that is chosen, for an export, a batch at a time.</summary>
    public IAsyncEnumerable<SubscriptionRow> All(
        Actor actor, ListState state, TenantId? customer, CancellationToken cancel) =>
        Page.All(part => Read(actor, state, customer, part, cancel), cancel);

    public async Task<ListCount> Count(Actor actor, ListState state, TenantId? customer, int most, CancellationToken cancel) =>
        new(await portfolio.Count(actor, FilterOf(state, customer), most, cancel));

    /// <summary>Whether the reader sees any subscription of that customer.</summary>
    public async Task<bool> HasAny(Actor actor, TenantId customer, CancellationToken cancel) =>
        await portfolio.Count(actor, new SubscriptionFilter(customer), 0, cancel) > 0;

    /// <summary>MUL-05: who is charged the prices: the selling partner, and the vendor that charges it.</summary>
    private static bool MaySeePrices(Caller caller) => caller.Actor!.TenantKind == TenantKind.Operator
        || caller.Subject!.PartnerTypes.Any(type => type is PartnerType.Provider or PartnerType.DirectPartner);

    /// <summary>SUP-04: whom the customer asks, and how.</summary>
    private static ListColumn<SubscriptionRow>[] Support =>
    [
        new("support", "column.support", row => row.Support?.Name),
        new("supportMail", "column.supportMail", row => row.Support?.Reach?.Email) { IsUsual = false },
        new("supportPhone", "column.supportPhone", row => row.Support?.Reach?.Phone) { IsUsual = false },
        new("supportHours", "column.supportHours", row => row.Support?.Reach?.Hours) { IsUsual = false },
    ];

    private static ListColumn<SubscriptionRow>[] Prices =>
    [
        new("price", "column.unitPrice", row => row.Seen.UnitPrice) { IsNumber = true, IsUsual = false },
        new("value", "column.monthlyValue", row => row.MonthlyValue?.Amount) { IsNumber = true },
        new("currency", "column.currency", row => row.Seen.Currency) { IsUsual = false },
    ];

    /// <summary>What is searched for is an id, or the beginning of a name.</summary>
    private static SubscriptionFilter FilterOf(ListState state, TenantId? customer)
    {
        var isId = Guid.TryParse(state.Search, out var id);
        return new SubscriptionFilter(customer)
        {
            Id = isId ? new SubscriptionId(id) : null,
            Name = isId ? null : state.Search,
            State = state.Filter<SubscriptionState>("state"),
            Cycle = state.Filter<BillingCycle>("cycle"),
            Order = state.Sort switch
            {
                "name" => SubscriptionOrder.Name,
                "until" => SubscriptionOrder.TermEnd,
                _ => SubscriptionOrder.Created,
            },
            IsDescending = state.IsDescending,
        };
    }
}

/// <summary>The names that belong to subscriptions, asked for all of a page at once.</summary>
public sealed class SubscriptionNames(KontorDb db, BusinessCards cards, SupportQueries support)
{
    public async Task<IReadOnlyList<SubscriptionRow>> Rows(
        Actor actor, IReadOnlyList<VisibleSubscription> page, CancellationToken cancel)
    {
        (SubscriptionBody Seen, Subscription Held)[] rows = [.. page.Select(row => (SubscriptionBody.From(row), row.Subscription))];
        TenantId[] tenants =
        [
            .. rows.SelectMany(row => new[] { row.Seen.CustomerId, row.Seen.PartnerId, row.Seen.ResellerId })
                .OfType<Guid>().Distinct().Select(id => new TenantId(id)),
        ];
        var known = await cards.Of(tenants, cancel);
        var contacts = actor.TenantKind == TenantKind.Customer
            ? await support.Contacts([.. rows.Select(row => row.Held.Id)], cancel)
            : new Dictionary<SubscriptionId, SupportPartner>();
        var people = await People(actor, rows.Where(row => row.Held.PartnerId == actor.TenantId).Select(row => row.Held.OrderId), cancel);
        return
        [
            .. rows.Select(row => new SubscriptionRow(
                row.Seen,
                known[row.Held.CustomerId].Name,
                NameOf(row.Seen.ResellerId),
                row.Held.PartnerId == actor.TenantId
                    ? people.GetValueOrDefault(row.Held.OrderId.Value) ?? Texts.Of("order.byApplication")
                    : NameOf(row.Seen.PartnerId),
                row.Seen.PartnerId is null ? null : row.Held.CreatedAt,
                row.Seen.UnitPrice is { } price ? MonthlyValue.Of(price, row.Held.Quantity, row.Held.Currency, row.Held.BillingCycle.Months()) : null)
            {
                Support = contacts.GetValueOrDefault(row.Held.Id),
            }),
        ];

        string? NameOf(Guid? tenant) => tenant is { } id ? known.GetValueOrDefault(new TenantId(id))?.Name : null;
    }

    private async Task<Dictionary<Guid, string?>> People(Actor actor, IEnumerable<OrderId> orders, CancellationToken cancel)
    {
        var (partner, ids) = (actor.TenantId.Value, orders.Select(id => id.Value).Distinct().ToArray());
        return ids.Length == 0 ? [] : (await db.Database.SqlQuery<Person>($"""
            select o.id as "OrderId", u.full_name as "Name" from orders o left join users u on u.id = o.placed_by
            where o.partner_id = {partner} and o.id = any ({ids})
            """).ToListAsync(cancel)).ToDictionary(row => row.OrderId, row => row.Name);
    }

    private sealed record Person(Guid OrderId, string? Name);
}
