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
}

/// <summary>An order in a list.</summary>
/// <param name="OrderId">Of the order.</param>
/// <param name="PlacedAt">When.</param>
/// <param name="CustomerId">For whom.</param>
/// <param name="Customer">Its name.</param>
/// <param name="BillingCycle">BIL-16.</param>
/// <param name="Lines">How many.</param>
/// <param name="FirstTitle">What its first line bought.</param>
/// <param name="Due">What became due at once; null while nothing did, as for usage.</param>
public sealed record OrderRow(
    OrderId OrderId,
    DateTimeOffset PlacedAt,
    TenantId CustomerId,
    string Customer,
    BillingCycle BillingCycle,
    int Lines,
    string FirstTitle,
    Money? Due);

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
    /// The newest first. Ids of orders grow with time, so that each list is read along one index: of all orders the key, of
    /// a customer's its own, of a reseller's that of the lines.
    /// </summary>
    public async Task<Page<OrderRow>> List(Actor actor, OrderFilter filter, PageRequest page, CancellationToken cancel)
    {
        var partner = actor.TenantId.Value;
        var customer = filter.CustomerId?.Value;
        var (hasCustomer, before) = (customer is not null, page.After);
        var (at, id) = (before?.Instant ?? DateTimeOffset.MaxValue, before?.Id ?? Guid.Empty);
        var isFirst = before is null;
        var chosen = filter.NetworkId is { } networkId
            ? db.Database.SqlQuery<Chosen>($"""
                select o.id as "Id", o.placed_at as "PlacedAt"
                from (select distinct l.order_id from order_lines l
                        where l.partner_id = {partner} and l.partner_of_record = {networkId}
                            and ({isFirst} or l.order_id < {id})
                        order by l.order_id desc) named
                join orders o on o.partner_id = {partner} and o.id = named.order_id
                where {!hasCustomer} or o.customer_id = {customer ?? Guid.Empty}
                order by o.id desc
                limit {page.Size + 1}
                """)
            : hasCustomer
            ? db.Database.SqlQuery<Chosen>($"""
                select o.id as "Id", o.placed_at as "PlacedAt"
                from orders o
                where o.partner_id = {partner} and o.customer_id = {customer ?? Guid.Empty}
                    and ({isFirst} or (o.placed_at, o.id) < ({at.UtcDateTime}, {id}))
                order by o.placed_at desc, o.id desc
                limit {page.Size + 1}
                """)
            : db.Database.SqlQuery<Chosen>($"""
                select o.id as "Id", o.placed_at as "PlacedAt"
                from orders o
                where o.partner_id = {partner} and ({isFirst} or o.id < {id})
                order by o.id desc
                limit {page.Size + 1}
                """);
        var part = Page.Of(
            await chosen.ToListAsync(cancel), page.Size, last => Cursor.At(last.PlacedAt, last.Id));
        return new Page<OrderRow>(await Rows(partner, [.. part.Items.Select(row => row.Id)], cancel), part.NextCursor);
    }

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

    private async Task<IReadOnlyList<OrderRow>> Rows(Guid partner, Guid[] orders, CancellationToken cancel)
    {
        var rows = await db.Database.SqlQuery<Listed>($"""
            select o.id as "Id", o.placed_at as "PlacedAt", o.customer_id as "CustomerId", c.name as "Customer",
                o.billing_cycle as "BillingCycle", o.currency as "Currency",
                (select count(*) from order_lines l where l.partner_id = o.partner_id and l.order_id = o.id)::int as "Lines",
                (select s.title from order_lines l
                    join subscriptions s on s.partner_id = l.partner_id and s.id = l.subscription_id
                    where l.partner_id = o.partner_id and l.order_id = o.id order by l.line_number limit 1) as "FirstTitle",
                (select sum(h.amount_units)::bigint from order_lines l
                    join charge_lines h on h.partner_id = l.partner_id and h.subscription_id = l.subscription_id
                        and h.order_id = o.id and h.created_at = o.placed_at
                    where l.partner_id = o.partner_id and l.order_id = o.id) as "DueUnits"
            from unnest({orders}) with ordinality as w (id, place)
            join orders o on o.partner_id = {partner} and o.id = w.id
            join tenants t on t.id = o.customer_id
            join organisations c on c.id = t.organisation_id
            order by w.place
            """).ToListAsync(cancel);
        return
        [
            .. rows.Select(row => new OrderRow(
                new(row.Id),
                row.PlacedAt,
                new(row.CustomerId),
                row.Customer,
                Enum.Parse<BillingCycle>(row.BillingCycle),
                row.Lines,
                row.FirstTitle,
                row.DueUnits is { } units ? new Money(units, Currency.Of(row.Currency)) : null)),
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

    private sealed record Chosen(Guid Id, DateTimeOffset PlacedAt);

    private sealed record Named(Guid Id, string Name);

    private sealed record Listed(
        Guid Id,
        DateTimeOffset PlacedAt,
        Guid CustomerId,
        string Customer,
        string BillingCycle,
        string Currency,
        int Lines,
        string FirstTitle,
        long? DueUnits);
}
