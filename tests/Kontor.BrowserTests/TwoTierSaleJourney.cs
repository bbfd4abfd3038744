using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>The first half of the chain as people walk it: by clicking, from mail to mail.</summary>
public sealed class TwoTierSaleJourney(DemoServer server, Chromium chromium)
{
    [Fact]
    [Trait("Rule", "REL-12")]
    [Trait("Rule", "REL-15")]
    [Trait("Rule", "REL-16")]
    [Trait("Rule", "REL-17")]
    [Trait("Rule", "REL-19")]
    [Trait("Rule", "REL-26")]
    [Trait("Rule", "CUS-13")]
    [Trait("Rule", "CUS-14")]
    [Trait("Rule", "CUS-30")]
    [Trait("Rule", "CUS-31")]
    [Trait("Rule", "CUS-32")]
    [Trait("Rule", "CUS-33")]
    public async Task Provider_reseller_and_customer_come_together_by_following_links()
    {
        var (provider, reseller, customer) = (server["provider"], server["reseller2"], server["customer2"]);
        await using var atProvider = await chromium.Person(server);
        await using var atReseller = await chromium.Person(server);
        await using var atCustomer = await chromium.Person(server);

        await RequestPartnership(atProvider, provider, reseller);
        var partnerLink = await Authorize(atReseller, provider, reseller);
        await InviteCustomer(atReseller, provider, customer);
        await Accept(atCustomer, provider, reseller, customer);

        foreach (var partner in new[] { atProvider, atReseller })
        {
            await partner.Open("/customers");
            await partner.Fill("Name, domain or customer ID", customer.Organisation);
            await partner.Click("Search");
            await Expect(partner.Row(customer.Organisation)).ToHaveCountAsync(1);
        }

        await atReseller.Open(partnerLink);
        await Expect(atReseller.Heading("This link does not hold")).ToBeVisibleAsync();
        await Expect(atReseller.Page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync(provider.Organisation);
        Assert.Empty(new[] { atProvider, atReseller, atCustomer }.SelectMany(person => person.Complaints));
    }

    private static async Task RequestPartnership(Person person, DemoActor provider, DemoActor reseller)
    {
        await person.SignIn(provider);
        await Expect(person.Heading("Waiting for you")).ToBeVisibleAsync();
        await person.FollowMenu("Indirect resellers");
        await person.Follow("Request a partnership");
        await person.Look("request-partnership");

        await person.Fill("Recipient's mail address", reseller.User);
        await person.Click("Send invitation");

        await Expect(person.Page.GetByRole(AriaRole.Status)).ToContainTextAsync(reseller.User);
        await person.Look("request-partnership-sent");
    }

    /// <returns>The link, which is used up afterwards.</returns>
    private static async Task<string> Authorize(Person person, DemoActor provider, DemoActor reseller)
    {
        await person.FollowLinkInMail(reseller.User, provider.Organisation);
        await person.Look("signin");
        await person.SignIn(reseller);

        await Expect(person.Heading($"{provider.Organisation} would like to be your indirect provider")).ToBeVisibleAsync();
        await Expect(person.Page.GetByText("may submit orders and add subscriptions")).ToBeVisibleAsync();
        await Expect(person.Page.GetByText("gets admin access to your own partner tenant")).ToBeVisibleAsync();
        await LookInGermanToo(person, "accept-partnership", $"{provider.Organisation} möchte Ihr indirekter Anbieter sein");

        // Without the tick nothing is sent.
        var link = person.Page.Url;
        await person.Click("Authorize indirect provider");
        Assert.Equal(link, person.Page.Url);

        await person.Tick("I authorize");
        await person.Click("Authorize indirect provider");

        await Expect(person.Heading("Indirect providers")).ToBeVisibleAsync();
        await Expect(person.Row(provider.Organisation)).ToHaveCountAsync(1);
        await person.Look("providers-of-mine");
        return link;
    }

    private static async Task InviteCustomer(Person person, DemoActor provider, DemoActor customer)
    {
        await person.Follow($"Invite new customers with {provider.Organisation}");
        await Expect(person.Heading($"Invite new customers with {provider.Organisation}")).ToBeVisibleAsync();
        await person.Look("invite-customer");

        await person.Fill("Recipient's mail address", customer.User);
        await person.Click("Send invitation");

        await Expect(person.Page.GetByRole(AriaRole.Status)).ToContainTextAsync(customer.User);
    }

    private static async Task Accept(Person person, DemoActor provider, DemoActor reseller, DemoActor customer)
    {
        await person.FollowLinkInMail(customer.User, reseller.Organisation);
        await person.SignIn(customer);

        await Expect(person.Heading("Two partners would like to work for you")).ToBeVisibleAsync();
        foreach (var partner in new[] { reseller, provider })
        {
            await Expect(person.Heading(partner.Organisation)).ToBeVisibleAsync();
        }

        await LookInGermanToo(person, "accept-customer", "Zwei Partner möchten für Sie arbeiten");
        await person.Tick("as partners of");
        await person.Tick("I have read the customer agreement");
        await person.Click("Accept both partners");

        await Expect(person.Heading("My partners")).ToBeVisibleAsync();
        await Expect(person.Row(reseller.Organisation)).ToHaveCountAsync(1);
        await Expect(person.Row(provider.Organisation)).ToHaveCountAsync(1);
        await person.Look("my-partners");
    }

    private static async Task LookInGermanToo(Person person, string name, string heading)
    {
        await person.Look(name);
        await person.ReadIn("DE");
        await Expect(person.Heading(heading)).ToBeVisibleAsync();
        await person.Look(name);
        await person.ReadIn("EN");
    }
}
