using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Subscriptions;
using Npgsql;

namespace Kontor.PartnerCenter;

/// <summary>A partner's own orders for a customer; orders of other partners do not exist for it (MUL-05, CAT-20).</summary>
internal sealed class OrderReads(NpgsqlDataSource database)
{
    /// <summary>$1 partner, $2 customer. A row without an order says that the customer has none.</summary>
    private const string Columns =
        """
        select o.id, o.currency, o.billing_cycle, o.placed_at, l.line_number, l.catalog_item_id, l.subscription_id,
            l.friendly_name, l.quantity, l.unit_price, l.term, l.partner_of_record
        from (select from customer_relationships
                where partner_id = $1 and customer_id = $2 and ended_at is null limit 1) r
            left join (orders o join order_lines l on l.partner_id = o.partner_id and l.order_id = o.id)
                on o.partner_id = $1 and o.customer_id = $2
        """;

    private const string Sort = " order by o.placed_at, o.id, l.line_number";

    /// <summary>The customer's orders, oldest first; null when the partner has no such customer.</summary>
    /// <param name="partner">Whose orders.</param>
    /// <param name="customer">For whom.</param>
    /// <param name="cycle">Only those billed so; null for all.</param>
    /// <param name="withPrices">Whether prices are shown.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<List<OrderBody>?> All(
        TenantId partner, TenantId customer, BillingCycle? cycle, bool withPrices, CancellationToken cancel) =>
        cycle is { } one
            ? Read($"{Columns} and o.billing_cycle = $3{Sort}", partner, customer, Sql.Text(one.ToString()), withPrices, cancel)
            : Read(Columns + Sort, partner, customer, null, withPrices, cancel);

    /// <summary>No order, or the one with that id; null when the partner has no such customer.</summary>
    public Task<List<OrderBody>?> One(
        TenantId partner, TenantId customer, OrderId order, bool withPrices, CancellationToken cancel) =>
        Read($"{Columns} and o.id = $3{Sort}", partner, customer, Sql.Uuid(order.Value), withPrices, cancel);

    private async Task<List<OrderBody>?> Read(
        string sql, TenantId partner, TenantId customer, NpgsqlParameter? third, bool withPrices, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(Sql.Uuid(partner.Value));
        command.Parameters.Add(Sql.Uuid(customer.Value));
        if (third is not null)
        {
            command.Parameters.Add(third);
        }

        await using var row = await command.ExecuteReaderAsync(cancel);
        if (!await row.ReadAsync(cancel))
        {
            return null;
        }

        var orders = new List<OrderBody>();
        Order? order = null;
        var lines = new List<OrderLine>();
        for (var any = !await row.IsDBNullAsync(0, cancel); any; any = await row.ReadAsync(cancel))
        {
            if (order?.Id.Value != row.GetGuid(0))
            {
                Finish();
                order = ReadOrder(row, partner, customer);
            }

            lines.Add(ReadLine(row, order!));
        }

        Finish();
        return orders;

        void Finish()
        {
            if (order is not null)
            {
                orders.Add(OrderWords.Body(order, lines, withPrices));
            }

            lines.Clear();
        }
    }

    private static Order ReadOrder(NpgsqlDataReader row, TenantId partner, TenantId customer) => new()
    {
        PartnerId = partner,
        Id = new(row.GetGuid(0)),
        CustomerId = customer,
        Currency = Currency.Of(row.GetString(1)),
        BillingCycle = Enum.Parse<BillingCycle>(row.GetString(2)),
        PlacedAt = row.GetFieldValue<DateTimeOffset>(3),
    };

    private static OrderLine ReadLine(NpgsqlDataReader row, Order order) => new()
    {
        PartnerId = order.PartnerId,
        OrderId = order.Id,
        LineNumber = row.GetInt32(4),
        CatalogItemId = row.GetString(5),
        SubscriptionId = new(row.GetGuid(6)),
        FriendlyName = row.GetString(7),
        Quantity = row.GetInt32(8),
        UnitPrice = row.GetDecimal(9),
        Term = row.IsDBNull(10) ? null : row.GetString(10),
        PartnerOfRecord = row.IsDBNull(11) ? null : row.GetString(11),
    };
}
