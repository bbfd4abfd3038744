using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>What becomes of a subscription after it was bought. Another partner's try is part of scenario three.</summary>
[Collection(Sale.OneCart)]
public sealed class SubscriptionJourney(DemoServer server, Chromium chromium)
{
    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("nl")]
    [Trait("Rule", "CAT-21")]
    [Trait("Rule", "CAT-33")]
    [Trait("Rule", "CAT-34")]
    [Trait("Rule", "CAT-39")]
    public async Task A_provider_changes_what_it_sold_and_its_customer_sees_it(string language)
    {
        var customer = server["customer"];
        await using var seller = await chromium.Person(server, language);
        await using var buyer = await chromium.Person(server, language);
        var name = $"Journey {language}";
        await seller.Open($"/signin?culture={language}");
        await seller.Open("/subscriptions");
        await seller.SignInAs(server["provider"]);
        await Expect(seller.Heading(seller.Words["subscriptions.title"])).ToBeVisibleAsync();
        await Sale.Order(seller, customer, name);
        await seller.Open($"/subscriptions?q={Uri.EscapeDataString(name)}");
        await seller.Page.Locator("#list tbody th a").First.ClickAsync();
        await Expect(seller.Heading(seller.Words["subscription.end"])).ToBeVisibleAsync();
        var address = new Uri(seller.Page.Url).AbsolutePath;

        var quantity = await QuantityOf(seller);
        await Count(seller, quantity + 3, look: true);
        await Count(seller, quantity + 1);
        await ChooseRenewal(seller, renews: false, look: true);
        await seller.Follow(seller.Words["customer.tab.charges"]);
        await Expect(seller.Main.GetByRole(AriaRole.Rowheader)).Not.ToHaveCountAsync(0);
        await seller.Look("subscription-charges");
        await seller.Open(address);
        await Suspend(seller, look: true);

        await buyer.Open($"/signin?culture={language}");
        await buyer.Open(address);
        await buyer.SignInAs(customer);
        await Expect(buyer.Main).ToContainTextAsync(buyer.Words["SubscriptionState.Suspended"]);
        await Expect(buyer.Main.Locator("header.head a.button")).ToHaveCountAsync(0);
        await buyer.Look("subscription-suspended");

        await Reactivate(seller, look: true);

        Assert.Empty(seller.Complaints.Concat(buyer.Complaints));
    }

    /// <summary>From the page of a subscription and back to it.</summary>
    internal static async Task Count(Person person, int quantity, bool look = false)
    {
        await person.Follow(person.Words["change.quantity"]);
        await person.Write(
            person.Main.GetByLabel(person.Words["quantity.label"], new() { Exact = false }).First,
            quantity.ToString(CultureInfo.InvariantCulture));
        await person.Press(person.Words["quantity.look"]);
        await Expect(person.Main.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        if (look)
        {
            await person.Look("subscription-quantity");
        }

        await person.Press(person.Words["quantity.do", quantity.ToString(CultureInfo.InvariantCulture)]);
        await Expect(person.Main).ToContainTextAsync(person.Words["done.quantityChanged"]);
        Assert.Equal(quantity, await QuantityOf(person));
    }

    internal static async Task ChooseRenewal(Person person, bool renews, bool look = false)
    {
        await person.Follow(person.Words["change.edit"]);
        await person.Check(person.Main.GetByLabel(
            person.Words[renews ? "editSubscription.renews" : "editSubscription.ends"], new() { Exact = false }).First);
        if (look)
        {
            await person.Look("subscription-edit");
        }

        await person.Press(person.Words["editSubscription.submit"]);
        await Expect(person.Main).ToContainTextAsync(person.Words["done.subscriptionEdited"]);
    }

    internal static async Task Suspend(Person person, bool look = false)
    {
        await person.Follow(person.Words["change.suspend"]);
        if (look)
        {
            await person.Look("subscription-suspend");
        }

        await person.Press(person.Words["state.suspend.do"]);
        await Expect(person.Main).ToContainTextAsync(person.Words["done.subscriptionSuspended"]);
    }

    internal static async Task Reactivate(Person person, bool look = false)
    {
        await person.Follow(person.Words["change.reactivate"]);
        if (look)
        {
            await person.Look("subscription-reactivate");
        }

        await person.Press(person.Words["state.reactivate.do"]);
        await Expect(person.Main).ToContainTextAsync(person.Words["done.subscriptionReactivated"]);
    }

    /// <summary>As it stands under the title.</summary>
    internal static async Task<int> QuantityOf(Person person)
    {
        var before = person.Words["subscription.quantity", ""].Trim();
        var shown = await person.Main.Locator("header.head .under span", new() { HasText = before }).First.InnerTextAsync();
        return int.Parse(shown[before.Length..].Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }
}
