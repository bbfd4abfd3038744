using System.Net;
using System.Text.RegularExpressions;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Orders;

/// <summary>The sale as people do it: catalog, cart, review, order.</summary>
public sealed class SalePageTests
{
    private const string AddForm = "add-0001-AVAILDE00001";

    [Fact]
    [Trait("Rule", "CAT-22")]
    [Trait("Rule", "CAT-24")]
    [Trait("Rule", "BIL-16")]
    [Trait("Rule", "CUS-66")]
    public async Task A_provider_finds_its_customer_fills_a_cart_and_orders_for_the_reseller()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        using var browser = await SignedIn(world, chain.Provider);

        var picker = await browser.Open($"/catalogue?find={Uri.EscapeDataString(chain.Customer.Name[..4])}");
        Assert.Contains($"customer={chain.Customer.Id}", picker.Html, StringComparison.Ordinal);
        var catalogue = await browser.Open($"/catalogue?customer={chain.Customer.Id}&q=suite+office");
        Assert.Contains("from 12.00 EUR", catalogue.Text, StringComparison.Ordinal);
        var cart = await Add(browser, chain, 3);
        Assert.Contains("30.00 EUR", cart.Text, StringComparison.Ordinal);
        Assert.Equal(chain.Reseller.NetworkId, cart.Form("cart")["Form.Lines[0].Reseller"]);

        var review = await browser.Open(PathOf(await browser.Submit(cart, "cart", ("Form.Action", CartForm.Review))));
        Assert.Contains(chain.Reseller.Name, review.Text, StringComparison.Ordinal);
        var done = await browser.Submit(review, "order");
        var order = await browser.Open(PathOf(done));

        Assert.Contains("?done=orderPlaced", done.Location!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, order.Status);
        Assert.Contains("30.00 EUR", order.Text, StringComparison.Ordinal);
        Assert.Contains(chain.Reseller.Name, order.Text, StringComparison.Ordinal);
        await using var db = world.Db();
        Assert.Equal(chain.Reseller.NetworkId, (await db.OrderLines.SingleAsync()).PartnerOfRecord);
    }

    [Fact]
    [Trait("Rule", "CAT-11")]
    [Trait("Rule", "CAT-20")]
    public async Task A_reseller_sees_offers_without_prices_and_is_told_that_its_provider_orders()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        using var browser = await SignedIn(world, chain.Reseller);

        var list = await browser.Open($"/catalogue?customer={chain.Customer.Id}");
        var table = await browser.Open($"/catalogue?customer={chain.Customer.Id}&view=table");
        var product = await browser.Open($"/catalogue/OFFICE?customer={chain.Customer.Id}");
        var cart = await browser.Open($"/cart?customer={chain.Customer.Id}");

        Assert.Contains("RESELLER_CANNOT_ORDER", list.Reasons);
        Assert.Contains($"For {chain.Customer.Name}, your provider places the orders", list.Text, StringComparison.Ordinal);
        Assert.All([list, table, product], page =>
        {
            Assert.Contains("Office suite", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("EUR", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Add to cart", page.Text, StringComparison.Ordinal);
        });
        Assert.Contains("PARTNER_TYPE_LACKS_PERMISSION", cart.Reasons);
    }

    [Theory]
    [InlineData("en", "from 12.00 EUR per license and month 1 month, billed monthly", "Unit License")]
    [InlineData("de", "ab 12,00 EUR je Lizenz und Monat 1 Monat, monatlich abgerechnet", "Einheit Lizenz")]
    [InlineData("nl", "vanaf 12,00 EUR per licentie per maand 1 maand, maandelijks gefactureerd", "Eenheid Licentie")]
    [Trait("Rule", "CAT-05")]
    public async Task A_price_is_that_of_the_shortest_term_and_says_what_it_is_for(
        string language, string price, string unit)
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat(price: 10m);
        using var browser = await SignedIn(world, chain.Provider);
        await browser.Open($"/home?culture={language}");

        var list = await browser.Open("/catalogue");
        var product = await browser.Open("/catalogue/OFFICE");

        Assert.Contains(price, Regex.Replace(list.Text, "\\s+", " "), StringComparison.Ordinal);
        Assert.Contains(unit, Regex.Replace(product.Text, "\\s+", " "), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Whoever_has_no_customers_is_not_told_to_choose_one()
    {
        await using var world = await World.Create();
        await world.Seat();
        using var vendor = await SignedIn(world, await world.Vendor(), Role.ProgramOperator);
        using var provider = await SignedIn(world, await world.Provider());

        Assert.DoesNotContain("Choose a customer", (await vendor.Open("/catalogue")).Text, StringComparison.Ordinal);
        Assert.Contains("Choose a customer", (await provider.Open("/catalogue")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "CAT-22")]
    public async Task A_review_for_nobody_leads_to_choosing_a_customer()
    {
        await using var world = await World.Create();
        using var browser = await SignedIn(world, await world.Provider());

        var review = await browser.Open("/cart/review");

        Assert.Equal(HttpStatusCode.OK, review.Status);
        Assert.Empty(review.Reasons);
        Assert.Contains("No customer is chosen", review.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/cart\"", review.Html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "CUS-01")]
    [Trait("Rule", "CAT-02")]
    [Trait("Rule", "CAT-20")]
    public async Task Foreign_customers_products_and_orders_are_answered_as_those_that_there_are_not()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        var order = (await world.Orders(chain)).Result!.ValueOrNull!.Order.Id;
        using var stranger = await SignedIn(world, await world.DirectPartner());

        foreach (var path in new[] { "/catalogue?customer={0}", "/catalogue/OFFICE?customer={0}", "/cart?customer={0}", "/cart/review?customer={0}" })
        {
            var foreign = await stranger.Open(path.Replace("{0}", $"{chain.Customer.Id}", StringComparison.Ordinal));
            var nothing = await stranger.Open(path.Replace("{0}", $"{Guid.NewGuid()}", StringComparison.Ordinal));
            var noId = await stranger.Open(path.Replace("{0}", "x", StringComparison.Ordinal));

            Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
            Assert.Equal((nothing.Status, nothing.Text), (foreign.Status, foreign.Text));
            Assert.Equal((noId.Status, noId.Text), (foreign.Status, foreign.Text));
        }

        var (foreignOrder, noOrder) = (await stranger.Open($"/orders/{order}"), await stranger.Open($"/orders/{Guid.NewGuid()}"));
        Assert.Equal((HttpStatusCode.NotFound, noOrder.Text), (foreignOrder.Status, foreignOrder.Text));
        var unknown = await stranger.Open("/catalogue/NO-SUCH");
        Assert.Equal((HttpStatusCode.NotFound, "CATALOG_PRODUCT_UNKNOWN"), (unknown.Status, Assert.Single(unknown.Reasons)));
    }

    [Fact]
    [Trait("Rule", "CAT-22")]
    public async Task The_same_order_sent_twice_or_from_two_windows_at_once_is_placed_once()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        using var browser = await SignedIn(world, chain.Provider);
        await Add(browser, chain, 1);
        var (one, other) = (
            await browser.Open($"/cart/review?customer={chain.Customer.Id}"),
            await browser.Open($"/cart/review?customer={chain.Customer.Id}"));

        var answers = await Task.WhenAll(
            browser.Submit(one, "order"), browser.Submit(one, "order"), browser.Submit(other, "order"));
        var late = await browser.Submit(other, "order");

        Assert.Equal(answers[0].Location, answers[1].Location);
        Assert.Single(answers.Select(answer => answer.Location).OfType<string>().Distinct());
        Assert.All(
            answers.Append(late).SelectMany(answer => answer.Reasons),
            code => Assert.True(code is "CART_ALREADY_ORDERED" or "CART_IN_USE", code));
        await using var db = world.Db();
        Assert.Equal(1, await db.Orders.CountAsync());
    }

    [Fact]
    [Trait("Rule", "CAT-22")]
    public async Task Two_that_put_the_first_thing_into_a_cart_at_once_have_one_cart()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        using var browser = await SignedIn(world, chain.Provider);
        var path = $"/catalogue/OFFICE?customer={chain.Customer.Id}";
        var (one, other) = (await browser.Open(path), await browser.Open(path));

        var answers = await Task.WhenAll(browser.Submit(one, AddForm), browser.Submit(other, AddForm));

        Assert.Contains(answers, answer => answer.Location is not null);
        Assert.All(answers.SelectMany(answer => answer.Reasons), code => Assert.Equal("CART_IN_USE", code));
        await using var db = world.Db();
        Assert.Equal(1, await db.Carts.CountAsync());
    }

    [Fact]
    [Trait("Rule", "CAT-13")]
    [Trait("Rule", "CAT-39")]
    public async Task Quantities_names_and_lines_change_and_what_cannot_be_taken_stays_as_it_was_typed()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat(most: 300);
        using var browser = await SignedIn(world, chain.Provider);
        var cart = await Add(browser, chain, 2);

        var tooMany = await browser.Submit(
            cart, "cart", ("Form.Action", "save"), ("Form.Lines[0].Quantity", "301"), ("Form.Lines[0].Name", "<b>Desk</b>"));
        var noNumber = await browser.Submit(cart, "cart", ("Form.Action", "save"), ("Form.Lines[0].Quantity", "many"));
        var saved = await browser.Submit(
            cart, "cart", ("Form.Action", "save"), ("Form.Lines[0].Quantity", "4"), ("Form.Lines[0].Name", "<b>Desk</b>"));
        var stale = await browser.Submit(cart, "cart", ("Form.Action", "save"), ("Form.Lines[0].Quantity", "5"));
        var after = await browser.Open($"/cart?customer={chain.Customer.Id}");

        Assert.Equal(["OFFER_QUANTITY_TOO_LARGE"], tooMany.Reasons);
        Assert.Contains("href=\"#quantity-0\"", tooMany.Html, StringComparison.Ordinal);
        Assert.Equal("301", tooMany.Form("cart")["Form.Lines[0].Quantity"]);
        Assert.Equal(["QUANTITY_UNREADABLE"], noNumber.Reasons);
        Assert.Equal("many", noNumber.Form("cart")["Form.Lines[0].Quantity"]);
        Assert.EndsWith("done=cartSaved", saved.Location, StringComparison.Ordinal);
        Assert.Equal(["CART_IN_USE"], stale.Reasons);
        Assert.Contains("40.00 EUR", after.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Desk", after.Html, StringComparison.Ordinal);

        var review = await browser.Open($"/cart/review?customer={chain.Customer.Id}");
        Assert.Contains("<b>Desk</b>", review.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Desk", review.Html, StringComparison.Ordinal);
        var removed = await browser.Submit(after, "cart", ("Form.Action", CartForm.RemoveLine(0)));
        Assert.EndsWith("done=lineRemoved", removed.Location, StringComparison.Ordinal);
        var empty = await browser.Open($"/cart?customer={chain.Customer.Id}");
        Assert.Contains("Nothing in this cart", empty.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "AGR-20")]
    [Trait("Rule", "AGR-22")]
    [Trait("Rule", "AGR-25")]
    public async Task An_order_whose_customer_agreement_is_open_asks_for_the_attestation_and_goes_on()
    {
        await using var world = await World.Create();
        var (direct, customer) = (await world.DirectPartner(), await world.Customer());
        await world.Credit(direct, 100_000);
        await world.Relationship(direct, customer, RelationshipKind.Reseller);
        await world.Seat();
        using var browser = await SignedIn(world, direct);
        var product = await browser.Open($"/catalogue/OFFICE?customer={customer.Id}");
        Assert.Contains("CUSTOMER_AGREEMENT_MISSING", product.Reasons);
        await browser.Submit(product, AddForm);
        var review = await browser.Open($"/cart/review?customer={customer.Id}");
        Assert.DoesNotContain("Place order</button>", review.Html, StringComparison.Ordinal);

        var forced = await browser.Submit(review, "order");
        var unticked = await browser.Submit(review, "attest", ("Person.FirstName", "<i>Ada</i>"));
        var recorded = await browser.Submit(
            review, "attest", ("Person.FirstName", "Ada"), ("Person.LastName", "Lovelace"),
            ("Person.Email", "ada@customer.example"), ("Person.Confirmed", "true"));
        var ready = await browser.Open($"/cart/review?customer={customer.Id}");
        var done = await browser.Submit(ready, "order");

        Assert.Contains("CUSTOMER_AGREEMENT_MISSING", forced.Reasons);
        Assert.Contains("AGREEMENT_NOT_CONFIRMED", unticked.Reasons);
        Assert.Equal("<i>Ada</i>", unticked.Form("attest")["Person.FirstName"]);
        Assert.DoesNotContain("<i>Ada", unticked.Html, StringComparison.Ordinal);
        Assert.EndsWith("done=agreementRecorded", recorded.Location, StringComparison.Ordinal);
        Assert.Contains("?done=orderPlaced", done.Location!, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "CAT-05")]
    [Trait("Rule", "CAT-04")]
    [Trait("Rule", "CAT-60")]
    [Trait("Rule", "CAT-13")]
    public async Task What_a_customer_cannot_have_is_shown_with_the_reason()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat(limit: Kontor.Catalog.LimitScope.Lifetime, limitCount: 1);
        await world.Seat("SCHOOL", segment: Kontor.Catalog.Segment.Education);
        await world.Seat("ELSEWHERE", market: "NL");
        await world.Orders(chain);
        using var browser = await SignedIn(world, chain.Provider);

        var list = await browser.Open($"/catalogue?customer={chain.Customer.Id}");
        var limited = await browser.Open($"/catalogue/OFFICE?customer={chain.Customer.Id}");
        var elsewhere = await browser.Open($"/catalogue/ELSEWHERE?customer={chain.Customer.Id}");

        Assert.Equal(["PRODUCT_LIMIT_REACHED", "PRODUCT_NOT_IN_SEGMENT"], list.Reasons.Order(StringComparer.Ordinal));
        Assert.Equal(["OFFER_LIFETIME_LIMIT"], limited.Reasons);
        Assert.Contains(
            $"<a href=\"/catalogue?customer={chain.Customer.Id}\">Choose another offer in the catalog</a>", limited.Html,
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.Status);
    }

    [Fact]
    [Trait("Rule", "CAT-22")]
    public async Task A_cart_that_was_not_touched_for_a_while_is_empty_and_its_review_orders_nothing()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        using var browser = await SignedIn(world, chain.Provider);
        var cart = await Add(browser, chain, 1);
        var review = await browser.Open($"/cart/review?customer={chain.Customer.Id}");
        world.Clock.Advance(TimeSpan.FromMinutes(16));

        var ordered = await browser.Submit(review, "order");
        var changed = await browser.Submit(cart, "cart", ("Form.Action", "save"));
        var again = await Add(browser, chain, 2);

        Assert.Equal(["CART_UNKNOWN"], ordered.Reasons);
        Assert.Equal(["CART_UNKNOWN"], changed.Reasons);
        Assert.Contains("20.00 EUR", again.Text, StringComparison.Ordinal);
        await using var db = world.Db();
        Assert.Equal(0, await db.Orders.CountAsync());
    }

    private static async Task<SeenPage> Add(Browser browser, TradingChain chain, int quantity)
    {
        var product = await browser.Open($"/catalogue/OFFICE?customer={chain.Customer.Id}");
        var added = await browser.Submit(product, AddForm, ("Form.Quantity", $"{quantity}"));
        Assert.EndsWith("done=addedToCart", added.Location, StringComparison.Ordinal);
        return await browser.Open(PathOf(added));
    }

    private static string PathOf(SeenPage answer) => new Uri(new Uri("http://localhost"), answer.Location).PathAndQuery;

    private static async Task<Browser> SignedIn(World world, Participant who, Role role = Role.GlobalAdmin)
    {
        var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(who, "seller", role));
        await browser.Open("/home?culture=en");
        return browser;
    }
}
