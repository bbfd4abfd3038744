using Kontor.Access;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Site;
using Kontor.Subscriptions;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Subscriptions;

/// <summary>Support contacts as a customer's list shows them.</summary>
public sealed class SupportListTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "MUL-07")]
    [Trait("Rule", "SUP-02")]
    public async Task Several_partners_support_one_customer_each_its_own_subscriptions_and_the_customer_sees_how_to_reach_them()
    {
        await using var world = await World.Create();
        var (chain, first) = await world.Sold();
        var second = await world.Buys(chain);
        var direct = await world.DirectPartner();
        await world.Relationship(direct, chain.Customer, RelationshipKind.Reseller);
        await world.Credit(direct, 10_000);
        var third = (await world.Orders(direct.GlobalAdmin, chain.Customer, null)).Result!.ValueOrNull!.Subscriptions[0].Id;
        await world.ChoosesContact(chain.Provider.GlobalAdmin, second, chain.Reseller);
        await world.SaysSupport(chain.Reseller);

        var listing = await world.Does((SubscriptionListing q) => q.Read(
            chain.Customer.GlobalAdmin, ListState.Read(new QueryCollection(), Definition(chain)),
            null, new PageRequest(50, null), Cancel));

        var byId = listing.Items.ToDictionary(row => row.Seen.Id, row => row.Support!);
        Assert.Equal(
            (chain.Provider.Id, chain.Reseller.Id, direct.Id), (byId[first.Value].Id, byId[second.Value].Id, byId[third.Value].Id));
        Assert.Equal(World.Support(chain.Reseller), byId[second.Value].Reach);
        Assert.Null(byId[first.Value].Reach);
    }

    [Fact]
    [Trait("Rule", "SUP-04")]
    public async Task A_whole_page_of_contacts_is_one_statement_along_indexes()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.Sold();
        await world.ChoosesContact(chain.Provider.GlobalAdmin, id, chain.Reseller);
        await world.ManyCustomers(chain.Provider, 5_000);
        await using var db = world.Db();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into subscriptions (partner_id, id, customer_id, reseller_id, partner_of_record, order_id, product_id, sku_id,
                availability_id, title, friendly_name, publisher_name, is_first_party, is_trial, billing_type, billing_cycle,
                term, quantity, unit_price, currency, state, auto_renew, created_at, term_from, term_until, version)
            select partner_id, gen_random_uuid(), customer_id, reseller_id, partner_of_record, order_id, product_id, sku_id,
                availability_id, title, friendly_name, publisher_name, is_first_party, is_trial, billing_type, billing_cycle,
                term, quantity, unit_price, currency, state, auto_renew, created_at, term_from, term_until, version
            from subscriptions cross join generate_series(1, 10000);
            insert into designated_contacts (partner_id, subscription_id, contact_id, chosen_at, version)
            select s.partner_id, s.id, d.contact_id, d.chosen_at, 1 from subscriptions s cross join designated_contacts d
            where s.id <> d.subscription_id;
            analyze;
            """,
            Cancel);
        var page = await db.Subscriptions.OrderBy(s => s.Id).Take(100).Select(s => s.Id).ToListAsync(Cancel);

        var plan = await world.Does((SupportFacts facts) => Plans.Of(facts.Statement(page, world.Now), Cancel));
        var made = await world.Does((SupportFacts facts) => facts.Of(page, Cancel));

        Assert.Equal(100, made.Count);
        Assert.All(made.Values, one => Assert.Equal(chain.Reseller.Id, one.InForce.Contact));
        foreach (var table in new[] { "subscriptions", "designated_contacts", "customer_relationships" })
        {
            Assert.DoesNotContain($"Seq Scan on {table}", plan, StringComparison.Ordinal);
        }
    }

    private static ListDefinition<SubscriptionRow> Definition(TradingChain chain) =>
        SubscriptionListing.Definition(new Caller
        {
            Subject = new Subject(chain.Customer.GlobalAdmin, [], "ada"),
        });
}
