using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Kontor.PartnerCenter;

/// <summary>
/// Subscriptions of a customer as far as a partner sees them (MUL-05), by one prepared statement. Whoever sold one, and the
/// reseller in its chain, see all of it; another partner of the customer sees that it exists (MUL-22). Who has no relationship
/// with the customer sees no customer. What the catalog says of the item decides how a subscription can be ended.
/// </summary>
internal sealed class SubscriptionReads(NpgsqlDataSource database, Markets markets, TimeProvider clock)
{
    private const string Columns =
        """
        select r.customer_market, s.id, s.product_id, s.sku_id, s.availability_id, s.title, s.friendly_name, s.publisher_name,
            s.is_first_party, s.is_trial, s.billing_type, s.billing_cycle, s.term, s.quantity, s.state, s.auto_renew,
            s.created_at, s.term_from, s.term_until, s.order_id, s.partner_of_record, s.version,
            coalesce(s.partner_id = $1 or s.reseller_id = $1, false), coalesce(s.partner_id = $1, false), p.kind,
            k.cancellation_policy
        from (select customer_market from customer_relationships
                where partner_id = $1 and customer_id = $2 and ended_at is null limit 1) r
            left join (subscriptions s
                left join products p on p.product_id = s.product_id
                left join skus k on k.product_id = s.product_id and k.sku_id = s.sku_id) on s.customer_id = $2
        """;

    private const string Order = " order by s.created_at, s.id";

    /// <summary>$1 partner, $2 customer. A row without a subscription says that the customer has none.</summary>
    public const string AllSql = Columns + Order;

    /// <summary>$3 order. Only the chain knows what was ordered together.</summary>
    private const string OfOrderSql =
        Columns + " and s.order_id = $3 and (s.partner_id = $1 or s.reseller_id = $1)" + Order;

    /// <summary>$3 network id of the reseller of record.</summary>
    private const string OfResellerSql =
        Columns + " and s.partner_of_record = $3 and (s.partner_id = $1 or s.reseller_id = $1)" + Order;

    /// <summary>$3 subscription.</summary>
    private const string OneSql = Columns + " and s.id = $3";

    public NpgsqlCommand All(TenantId partner, TenantId customer) => Command(AllSql, partner, customer, null);

    public NpgsqlCommand OfOrder(TenantId partner, TenantId customer, OrderId order) =>
        Command(OfOrderSql, partner, customer, Sql.Uuid(order.Value));

    public NpgsqlCommand OfReseller(TenantId partner, TenantId customer, string networkId) =>
        Command(OfResellerSql, partner, customer, Sql.Text(networkId));

    public NpgsqlCommand One(TenantId partner, TenantId customer, SubscriptionId subscription) =>
        Command(OneSql, partner, customer, Sql.Uuid(subscription.Value));

    /// <summary>
    /// One subscription as a unit of work sees it, with what that has changed and not yet committed, and on its connection.
    /// </summary>
    /// <returns>Whether the partner has that customer, and the subscription if there is one.</returns>
    public async Task<(bool IsCustomer, SubscriptionBody? Found)> Find(
        KontorDb db, TenantId partner, TenantId customer, SubscriptionId subscription, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var command = Filled(
                new NpgsqlCommand(
                    OneSql,
                    (NpgsqlConnection)db.Database.GetDbConnection(),
                    (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction()),
                partner, customer, Sql.Uuid(subscription.Value));
            await using var row = await command.ExecuteReaderAsync(cancel);
            return await row.ReadAsync(cancel) ? (true, RowsOf(customer).ReadOrNone(row)) : (false, null);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Turns the rows of one answer into bodies.</summary>
    public SubscriptionRows RowsOf(TenantId customer) => new(markets, customer, clock.Now());

    private NpgsqlCommand Command(string sql, TenantId partner, TenantId customer, NpgsqlParameter? third) =>
        Filled(database.CreateCommand(sql), partner, customer, third);

    private static NpgsqlCommand Filled(
        NpgsqlCommand command, TenantId partner, TenantId customer, NpgsqlParameter? third)
    {
        command.Parameters.Add(Sql.Uuid(partner.Value));
        command.Parameters.Add(Sql.Uuid(customer.Value));
        if (third is not null)
        {
            command.Parameters.Add(third);
        }

        return command;
    }
}
