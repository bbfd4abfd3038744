using System.Net;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Kontor.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Subscriptions;

/// <summary>Subscriptions and orders as people find and read them.</summary>
public sealed class SubscriptionPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "Why this amount", "Fixed at the purchase", "left", "Partner of record")]
    [InlineData("de", "Warum dieser Betrag", "Beim Kauf festgelegt", "noch", "Registrierter Partner")]
    [InlineData("nl", "Waarom dit bedrag", "Vastgelegd bij de aankoop", "nog", "Geregistreerde partner")]
    [Trait("Rule", "CAT-12")]
    [Trait("Rule", "CAT-73")]
    [Trait("Rule", "BIL-37")]
    public async Task The_seller_reads_every_number_from_which_the_amount_is_made(string language, params string[] words)
    {
        await using var world = await World.Create();
        var (_, sold) = await Sale(world);
        using var browser = await SignedIn(world, sold.Chain.Provider, language);

        var page = await browser.Open($"/subscriptions/{sold.Id}");

        Assert.Equal((HttpStatusCode.OK, language), (page.Status, page.Language));
        Assert.All(words, word => Assert.Contains(word, page.Text, StringComparison.Ordinal));
        Assert.Contains("3 × 10", page.Text, StringComparison.Ordinal);
        Assert.Contains(language == "en" ? "30.00 EUR" : "30,00 EUR", page.Text, StringComparison.Ordinal);
        Assert.Contains("test.csv", page.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/orders/{sold.Order}\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "MUL-05")]
    [Trait("Rule", "MUL-22")]
    [Trait("Rule", "CAT-20")]
    public async Task Reseller_and_customer_see_it_without_prices_another_partner_an_entry_and_a_stranger_nothing()
    {
        await using var world = await World.Create();
        var (_, sold) = await Sale(world);
        var (other, stranger) = (await world.DirectPartner(), await world.DirectPartner());
        await world.Relationship(other, sold.Chain.Customer, RelationshipKind.Reseller);
        var path = $"/subscriptions/{sold.Id}";

        foreach (var reader in new[] { sold.Chain.Reseller, sold.Chain.Customer })
        {
            using var browser = await SignedIn(world, reader);
            var page = await browser.Open(path);
            var list = await browser.Open(reader == sold.Chain.Customer ? "/my-subscriptions" : "/subscriptions");

            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (page.Status, list.Status));
            Assert.Contains("Partner of record", page.Text, StringComparison.Ordinal);
            Assert.Contains(path, list.Html, StringComparison.Ordinal);
            Assert.All([page, list], seen => Assert.DoesNotContain("EUR", seen.Text, StringComparison.Ordinal));
            Assert.DoesNotContain($"{sold.Order}", page.Html, StringComparison.Ordinal);
        }

        using (var browser = await SignedIn(world, other))
        {
            var page = await browser.Open(path);
            Assert.Contains("Another partner sold this", page.Text, StringComparison.Ordinal);
            Assert.All(
                ["EUR", sold.Chain.Provider.Name, sold.Chain.Reseller.Name, sold.Chain.Reseller.NetworkId!, $"{sold.Order}"],
                hidden => Assert.DoesNotContain(hidden, page.Text, StringComparison.Ordinal));
            Assert.Contains(path, (await browser.Open($"/subscriptions?customer={sold.Chain.Customer.Id}")).Html, StringComparison.Ordinal);
            Assert.DoesNotContain(path, (await browser.Open("/subscriptions")).Html, StringComparison.Ordinal);
        }

        using var nobody = await SignedIn(world, stranger);
        var (foreign, missing, noId) =
            (await nobody.Open(path), await nobody.Open($"/subscriptions/{Guid.NewGuid()}"), await nobody.Open("/subscriptions/x"));
        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
        Assert.Equal((missing.Status, missing.Text), (foreign.Status, foreign.Text));
        Assert.Equal((noId.Status, noId.Text), (foreign.Status, foreign.Text));
        var unknown = await nobody.Open($"/subscriptions?customer={sold.Chain.Customer.Id}");
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Equal(unknown.Text, (await nobody.Open($"/subscriptions?customer={Guid.NewGuid()}")).Text);
        Assert.DoesNotContain(path, (await nobody.Open($"/search?q={sold.Id}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_with_markup_is_read_as_it_was_written_and_runs_nowhere()
    {
        await using var world = await World.Create();
        var (_, sold) = await Sale(world);
        await using (var db = world.Db())
        {
            (await db.Subscriptions.SingleAsync(Cancel)).FriendlyName = "=<script>alert(1)</script>";
            await db.SaveChangesAsync(Cancel);
        }

        using var browser = await SignedIn(world, sold.Chain.Provider);
        foreach (var path in new[] { "/subscriptions", $"/subscriptions/{sold.Id}", $"/customers/{sold.Chain.Customer.Id}", "/search?q=%3D%3Cscr" })
        {
            var page = await browser.Open(path);
            Assert.Contains("=<script>alert(1)</script>", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>alert", page.Html, StringComparison.Ordinal);
        }

        var file = await browser.Open("/subscriptions/export?format=csv");
        Assert.Contains("'=<script>alert(1)</script>", file.Html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "MUL-05")]
    [Trait("Rule", "CAT-22")]
    public async Task Lists_and_exports_keep_the_customer_and_show_prices_to_the_seller_only()
    {
        await using var world = await World.Create();
        var (_, sold) = await Sale(world);
        using var provider = await SignedIn(world, sold.Chain.Provider);
        using var reseller = await SignedIn(world, sold.Chain.Reseller);
        var customer = sold.Chain.Customer;

        var list = await provider.Open($"/subscriptions?customer={customer.Id}&state=Active&sort=until");
        Assert.Contains($"Subscriptions of {customer.Name}", list.Text, StringComparison.Ordinal);
        Assert.Contains($"customer={customer.Id}&amp;state=Active&amp;sort=until", list.Html, StringComparison.Ordinal);
        Assert.Contains("30.00 EUR", list.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing matches", (await provider.Open("/subscriptions?state=Expired")).Text, StringComparison.Ordinal);

        var file = await provider.Open("/subscriptions/export?format=csv&column=customer&column=price");
        var without = await reseller.Open("/subscriptions/export?format=csv&column=price&column=value");
        Assert.Contains("Unit price", file.Html, StringComparison.Ordinal);
        Assert.Contains(customer.Name, file.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Unit price", without.Html, StringComparison.Ordinal);

        var orders = await provider.Open($"/orders?customer={customer.Id}&reseller={sold.Chain.Reseller.NetworkId}");
        Assert.Contains($"Orders of {customer.Name}", orders.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/orders/{sold.Order}\"", orders.Html, StringComparison.Ordinal);
        Assert.Contains("30.00 EUR", orders.Text, StringComparison.Ordinal);
        Assert.Contains($"/orders/{sold.Order}", (await provider.Open($"/customers/{customer.Id}?tab=orders")).Html, StringComparison.Ordinal);
        Assert.Contains($"{sold.Order}", (await provider.Open("/orders/export?format=csv")).Html, StringComparison.Ordinal);
        Assert.Contains("PARTNER_TYPE_LACKS_PERMISSION", (await reseller.Open("/orders")).Reasons);
        Assert.Equal(HttpStatusCode.NotFound, (await provider.Open($"/orders?customer={Guid.NewGuid()}")).Status);
        Assert.Contains($"/orders/{sold.Order}", (await provider.Open($"/search?q={sold.Order}")).Html, StringComparison.Ordinal);
        Assert.Contains($"/subscriptions/{sold.Id}", (await provider.Open($"/search?q={sold.Id}")).Html, StringComparison.Ordinal);
        Assert.Contains(
            "An order was placed", (await provider.Open($"/subscriptions/{sold.Id}?tab=activity")).Text, StringComparison.Ordinal);
    }

    private static async Task<(World World, Sold Sold)> Sale(World world)
    {
        var chain = await world.TradingChain();
        await world.Seat();
        var placed = (await world.Orders(chain, quantity: 3)).Result!.ValueOrNull!;
        return (world, new Sold(chain, placed.Subscriptions[0].Id, placed.Order.Id));
    }

    private static async Task<Browser> SignedIn(World world, Participant participant, string language = "en")
    {
        var browser = new Browser(await world.WholeServer(), language);
        await browser.SignIn(await world.User(participant, "reader", Role.GlobalAdmin));
        await browser.Open($"/home?culture={language}");
        return browser;
    }

    private sealed record Sold(TradingChain Chain, SubscriptionId Id, OrderId Order);
}
