using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>
/// The whole two-tier sale by pages, from the request of a partnership to the customer's own list: by keyboard only, on a
/// phone, and without script, each in a language of its own. Each walk has a world of its own.
/// </summary>
public sealed class ChainJourney(Chromium chromium)
{
    [Theory]
    [InlineData("en", true, false, Screen.Wide)]
    [InlineData("de", true, true, Screen.Narrow)]
    [InlineData("nl", false, true, Screen.Wide)]
    [Trait("Rule", "REL-10")]
    [Trait("Rule", "REL-14")]
    [Trait("Rule", "CUS-30")]
    [Trait("Rule", "CAT-24")]
    public async Task Everybody_does_their_part_and_the_customer_finds_what_was_bought(
        string language, bool hasScript, bool hasMouse, int width)
    {
        await using var server = new DemoServer();
        await server.InitializeAsync();
        var (provider, reseller, customer) = (server["provider"], server["reseller2"], server["customer2"]);
        await using var atProvider = await chromium.Person(server, language, hasScript, hasMouse, width);
        await using var atReseller = await chromium.Person(server, language, hasScript, hasMouse, width);
        await using var atCustomer = await chromium.Person(server, language, hasScript, hasMouse, width);
        foreach (var person in new[] { atProvider, atReseller, atCustomer })
        {
            // The accounts of the demo world have languages of their own; a choice goes before them.
            await person.Open($"/signin?culture={language}");
        }

        await RequestPartnership(atProvider, provider, reseller);
        await Authorize(atReseller, provider, reseller);
        await InviteCustomer(atReseller, provider, customer);
        await Accept(atCustomer, provider, reseller, customer);
        var product = await Order(atProvider, customer);
        await SeeWhatWasBought(atCustomer, product);

        Assert.Empty(new[] { atProvider, atReseller, atCustomer }.SelectMany(person => person.Complaints));
    }

    private static async Task RequestPartnership(Person person, DemoActor provider, DemoActor reseller)
    {
        await person.SignInAs(provider);
        await Expect(person.Heading(person.Words["home.title"]).First).ToBeVisibleAsync();
        await person.Choose(person.Words["menu.resellers"]);
        await person.Press(Link(person, person.Words["requestPartnership.title"]));
        await person.Write(person.Page.GetByLabel(person.Words["draft.email"]), reseller.User);
        await person.Press(person.Words["draft.send"]);

        await Expect(person.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = reseller.User })).ToBeVisibleAsync();
    }

    private static async Task Authorize(Person person, DemoActor provider, DemoActor reseller)
    {
        await person.FollowLinkInMail(reseller.User, provider.Organisation);
        await person.SignInAs(reseller);

        await Expect(person.Heading(person.Words["acceptPartnership.title", provider.Organisation])).ToBeVisibleAsync();
        await person.Check(Box(person, person.Words["acceptPartnership.confirm", reseller.Organisation, provider.Organisation]));
        await person.Press(person.Words["acceptPartnership.authorize"]);

        await Expect(person.Heading(person.Words["providers.title"])).ToBeVisibleAsync();
        await Expect(person.Main).ToContainTextAsync(provider.Organisation);
    }

    private static async Task InviteCustomer(Person person, DemoActor provider, DemoActor customer)
    {
        await person.Press(Link(person, person.Words["providers.invite.with", provider.Organisation]));
        await Expect(person.Heading(person.Words["inviteCustomer.joint.title", provider.Organisation])).ToBeVisibleAsync();
        await person.Write(person.Page.GetByLabel(person.Words["draft.email"]), customer.User);
        await person.Press(person.Words["draft.send"]);

        await Expect(person.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = customer.User })).ToBeVisibleAsync();
    }

    private static async Task Accept(Person person, DemoActor provider, DemoActor reseller, DemoActor customer)
    {
        await person.FollowLinkInMail(customer.User, reseller.Organisation);
        await person.SignInAs(customer);

        await Expect(person.Heading(person.Words["acceptCustomer.title.joint"])).ToBeVisibleAsync();
        await person.Check(Box(person, person.Words["acceptCustomer.agreement.confirm", customer.Organisation]));
        await person.Check(Box(
            person,
            person.Words["acceptCustomer.confirm.joint", reseller.Organisation, provider.Organisation, customer.Organisation]));
        await person.Press(person.Words["acceptCustomer.accept.joint"]);

        await Expect(person.Heading(person.Words["myPartners.title"])).ToBeVisibleAsync();
    }

    /// <returns>The product that was ordered.</returns>
    private static async Task<string> Order(Person person, DemoActor customer)
    {
        await person.Choose(person.Words["menu.catalogue"]);
        await person.Write(
            person.Main.GetByRole(AriaRole.Searchbox, new() { Name = person.Words["picker.find"], Exact = true }), customer.Organisation);
        await person.Press(person.Words["picker.submit"]);
        await person.Press(Link(person, customer.Organisation));
        await person.Write(person.Main.GetByLabel(person.Words["catalogue.words"]), "365 copilot");
        await person.Press(person.Words["site.search"]);
        var product = person.Main.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Microsoft 365 Copilot") }).First;
        var name = await product.InnerTextAsync();
        await person.Press(product);

        var add = person.Main.GetByRole(AriaRole.Button, new() { NameRegex = Begins(person.Words.Beginning("product.add.what")) }).First;
        await person.Press(add);
        await Expect(person.Heading(person.Words["cart.title.for", customer.Organisation])).ToBeVisibleAsync();
        await person.Press(person.Words["cart.review"]);
        await person.Press(person.Words["review.order"]);

        await Expect(person.Heading(person.Words["order.title.for", customer.Organisation])).ToBeVisibleAsync();
        return name;
    }

    private static async Task SeeWhatWasBought(Person person, string product)
    {
        await person.Choose(person.Words["menu.my-subscriptions"]);

        await Expect(person.Heading(person.Words["mySubscriptions.title"])).ToBeVisibleAsync();
        await Expect(person.Main).ToContainTextAsync(product);
    }

    private static ILocator Link(Person person, string words) =>
        person.Main.GetByRole(AriaRole.Link, new() { NameRegex = Begins(words) }).First;

    private static ILocator Box(Person person, string words) =>
        person.Page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex(Regex.Escape(words)) });

    private static Regex Begins(string words) => new("^" + Regex.Escape(words));
}
