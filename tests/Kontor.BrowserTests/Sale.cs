using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>From the catalog to the order, in the reader's language.</summary>
internal static class Sale
{
    /// <summary>Journeys that fill the same cart: the provider's for the customer. One of them runs at a time.</summary>
    public const string OneCart = "the provider's cart for the customer";

    /// <summary>Orders five seats, giving them a name, and ends on the page of the order.</summary>
    public static async Task Order(Person person, DemoActor customer, string name)
    {
        var words = person.Words;
        await person.Open("/catalogue");
        await Content(person).GetByRole(AriaRole.Searchbox, new() { Name = words["picker.find"], Exact = true })
            .FillAsync(customer.Organisation[..8]);
        await person.Click(words["picker.submit"]);
        await person.Follow(customer.Organisation);

        await person.Fill(words["catalogue.words"], "365 copilot");
        await Content(person).GetByRole(AriaRole.Button, new() { Name = words["site.search"], Exact = true }).ClickAsync();
        await Content(person).GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Microsoft 365 Copilot") }).First.ClickAsync();

        await Content(person).GetByLabel(words["column.quantity"]).First.FillAsync("12");
        await Content(person).GetByRole(AriaRole.Button, new() { NameRegex = Begins(words, "product.add.what") }).First.ClickAsync();
        await Expect(person.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = words["done.addedToCart"] })).ToBeVisibleAsync();
        await Expect(person.Heading(words["cart.title.for", customer.Organisation])).ToBeVisibleAsync();

        var friendly = Content(person).GetByLabel(Begins(words, "cart.name.of")).First;
        await friendly.FillAsync(name);
        await Content(person).GetByRole(AriaRole.Button, new() { Name = words["cart.save"], Exact = true }).ClickAsync();
        await Expect(friendly).ToHaveValueAsync(name);

        await person.Click(words["cart.review"]);
        await Expect(person.Heading(words["review.title"])).ToBeVisibleAsync();

        await person.Click(words["review.order"]);
        await Expect(person.Heading(words["order.title.for", customer.Organisation])).ToBeVisibleAsync();
        await Expect(Content(person)).ToContainTextAsync(name);
    }

    private static ILocator Content(Person person) => person.Page.GetByRole(AriaRole.Main);

    private static Regex Begins(Words words, string key) => new("^" + Regex.Escape(words.Beginning(key)));
}
