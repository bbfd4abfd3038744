using Kontor.Activity;
using Kontor.Billing;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Npgsql;

namespace Kontor.Orders;

/// <summary>Everything one purchase writes. All of it is saved in one go or none of it.</summary>
internal sealed record OrderWrite(PlacedOrder Placed, ActivityRecord Activity, ProgramEvent Event, OutboxMessage? Mail)
{
    private Order Order => Placed.Order;

    /// <summary>US cents that the purchase takes from the partner's credit.</summary>
    public long CreditUnits => Placed.Charges.Sum(charge => charge.CreditUnits);

    /// <summary>Whether the batch was refused because the relationship with the customer ended meanwhile (CUS-70).</summary>
    public static bool LostCustomer(PostgresException refused) =>
        refused is { SqlState: PostgresErrorCodes.NotNullViolation, TableName: "orders", ColumnName: "customer_id" };

    /// <summary>
    /// The statements, for one round trip. They mirror the mapping in the features' storage files, which migrations and
    /// a test hold together. The partner's credit comes last, so that its row is locked for the shortest time.
    /// </summary>
    public void AddTo(NpgsqlBatch batch)
    {
        var commands = batch.BatchCommands;
        commands.Add(InsertOrder());
        for (var i = 0; i < Placed.Lines.Length; i++)
        {
            commands.Add(InsertSubscription(Placed.Subscriptions[i]));
            commands.Add(InsertLine(Placed.Lines[i]));
        }

        foreach (var holding in Placed.Holdings)
        {
            commands.Add(InsertHolding(holding));
        }

        foreach (var charge in Placed.Charges)
        {
            commands.Add(InsertCharge(charge));
        }

        commands.Add(InsertActivity());
        commands.Add(InsertEvent());
        if (Mail is not null)
        {
            commands.Add(InsertMail(Mail));
        }

        commands.Add(InsertTransfer());
        commands.Add(TakeCredit());
    }

    /// <summary>
    /// CUS-70: without a relationship in which the partner sells there is no customer to order for, and the batch is
    /// refused (<see cref="LostCustomer"/>). One that there is does not end before the order is in.
    /// </summary>
    private NpgsqlBatchCommand InsertOrder() => new(
        """
        insert into orders (partner_id, id, customer_id, cart_id, currency, billing_cycle, placed_at, placed_by)
        values ($1, $2, (select r.customer_id from customer_relationships r
            where r.partner_id = $1 and r.customer_id = $3 and r.ended_at is null
                and r.kind in ('Reseller', 'IndirectProvider')
            limit 1 for key share), $4, $5, $6, $7, $8)
        """)
    {
        Parameters =
        {
            Sql.Uuid(Order.PartnerId.Value),
            Sql.Uuid(Order.Id.Value),
            Sql.Uuid(Order.CustomerId.Value),
            Sql.Uuid(Order.CartId?.Value),
            Sql.Text(Order.Currency.Code),
            Sql.Text(Sql.Name(Order.BillingCycle)),
            Sql.Instant(Order.PlacedAt),
            Sql.Uuid(Order.PlacedBy?.Value),
        },
    };

    private static NpgsqlBatchCommand InsertLine(OrderLine line) => new(
        """
        insert into order_lines (partner_id, order_id, line_number, catalog_item_id, subscription_id, friendly_name,
            quantity, unit_price, term, partner_of_record)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """)
    {
        Parameters =
        {
            Sql.Uuid(line.PartnerId.Value),
            Sql.Uuid(line.OrderId.Value),
            Sql.Int(line.LineNumber),
            Sql.Text(line.CatalogItemId),
            Sql.Uuid(line.SubscriptionId.Value),
            Sql.Text(line.FriendlyName),
            Sql.Int(line.Quantity),
            Sql.Numeric(line.UnitPrice),
            Sql.Text(line.Term),
            Sql.Text(line.PartnerOfRecord),
        },
    };

    private static NpgsqlBatchCommand InsertSubscription(Subscription subscription) => new(
        """
        insert into subscriptions (partner_id, id, customer_id, reseller_id, partner_of_record, order_id, product_id,
            sku_id, availability_id, title, friendly_name, publisher_name, is_first_party, is_trial, billing_type,
            billing_cycle, term, quantity, unit_price, currency, state, auto_renew, created_at, term_from, term_until,
            version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
            $23, $24, $25, $26)
        """)
    {
        Parameters =
        {
            Sql.Uuid(subscription.PartnerId.Value),
            Sql.Uuid(subscription.Id.Value),
            Sql.Uuid(subscription.CustomerId.Value),
            Sql.Uuid(subscription.ResellerId?.Value),
            Sql.Text(subscription.PartnerOfRecord),
            Sql.Uuid(subscription.OrderId.Value),
            Sql.Text(subscription.ProductId),
            Sql.Text(subscription.SkuId),
            Sql.Text(subscription.AvailabilityId),
            Sql.Text(subscription.Title),
            Sql.Text(subscription.FriendlyName),
            Sql.Text(subscription.PublisherName),
            Sql.Bool(subscription.IsFirstParty),
            Sql.Bool(subscription.IsTrial),
            Sql.Text(Sql.Name(subscription.BillingType)),
            Sql.Text(Sql.Name(subscription.BillingCycle)),
            Sql.Text(subscription.Term),
            Sql.Int(subscription.Quantity),
            Sql.Numeric(subscription.UnitPrice),
            Sql.Text(subscription.Currency.Code),
            Sql.Text(Sql.Name(subscription.State)),
            Sql.Bool(subscription.AutoRenew),
            Sql.Instant(subscription.CreatedAt),
            Sql.Date(subscription.TermFrom),
            Sql.Date(subscription.TermUntil),
            Sql.Int(subscription.Version),
        },
    };

    private static NpgsqlBatchCommand InsertHolding(OfferHolding holding) => new(
        "insert into offer_holdings (customer_id, product_id, sku_id, place, subscription_id) values ($1, $2, $3, $4, $5)")
    {
        Parameters =
        {
            Sql.Uuid(holding.CustomerId.Value),
            Sql.Text(holding.ProductId),
            Sql.Text(holding.SkuId),
            Sql.Int(holding.Place),
            Sql.Uuid(holding.SubscriptionId.Value),
        },
    };

    private static NpgsqlBatchCommand InsertCharge(ChargeLine charge) => new(
        """
        insert into charge_lines (partner_id, id, customer_id, order_id, subscription_id, type, period_from,
            period_until, quantity, unit_price, amount_units, currency, credit_units, trace, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        """)
    {
        Parameters =
        {
            Sql.Uuid(charge.PartnerId.Value),
            Sql.Uuid(charge.Id.Value),
            Sql.Uuid(charge.CustomerId.Value),
            Sql.Uuid(charge.OrderId.Value),
            Sql.Uuid(charge.SubscriptionId.Value),
            Sql.Text(Sql.Name(charge.Type)),
            Sql.Date(charge.PeriodFrom),
            Sql.Date(charge.PeriodUntil),
            Sql.Int(charge.Quantity),
            Sql.Numeric(charge.UnitPrice),
            Sql.Long(charge.AmountUnits),
            Sql.Text(charge.Currency.Code),
            Sql.Long(charge.CreditUnits),
            Sql.Text(charge.Trace),
            Sql.Instant(charge.CreatedAt),
        },
    };

    private NpgsqlBatchCommand InsertActivity() => new(
        """
        insert into activity_records (tenant_id, id, at, user_id, client_id, actor_name, action, customer_id,
            resource_id, details)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """)
    {
        Parameters =
        {
            Sql.Uuid(Activity.TenantId.Value),
            Sql.Uuid(Activity.Id),
            Sql.Instant(Activity.At),
            Sql.Uuid(Activity.UserId?.Value),
            Sql.Uuid(Activity.ClientId?.Value),
            Sql.Text(Activity.ActorName),
            Sql.Text(Activity.Action),
            Sql.Uuid(Activity.CustomerId?.Value),
            Sql.Text(Activity.ResourceId),
            Sql.Text(Activity.Details),
        },
    };

    private NpgsqlBatchCommand InsertEvent() => new(
        """
        insert into program_events (tenant_id, id, at, type, customer_id, resource_id, payload)
        values ($1, $2, $3, $4, $5, $6, $7)
        """)
    {
        Parameters =
        {
            Sql.Uuid(Event.TenantId.Value),
            Sql.Uuid(Event.Id),
            Sql.Instant(Event.At),
            Sql.Text(Event.Type),
            Sql.Uuid(Event.CustomerId?.Value),
            Sql.Text(Event.ResourceId),
            Sql.Text(Event.Payload),
        },
    };

    private static NpgsqlBatchCommand InsertMail(OutboxMessage mail) => new(
        """
        insert into outbox_messages (id, kind, payload, created_at, due_at, attempts, recipient, language, template)
        values ($1, $2, $3, $4, $4, 0, $5, $6, $7)
        """)
    {
        Parameters =
        {
            Sql.Uuid(mail.Id),
            Sql.Text(mail.Kind),
            Sql.Text(mail.Payload),
            Sql.Instant(mail.CreatedAt),
            Sql.Text(mail.Recipient),
            Sql.Text(mail.Language),
            Sql.Text(mail.Template),
        },
    };

    private NpgsqlBatchCommand InsertTransfer() => new(
        """
        insert into ledger_transfers (partner_id, id, at, debit, credit, amount_units, order_id)
        values ($1, $2, $3, 'Available', 'Unbilled', $4, $2)
        """)
    {
        Parameters =
        {
            Sql.Uuid(Order.PartnerId.Value),
            Sql.Uuid(Order.Id.Value),
            Sql.Instant(Order.PlacedAt),
            Sql.Long(CreditUnits),
        },
    };

    /// <summary>BIL-70: the check constraint refuses the whole batch when the limit would be exceeded.</summary>
    private NpgsqlBatchCommand TakeCredit() => new(
        """
        update credit_accounts set exposure_units = exposure_units + $2, last_change = 'Purchase' where tenant_id = $1
        """)
    {
        Parameters = { Sql.Uuid(Order.PartnerId.Value), Sql.Long(CreditUnits) },
    };
}
