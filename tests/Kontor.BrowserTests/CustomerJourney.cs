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
        await provider.Open($"/customers/new?reseller={server["reseller"].TenantId}");
        await provider.Write(Field(provider, "enrol.profile.legalName"), name);
        await Field(provider, "column.country").SelectOptionAsync("DE");
        await provider.Write(Field(provider, "enrol.profile.street"), "Hafenstraße 12");
        await provider.Write(Field(provider, "enrol.profile.postalCode"), "24103");
        await provider.Write(Field(provider, "enrol.profile.city"), "Kiel");
        await provider.Write(Field(provider, "field.firstName"), "Jette");
        await provider.Write(Field(provider, "field.lastName"), "Sommer");
        await provider.Write(Field(provider, "attest.email"), "jette@sommerwind.example");
        await provider.Write(Field(provider, "newTenant.prefix"), "sommerwind");
        await provider.Check(provider.Main.GetByRole(AriaRole.Checkbox, new() { Name = provider.Words["newCustomer.accepted"] }));
        await provider.Look("customer-new");
        await provider.Press(provider.Words["newCustomer.review"]);
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
        await Expect(customer.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/settings/password"));
        await customer.Look("customer-first-sign-in");
        Assert.Empty(customer.Complaints);
    }

    private static ILocator Field(Person person, string text) => person.Main.GetByLabel(person.Words[text]).First;
}
