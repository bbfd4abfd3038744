using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>A provider sells: it finds the customer, chooses in the catalog, fills the cart, reviews and orders.</summary>
[Collection(Sale.OneCart)]
public sealed class SaleJourney(DemoServer server, Chromium chromium)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    [Trait("Rule", "CAT-22")]
    [Trait("Rule", "CAT-24")]
    public async Task A_provider_finds_its_customer_and_orders_what_it_chose_in_the_catalog(int width)
    {
        var customer = server["customer"].Organisation;
        await using var person = await chromium.Person(server);
        await person.SignIn(server["provider"]);
        await person.Page.SetViewportSizeAsync(width, 900);

        await person.Open("/catalogue");
        await Content(person).GetByRole(AriaRole.Searchbox, new() { Name = "Customer", Exact = true }).FillAsync(customer[..5]);
        await person.Click("Find customers");
        await person.Follow(customer);
        await Expect(person.Page.GetByText($"What can be ordered for {customer}")).ToBeVisibleAsync();
        await Look(person, width, "sale-1-catalogue");

        await person.Fill("Product, SKU or publisher", "365 copilot");
        await Content(person).GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        await Content(person).GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Microsoft 365 Copilot") }).First.ClickAsync();
        await Look(person, width, "sale-2-product");

        var add = Content(person).GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Add to cart") }).First;
        await Content(person).GetByLabel("Quantity").First.FillAsync("12");
        await add.ClickAsync();
        await Expect(person.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Added to the cart" })).ToBeVisibleAsync();
        await Expect(person.Heading($"Cart for {customer}")).ToBeVisibleAsync();
        await Content(person).GetByLabel(new Regex("^Your name for")).First.FillAsync($"Desk {width}");
        await Content(person).GetByRole(AriaRole.Button, new() { Name = "Save changes", Exact = true }).ClickAsync();
        await Expect(Content(person).GetByLabel(new Regex("^Your name for")).First).ToHaveValueAsync($"Desk {width}");
        await Look(person, width, "sale-3-cart");

        await person.Click("Review the order");
        await Expect(Content(person)).ToContainTextAsync(server["reseller"].Organisation);
        await Look(person, width, "sale-4-review");

        await person.Click("Place order");
        await Expect(person.Heading($"Order for {customer}")).ToBeVisibleAsync();
        await Expect(Content(person)).ToContainTextAsync($"Desk {width}");
        await Look(person, width, "sale-5-order");
        await Content(person).GetByRole(AriaRole.Link, new() { Name = person.Words["customer.tab.activity"], Exact = true }).ClickAsync();
        await Expect(Content(person).Locator(".feed")).ToContainTextAsync(person.Words["activity.OrderPlaced", customer, 1][..8]);
        await Look(person, width, "sale-6-order-activity");
        Assert.Empty(person.Complaints);
    }

    [Fact]
    [Trait("Rule", "CAT-05")]
    [Trait("Rule", "CAT-11")]
    public async Task The_pages_of_a_sale_fit_in_every_language_for_who_sells_and_who_asks_others_to()
    {
        await using var person = await chromium.Person(server);
        foreach (var actor in new[] { "provider", "reseller" })
        {
            await person.Open("/signout");
            await person.Page.Context.ClearCookiesAsync();
            await person.SignIn(server[actor]);
            await person.Open($"/catalogue?find={Uri.EscapeDataString(server["customer"].Organisation[..5])}");
            await person.Follow(server["customer"].Organisation);
            var chosen = new Uri(person.Page.Url).PathAndQuery;
            var product = await Content(person).GetByRole(AriaRole.Heading, new() { Level = 2 }).GetByRole(AriaRole.Link).First.GetAttributeAsync("href");
            foreach (var language in new[] { "en", "de", "nl" })
            {
                foreach (var (name, path) in new[] { ("cards", chosen), ("table", chosen + "&view=table&q=365"), ("product", product!) })
                {
                    await person.Open($"{path}&culture={language}");
                    await Expect(person.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
                    await person.Look($"{actor}-catalogue-{name}");
                }
            }
        }

        Assert.Empty(person.Complaints);
    }

    private static ILocator Content(Person person) => person.Page.GetByRole(AriaRole.Main);

    private static async Task Look(Person person, int width, string name)
    {
        await person.Look(name);
        await person.Page.SetViewportSizeAsync(width, 900);
    }
}
