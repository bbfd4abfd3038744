using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kontor.Bench;

/// <summary>
/// One provider with all the customers of its world beside a hundred partners with hardly any: three subscriptions and a
/// record for each customer, ten resellers who share them, five hundred products. Sixty customers are in a rare country,
/// whatever their number.
/// </summary>
internal static class PagesWorld
{
    public const string UserName = "bench@provider0.example";

    public const string Password = "bench password of no value";

    public const int Resellers = 10;

    public const int Few = 40;

    public const int Some = 1_000;

    public const int Many = 300_000;

    /// <summary>So many customers are in the rare country and of the rare kind.</summary>
    private const int Rare = 60;

    /// <summary>With how many resellers the provider works beside those ten.</summary>
    public static int PartnersOf(int customers) => customers switch
    {
        < Some => 1,
        < Many => 1_000,
        _ => 5_000,
    };

    public static Guid Customer(int number) => BenchWorld.Id("0103", number);

    public static Guid Reseller(int number) => BenchWorld.Id("0002", number);

    public static async Task Load(NpgsqlDataSource database, int customers)
    {
        await using (var loaded = database.CreateCommand("select count(*) from users"))
        {
            if ((long)(await loaded.ExecuteScalarAsync())! > 0)
            {
                return;
            }
        }

        await BenchWorld.Load(database, BenchWorld.Partners);
        await using (var connection = await database.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            foreach (var sql in Statements(customers))
            {
                await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 3600 };
                await command.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
        }

        await AddUser(database);
        await using var analyze = database.CreateCommand("vacuum analyze");
        analyze.CommandTimeout = 3600;
        await analyze.ExecuteNonQueryAsync();
    }

    private static async Task AddUser(NpgsqlDataSource database)
    {
        var options = new DbContextOptionsBuilder<KontorDb>();
        Database.Configure(options, database);
        await using var db = new KontorDb(options.Options);
        var user = new User
        {
            Id = Guid.CreateVersion7(),
            TenantId = new TenantId(BenchWorld.Provider(0)),
            FullName = "Ben Bench",
            Language = "en",
            CreatedAt = DateTimeOffset.UtcNow,
            UserName = UserName,
            NormalizedUserName = UserName.ToUpperInvariant(),
            SecurityStamp = "bench",
        };
        user.PasswordHash = new PasswordHasher<User>().HashPassword(user, Password);
        db.Add(user);
        db.Add(new RoleAssignment { UserId = user.Id, Role = Role.GlobalAdmin });
        db.Add(new RoleAssignment { UserId = user.Id, Role = Role.AdminAgent });
        await db.SaveChangesAsync();
    }

    private static IEnumerable<string> Statements(int customers)
    {
        var numbers = $"generate_series(0, {customers - 1}) n";
        var (customer, organisation) = (BenchWorld.Sql("0103", "n"), BenchWorld.Sql("00090103", "n"));
        var (provider, reseller) = (BenchWorld.Sql("0001", "0"), BenchWorld.Sql("0002", $"n % {Resellers}"));
        const string Name = "initcap(substr(md5(n::text), 1, 6)) || ' Company ' || n";
        const string Domain = "substr(md5(n::text), 1, 6) || n || '.example'";
        var rare = $"n % {Math.Max(1, customers / Rare)} = 0";
        yield return
            $"""
            insert into organisations (id, name, market, street, city, state, postal_code, contact_first_name,
                contact_last_name, contact_email, contact_phone, language)
            select {organisation}, {Name}, 'DE', 'Weg 1', 'Hamburg', 'HH', '20457', 'A', 'B', 'mail@' || {Domain},
                '+4940123', 'en'
            from {numbers}
            """;
        yield return
            $"""
            insert into tenants (id, organisation_id, kind, cloud, market, default_domain, created_at, qualifications)
            select {customer}, {organisation}, 'Customer', 'Public', 'DE', {Domain}, now(), 0 from {numbers}
            """;
        yield return $"insert into tenant_domains (domain, tenant_id) select {Domain}, {customer} from {numbers}";
        yield return
            $"""
            insert into customer_relationships (id, partner_id, customer_id, kind, admin_rights, begun_at, customer_name,
                customer_name_key, customer_domain, customer_market)
            select {BenchWorld.Sql("0107", "n")}, {provider}, {customer},
                case when {rare} then 'Reseller' else 'IndirectProvider' end,
                case when n % 10 = 1 then 'Granted' else 'None' end, now() - n * interval '2 minutes', {Name}, lower({Name}),
                {Domain}, case when {rare} then 'MT' when n % 10 = 2 then 'FR' else 'DE' end
            from {numbers}
            """;

        // The list of rights has the thousand that it is compared with, too.
        var (grant, granted) = (BenchWorld.Sql("0110", "n"), customers > Some ? "n % 10 = 1" : "true");
        yield return
            $"""
            insert into delegated_grants (partner_id, id, customer_id, customer_name, customer_name_key, state, days,
                extends_itself, note, requested_at, begun_at, until)
            select {provider}, {grant}, {customer}, {Name}, lower({Name}), 'Active', null, false, '', now(), now(),
                timestamptz '9999-01-01 00:00:00+00'
            from {numbers} where {granted}
            """;
        yield return
            $"""
            insert into delegated_grant_roles (partner_id, grant_id, role, agents)
            select {provider}, {grant}, role, agents
            from {numbers}, (values ('GlobalAdministrator', 'AdminAgents'), ('HelpdeskAdministrator', 'HelpdeskAgents')) r (role, agents)
            where {granted}
            """;
        yield return
            $"""
            insert into shared_customers (provider_id, reseller_id, customer_id, since, customer_name_key)
            select {provider}, {reseller}, {customer}, now(), lower({Name}) from {numbers}
            """;
        yield return
            $"""
            insert into customer_agreement_acceptances (id, customer_id, way, template_id, first_name, last_name, email,
                accepted_on, recorded_by_tenant, recorded_at)
            select {BenchWorld.Sql("010a", "n")}, {customer}, 'Direct', {BenchWorld.Sql("000b", "1")}, 'A', 'B', 'a@b.example',
                current_date, {customer}, now()
            from {numbers}
            """;
        yield return
            $"""
            insert into subscriptions (partner_id, id, customer_id, reseller_id, partner_of_record, order_id, product_id, sku_id,
                availability_id, title, friendly_name, publisher_name, is_first_party, is_trial, billing_type, billing_cycle,
                term, quantity, unit_price, currency, state, auto_renew, created_at, term_from, term_until, version)
            select {provider}, {BenchWorld.Sql("010d", "n * 3 + s")}, {customer}, {reseller}, (7000000 + n % {Resellers})::text,
                {BenchWorld.Sql("010e", "n * 3 + s")}, 'BENCHSEAT', '0001', 'BENCHAVAIL01', 'Office suite', 'Office suite',
                'Vendor', true, false, 'License', 'Monthly', 'P1Y', 10, 10.00, 'EUR', 'Active', n % 50 > 0,
                now() - n % 300 * interval '1 day', current_date - n % 300, current_date + 365 - n % 300, 1
            from {numbers}, generate_series(0, 2) s
            """;
        yield return
            $"""
            insert into activity_records (tenant_id, id, at, actor_name, action, customer_id, resource_id, details)
            select {provider}, (lpad(to_hex((extract(epoch from now()) * 1000)::bigint - n::bigint * 120000), 12, '0')
                || '70008' || substr(md5(n::text), 1, 15))::uuid, now() - n * interval '2 minutes', 'bench', 'OrderPlaced',
                {customer}, '', '{"{}"}'
            from {numbers}
            """;

        foreach (var statement in Partners(customers).Concat(Support(customers)))
        {
            yield return statement;
        }

        foreach (var statement in Products())
        {
            yield return statement;
        }
    }

    /// <summary>Resellers who have signed, and what was sent to resellers and customers.</summary>
    private static IEnumerable<string> Partners(int customers)
    {
        var organisation = BenchWorld.Sql("00090103", "n - 1");
        var provider = BenchWorld.Sql("0001", "0");
        var resellers = $"generate_series(1, {PartnersOf(customers)}) n";
        yield return
            $"""
            insert into partnerships (id, provider_id, reseller_id, reseller_network_id, begun_at, provider_has_admin_access,
                provider_name_key, reseller_name_key)
            select {BenchWorld.Sql("0106", "n")}, {provider}, {BenchWorld.Sql("0002", "n")}, (7000000 + n)::text, now(), true,
                'provider', 'reseller ' || n
            from generate_series(1, {Resellers - 1}) n
            """;
        yield return
            $"""
            insert into tenants (id, organisation_id, kind, cloud, market, default_domain, created_at, qualifications)
            select {BenchWorld.Sql("0104", "n")}, {organisation}, 'Partner', 'Public',
                case when n % 10 = 2 then 'FR' else 'DE' end, 'reseller' || n || '.bench', now(), 0
            from {resellers}
            """;
        yield return
            $"""
            insert into partner_agreement_signatures (id, organisation_id, region_group, tenant_id, version, number,
                text_hash, signed_by, signed_at)
            select gen_random_uuid(), t.organisation_id, 'Europe', t.id, '1', 1, '\x00', gen_random_uuid(), now()
            from tenants t where t.default_domain like '%.bench' and t.default_domain not like '%7.bench'
            """;
        yield return
            $"""
            insert into partnerships (id, provider_id, reseller_id, reseller_network_id, begun_at, provider_has_admin_access,
                provider_name_key, reseller_name_key)
            select {BenchWorld.Sql("0206", "n")}, {provider}, {BenchWorld.Sql("0104", "n")}, (8000000 + n)::text,
                now() - n * interval '1 hour', n % 10 <> 3, 'provider', 'reseller ' || n
            from {resellers}
            """;
        yield return
            $"""
            insert into partner_invitations (id, provider_id, email, token_hash, created_at, expires_at, answered_at, was_accepted,
                version)
            select gen_random_uuid(), {provider}, 'r' || n || '@reseller.example', decode(md5('p' || n), 'hex'),
                now() - n * interval '1 hour', now() + interval '90 days' - n * interval '1 hour',
                case when n % 5 > 0 then now() - n * interval '1 hour' end, case when n % 5 > 0 then n % 5 > 1 end, 1
            from {resellers}
            """;
        yield return
            $"""
            insert into customer_invitations (id, partner_id, kind, asks_admin_rights, provider_asks_admin_rights, email,
                token_hash, created_at, expires_at, answered_at, was_accepted, version)
            select gen_random_uuid(), {provider}, 'IndirectProvider', n % 2 = 0, false, 'c' || n || '@customer.example',
                decode(md5('c' || n), 'hex'), now() - n * interval '2 minutes', now() + interval '90 days' - n * interval '2 minutes',
                case when n % 5 > 0 then now() - n * interval '2 minutes' end, case when n % 5 > 0 then n % 5 > 1 end, 1
            from generate_series(1, {customers}) n
            """;
    }

    /// <summary>Of each customer a request that the provider answers, and a subscription that was bought elsewhere.</summary>
    private static IEnumerable<string> Support(int customers)
    {
        var numbers = $"generate_series(0, {customers - 1}) n";
        var (provider, customer) = (BenchWorld.Sql("0001", "0"), BenchWorld.Sql("0103", "n"));
        yield return
            $"""
            insert into service_requests (id, number, customer_id, partner_id, subscription_title, opened_by, topic, severity, title,
                title_key, description, language, contact_name, contact_email, contact_phone, created_at, state, due_at, version)
            select (lpad(to_hex((extract(epoch from now()) * 1000)::bigint - n::bigint * 120000), 12, '0')
                || '70008' || substr(md5('s' || n), 1, 15))::uuid, lpad(n::text, 9, '0'), {customer}, {provider}, 'Office suite',
                'Customer', 'HowTo', case when n % 20 = 0 then 'A' else 'C' end, substr(md5(n::text), 1, 6) || ' does not start',
                substr(md5(n::text), 1, 6) || ' does not start', '', 'en', 'A B', 'a@b.example', '',
                now() - n * interval '2 minutes', case when n % 10 = 0 then 'New' else 'Closed' end,
                now() + interval '1 day' - n * interval '2 minutes', 1
            from {numbers}
            """;
        yield return
            $"""
            insert into outside_subscriptions (customer_id, id, channel, name, publisher, quantity, billing_type, seller, starts_on,
                entered_at, version)
            select {customer}, {BenchWorld.Sql("0111", "n")}, 'ThirdParty', 'Drawing ' || n, 'Publisher', 5, 'License', 'Shop',
                current_date - 10, now(), 1
            from {numbers}
            """;
    }

    private static IEnumerable<string> Products()
    {
        yield return
            $"""
            insert into products (product_id, title, description, publisher, kind, is_first_party)
            select 'BENCH' || n, 'Product ' || n, 'A product of the bench', 'Vendor', 'Seat', true from generate_series(1, 500) n
            """;
        yield return
            """
            insert into skus (product_id, sku_id, title, description, unit, billing_type, cancellation_policy, is_trial,
                is_add_on, min_quantity, max_quantity, limit_scope, limit_count, meter_ids)
            select 'BENCH' || n, '0001', 'Product ' || n, '', 'Licenses', 'License', 'NewCommerce', false, false, 1, null,
                'None', 0, ''
            from generate_series(1, 500) n
            """;
        yield return
            """
            insert into availabilities (product_id, sku_id, availability_id, market, segment, currency)
            select 'BENCH' || n, '0001', 'BENCHAVAIL' || n, 'DE', 'Commercial', 'EUR' from generate_series(1, 500) n
            """;
        yield return
            $"""
            insert into price_rows (list_id, line, product_id, sku_id, availability_id, market, currency, segment, term,
                billing_plan, tier_from, unit_price, effective_from, effective_until, change)
            select {BenchWorld.Sql("000c", "1")}, n + 10, 'BENCH' || n, '0001', 'BENCHAVAIL' || n, 'DE', 'EUR', 'Commercial',
                'P1Y', 'Monthly', 1, 10.00, '2020-01-01', 'infinity', 'Unchanged'
            from generate_series(1, 500) n
            """;
    }
}
