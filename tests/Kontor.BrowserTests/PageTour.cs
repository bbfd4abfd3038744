using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>Every page that can be opened without a link of one's own, by somebody who uses it.</summary>
public sealed partial class PageTour(DemoServer server, Chromium chromium)
{
    [Theory]
    [InlineData("provider", "/home", "/activity", "/activity?from=2026-01-01&to=2026-02-01&who=a", "/activity/verify", "/accounts", "/search?q=cust", "/help", "/program", "/resellers", "/resellers/invitations", "/resellers/invite", "/customers", "/customers/new", "/customers/{customer}?tab=account", "/customers/{customer}/edit", "/customers/{customer}/remove", "/customers/invite", "/can-i-sell", "/catalogue", "/cart", "/cart/review", "/orders", "/orders?from=2026-01-01", "/subscriptions", "/subscriptions?state=Suspended")]
    [InlineData("provider", "/can-i-sell?seller=Polderlicht&buyer=weserblick.example", "/can-i-sell?seller=Weserblick&buyer=Stadtwerke", "/can-i-sell?buyer-find=e", "/can-i-sell?buyer-find=nobody.example", "/can-i-sell?action=partner", "/can-i-sell?action=manage", "/can-i-sell?action=sell&country=", "/can-i-sell?action=sell&country=FR", "/can-i-sell?action=sell&country=US&kind=partner&cloud=China", "/settings/agreements")]
    [InlineData("reseller", "/can-i-sell", "/can-i-sell?buyer=Stadtwerke")]
    [InlineData("reseller", "/home", "/enrol/direct", "/settings/standing", "/providers-of-mine", "/subscriptions", "/customers", "/customers/new", "/customers/{customer}/remove", "/customers/invitations")]
    [InlineData("resellerNew", "/home", "/providers-of-mine", "/settings/agreements")]
    [InlineData("customer", "/home", "/activity", "/my-agreement", "/my-partners", "/my-subscriptions", "/my-licenses", "/my-licenses/users", "/my-licenses/assign")]
    [InlineData("vendor", "/exports", "/jobs", "/ops/activity", "/ops/agreements", "/ops/agreements/new?kind=Customer", "/ops/agreements/new?kind=Partner", "/ops/jobs", "/ops/mail", "/ops/mail?state=Sent&language=de&from=2026-01-01", "/ops/partners", "/ops/enrolments", "/ops/enrolments?state=InReview&q=x", "/ops/enrolments?type=DirectPartner")]
    [InlineData("vendor", "/home", "/subscriptions", "/catalogue", "/price-lists", "/price-lists/import", "/signout", "/resellers", "/no-such-page")]
    [InlineData("applicant", "/enrol", "/enrol/directory", "/enrol/network-id", "/enrol/network-id/join", "/enrol/profile", "/enrol/contacts", "/enrol/review", "/enrol/status", "/enrol/documents", "/enrol/withdraw", "/home")]
    [InlineData(null, "/enrol", "/enrol/direct", "/enrol/directory", "/enrol/directory/new", "/verify-email/nothing")]
    [InlineData("provider", "/settings/users", "/settings/users?role=GlobalAdmin", "/settings/users/new", "/settings/users/guests/new", "/settings/users/import", "/settings/roles", "/settings/roles?role=SalesAgent", "/settings/profile", "/settings/password")]
    [InlineData("provider", "/insights/agreements", "/insights/agreements?state=NotSigned", "/resellers/{reseller}", "/resellers/{reseller}?tab=customers", "/resellers/{reseller}?tab=activity", "/resellers/{reseller}/end", "/resellers/{reseller}/users", "/resellers/{reseller}/users/new", "/customers/{customer}/reseller", "/resellers/{reseller}/terms", "/resellers/{reseller}/customers", "/resellers/{reseller}/requests")]
    [InlineData("reseller", "/providers-of-mine/{provider}", "/providers-of-mine/{provider}?tab=customers", "/providers-of-mine/{provider}?tab=activity", "/providers-of-mine/{provider}/end", "/providers-of-mine/{provider}/admin-access")]
    [InlineData("vendor", "/ops/partnership-ends", "/ops/partnership-ends?state=Open&q=x")]
    [InlineData("provider", "/delegated-admin", "/delegated-admin?state=Active&within=90&role=GlobalAdministrator", "/delegated-admin/new", "/delegated-admin/new?find=e", "/delegated-admin/new?customer={customer}", "/customers/{customer}?tab=rights", "/customers/{customer}/users", "/customers/{customer}/users/new", "/customers/{customer}/licenses", "/customers/{customer}/users/licenses")]
    [InlineData("customer", "/my-partners/requests", "/my-partners/{provider}")]
    [InlineData("provider", "/support", "/support?state=Open&severity=B&topic=TechnicalFault&q=x", "/customers/{customer}/support/new")]
    [InlineData("customer", "/support", "/support/new")]
    [InlineData("reseller", "/announcements", "/announcements?category=Billing")]
    [InlineData("vendor", "/announcements", "/announcements?category=Billing", "/ops/announcements/new")]
    [InlineData("vendor", "/support", "/support?state=Escalated")]
    [InlineData("provider", "/insights/map", "/insights/map?at={reseller}", "/insights/map?way=TwoTier&q=x")]
    [InlineData("reseller", "/insights/map", "/insights/map?at={provider}")]
    [InlineData("customer", "/insights/map")]
    [InlineData("vendor", "/insights/map", "/insights/map?at={provider}", "/insights/map?at={customer}")]
    [InlineData("directRestricted", "/home", "/settings/standing")]
    [InlineData("vendor", "/ops/elsewhere", "/ops/elsewhere?bought=ThirdParty&q=x", "/ops/elsewhere/new?customer={customer}")]
    [InlineData("customer", "/my-subscriptions/elsewhere", "/my-subscriptions/elsewhere?state=Running")]
    [InlineData("reseller", "/customers/{customer}/elsewhere", "/customers/{customer}/elsewhere?state=Ended")]
    [InlineData("vendor", "/ops/partners/new", "/ops/partners/{provider}", "/ops/partners/{provider}/membership", "/ops/partners/{provider}/standing?act=Suspend", "/ops/partners/{directUs}/standing?act=AnnounceRestriction", "/ops/partners/{reseller2}/provider")]
    [InlineData("provider", "/settings/tenants", "/settings/tenants/link", "/settings/tenants/new", "/settings/tenants/shared-services", "/settings/merges", "/settings/merges/new")]
    [InlineData("vendor", "/settings/users", "/settings/users/new", "/settings/roles", "/ops/profile-changes", "/ops/profile-changes?state=Pending&q=x")]
    [InlineData("reseller", "/settings/organisation", "/settings/organisation/legal", "/settings/organisation/company", "/settings/organisation/support", "/settings/locations", "/settings/locations/new", "/settings/identifiers", "/settings/billing")]
    [InlineData("provider", "/settings/organisation", "/settings/organisation/legal", "/settings/billing", "/settings/billing/address", "/settings/billing/details", "/settings/membership")]
    [InlineData("customer", "/settings/users", "/settings/roles", "/settings/profile")]
    [InlineData(null, "/providers", "/providers?training=yes&country=DE&language=de", "/providers?technical=yes&financing=yes&marketing=yes", "/providers/alsterbogen-distribution-gmbh", "/providers/nobody")]
    [InlineData("reseller", "/providers", "/providers/alsterbogen-distribution-gmbh", "/providers/grachtwijk-distributie-b-v", "/providers/copperhollow-distribution-inc")]
    [InlineData("provider", "/providers", "/settings/provider-profile", "/settings/provider-profile/preview")]
    [InlineData("provider2", "/settings/provider-profile", "/settings/provider-profile/preview")]
    [InlineData("vendor", "/providers", "/ops/provider-profiles", "/ops/provider-profiles?state=HandedIn&q=x", "/ops/provider-profiles/{provider}", "/ops/provider-profiles/{provider2}")]
    [InlineData(null, "/", "/signin", "/sandbox/mail", "/agreements/customer/2020-01", "/agreements/partner/2020-02")]
    public async Task Pages_fit_on_a_desk_and_on_a_phone_in_every_language(string? actor, params string[] paths)
    {
        await using var person = await chromium.Person(server);
        if (actor is not null)
        {
            await person.SignIn(server[actor]);
        }

        foreach (var language in new[] { "en", "de", "nl" })
        {
            foreach (var path in paths.Select(path => Actor().Replace(path, actor => $"{server[actor.Groups[1].Value].TenantId}")))
            {
                await person.Open($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}culture={language}");

                await Expect(person.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
                await person.Look($"{actor ?? "nobody"}{path.Replace('/', '-').Replace('?', '-')}");
            }
        }

        Assert.Empty(person.Complaints);
    }

    [Fact]
    public async Task An_operator_finds_a_partners_affiliates_from_its_page()
    {
        await using var person = await chromium.Person(server);
        await person.SignIn(server["vendor"]);
        await person.Open("/ops/partners");
        await person.Page.Locator("#list tbody th a").First.ClickAsync();
        await person.Look("partner");
        await person.Main.GetByRole(AriaRole.Link, new() { Name = person.Words["opsPartner.affiliates"], Exact = true }).ClickAsync();

        await Expect(person.Heading(person.Words["opsAffiliates.record"])).ToBeVisibleAsync();
        await person.Look("affiliates");
    }

    [Fact]
    public async Task An_operator_opens_what_a_reseller_asks_for_with_the_end_of_its_partnership()
    {
        await using var person = await chromium.Person(server);
        await person.SignIn(server["vendor"]);
        await person.Open("/ops/partnership-ends?state=Open");
        await person.Page.Locator("#list tbody th a").First.ClickAsync();

        await Expect(person.Heading(person.Words["partnershipEnd.decide"])).ToBeVisibleAsync();
        await person.Look("partnership-end");
    }

    [Theory]
    [InlineData("vendor", "/ops/elsewhere", false)]
    [InlineData("reseller", "/customers/{customer}/elsewhere", false)]
    [InlineData("customer", "/my-subscriptions/elsewhere", true)]
    public async Task What_was_bought_elsewhere_is_opened_from_each_list(string actor, string list, bool choosesSupporters)
    {
        await using var person = await chromium.Person(server);
        await person.SignIn(server[actor]);
        foreach (var language in new[] { "en", "de", "nl" })
        {
            await person.Open($"{list.Replace("{customer}", $"{server["customer"].TenantId}", StringComparison.Ordinal)}?culture={language}");
            await person.Page.Locator("#list tbody th a").First.ClickAsync();
            await person.Look($"{actor}-elsewhere-opened");
            if (choosesSupporters)
            {
                await person.Page.Locator("main a[href$='/supporters']").ClickAsync();
                await Expect(person.Page.Locator("main form[method=post]").First).ToBeVisibleAsync();
                await person.Look($"{actor}-elsewhere-supporters");
            }
        }

        Assert.Empty(person.Complaints);
    }

    [Fact]
    public async Task The_page_of_all_parts_is_sound_in_every_state()
    {
        await using var person = await chromium.Person(server);
        await person.Open("/_design");

        await person.Look("design");
    }

    [Fact]
    public async Task The_page_of_a_customer_has_a_tab_for_each_thing_and_activity_comes_last()
    {
        var customer = server["customer"].Organisation;
        await using var person = await chromium.Person(server);
        await person.SignIn(server["provider"]);
        await person.Open("/customers");
        await person.Main.GetByRole(AriaRole.Link, new() { Name = customer, Exact = true }).First.ClickAsync();
        await Expect(person.Heading(customer)).ToBeVisibleAsync();
        await person.Look("customer");

        var tabs = person.Page.GetByRole(AriaRole.Navigation, new() { Name = person.Words["site.tabs"] }).GetByRole(AriaRole.Link);
        await Expect(tabs.Last).ToHaveTextAsync(person.Words["customer.tab.activity"]);
        foreach (var tab in new[] { "subscriptions", "orders", "account", "activity" })
        {
            var link = tabs.GetByText(person.Words[$"customer.tab.{tab}"], new() { Exact = true });
            await link.ClickAsync();
            await Expect(link).ToHaveAttributeAsync("aria-current", "page");
            await person.Look($"customer-{tab}");
        }
    }

    [Fact]
    public async Task A_customer_opened_in_the_list_leads_to_its_page_and_its_subscriptions()
    {
        var customer = server["customer"].Organisation;
        await using var person = await chromium.Person(server);
        await person.SignIn(server["provider"]);
        await person.FollowMenu("Customers");
        await person.Fill("Name, domain or customer ID", customer);
        await person.Click("Search");
        // What is opened before the answer came would be closed again by it.
        await Expect(person.Page.Locator("#list").GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(1);
        await person.Page.GetByLabel($"Details of {customer}").ClickAsync();
        await person.Look("customer-opened");
        await person.Follow($"Subscriptions of {customer}");

        await Expect(person.Heading($"Subscriptions of {customer}")).ToBeVisibleAsync();
        await person.Look("subscriptions");
        await person.Page.Locator("#list tbody th a").First.ClickAsync();

        await Expect(person.Heading("When the term ends")).ToBeVisibleAsync();
        await person.Look("subscription");
        await person.Follow("Choose the support contact");
        await Expect(person.Heading("Choose the support contact")).ToBeVisibleAsync();
        var choosing = new Uri(person.Page.Url).AbsolutePath;
        foreach (var language in new[] { "de", "nl", "en" })
        {
            await person.Open($"{choosing}?culture={language}");
            await person.Look("subscription-support");
        }

        await person.Follow("Back to the subscription");
        await person.Follow("Activity");
        await person.Look("subscription-activity");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("nl")]
    public async Task A_customer_comes_from_its_subscriptions_to_those_who_support_them(string language)
    {
        await using var person = await chromium.Person(server);
        await person.SignIn(server["customer"]);
        await person.Open($"/my-subscriptions?q=Technischer&culture={language}");
        await person.Look("my-subscriptions");
        await person.Page.Locator("#list tbody th a").First.ClickAsync();
        await person.Look("my-subscription");
        await person.Page.Locator("a[href$='/supporters']").ClickAsync();

        await Expect(person.Page.Locator("#further")).ToBeVisibleAsync();
        await person.Look("supporters");
    }

    /// <summary>Stands in a path for the tenant id of an actor.</summary>
    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Actor();
}
