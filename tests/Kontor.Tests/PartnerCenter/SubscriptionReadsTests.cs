using Kontor.Kernel;
using Kontor.PartnerCenter;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.PartnerCenter;

public sealed class SubscriptionReadsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_much_was_sold_and_is_in_the_catalog_a_customers_subscriptions_are_read_along_indexes()
    {
        await using var world = await World.Create();
        await world.Seat();
        var chain = await world.TradingChain();
        await world.Orders(chain, quantity: 5);
        await using var db = world.Db();
        var sold = await db.Subscriptions.SingleAsync(Cancel);
        await Fill(db, 20_000);
        var reads = world.Services.GetRequiredService<SubscriptionReads>();

        foreach (var read in new[]
        {
            reads.All(chain.Provider.Id, chain.Customer.Id),
            reads.OfOrder(chain.Provider.Id, chain.Customer.Id, sold.OrderId),
            reads.OfReseller(chain.Provider.Id, chain.Customer.Id, chain.Reseller.NetworkId!),
            reads.One(chain.Provider.Id, chain.Customer.Id, sold.Id),
        })
        {
            await using var command = read;

            Assert.DoesNotMatch("Seq Scan on (subscriptions|products|skus)", await Plans.Of(command, Cancel));
        }
    }

    /// <summary>So many more products, each with a SKU and sold to a customer of its own.</summary>
    private static async Task Fill(KontorDb db, int copies) => await db.Database.ExecuteSqlAsync(
        $"""
        insert into products (product_id, title, description, publisher, kind, is_first_party)
        select product_id || n, title, description, publisher, kind, is_first_party
        from products cross join generate_series(1, {copies}) n;
        insert into skus (product_id, sku_id, title, description, unit, billing_type, cancellation_policy, is_trial, is_add_on,
            min_quantity, max_quantity, limit_scope, limit_count, meter_ids)
        select product_id || n, sku_id, title, description, unit, billing_type, cancellation_policy, is_trial, is_add_on,
            min_quantity, max_quantity, limit_scope, limit_count, meter_ids
        from skus cross join generate_series(1, {copies}) n;
        insert into tenants (id, organisation_id, kind, cloud, market, default_domain, created_at, qualifications)
        select gen_random_uuid(), organisation_id, kind, cloud, market, 'filler' || n || '.example', created_at, qualifications
        from tenants cross join generate_series(1, {copies}) n where kind = 'Customer';
        insert into subscriptions (partner_id, id, customer_id, reseller_id, partner_of_record, order_id, product_id, sku_id,
            availability_id, title, friendly_name, publisher_name, is_first_party, is_trial, billing_type, billing_cycle,
            term, quantity, unit_price, currency, state, auto_renew, created_at, term_from, term_until, version)
        select partner_id, gen_random_uuid(), t.id, reseller_id, partner_of_record, order_id, product_id || n, sku_id,
            availability_id, title, friendly_name, publisher_name, is_first_party, is_trial, billing_type, billing_cycle,
            term, quantity, unit_price, currency, state, auto_renew, s.created_at, term_from, term_until, version
        from subscriptions s cross join generate_series(1, {copies}) n
            join tenants t on t.default_domain = 'filler' || n || '.example';
        analyze products, skus, subscriptions;
        """,
        Cancel);
}
