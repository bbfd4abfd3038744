using System.Globalization;
using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Npgsql;

namespace Kontor.PartnerCenter;

/// <summary>
/// Subscriptions of a customer as far as a partner sees them (MUL-05), by one prepared statement. Whoever sold one, and the
/// reseller in its chain, see all of it; another partner of the customer sees that it exists (MUL-22). Who has no relationship
/// with the customer sees no customer.
/// </summary>
internal sealed class SubscriptionReads(NpgsqlDataSource database, Markets markets)
{
    private const string Columns =
        """
        select r.customer_market, s.id, s.product_id, s.sku_id, s.availability_id, s.title, s.friendly_name, s.publisher_name,
            s.is_first_party, s.is_trial, s.billing_type, s.billing_cycle, s.term, s.quantity, s.state, s.auto_renew,
            s.created_at, s.term_from, s.term_until, s.order_id, s.partner_of_record, s.version,
            coalesce(s.partner_id = $1 or s.reseller_id = $1, false)
        from (select customer_market from customer_relationships
                where partner_id = $1 and customer_id = $2 and ended_at is null limit 1) r
            left join subscriptions s on s.customer_id = $2
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

    /// <summary>The row's subscription; null where the row only says that the customer is there.</summary>
    public SubscriptionBody? ReadOrNone(NpgsqlDataReader row, string customer) =>
        row.IsDBNull(1) ? null : Read(row, customer);

    private SubscriptionBody Read(NpgsqlDataReader row, string customer)
    {
        var (id, product, sku, availability) =
            (row.GetGuid(1).ToString(), row.GetString(2), row.GetString(3), row.GetString(4));
        var title = row.GetString(5);
        var isOwn = row.GetBoolean(22);
        var shared = new SubscriptionBody(
            id, WireItems.OfferId(product, sku, availability), title, isOwn ? row.GetString(6) : title, row.GetInt32(13))
        {
            Status = StatusOf(row.GetString(14)),
            IsTrial = row.GetBoolean(9),
            PublisherName = row.GetString(7),
            IsMicrosoftProduct = row.GetBoolean(8),
            Links = LinksOf($"/customers/{customer}/subscriptions/{id}", product, sku, availability, row.GetString(0)),
            Attributes = new ResourceAttributes("Subscription", isOwn ? row.GetInt32(21).ToString(CultureInfo.InvariantCulture) : null),
        };
        return isOwn ? WithChain(shared, row) : shared;
    }

    private static SubscriptionBody WithChain(SubscriptionBody shared, NpgsqlDataReader row) => shared with
    {
        OrderId = row.GetGuid(19).ToString(),
        CreationDate = row.GetFieldValue<DateTimeOffset>(16),
        EffectiveStartDate = AtMidnight(row.GetFieldValue<DateOnly>(17)),
        CommitmentEndDate = row.IsDBNull(18) ? Never : AtMidnight(row.GetFieldValue<DateOnly>(18).AddDays(-1)),
        AutoRenewEnabled = row.GetBoolean(15),
        BillingType = row.GetString(10) == nameof(Kontor.Subscriptions.BillingType.Usage)
            ? WireBillingType.Usage
            : WireBillingType.License,
        BillingCycle = WireItems.Cycle(row.GetString(11)),
        TermDuration = row.IsDBNull(12) ? null : row.GetString(12),
        PartnerId = row.IsDBNull(20) ? null : row.GetString(20),
    };

    /// <summary>How the protocol says that a commitment has no end.</summary>
    private static readonly DateTimeOffset Never = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset AtMidnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static SubscriptionStatus StatusOf(string state) => Enum.Parse<SubscriptionState>(state) switch
    {
        SubscriptionState.Pending => SubscriptionStatus.Pending,
        SubscriptionState.Active => SubscriptionStatus.Active,
        SubscriptionState.Suspended => SubscriptionStatus.Suspended,
        SubscriptionState.Cancelled or SubscriptionState.Deleted => SubscriptionStatus.Deleted,
        SubscriptionState.Expired => SubscriptionStatus.Expired,
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    private SubscriptionLinks LinksOf(string self, string product, string sku, string availability, string market)
    {
        var country = markets.Of(market).IsoCode;
        return new SubscriptionLinks(
            new Link(self),
            new Link($"/products/{product}?country={country}"),
            new Link($"/products/{product}/skus/{sku}?country={country}"),
            new Link($"/products/{product}/skus/{sku}/availabilities/{availability}?country={country}"));
    }

    private NpgsqlCommand Command(string sql, TenantId partner, TenantId customer, NpgsqlParameter? third)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.Add(Sql.Uuid(partner.Value));
        command.Parameters.Add(Sql.Uuid(customer.Value));
        if (third is not null)
        {
            command.Parameters.Add(third);
        }

        return command;
    }
}
