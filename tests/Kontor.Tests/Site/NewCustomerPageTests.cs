using System.Net;
using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Site;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Site;

/// <summary>A customer with its first subscriptions on the pages, without script: account, subscriptions, review, done.</summary>
public sealed class NewCustomerPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "CUS-62")]
    [Trait("Rule", "REL-62")]
    public async Task A_provider_chooses_offers_reviews_prices_and_sees_password_and_order_once_however_often_it_submits()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        using var browser = await SignedIn(world, chain.Provider);

        var offers = await ToOffers(browser, chain);
        var found = await Send(browser, offers, ("Offers.Words", "nothing so called"), ("Offers.Action", OffersForm.Search));
        found = await Send(browser, found, ("Offers.Words", "suite"), ("Offers.Action", OffersForm.Search));
        var opened = await Send(browser, found, ("Offers.Action", OffersForm.Open("OFFICE")));
        var added = await Send(browser, opened, ("Offers.Choices[0].Quantity", "2"), ("Offers.Action", OffersForm.Add(0)));
        var changed = await Send(browser, added, ("Offers.Lines[0].Quantity", "3"), ("Offers.Action", OffersForm.Search));
        var review = await Send(browser, changed, ("Form.Step", "review"));
        (string, string) make = ("Form.Step", "make");
        var made = await browser.Submit(review, "customer", make);
        var twice = await browser.Submit(review, "customer", make);

        Assert.Contains("from 12.00 EUR", found.Text, StringComparison.Ordinal);
        Assert.Equal("P1Y|Monthly", opened.Form("customer")["Offers.Choices[0].Terms"]);
        Assert.Contains("Office suite is chosen.", added.Text, StringComparison.Ordinal);
        Assert.Contains("20.00 EUR", added.Text, StringComparison.Ordinal);
        Assert.Contains("The first charges take 32.40 USD of your credit", changed.Text, StringComparison.Ordinal);
        Assert.All(
            ["30.00 EUR", $"{chain.Reseller.Name} ({chain.Reseller.NetworkId})", "Nothing is created yet.", "Create customer and order"],
            words => Assert.Contains(words, review.Text, StringComparison.Ordinal));
        Assert.All(
            ["admin@sommer.kontor.example", "Office suite", "30.00 EUR", "Done"],
            words => Assert.Contains(words, made.Text, StringComparison.Ordinal));
        Assert.Matches("<code>[a-z2-9-]{23}</code>", made.Html);
        Assert.Equal(made.Html, twice.Html);
        await using var db = world.Db();
        var order = await db.Orders.SingleAsync(Cancel);
        Assert.Contains($"/orders/{order.Id}", made.Html, StringComparison.Ordinal);
        Assert.Equal(chain.Reseller.NetworkId, (await db.OrderLines.SingleAsync(Cancel)).PartnerOfRecord);
    }

    [Fact]
    [Trait("Rule", "CUS-62")]
    [Trait("Rule", "CAT-13")]
    public async Task What_cannot_be_taken_is_refused_where_it_stands_and_nothing_that_was_written_is_lost()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat(most: 300);
        using var browser = await SignedIn(world, chain.Provider);

        var offers = await ToOffers(browser, chain);
        var opened = await Send(browser, offers, ("Offers.Action", OffersForm.Open("OFFICE")));
        var tooMany = await Add(browser, opened, "301");
        var noNumber = await Add(browser, opened, "<b>many");
        var unknown = await Send(browser, opened, ("Offers.Action", OffersForm.Open("NONE")));
        var added = await Add(browser, opened, "4");
        var below = await Send(browser, added, ("Offers.Lines[0].Quantity", "-1"), ("Form.Step", "review"));
        var account = await Send(browser, below, ("Form.Step", "update"));
        var renamed = await Send(
            browser, account, ("Form.LegalName", "Test GmbH"), ("Form.IsAccepted", "true"), ("Form.Step", "offers"));
        var back = await Send(
            browser, renamed, ("Form.LegalName", "Sommer & Söhne GmbH"), ("Form.IsAccepted", "true"), ("Form.Step", "offers"));
        var removed = await Send(browser, back, ("Offers.Action", OffersForm.Remove(0)));

        Assert.Equal(["OFFER_QUANTITY_TOO_LARGE"], tooMany.Reasons);
        Assert.Equal("301", tooMany.Form("customer")["Offers.Choices[0].Quantity"]);
        Assert.Contains("href=\"#offers-choices[0]-quantity\"", tooMany.Html, StringComparison.Ordinal);
        Assert.Equal(["QUANTITY_UNREADABLE"], noNumber.Reasons);
        Assert.Equal("<b>many", noNumber.Form("customer")["Offers.Choices[0].Quantity"]);
        Assert.DoesNotContain("<b>many", noNumber.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, "CATALOG_PRODUCT_UNKNOWN"), (unknown.Status, Assert.Single(unknown.Reasons)));
        Assert.Equal(["QUANTITY_UNREADABLE"], below.Reasons);
        Assert.Contains("href=\"#quantity-0\"", below.Html, StringComparison.Ordinal);
        Assert.Equal("-1", account.Form("customer")["Offers.Lines[0].Quantity"]);
        Assert.Equal("Bäckerei Sommer GmbH", account.Form("customer")["Form.LegalName"]);
        Assert.Equal(["LEGAL_NAME_IS_TEST"], renamed.Reasons);
        Assert.Equal("-1", back.Form("customer")["Offers.Lines[0].Quantity"]);
        Assert.Equal("Sommer & Söhne GmbH", back.Form("customer")["Form.LegalName"]);
        Assert.Contains("Nothing is chosen yet.", removed.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "AGR-20")]
    [Trait("Rule", "CUS-62")]
    public async Task Without_the_agreement_the_step_says_so_keeps_what_was_chosen_and_lets_one_go_on()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        using var browser = await SignedIn(world, chain.Provider);
        var offers = await ToOffers(browser, chain);
        var added = await Add(browser, await Send(browser, offers, ("Offers.Action", OffersForm.Open("OFFICE"))), "4");
        var account = await Send(browser, added, ("Form.Step", "update"));

        // A tick that is taken away is not sent.
        var unattested = await Send(browser, account, ("Form.Step", "offers"));
        var forced = await Send(browser, unattested, ("Form.Step", "review"));
        var review = await Send(browser, unattested, ("Form.Step", "skip"));
        var again = await Send(browser, review, ("Form.Step", "offers"));
        var made = await Send(browser, review, ("Form.Step", "make"));

        Assert.Equal(["CUSTOMER_AGREEMENT_MISSING"], unattested.Reasons);
        Assert.DoesNotContain("Find subscriptions", unattested.Text, StringComparison.Ordinal);
        Assert.Contains("CUSTOMER_AGREEMENT_MISSING", forced.Reasons);
        Assert.Equal(HttpStatusCode.Forbidden, forced.Status);
        Assert.Contains("What you chose is kept", review.Text, StringComparison.Ordinal);
        Assert.Equal("4", again.Form("customer")["Offers.Lines[0].Quantity"]);
        Assert.Matches("<code>[a-z2-9-]{23}</code>", made.Html);
        await using var db = world.Db();
        Assert.Equal((0, 0), (await db.Orders.CountAsync(Cancel), await db.Carts.CountAsync(Cancel)));
    }

    [Fact]
    [Trait("Rule", "BIL-72")]
    [Trait("Rule", "CUS-62")]
    public async Task Credit_that_does_not_suffice_is_said_beforehand_and_credit_used_meanwhile_leaves_the_cart()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain(creditUsd: 40);
        await world.Seat();
        using var browser = await SignedIn(world, chain.Provider);
        var offers = await ToOffers(browser, chain);
        var opened = await Send(browser, offers, ("Offers.Action", OffersForm.Open("OFFICE")));
        var tooMuch = await Send(browser, await Add(browser, opened, "4"), ("Form.Step", "review"));
        var review = await Send(browser, tooMuch, ("Offers.Lines[0].Quantity", "3"), ("Form.Step", "review"));
        await world.Orders(chain, quantity: 2);

        var made = await Send(browser, review, ("Form.Step", "make"));

        Assert.Contains("CREDIT_LIMIT_EXCEEDED", tooMuch.Reasons);
        Assert.Empty(review.Reasons);
        Assert.Equal(["CREDIT_LIMIT_EXCEEDED"], made.Reasons);
        Assert.Contains("The customer is created, but nothing was ordered", made.Text, StringComparison.Ordinal);
        Assert.Matches("<code>[a-z2-9-]{23}</code>", made.Html);
        await using var db = world.Db();
        var customer = (await db.Tenants.SingleAsync(t => t.DefaultDomain == "sommer.kontor.example", Cancel)).Id;
        Assert.Contains($"/cart?customer={customer}", made.Html, StringComparison.Ordinal);
        var cart = await browser.Open($"/cart?customer={customer}");
        Assert.Equal(
            ("3", chain.Reseller.NetworkId),
            (cart.Form("cart")["Form.Lines[0].Quantity"], cart.Form("cart")["Form.Lines[0].Reseller"]));
        Assert.Equal(1, await db.Orders.CountAsync(Cancel));
    }

    [Fact]
    [Trait("Rule", "CUS-62")]
    public async Task Sent_twice_and_from_another_window_at_once_there_is_one_customer_and_one_order()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        using var browser = await SignedIn(world, chain.Provider);
        var (one, other) = (await ToReview(browser, chain), await ToReview(browser, chain));
        (string, string) make = ("Form.Step", "make");

        var answers = await Task.WhenAll(
            browser.Submit(one, "customer", make), browser.Submit(one, "customer", make), browser.Submit(other, "customer", make));

        Assert.Equal(answers[0].Html, answers[1].Html);
        Assert.Single(answers.Select(answer => answer.Html).Distinct(), html => html.Contains("section class=\"once\"", StringComparison.Ordinal));
        Assert.All(answers.SelectMany(answer => answer.Reasons), code => Assert.Equal("CUSTOMER_DOMAIN_TAKEN", code));
        await using var db = world.Db();
        Assert.Equal(1, await db.Tenants.CountAsync(t => t.DefaultDomain == "sommer.kontor.example", Cancel));
        Assert.Equal(1, await db.Orders.CountAsync(Cancel));
    }

    [Fact]
    [Trait("Rule", "ROL-10")]
    [Trait("Rule", "CAT-11")]
    public async Task Who_makes_customers_but_does_not_order_sees_no_prices_and_goes_on_without()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        using var browser = await SignedIn(world, chain.Provider, Role.UserManagementAdmin);
        (string, string)[] line = [("Offers.Lines[0].Item", World.SeatItem), ("Offers.Lines[0].Terms", "P1Y|Monthly"), ("Offers.Lines[0].Quantity", "1")];

        var offers = await Send(browser, await browser.Open("/customers/new"), [.. Written(chain), ("Form.Step", "offers"), .. line]);
        var forced = await Send(browser, offers, ("Form.Step", "make"));
        var review = await Send(browser, offers, ("Form.Step", "skip"));

        Assert.Contains("ROLE_LACKS_PERMISSION", offers.Reasons);
        Assert.DoesNotContain("EUR", offers.Text, StringComparison.Ordinal);
        Assert.Contains("ROLE_LACKS_PERMISSION", forced.Reasons);
        Assert.DoesNotContain("section class=\"once\"", forced.Html, StringComparison.Ordinal);
        Assert.Contains("Create customer", review.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("EUR", review.Text, StringComparison.Ordinal);
    }

    private static async Task<SeenPage> ToOffers(Browser browser, TradingChain chain) => await Send(
        browser, await browser.Open($"/customers/new?reseller={chain.Reseller.Id}"),
        [.. Written(chain), ("Form.IsAccepted", "true"), ("Form.Step", "offers")]);

    private static async Task<SeenPage> ToReview(Browser browser, TradingChain chain)
    {
        var opened = await Send(browser, await ToOffers(browser, chain), ("Offers.Action", OffersForm.Open("OFFICE")));
        return await Send(browser, await Add(browser, opened, "3"), ("Form.Step", "review"));
    }

    private static Task<SeenPage> Add(Browser browser, SeenPage opened, string quantity) =>
        Send(browser, opened, ("Offers.Choices[0].Quantity", quantity), ("Offers.Action", OffersForm.Add(0)));

    /// <summary>A submission of its own, even from a page that was sent before.</summary>
    private static Task<SeenPage> Send(Browser browser, SeenPage page, params (string Name, string Value)[] fields) =>
        browser.Submit(page, "customer", [.. fields, ("_requestKey", $"{Guid.NewGuid()}")]);

    private static (string Name, string Value)[] Written(TradingChain chain) =>
    [
        ("Form.LegalName", "Bäckerei Sommer GmbH"), ("Form.Market", "DE"), ("Form.Street", "Hafenstraße 12"),
        ("Form.PostalCode", "24103"), ("Form.City", "Kiel"), ("Form.Prefix", "sommer"), ("Form.FirstName", "Jette"),
        ("Form.LastName", "Sommer"), ("Form.Email", "jette@sommer.test"), ("Form.Reseller", $"{chain.Reseller.Id}"),
        ("Form.AcceptedOn", "2026-03-01"),
    ];

    private static async Task<Browser> SignedIn(World world, Participant who, Role role = Role.GlobalAdmin)
    {
        var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(who, "seller", role));
        await browser.Open("/home?culture=en");
        return browser;
    }
}
