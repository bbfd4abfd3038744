using System.Globalization;
using Npgsql;

namespace Kontor.Bench;

/// <summary>
/// A program of a given size: 100 German providers with a reseller each, customers shared between a pair and spread
/// evenly over them, fifty subscriptions for each of the first thousand customers, and one product to order.
/// </summary>
internal static class BenchWorld
{
    public const int Partners = 100;

    /// <summary>Ids are computed, so that nothing has to be looked up: kind and number in the last digits.</summary>
    public static Guid Provider(int number) => Id("0001", number);

    public static Guid Customer(int number) => Id("0003", number);

    /// <summary>The partner that customer belongs to.</summary>
    public static int PartnerOf(int customer) => customer % Partners;

    public static string NetworkId(int partner) => string.Create(CultureInfo.InvariantCulture, $"{7_000_000 + partner}");

    public static Guid Application(int partner) => Id("0005", partner);

    public const string ApplicationSecret = "bench-secret-of-no-value";

    public const string CatalogItem = "BENCHSEAT:0001:BENCHAVAIL01";

    public static async Task Load(NpgsqlDataSource database, int customers)
    {
        await using (var loaded = database.CreateCommand("select count(*) from tenants"))
        {
            if ((long)(await loaded.ExecuteScalarAsync())! > 0)
            {
                return;
            }
        }

        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var sql in Statements(customers))
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 3600 };
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
        await using var analyze = new NpgsqlCommand("vacuum analyze", connection) { CommandTimeout = 3600 };
        await analyze.ExecuteNonQueryAsync();
    }

    private static IEnumerable<string> Statements(int customers)
    {
        foreach (var (kind, name, count, tenantKind) in new[]
        {
            ("0001", "Provider", Partners, "Partner"),
            ("0002", "Reseller", Partners, "Partner"),
            ("0003", "Customer", customers, "Customer"),
        })
        {
            yield return
                $"""
                insert into organisations (id, name, market, street, city, state, postal_code, contact_first_name,
                    contact_last_name, contact_email, contact_phone, language)
                select {Sql("0009" + kind, "n")}, '{name} ' || n, 'DE', 'Weg 1', 'Hamburg', 'HH', '20457', 'A', 'B',
                    'mail@{name.ToLowerInvariant()}' || n || '.example', '+4940123', 'en'
                from generate_series(0, {count - 1}) n
                """;
            yield return
                $"""
                insert into tenants (id, organisation_id, kind, cloud, market, default_domain, created_at, qualifications)
                select {Sql(kind, "n")}, {Sql("0009" + kind, "n")}, '{tenantKind}', 'Public', 'DE',
                    '{name.ToLowerInvariant()}' || n || '.example', now(), 0
                from generate_series(0, {count - 1}) n
                """;
            yield return
                $"""
                insert into tenant_domains (domain, tenant_id)
                select '{name.ToLowerInvariant()}' || n || '.example', {Sql(kind, "n")} from generate_series(0, {count - 1}) n
                """;
        }

        yield return
            $"""
            insert into network_ids (id, organisation_id, kind, market, tenant_id)
            select (7000000 + n)::text, {Sql("00090002", "n")}, 'Location', 'DE', {Sql("0002", "n")} from generate_series(0, {Partners - 1}) n
            union all
            select (6000000 + n)::text, {Sql("00090001", "n")}, 'Location', 'DE', {Sql("0001", "n")} from generate_series(0, {Partners - 1}) n
            """;
        yield return
            $"""
            insert into partner_enrolments (tenant_id, type, state, since)
            select {Sql("0001", "n")}, 'Provider', 'Active', now() from generate_series(0, {Partners - 1}) n
            union all
            select {Sql("0002", "n")}, 'Reseller', 'Active', now() from generate_series(0, {Partners - 1}) n
            """;
        yield return
            $"""
            insert into partner_agreement_signatures (id, organisation_id, region_group, tenant_id, version, number,
                text_hash, signed_by, signed_at)
            select gen_random_uuid(), t.organisation_id, 'Europe', t.id, '1', 1, '\x00', gen_random_uuid(), now()
            from tenants t where t.kind = 'Partner'
            """;
        yield return
            $"""
            insert into partnerships (id, provider_id, reseller_id, reseller_network_id, begun_at, provider_has_admin_access,
                provider_name_key, reseller_name_key)
            select {Sql("0006", "n")}, {Sql("0001", "n")}, {Sql("0002", "n")}, (7000000 + n)::text, now(), true,
                'provider ' || n, 'reseller ' || n
            from generate_series(0, {Partners - 1}) n
            """;
        foreach (var (kind, partner, row) in new[] { ("IndirectProvider", "0001", "0007"), ("IndirectReseller", "0002", "0008") })
        {
            yield return
                $"""
                insert into customer_relationships (id, partner_id, customer_id, kind, admin_rights, begun_at, customer_name,
                    customer_name_key, customer_domain, customer_market)
                select {Sql(row, "n")}, {Sql(partner, $"n % {Partners}")}, {Sql("0003", "n")}, '{kind}', 'None', now(),
                    'Customer ' || n, 'customer ' || n, 'customer' || n || '.example', 'DE'
                from generate_series(0, {customers - 1}) n
                """;
        }

        yield return
            $"""
            insert into shared_customers (provider_id, reseller_id, customer_id, since, customer_name_key)
            select {Sql("0001", $"n % {Partners}")}, {Sql("0002", $"n % {Partners}")}, {Sql("0003", "n")}, now(),
                'customer ' || n
            from generate_series(0, {customers - 1}) n
            """;
        yield return
            $"""
            insert into customer_agreement_acceptances (id, customer_id, way, template_id, first_name, last_name, email,
                accepted_on, recorded_by_tenant, recorded_at)
            select {Sql("000a", "n")}, {Sql("0003", "n")}, 'Direct', {Sql("000b", "1")}, 'A', 'B', 'a@b.example', current_date,
                {Sql("0003", "n")}, now()
            from generate_series(0, {customers - 1}) n
            """;
        yield return
            $"""
            insert into credit_accounts (tenant_id, limit_units, exposure_units, last_change)
            select {Sql("0001", "n")}, 1000000000000000, 0, 'LimitSet' from generate_series(0, {Partners - 1}) n
            """;
        yield return
            $"""
            insert into vat_ids (tenant_id, counts_from, number, entered_at)
            select {Sql("0001", "n")}, current_date, '123456789', now() from generate_series(0, {Partners - 1}) n
            """;
        yield return
            $"""
            insert into api_applications (client_id, tenant_id, name, secret_hash, roles, created_at)
            select {Sql("0005", "n")}, {Sql("0001", "n")}, 'Bench', sha256('{ApplicationSecret}'), array['GlobalAdmin', 'AdminAgent'], now()
            from generate_series(0, {Partners - 1}) n
            """;
        yield return
            """
            insert into products (product_id, title, description, publisher, kind, is_first_party)
            values ('BENCHSEAT', 'Office suite', 'Office suite', 'Vendor', 'Seat', true)
            """;
        yield return
            """
            insert into skus (product_id, sku_id, title, description, unit, billing_type, cancellation_policy, is_trial,
                is_add_on, min_quantity, max_quantity, limit_scope, limit_count, meter_ids)
            values ('BENCHSEAT', '0001', 'Office suite', 'Office suite', 'Licenses', 'License', 'NewCommerce', false, false,
                1, null, 'None', 0, '')
            """;
        yield return
            """
            insert into availabilities (product_id, sku_id, availability_id, market, segment, currency)
            values ('BENCHSEAT', '0001', 'BENCHAVAIL01', 'DE', 'Commercial', 'EUR')
            """;
        yield return
            $"""
            insert into price_lists (id, generation, file_name, sha256, imported_rows, rejected_rows, overlapping_rows,
                imported_at, imported_by_name)
            values ({Sql("000c", "1")}, 'NewCommerce', 'bench.csv', '\x00', 3, 0, 0, now(), 'bench')
            """;
        yield return
            $"""
            insert into price_rows (list_id, line, product_id, sku_id, availability_id, market, currency, segment, term,
                billing_plan, tier_from, unit_price, effective_from, effective_until, change)
            select {Sql("000c", "1")}, n + 1, 'BENCHSEAT', '0001', 'BENCHAVAIL01', 'DE', 'EUR', 'Commercial',
                (array['P1M', 'P1Y', 'P1Y'])[n], (array['Monthly', 'Monthly', 'Annual'])[n], 1, (array[12.00, 10.00, 120.00])[n],
                '2020-01-01', 'infinity', 'Unchanged'
            from generate_series(1, 3) n
            """;
        yield return
            $"""
            insert into subscriptions (partner_id, id, customer_id, reseller_id, partner_of_record, order_id, product_id, sku_id,
                availability_id, title, friendly_name, publisher_name, is_first_party, is_trial, billing_type, billing_cycle,
                term, quantity, unit_price, currency, state, auto_renew, created_at, term_from, term_until, version)
            select {Sql("0001", $"n % {Partners}")}, {Sql("000d", "n * 100 + s")}, {Sql("0003", "n")}, {Sql("0002", $"n % {Partners}")},
                (7000000 + n % {Partners})::text, {Sql("000e", "n * 100 + s")}, 'BENCHSEAT', '0001', 'BENCHAVAIL01', 'Office suite',
                'Office suite', 'Vendor', true, false, 'License', 'Monthly', 'P1Y', 10, 10.00, 'EUR', 'Active', true,
                now() - interval '30 days', current_date - 30, current_date + 335, 1
            from generate_series(0, {Math.Min(customers, 1000) - 1}) n, generate_series(1, 50) s
            """;
    }

    internal static Guid Id(string kind, int number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{kind.PadLeft(8, '0')}-0000-7000-8000-{number:x12}"));

    internal static string Sql(string kind, string number) =>
        $"('{kind.PadLeft(8, '0')}-0000-7000-8000-' || lpad(to_hex({number}), 12, '0'))::uuid";
}
