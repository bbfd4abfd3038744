using System.Text;
using Kontor.Catalog;
using Kontor.Enrolment;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.Tests.Enrolment;

/// <summary>The revenue of the last twelve months, from the charges that Kontor made.</summary>
public sealed class RevenueTests
{
    /// <summary>How ids begin that were given a little before the world's clock stands, and long before.</summary>
    private const string ThisYear = "019cadc6";

    private const string TwoYearsAgo = "018e0000";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ENR-41")]
    [Trait("Rule", "ENR-42")]
    [Trait("Rule", "OPS-42")]
    public async Task It_counts_cloud_charges_of_every_tenant_of_the_organization_each_once()
    {
        await using var world = await World.Create();
        var (provider, customer) = (await world.Provider(), await world.Customer());
        var reseller = await world.Reseller();
        var direct = await world.DirectPartner("NL", ofSame: reseller);
        var stranger = await world.Reseller();
        await world.ProductOf(ProductKind.PerpetualSoftware, "SERVER");
        await world.ProductOf(ProductKind.Seat, "CLOUD");
        await world.Charged(provider, customer, 900_00, Currency.Usd, reseller);
        world.Clock.Advance(TimeSpan.FromDays(366));

        await world.Charged(provider, customer, 100_00, Currency.Eur, reseller);
        await world.Charged(provider, customer, -10_00, Currency.Eur, reseller);
        await world.Charged(provider, customer, 5_000_00, Currency.Eur, reseller, "SERVER");
        await world.Charged(provider, customer, 7_00, Currency.Usd, stranger);
        await world.Charged(provider, customer, 11_00, Currency.Usd);
        await world.Charged(direct, customer, 13_00, Currency.Usd);
        await world.Charged(direct, customer, 17_00, Currency.Usd, reseller, "UNKNOWN");
        var revenue = await Of(world, reseller);

        // As reseller 90 EUR at 1.08; as seller 13 and 17, of which the other tenant of the same organization is the reseller.
        Assert.Equal((97_20, 30_00), (revenue.AsResellerCents, revenue.AsSellerCents));
        Assert.Equal(revenue, await Of(world, direct));
        Assert.Equal(7_00, (await Of(world, stranger)).Cents);
    }

    [Fact]
    [Trait("Rule", "K-06")]
    public async Task The_first_sale_as_a_reseller_is_the_organizations_first()
    {
        await using var world = await World.Create();
        var (provider, customer, reseller) = (await world.Provider(), await world.Customer(), await world.Reseller());
        Assert.Null((await world.DirectOf(reseller)).Facts.SellsSince);

        var first = world.Now;
        await world.Charged(provider, customer, 1, Currency.Usd, reseller);
        world.Clock.Advance(TimeSpan.FromDays(9));
        await world.Charged(provider, customer, 1, Currency.Usd, reseller);

        Assert.Equal(first, (await world.DirectOf(reseller)).Facts.SellsSince);
    }

    [Fact]
    [Trait("Rule", "OPS-42")]
    public async Task It_is_read_along_indexes_among_many_charges_of_others()
    {
        await using var world = await World.Create();
        var (provider, reseller, direct) = (await world.Provider(), await world.Reseller(), await world.DirectPartner());
        var customer = await world.Customer();
        await world.Charged(provider, customer, 1, Currency.Usd, reseller);
        foreach (var year in (string[])[TwoYearsAgo, ThisYear])
        {
            await Many(world, null, null, customer.Id, year, 15_000);
        }

        await Many(world, provider.Id, reseller.Id, customer.Id, ThisYear, 200);
        await Many(world, direct.Id, null, customer.Id, TwoYearsAgo, 2_000);
        await Many(world, direct.Id, null, customer.Id, ThisYear, 100);

        var asReseller = await Plan(world, reseller);
        var asSeller = await Plan(world, direct);

        Assert.All(
            [asReseller, asSeller],
            plan => Assert.DoesNotMatch("Seq Scan on (charge_lines|subscriptions)", plan));
        Assert.Contains("ix_subscriptions_reseller", asReseller, StringComparison.Ordinal);
        Assert.Contains("IX_charge_lines_partner_id_subscription_id", asReseller, StringComparison.Ordinal);
        Assert.True(asSeller.Contains("pk_charge_lines", StringComparison.Ordinal), asSeller);
    }

    private static async Task<TrailingRevenue> Of(World world, Participant partner) =>
        (await world.DirectOf(partner)).Facts.Revenue;

    /// <summary>Charges of one seller, or of three hundred that nobody asks about.</summary>
    private static async Task Many(World world, TenantId? seller, TenantId? reseller, TenantId customer, string year, int count)
    {
        await using var command = world.Source.CreateCommand(
            """
            with made as (
                insert into subscriptions (partner_id, id, customer_id, reseller_id, order_id, product_id, sku_id,
                    availability_id, title, friendly_name, publisher_name, is_first_party, is_trial, billing_type, billing_cycle,
                    quantity, unit_price, currency, state, auto_renew, created_at, term_from, version)
                select coalesce($1, ('00000000-0000-4000-8000-' || lpad((n % 300)::text, 12, '0'))::uuid),
                    gen_random_uuid(), $3, $2, gen_random_uuid(), 'CLOUD', '0001', 'A', 'Cloud', 'Cloud', 'Vendor', true,
                    false, 'License', 'Monthly', 1, 1, 'USD', 'Active', true, $4, '2026-03-02', 1
                from generate_series(1, $5) n
                returning partner_id, id, customer_id)
            insert into charge_lines (partner_id, id, customer_id, order_id, subscription_id, type, period_from, period_until,
                quantity, unit_price, amount_units, currency, credit_units, trace, created_at)
            select partner_id, ($6 || substr(gen_random_uuid()::text, 9))::uuid, customer_id, gen_random_uuid(), id,
                'New', '2026-03-02', '2026-04-02', 1, 1, 100, 'USD', 100, '{}', $4
            from made
            """);
        command.Parameters.Add(Sql.Uuid(seller?.Value));
        command.Parameters.Add(Sql.Uuid(reseller?.Value));
        command.Parameters.Add(new NpgsqlParameter { Value = customer.Value });
        command.Parameters.Add(new NpgsqlParameter { Value = world.Now });
        command.Parameters.Add(new NpgsqlParameter { Value = count });
        command.Parameters.Add(new NpgsqlParameter { Value = year });
        await command.ExecuteNonQueryAsync(Cancel);
        await using var analyze = world.Source.CreateCommand("analyze charge_lines; analyze subscriptions; analyze tenants");
        await analyze.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task<string> Plan(World world, Participant partner)
    {
        await using var command = SqlText.ToCommand(RevenueQuery.Statement(partner.OrganisationId, world.Now), world.Source);
        command.CommandText = "explain (costs off) " + command.CommandText;
        var plan = new StringBuilder();
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        while (await reader.ReadAsync(Cancel))
        {
            plan.AppendLine(reader.GetString(0));
        }

        return plan.ToString();
    }
}
