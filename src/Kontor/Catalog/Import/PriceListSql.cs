using Kontor.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace Kontor.Catalog;

/// <summary>What an import does with whole sets of rows inside the database.</summary>
internal static class PriceListSql
{
    /// <summary>For the longest list on a slow server.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <summary>One import at a time: two that save the same SKUs in another order would wait for each other.</summary>
    private const string LockSql = "SELECT pg_advisory_xact_lock(hashtext('kontor.price_lists'))";

    private const string SaveProductsSql =
        """
        INSERT INTO products AS p (product_id, title, description, publisher, kind, is_first_party)
        SELECT DISTINCT ON (s.product_id COLLATE "C")
            s.product_id, s.title, s.description, s.publisher, s.kind, s.is_first_party
        FROM unnest(@products, @product_titles, @descriptions, @publishers, @kinds, @first_party)
            WITH ORDINALITY AS s (product_id, title, description, publisher, kind, is_first_party, place)
        ORDER BY s.product_id COLLATE "C", s.place
        ON CONFLICT (product_id) DO UPDATE SET
            title = excluded.title, description = excluded.description, publisher = excluded.publisher,
            kind = excluded.kind, is_first_party = excluded.is_first_party
        WHERE (p.title, p.description, p.publisher, p.kind, p.is_first_party) IS DISTINCT FROM
            (excluded.title, excluded.description, excluded.publisher, excluded.kind, excluded.is_first_party)
        """;

    /// <summary>A list without limits leaves those of an earlier one or of the offer matrix as they are.</summary>
    private const string SaveSkusSql =
        """
        INSERT INTO skus AS k (product_id, sku_id, title, description, unit, billing_type, cancellation_policy,
            is_trial, is_add_on, min_quantity, max_quantity, limit_scope, limit_count, meter_ids)
        SELECT DISTINCT ON (s.product_id COLLATE "C", s.sku_id COLLATE "C")
            s.product_id, s.sku_id, s.title, s.description, s.unit, s.billing_type, s.cancellation_policy,
            s.is_trial, s.is_add_on, s.min_quantity, s.max_quantity, s.limit_scope, s.limit_count, s.meter_ids
        FROM unnest(@products, @skus, @sku_titles, @descriptions, @units, @billing_types, @policies,
                @trials, @add_ons, @least, @most, @scopes, @counts, @meters)
            WITH ORDINALITY AS s (product_id, sku_id, title, description, unit, billing_type, cancellation_policy,
                is_trial, is_add_on, min_quantity, max_quantity, limit_scope, limit_count, meter_ids, place)
        ORDER BY s.product_id COLLATE "C", s.sku_id COLLATE "C", s.place
        ON CONFLICT (product_id, sku_id) DO UPDATE SET
            title = excluded.title, description = excluded.description, unit = excluded.unit,
            billing_type = excluded.billing_type, cancellation_policy = excluded.cancellation_policy,
            is_trial = excluded.is_trial, is_add_on = excluded.is_add_on, meter_ids = excluded.meter_ids,
            min_quantity = CASE WHEN @sets_limits THEN excluded.min_quantity ELSE k.min_quantity END,
            max_quantity = CASE WHEN @sets_limits THEN excluded.max_quantity ELSE k.max_quantity END,
            limit_scope = CASE WHEN @sets_limits THEN excluded.limit_scope ELSE k.limit_scope END,
            limit_count = CASE WHEN @sets_limits THEN excluded.limit_count ELSE k.limit_count END
        """;

    /// <summary>
    /// In the order of the key, which fills its index page by page. One import at a time: nobody else adds any.
    /// </summary>
    private const string SaveAvailabilitiesSql =
        """
        INSERT INTO availabilities (product_id, sku_id, availability_id, market, segment, currency)
        SELECT product_id, sku_id, availability_id, market, segment, currency
        FROM (SELECT DISTINCT product_id, sku_id, availability_id, market, segment, currency
            FROM price_rows WHERE list_id = @list) listed
        WHERE NOT EXISTS (
            SELECT FROM availabilities a
            WHERE a.product_id = listed.product_id AND a.sku_id = listed.sku_id
                AND a.availability_id = listed.availability_id)
        ORDER BY product_id, sku_id, availability_id
        """;

    /// <summary>
    /// The planner's idea of the catalog, from a sample of 3,000 rows of each table: without it the first pages after a
    /// list are planned for the tables of before, until PostgreSQL comes round to them by itself.
    /// </summary>
    private const string AnalyzeSql =
        """
        SET LOCAL default_statistics_target = 10;
        ANALYZE products, skus, availabilities, price_rows;
        SET LOCAL default_statistics_target TO DEFAULT
        """;

    /// <summary>
    /// Rows of one item, terms and start whose tiers share units: more than the one unit that lists share where a tier
    /// ends at the number at which the next begins. They go, the lower tier stays.
    /// </summary>
    private const string RemoveTiersThatOverlapSql =
        """
        WITH tiers AS (
            SELECT line, tier_from, max(coalesce(tier_to, 9223372036854775807)) OVER before AS reached,
                first_value(line) OVER before AS first_line
            FROM price_rows WHERE list_id = @list
            WINDOW before AS (PARTITION BY availability_id, term, billing_plan, effective_from ORDER BY tier_from
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
        DELETE FROM price_rows r USING tiers t
        WHERE r.list_id = @list AND r.line = t.line AND t.reached > t.tier_from
        RETURNING r.line, t.first_line
        """;

    /// <summary>
    /// Rows that begin before another row of the same item, terms and tier has ended, and the one that each takes over
    /// from: the one that began last before it.
    /// </summary>
    private const string FindOverlapsSql =
        """
        WITH ordered AS (
            SELECT line, availability_id, term, billing_plan, tier_from, effective_from,
                max(effective_until) OVER before > effective_from AS is_early
            FROM price_rows WHERE list_id = @list
            WINDOW before AS (PARTITION BY availability_id, term, billing_plan, tier_from ORDER BY effective_from
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
        taking_over AS (SELECT *, count(*) OVER () AS total FROM ordered WHERE is_early)
        SELECT o.total, o.line, earlier.line, o.effective_from
        FROM (SELECT * FROM taking_over ORDER BY line LIMIT @most) o
        CROSS JOIN LATERAL (
            SELECT p.line FROM price_rows p
            WHERE p.list_id = @list AND p.availability_id = o.availability_id AND p.term = o.term
                AND p.billing_plan = o.billing_plan AND p.tier_from = o.tier_from
                AND p.effective_from < o.effective_from AND p.effective_until > o.effective_from
            ORDER BY p.effective_from DESC LIMIT 1) earlier
        ORDER BY o.line
        """;

    public static Task Lock(NpgsqlConnection connection, CancellationToken cancel) =>
        Execute(connection, LockSql, [], cancel);

    public static Task SaveAvailabilities(NpgsqlConnection connection, PriceListId list, CancellationToken cancel) =>
        Execute(connection, SaveAvailabilitiesSql, [new("list", list.Value)], cancel);

    public static Task Analyze(NpgsqlConnection connection, CancellationToken cancel) =>
        Execute(connection, AnalyzeSql, [], cancel);

    /// <summary>Saves products and SKUs; of one that comes twice, the first counts.</summary>
    public static async Task SaveSkus(
        NpgsqlConnection connection, IReadOnlyList<SkuDraft> skus, bool setsLimits, CancellationToken cancel)
    {
        NpgsqlParameter Texts(string name, Func<SkuDraft, string> value) =>
            new(name, NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = skus.Select(value).ToArray() };

        NpgsqlParameter Column<T>(string name, NpgsqlDbType type, Func<SkuDraft, T> value) =>
            new(name, NpgsqlDbType.Array | type) { Value = skus.Select(value).ToArray() };

        NpgsqlParameter[] ofProducts =
        [
            Texts("products", s => s.ProductId),
            Texts("product_titles", s => s.ProductTitle),
            Texts("descriptions", s => s.Description),
            Texts("publishers", s => s.Publisher),
            Texts("kinds", s => s.Kind.ToString()),
            Column("first_party", NpgsqlDbType.Boolean, s => s.IsFirstParty),
        ];
        await Execute(connection, SaveProductsSql, ofProducts, cancel);

        NpgsqlParameter[] ofSkus =
        [
            Texts("products", s => s.ProductId),
            Texts("skus", s => s.SkuId),
            Texts("sku_titles", s => s.SkuTitle),
            Texts("descriptions", s => s.Description),
            Texts("units", s => s.Unit),
            Texts("billing_types", s => s.BillingType.ToString()),
            Texts("policies", s => s.CancellationPolicy.ToString()),
            Column("trials", NpgsqlDbType.Boolean, s => s.IsTrial),
            Column("add_ons", NpgsqlDbType.Boolean, s => s.IsAddOn),
            Column("least", NpgsqlDbType.Integer, s => s.MinQuantity),
            Column("most", NpgsqlDbType.Integer, s => s.MaxQuantity),
            Texts("scopes", s => s.LimitScope.ToString()),
            Column("counts", NpgsqlDbType.Integer, s => s.LimitCount),
            Texts("meters", s => s.MeterIds),
            new("sets_limits", setsLimits),
        ];
        await Execute(connection, SaveSkusSql, ofSkus, cancel);
    }

    /// <summary>Removes them and says why, in the order of the file.</summary>
    public static async Task<List<RejectedRow>> RemoveTiersThatOverlap(
        NpgsqlConnection connection, PriceListId list, string column, CancellationToken cancel)
    {
        await using var command = Command(connection, RemoveTiersThatOverlapSql, [new("list", list.Value)]);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var removed = new List<RejectedRow>();
        while (await reader.ReadAsync(cancel))
        {
            removed.Add(new RejectedRow(
                reader.GetInt32(0), column, PriceRowReasons.TiersOverlap.About(reader.GetInt32(1))));
        }

        removed.Sort((one, other) => one.Line.CompareTo(other.Line));
        return removed;
    }

    /// <summary>How many rows take over before another has ended, and the first of them.</summary>
    public static async Task<(int Total, List<OverlappingRows> First)> FindOverlaps(
        NpgsqlConnection connection, PriceListId list, CancellationToken cancel)
    {
        await using var command = Command(
            connection, FindOverlapsSql, [new("list", list.Value), new("most", PriceListLimits.MaxOverlapsTold)]);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var total = 0;
        var first = new List<OverlappingRows>();
        while (await reader.ReadAsync(cancel))
        {
            total = (int)reader.GetInt64(0);
            first.Add(new OverlappingRows(
                reader.GetInt32(1), reader.GetInt32(2), reader.GetFieldValue<DateTimeOffset>(3)));
        }

        return (total, first);
    }

    private static async Task Execute(
        NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters, CancellationToken cancel)
    {
        await using var command = Command(connection, sql, parameters);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = (int)Timeout.TotalSeconds };
        command.Parameters.AddRange(parameters);
        return command;
    }
}
