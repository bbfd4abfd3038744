using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>A customer asks its partner for help, the partner escalates, and the vendor hands back.</summary>
public sealed class ServiceRequestJourney(DemoServer server, Chromium chromium)
{
    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("nl")]
    [Trait("Rule", "SUP-03")]
    [Trait("Rule", "SUP-05")]
    [Trait("Rule", "SUP-13")]
    public async Task A_customer_asks_its_partner_escalates_and_the_vendor_hands_back(string language)
    {
        await using var customer = await SignedIn("customer", language);
        await using var partner = await SignedIn("provider", language);
        await using var vendor = await SignedIn("vendor", language);
        var title = $"Journey {language} <b>markup</b>";

        await customer.Choose(customer.Words["menu.support"]);
        await Expect(customer.Main.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        await customer.Look("support-customer");
        await customer.Follow(customer.Words["askForSupport.title"]);
        await customer.Page.Locator("#form-partner").SelectOptionAsync(new SelectOptionValue { Label = server["provider"].Organisation });
        await customer.Page.Locator("#form-title").FillAsync(title);
        await customer.Press(customer.Words["askForSupport.submit"]);
        await Expect(customer.Main).ToContainTextAsync(customer.Words["serviceRequest.refused"]);
        await customer.Look("support-new-refused");
        await customer.Page.Locator("#form-topic").SelectOptionAsync("TechnicalFault");
        await customer.Page.Locator("#form-severity").SelectOptionAsync("B");
        await customer.Page.Locator("#form-description").FillAsync("First line\nSecond line");
        await customer.Press(customer.Words["askForSupport.submit"]);
        await Expect(customer.Main).ToContainTextAsync(customer.Words["done.serviceRequestOpened"]);
        var address = new Uri(customer.Page.Url).AbsolutePath;

        await partner.Open("/support");
        await partner.Look("support-partner");
        await partner.Follow(title);
        await partner.Press(partner.Words["ServiceAct.Take"]);
        await Expect(partner.Main).ToContainTextAsync(partner.Words["ServiceRequestState.Open"]);
        await partner.Page.Locator("#noteform-text").FillAsync("Only for us");
        await partner.Page.Locator("input[name='NoteForm.IsInternal']").CheckAsync();
        await partner.Press(partner.Words["serviceRequest.note.submit"]);
        await Expect(partner.Main).ToContainTextAsync(partner.Words["done.serviceRequestNoted"]);
        await partner.Look("support-request-partner");
        await partner.Page.Locator("#escalateform-reason").SelectOptionAsync("ServiceUnavailable");
        await partner.Page.Locator("#escalateform-healthchecked").CheckAsync();
        await partner.Press(partner.Words["ServiceAct.Escalate"]);
        await Expect(partner.Main).ToContainTextAsync(partner.Words["ServiceRequestState.Escalated"]);

        await vendor.Open("/support?state=Escalated");
        await vendor.Look("support-vendor");
        await vendor.Follow(title);
        await vendor.Page.Locator("#actform-text").FillAsync("Send a trace");
        await vendor.Look("support-request-vendor");
        await vendor.Press(vendor.Words["ServiceAct.HandBack"]);
        await Expect(vendor.Main).ToContainTextAsync(vendor.Words["ServiceRequestState.WaitingForPartner"]);

        await customer.Open(address);
        await Expect(customer.Main).ToContainTextAsync(customer.Words["ServiceEvent.HandedBack"]);
        await Expect(customer.Main).Not.ToContainTextAsync("Send a trace");
        await Expect(customer.Main).Not.ToContainTextAsync("Only for us");
        await customer.Look("support-request-customer");

        Assert.Empty(customer.Complaints.Concat(partner.Complaints).Concat(vendor.Complaints));
    }

    [Fact]
    [Trait("Rule", "CUS-40")]
    public async Task A_partners_admin_who_is_no_agent_reads_at_its_customers_page_what_is_missing()
    {
        await using var partner = await SignedIn("provider", "en");
        await partner.Open($"/customers/{server["customer"].TenantId}");
        await partner.Follow(partner.Words["openForCustomer.title"]);

        await Expect(partner.Main.Locator("[data-reason=DELEGATED_ROLE_MISSING_THERE]")).ToBeVisibleAsync();
        await partner.Look("support-open-for-customer");
        Assert.Empty(partner.Complaints);
    }

    private async Task<Person> SignedIn(string actor, string language)
    {
        var person = await chromium.Person(server, language);
        await person.Open($"/signin?culture={language}");
        await person.SignInAs(server[actor]);
        return person;
    }
}
