using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>A provider adds a customer for its reseller; both see it, and the customer signs in for the first time.</summary>
public sealed class CustomerJourney(DemoServer server, Chromium chromium)
{
    [Fact]
    [Trait("Rule", "CUS-62")]
    [Trait("Rule", "REL-62")]
    public async Task A_provider_adds_a_customer_for_its_reseller_and_the_customer_signs_in()
    {
        const string name = "Bäckerei Sommerwind GmbH";
        await using var provider = await chromium.Person(server, "en");
        await provider.Open("/signin?culture=en");
        await provider.SignInAs(server["provider"]);
        await Describe(provider, name, "sommerwind");
        await provider.Look("customer-new");
        await provider.Press(provider.Words["newCustomer.offers"]);
        await Expect(provider.Heading(provider.Words["newOffers.chosen"])).ToBeVisibleAsync();
        await provider.Press(provider.Words["newOffers.skip"]);
        await Expect(provider.Page.GetByText(provider.Words["newCustomer.review.lead"])).ToBeVisibleAsync();
        await provider.Look("customer-review");
        await provider.Press(provider.Words["newCustomer.make"]);
        await Expect(provider.Page.GetByText(provider.Words["newCustomer.done", name])).ToBeVisibleAsync();
        await provider.Look("customer-made");
        var password = await provider.Main.Locator("section.once code").InnerTextAsync();
        Assert.Empty(provider.Complaints);

        await using var reseller = await chromium.Person(server, "en");
        await reseller.Open("/signin?culture=en");
        await reseller.SignInAs(server["reseller"]);
        await reseller.Open("/customers?q=Bäckerei Sommerwind");
        await Expect(reseller.Row(name)).ToContainTextAsync(server["provider"].Organisation);

        await using var customer = await chromium.Person(server, "en");
        await customer.Open("/signin?culture=en");
        await customer.SignInAs(server["customer"] with { User = "admin@sommerwind.kontor.example", Password = password });
        await Expect(customer.Page).ToHaveURLAsync(new Regex("/settings/password"));
        await customer.Look("customer-first-sign-in");
        Assert.Empty(customer.Complaints);
    }

    [Fact]
    [Trait("Rule", "CUS-62")]
    [Trait("Rule", "REL-62")]
    public async Task On_a_phone_a_provider_adds_a_customer_for_its_reseller_with_a_subscription_in_one_go()
    {
        const string name = "Gärtnerei Deichkrone GmbH";
        await using var provider = await chromium.Person(server, "de", width: Screen.Narrow);
        await provider.Open("/signin?culture=de");
        await provider.SignInAs(server["provider"]);
        await Describe(provider, name, "deichkrone");
        await provider.Press(provider.Words["newCustomer.offers"]);
        await Expect(provider.Heading(provider.Words["newOffers.chosen"])).ToBeVisibleAsync();
        await Look(provider, "customer-offers");

        await provider.Write(Field(provider, "catalogue.words"), "365 copilot");
        await provider.Press(provider.Words["site.search"]);
        await provider.Press(Button(provider, "newOffers.open"));
        await Expect(provider.Main.Locator("#product")).ToBeVisibleAsync();
        await Look(provider, "customer-offers-product");
        await provider.Write(provider.Main.Locator("#product").GetByLabel(provider.Words["column.quantity"]).First, "0");
        await provider.Press(Button(provider, "newOffers.add.what"));
        await Expect(provider.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Look(provider, "customer-offers-refused");
        await provider.Write(provider.Main.Locator("#product").GetByLabel(provider.Words["column.quantity"]).First, "12");
        await provider.Press(Button(provider, "newOffers.add.what"));
        await Expect(provider.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Microsoft 365 Copilot");
        await Look(provider, "customer-offers-chosen");

        await provider.Press(provider.Words["newCustomer.review"]);
        await Expect(provider.Main).ToContainTextAsync(server["reseller"].Organisation);
        await Look(provider, "customer-offers-review");
        await provider.Press(provider.Words["newOffers.make"]);
        await Expect(provider.Page.GetByText(provider.Words["newCustomer.done", name])).ToBeVisibleAsync();
        await Expect(provider.Main).ToContainTextAsync("Microsoft 365 Copilot");
        await Look(provider, "customer-offers-made");

        await provider.Press(provider.Words["secret.kept"]);
        await provider.Press(provider.Main.GetByRole(AriaRole.Link, new() { Name = provider.Words["newCustomer.finish"], Exact = true }));
        await Expect(provider.Page).ToHaveURLAsync(new Regex("/customers$"));
        await provider.Open("/orders");
        await Expect(provider.Main.GetByText(name).First).ToBeVisibleAsync();
        Assert.Empty(provider.Complaints);
    }

    /// <summary>Writes all that the first step asks for, and that the agreement is accepted.</summary>
    private async Task Describe(Person provider, string name, string prefix)
    {
        await provider.Open($"/customers/new?reseller={server["reseller"].TenantId}");
        await provider.Write(Field(provider, "enrol.profile.legalName"), name);
        await Field(provider, "column.country").SelectOptionAsync("DE");
        await provider.Write(Field(provider, "enrol.profile.street"), "Hafenstraße 12");
        await provider.Write(Field(provider, "enrol.profile.postalCode"), "24103");
        await provider.Write(Field(provider, "enrol.profile.city"), "Kiel");
        await provider.Write(Field(provider, "field.firstName"), "Jette");
        await provider.Write(Field(provider, "field.lastName"), "Sommer");
        await provider.Write(Field(provider, "attest.email"), $"jette@{prefix}.example");
        await provider.Write(Field(provider, "newTenant.prefix"), prefix);
        await provider.Check(provider.Main.GetByRole(AriaRole.Checkbox, new() { Name = provider.Words["newCustomer.accepted"] }));
    }

    /// <summary>Looking changes the width; the phone stays a phone.</summary>
    private static async Task Look(Person person, string name)
    {
        await person.Look(name);
        await person.Page.SetViewportSizeAsync(Screen.Narrow, Screen.Height);
    }

    private static ILocator Button(Person person, string text) => person.Main
        .GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{Regex.Escape(person.Words.Beginning(text))}\\s*:") }).First;

    private static ILocator Field(Person person, string text) => person.Main.GetByLabel(person.Words[text]).First;
}
