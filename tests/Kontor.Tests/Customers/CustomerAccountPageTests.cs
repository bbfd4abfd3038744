using Kontor.Accounts;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Kontor.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Customers;

/// <summary>Making, changing and leaving a customer on the pages, without script.</summary>
public sealed class CustomerAccountPageTests
{
    [Fact]
    [Trait("Rule", "CUS-62")]
    [Trait("Rule", "CUS-66")]
    [Trait("Rule", "CUS-70")]
    [Trait("Rule", "CUS-03")]
    public async Task A_provider_writes_reviews_and_makes_a_customer_renames_it_and_leaves_it()
    {
        await using var world = await World.Create();
        var (provider, reseller, _) = await world.ConnectedTrio();
        var server = await world.WholeServer();
        using var browser = new Browser(server);
        await browser.SignIn(await world.User(provider, "boss", Role.GlobalAdmin));
        await browser.Open("/home?culture=en");

        var form = await browser.Open($"/customers/new?reseller={reseller.Id}");
        var refused = await browser.Submit(form, "customer", ("Form.Step", "review"), ("Form.LegalName", "Test GmbH"));
        var review = await browser.Submit(form, "customer", [.. Written(reseller), ("Form.Step", "review"), Key()]);
        var update = await browser.Submit(review, "customer", ("Form.Step", "update"), Key());
        (string Name, string Value)[] make = [("Form.Step", "make"), Key()];
        var made = await browser.Submit(review, "customer", make);
        var twice = await browser.Submit(review, "customer", make);

        Assert.Contains("LEGAL_NAME_IS_TEST", refused.Reasons);
        Assert.Contains("Nothing is created yet.", review.Text, StringComparison.Ordinal);
        Assert.Contains($"You and {reseller.Name} become its partners", review.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"Bäckerei Sommer GmbH\"", System.Net.WebUtility.HtmlDecode(update.Html), StringComparison.Ordinal);
        Assert.Contains("Bäckerei Sommer GmbH is created.", made.Text, StringComparison.Ordinal);
        Assert.Contains("admin@sommer.kontor.example", made.Text, StringComparison.Ordinal);
        Assert.Matches("<code>[a-z2-9-]{23}</code>", made.Html);
        Assert.Equal(made.Html, twice.Html);
        await using var db = world.Db();
        var customer = (await db.Tenants.SingleAsync(t => t.DefaultDomain == "sommer.kontor.example", Cancel)).Id;

        var edit = await browser.Open($"/customers/{customer}/edit");
        var edited = await browser.Submit(edit, "edit", ("Form.Name", "Sommer, Kiel"), ("Form.Phone", "+49 431 5550111"), ("Form.Qualification", "1"));
        var account = await browser.Open($"/customers/{customer}?tab=account");
        var list = await browser.Open("/customers?q=Sommer&channel=Reseller");
        var remove = await browser.Open($"/customers/{customer}/remove?kind=IndirectProvider");
        var removed = await browser.Submit(remove, "remove");

        Assert.EndsWith("done=customerEdited", edited.Location, StringComparison.Ordinal);
        Assert.Contains("Sommer, Kiel", account.Text, StringComparison.Ordinal);
        Assert.Contains("Bäckerei Sommer GmbH", account.Text, StringComparison.Ordinal);
        Assert.Contains("From a reseller", account.Text, StringComparison.Ordinal);
        Assert.Contains("+49 431 5550111", account.Text, StringComparison.Ordinal);
        Assert.Contains("Education", account.Text, StringComparison.Ordinal);
        Assert.Contains("Sommer, Kiel", list.Text, StringComparison.Ordinal);
        Assert.Contains("Remove the relationship with Sommer, Kiel?", remove.Text, StringComparison.Ordinal);
        Assert.Contains($"{reseller.Name} stays its partner.", remove.Text, StringComparison.Ordinal);
        Assert.EndsWith("/customers?done=customerRemoved", removed.Location, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "CUS-60")]
    [Trait("Rule", "CUS-71")]
    public async Task A_reseller_is_told_whom_to_ask_and_leaves_by_ticking_the_statement()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        await world.SharedCustomer(provider, reseller, customer);
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(reseller, "boss", Role.GlobalAdmin));
        await browser.Open("/home?culture=en");

        var told = await browser.Open("/customers/new");
        var question = await browser.Open($"/customers/{customer.Id}/remove");
        var unticked = await browser.Submit(question, "remove");
        var removed = await browser.Submit(question, "remove", ("Form.Confirmed", "true"), Key());
        var gone = await browser.Open($"/customers/{customer.Id}/remove");

        Assert.Equal(["RESELLER_MAY_NOT_MAKE_CUSTOMERS"], told.Reasons);
        Assert.Contains("/providers-of-mine", told.Html, StringComparison.Ordinal);
        Assert.Contains("We indemnify the vendor", question.Text, StringComparison.Ordinal);
        Assert.Equal(["RELATIONSHIP_END_NOT_CONFIRMED"], unticked.Reasons);
        Assert.EndsWith("/customers?done=customerRemoved", removed.Location, StringComparison.Ordinal);
        Assert.Equal(["CUSTOMER_UNKNOWN"], gone.Reasons);
    }

    [Fact]
    [Trait("Rule", "CUS-67")]
    public async Task The_subscriptions_of_one_customer_are_exported_with_the_resellers_id()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        await world.Orders(chain, quantity: 7);
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(chain.Provider, "boss", Role.GlobalAdmin));
        await browser.Open("/home?culture=en");

        var tab = await browser.Open($"/customers/{chain.Customer.Id}?tab=subscriptions");
        var file = await browser.Open($"/subscriptions/export?customer={chain.Customer.Id}");
        var other = await browser.Open($"/subscriptions/export?customer={chain.Reseller.Id}");

        await using var db = world.Db();
        var sold = await db.Subscriptions.SingleAsync(Cancel);
        var (heading, row) = (file.Html.Split("\r\n")[0], file.Html.Split("\r\n")[1]);
        Assert.Contains($"/subscriptions/export?customer={chain.Customer.Id}", tab.Html, StringComparison.Ordinal);
        Assert.All(
            ["Subscription", "Product", "Reseller (network ID)", "Subscription ID", "Quantity"],
            column => Assert.Contains(column, heading, StringComparison.Ordinal));
        Assert.All(
            [$"{sold.Id}", sold.Title, chain.Reseller.NetworkId!, "7"],
            value => Assert.Contains(value, row, StringComparison.Ordinal));
        Assert.DoesNotContain($"{sold.Id}", other.Html, StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static (string Name, string Value) Key() => ("_requestKey", $"{Guid.NewGuid()}");

    private static (string Name, string Value)[] Written(Participant reseller) =>
    [
        ("Form.LegalName", "Bäckerei Sommer GmbH"), ("Form.Market", "DE"), ("Form.Street", "Hafenstraße 12"),
        ("Form.PostalCode", "24103"), ("Form.City", "Kiel"), ("Form.Prefix", "Sommer"), ("Form.FirstName", "Jette"),
        ("Form.LastName", "Sommer"), ("Form.Email", "jette@sommer.test"), ("Form.Reseller", $"{reseller.Id}"),
        ("Form.Channel", nameof(CustomerChannel.Reseller)),
    ];
}
