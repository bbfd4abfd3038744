using Kontor.Billing;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Orders;

/// <summary>Which of its orders a partner wants to see.</summary>
/// <param name="CustomerId">Only those for this customer; null for any.</param>
/// <param name="NetworkId">Only those that name this reseller (CAT-24); null for any.</param>
public sealed record OrderFilter(TenantId? CustomerId = null, string? NetworkId = null)
{
    public static OrderFilter None { get; } = new();

    /// <summary>Only those that were placed then.</summary>
    public InstantSpan Placed { get; init; }

    public bool IsOldestFirst { get; init; }
}

/// <summary>A line of an order in a list.</summary>
/// <param name="SubscriptionId">What it made.</param>
/// <param name="Title">As the partner named it.</param>
/// <param name="Quantity">Licences or units.</param>
/// <param name="Reseller">The reseller's name; null when a direct partner bought.</param>
/// <param name="Due">What became due at once; null while nothing did, as for usage.</param>
public sealed record OrderRowLine(SubscriptionId SubscriptionId, string Title, int Quantity, string? Reseller, Money? Due);

/// <summary>An order in a list.</summary>
/// <param name="OrderId">Of the order.</param>
/// <param name="PlacedAt">When.</param>
/// <param name="CustomerId">For whom.</param>
/// <param name="Customer">Its name.</param>
/// <param name="BillingCycle">BIL-16.</param>
/// <param name="PlacedBy">The name of the person; null when an application ordered.</param>
/// <param name="Currency">Of all its amounts.</param>
/// <param name="Items">Its lines by number; at least one.</param>
public sealed record OrderRow(
    OrderId OrderId,
    DateTimeOffset PlacedAt,
    TenantId CustomerId,
    string Customer,
    BillingCycle BillingCycle,
    string? PlacedBy,
    Currency Currency,
    IReadOnlyList<OrderRowLine> Items)
{
    public int Lines => Items.Count;

    public string FirstTitle => Items[0].Title;

    public long Quantity => Items.Sum(line => (long)line.Quantity);

    /// <summary>What became due at once; null while nothing did, as for usage.</summary>
    public Money? Due => Items.Any(line => line.Due is not null)
        ? Items.Select(line => line.Due).OfType<Money>().Aggregate(Money.Zero(Currency), (sum, due) => sum + due)
        : null;

    /// <summary>The resellers that are named, each once.</summary>
    public string Resellers => string.Join(", ", Items.Select(line => line.Reseller).OfType<string>().Distinct());
}

/// <summary>A line of an order with what it made.</summary>
/// <param name="Line">As it was ordered.</param>
/// <param name="Subscription">As it is now.</param>
/// <param name="Reseller">The reseller's name; null when a direct partner bought.</param>
/// <param name="Charge">What became due at once; null for usage.</param>
public sealed record PlacedLine(OrderLine Line, Subscription Subscription, string? Reseller, ChargeLine? Charge);

/// <summary>One order with all of it.</summary>
/// <param name="Order">The order.</param>
/// <param name="Customer">The customer's name.</param>
/// <param name="PlacedBy">The name of the person; null when an application ordered.</param>
/// <param name="Lines">By number.</param>
/// <param name="Together">Other orders that came from the same cart.</param>
public sealed record PlacedOrderView(
    Order Order, string Customer, string? PlacedBy, IReadOnlyList<PlacedLine> Lines, IReadOnlyList<OrderId> Together);

/// <summary>A partner's own orders; those of other partners do not exist for it (MUL-05, CAT-20).</summary>
public sealed class OrderQueries(KontorDb db)
{
    /// <summary>
    /// In the order of time, read in either direction. Ids of orders grow with time, so that each list is read along one index:
    /// of all orders the key, of a customer's its own, of a reseller's that of the lines.
    /// </summary>
    public async Task<Page<OrderRow>> List(Actor actor, OrderFilter filter, PageRequest page, CancellationToken cancel)
    {
        var part = Page.Of(
            await Select(actor.TenantId.Value, filter, page).ToListAsync(cancel),
            page,
            edge => Cursor.At(edge.PlacedAt, edge.Id));
        var rows = await Rows(actor.TenantId.Value, [.. part.Items.Select(row => row.Id)], cancel);
        return new Page<OrderRow>(rows, part.NextCursor, part.PreviousCursor);
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>.</summary>
    public Task<int> Count(Actor actor, OrderFilter filter, int most, CancellationToken cancel) =>
        db.Database.SqlQuery<int>(SqlText.ToCount(sql => AddRows(sql, actor.TenantId.Value, filter), most)).SingleAsync(cancel);

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal IQueryable<Chosen> Select(Guid partner, OrderFilter filter, PageRequest page)
    {
        var sql = new SqlText();
        sql.Add("select o.id as \"Id\", o.placed_at as \"PlacedAt\"");
        AddRows(sql, partner, filter);
        if (IsByInstant(filter))
        {
            sql.AddPart(page, !filter.IsOldestFirst, "o.id", "o.placed_at", edge => edge.Instant);
        }
        else
        {
            sql.AddPart(page, !filter.IsOldestFirst, IdOf(filter));
        }

        return db.Database.SqlQuery<Chosen>(sql.ToStatement());
    }

    /// <summary>From which rows, and which of them. An order that names a reseller on several lines counts once.</summary>
    private static void AddRows(SqlText sql, Guid partner, OrderFilter filter)
    {
        if (filter.NetworkId is { } networkId)
        {
            sql.Add(
                """
                from order_lines named join orders o on o.partner_id = {0} and o.id = named.order_id
                where named.partner_id = {0} and named.partner_of_record = {1}
                    and not exists (select from order_lines l where l.partner_id = {0} and l.order_id = named.order_id
                        and l.partner_of_record = {1} and l.line_number < named.line_number)
                """,
                partner,
                networkId);
        }
        else
        {
            sql.Add("from orders o where o.partner_id = {0}", partner);
        }

        if (filter.CustomerId is { } customer)
        {
            sql.Add("and o.customer_id = {0}", customer.Value);
        }

        if (!IsByInstant(filter))
        {
            sql.AddSpan(IdOf(filter), filter.Placed);
            return;
        }

        if (filter.Placed.From is { } from)
        {
            sql.Add("and o.placed_at >= {0}", from);
        }

        if (filter.Placed.Until is { } until)
        {
            sql.Add("and o.placed_at < {0}", until);
        }
    }

    /// <summary>A customer's orders lie in an index by their instants, the others in one by their ids.</summary>
    private static bool IsByInstant(OrderFilter filter) => filter is { NetworkId: null, CustomerId: not null };

    private static string IdOf(OrderFilter filter) => filter.NetworkId is null ? "o.id" : "named.order_id";

    /// <summary>One order; null when it is not the actor's.</summary>
    public async Task<PlacedOrderView?> Find(Actor actor, OrderId id, CancellationToken cancel)
    {
        var order = await db.Orders.AsNoTracking()
            .SingleOrDefaultAsync(o => o.PartnerId == actor.TenantId && o.Id == id, cancel);
        if (order is null)
        {
            return null;
        }

        var lines = await (
            from line in db.OrderLines.AsNoTracking()
            where line.PartnerId == order.PartnerId && line.OrderId == order.Id
            join subscription in db.Subscriptions.AsNoTracking()
                on new { line.PartnerId, Id = line.SubscriptionId } equals new { subscription.PartnerId, subscription.Id }
            orderby line.LineNumber
            select new { line, subscription }).ToListAsync(cancel);
        var subscriptions = lines.Select(row => row.subscription.Id).ToArray();
        var charges = await db.ChargeLines.AsNoTracking()
            .Where(c => c.PartnerId == order.PartnerId && subscriptions.Contains(c.SubscriptionId) && c.OrderId == order.Id)
            .OrderBy(c => c.Id)
            .ToListAsync(cancel);
        var names = await Names(
            [order.CustomerId.Value, .. lines.Select(row => row.subscription.ResellerId?.Value).OfType<Guid>()], cancel);
        return new PlacedOrderView(
            order,
            names[order.CustomerId.Value],
            order.PlacedBy is { } user
                ? await db.Database.SqlQuery<string>($"""select full_name as "Value" from users where id = {user.Value}""")
                    .FirstOrDefaultAsync(cancel)
                : null,
            [
                .. lines.Select(row => new PlacedLine(
                    row.line,
                    row.subscription,
                    row.subscription.ResellerId is { } reseller ? names[reseller.Value] : null,
                    charges.Find(charge => charge.SubscriptionId == row.subscription.Id))),
            ],
            await Together(order, cancel));
    }

    /// <summary>The orders with their lines, in one query for all of them.</summary>
    private async Task<IReadOnlyList<OrderRow>> Rows(Guid partner, Guid[] orders, CancellationToken cancel)
    {
        var rows = await db.Database.SqlQuery<Listed>($"""
            select o.id as "Id", o.placed_at as "PlacedAt", o.customer_id as "CustomerId", c.name as "Customer",
                o.billing_cycle as "BillingCycle", o.currency as "Currency", u.full_name as "PlacedBy",
                l.subscription_id as "SubscriptionId", l.friendly_name as "Title", l.quantity as "Quantity",
                (select p.name from subscriptions s
                    join tenants k on k.id = s.reseller_id join organisations p on p.id = k.organisation_id
                    where s.partner_id = l.partner_id and s.id = l.subscription_id) as "Reseller",
                (select sum(h.amount_units)::bigint from charge_lines h
                    where h.partner_id = l.partner_id and h.subscription_id = l.subscription_id
                        and h.order_id = o.id and h.created_at = o.placed_at) as "DueUnits"
            from unnest({orders}) with ordinality as w (id, place)
            join orders o on o.partner_id = {partner} and o.id = w.id
            join order_lines l on l.partner_id = o.partner_id and l.order_id = o.id
            join tenants t on t.id = o.customer_id
            join organisations c on c.id = t.organisation_id
            left join users u on u.id = o.placed_by
            order by w.place, l.line_number
            """).ToListAsync(cancel);
        return
        [
            .. rows.GroupBy(row => row.Id).Select(order => order.First().With(order)),
        ];
    }

    private async Task<IReadOnlyDictionary<Guid, string>> Names(Guid[] tenants, CancellationToken cancel) =>
        (await db.Database.SqlQuery<Named>($"""
            select t.id as "Id", o.name as "Name"
            from tenants t join organisations o on o.id = t.organisation_id
            where t.id = any ({tenants})
            """).ToListAsync(cancel)).ToDictionary(row => row.Id, row => row.Name);

    /// <summary>Orders of one cart are placed at the same instant (CAT-22).</summary>
    private async Task<IReadOnlyList<OrderId>> Together(Order order, CancellationToken cancel) => order.CartId is null
        ? []
        : await db.Orders.AsNoTracking()
            .Where(o => o.PartnerId == order.PartnerId && o.CustomerId == order.CustomerId
                && o.PlacedAt == order.PlacedAt && o.CartId == order.CartId && o.Id != order.Id)
            .OrderBy(o => o.Id)
            .Select(o => o.Id)
            .ToListAsync(cancel);

    internal sealed record Chosen(Guid Id, DateTimeOffset PlacedAt);

    private sealed record Named(Guid Id, string Name);

    private sealed record Listed(
        Guid Id,
        DateTimeOffset PlacedAt,
        Guid CustomerId,
        string Customer,
        string BillingCycle,
        string Currency,
        string? PlacedBy,
        Guid SubscriptionId,
        string Title,
        int Quantity,
        string? Reseller,
        long? DueUnits)
    {
        public OrderRow With(IEnumerable<Listed> lines)
        {
            var currency = Kernel.Currency.Of(Currency);
            return new OrderRow(
                new(Id),
                PlacedAt,
                new(CustomerId),
                Customer,
                Enum.Parse<BillingCycle>(BillingCycle),
                PlacedBy,
                currency,
                [
                    .. lines.Select(line => new OrderRowLine(
                        new(line.SubscriptionId),
                        line.Title,
                        line.Quantity,
                        line.Reseller,
                        line.DueUnits is { } units ? new Money(units, currency) : null)),
                ]);
        }
    }
}
