using Kontor.Kernel;
using Kontor.Subscriptions;
using Npgsql;
using NpgsqlTypes;

namespace Kontor.Insights;

/// <summary>
/// Counts what a tenant sells, in one pass over its subscriptions and one over its relationships. A partner's own are
/// those it bought and those it is the reseller of; the vendor's are all. Quantities and states are today's: what was
/// suspended or canceled since counts at no instant, what expired counts until its term ended.
/// </summary>
internal static class CountFigures
{
    /// <summary>Products that are named.</summary>
    private const int MostProducts = 4;

    /// <summary>So many subscriptions, and so many relationships, can be counted while somebody waits.</summary>
    public const int Few = 2_000;

    private const string CountHeld =
        """
        select h.from_point, h.until_point, h.product_id, coalesce(p.title, h.product_id), h.currency, h.billing_cycle,
               h.subscriptions, h.seats, h.charge
        from (
            select width_bucket(s.created_at, $2) as from_point,
                   case s.state when 'Active' then cardinality($2)
                       else width_bucket(s.term_until::timestamp at time zone 'UTC', $2) end as until_point,
                   s.product_id, s.currency, s.billing_cycle, count(*) as subscriptions,
                   coalesce(sum(s.quantity) filter (where s.billing_type = 'License'), 0) as seats,
                   coalesce(sum(s.unit_price * s.quantity) filter (where s.billing_type = 'License'), 0) as charge
            from ({0}) s
            where s.state = 'Active' or (s.state = 'Expired' and s.term_until is not null)
            group by 1, 2, 3, 4, 5) h
        left join products p on p.product_id = h.product_id
        """;

    private const string Columns =
        "created_at, state, term_until, product_id, billing_cycle, billing_type, quantity, unit_price";

    // MUL-05: of what another partner bought, its reseller knows no price.
    private const string OwnSubscriptions =
        $"""
        select {Columns}, currency from subscriptions where partner_id = $1
        union all
        select {Columns}, null from subscriptions where reseller_id = $1 and partner_id <> $1
        """;

    private const string AllSubscriptions = $"select {Columns}, currency from subscriptions";

    private const string CountCustomers =
        """
        select width_bucket(c.first, $2), count(*)
        from (select min(begun_at) as first from customer_relationships {0} group by customer_id) c
        group by 1
        """;

    public static async Task<TenantFigures> Of(
        NpgsqlDataSource database, TenantId tenant, TenantKind kind, DateTimeOffset now, CancellationToken cancel)
    {
        var points = YearPoints.At(now);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Command(CountHeld.Replace("{0}", IsVendor(kind) ? AllSubscriptions : OwnSubscriptions, StringComparison.Ordinal)),
                Command(CountCustomers.Replace(
                    "{0}", IsVendor(kind) ? "" : "where partner_id = $1", StringComparison.Ordinal)),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var held = new List<HeldRow>();
        while (await reader.ReadAsync(cancel))
        {
            held.Add(new HeldRow(
                reader.GetInt32(0), reader.GetInt32(1), reader.GetString(2), reader.GetString(3),
                await reader.IsDBNullAsync(4, cancel) ? null : reader.GetString(4),
                Enum.Parse<BillingCycle>(reader.GetString(5)), reader.GetInt64(6), reader.GetInt64(7), reader.GetDecimal(8)));
        }

        await reader.NextResultAsync(cancel);
        var customers = new Dictionary<int, long>();
        while (await reader.ReadAsync(cancel))
        {
            customers[reader.GetInt32(0)] = reader.GetInt64(1);
        }

        return points.Figures(held, customers, MostProducts);

        NpgsqlBatchCommand Command(string text) => new(text)
        {
            Parameters =
            {
                Sql.Uuid(tenant.Value),
                new NpgsqlParameter<DateTime[]>
                {
                    TypedValue = [.. points.Points.Select(point => point.UtcDateTime)],
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
                },
            },
        };
    }

    /// <summary>Whether there is so little that it may be counted at once.</summary>
    public static async Task<bool> IsQuick(
        NpgsqlDataSource database, TenantId tenant, TenantKind kind, CancellationToken cancel)
    {
        string[] tables = IsVendor(kind)
            ? ["from subscriptions", "from customer_relationships"]
            :
            [
                "from subscriptions where partner_id = $1", "from subscriptions where reseller_id = $1",
                "from customer_relationships where partner_id = $1",
            ];
        var most = string.Join(", ", tables.Select(rows => $"(select count(*) from (select 1 {rows} limit {Few + 1}) rows)"));
        await using var command = database.CreateCommand($"select greatest({most}) <= {Few} and $1::uuid is not null");
        command.Parameters.Add(Sql.Uuid(tenant.Value));
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static bool IsVendor(TenantKind kind) => kind == TenantKind.Operator;
}
