using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>A demo world of its own, in which partners and customers come together as each scenario has it.</summary>
public sealed class ScenarioWorld : IAsyncLifetime
{
    public DemoServer Server { get; } = new();

    public ValueTask InitializeAsync() => Server.InitializeAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

/// <summary>
/// The eight sample scenarios as people live them, each with both outcomes: what is allowed comes about, what is refused
/// says why and where to go on. The first four are read in English on a desk, the others in German on a phone.
/// </summary>
public sealed class ScenarioJourney(ScenarioWorld world, Chromium chromium) : IClassFixture<ScenarioWorld>
{
    private DemoActor this[string key] => world.Server[key];

    [Fact]
    [Trait("Rule", "SCN-01")]
    public async Task One_a_chain_runs_directly_or_through_a_provider_and_no_other_way()
    {
        await using var direct = await Asks("direct", $"action=sell&buyer={this["customer"].TenantId}&via=");
        await Granted(direct, "CHAIN_OK");
        await using var reseller = await Asks("reseller", $"action=sell&buyer={this["customer"].TenantId}&via={this["provider"].TenantId}");
        await Granted(reseller, "CHAIN_OK");
        await reseller.Look("scenario-granted");

        await reseller.Open($"/can-i-sell?action=sell&seller={this["reseller"].TenantId}&buyer={this["customer"].TenantId}&via=");
        await Refused(reseller, "CHAIN_UNSUPPORTED");
        await reseller.Look("scenario-refused");
        Assert.Empty(direct.Complaints.Concat(reseller.Complaints));
    }

    [Fact]
    [Trait("Rule", "SCN-02")]
    [Trait("Rule", "MUL-01")]
    public async Task Two_a_customer_of_one_partner_buys_from_another_of_its_region()
    {
        await using var customer = await Follows("customer", await InvitedBy("direct"));
        await Accept(customer, this["direct"], this["customer"]);
        await Expect(customer.Row(this["reseller"].Organisation)).ToHaveCountAsync(1);
        await Expect(customer.Row(this["direct"].Organisation)).ToHaveCountAsync(1);

        await using var again = await Follows("customer", await InvitedBy("directUs"));
        await Refused(again, "CUSTOMER_REGION_MISMATCH");
        Assert.Empty(customer.Complaints.Concat(again.Complaints));
    }

    [Fact]
    [Trait("Rule", "SCN-03")]
    [Trait("Rule", "MUL-04")]
    [Trait("Rule", "MUL-26")]
    public async Task Three_a_further_partner_manages_what_the_customer_has_and_none_of_another_region()
    {
        await using var customer = await Follows("customer", await InvitedBy("reseller2"));
        await Accept(customer, this["reseller2"], this["customer"]);
        await Expect(customer.Row(this["reseller2"].Organisation)).ToHaveCountAsync(1);
        await using var manager = await Asks("reseller2", $"action=manage&buyer={this["customer"].TenantId}");
        await Granted(manager, "MULTI_CHANNEL_OK");

        // It sees what another partner sold, and changes nothing of it.
        await customer.Open("/my-subscriptions");
        var address = (await customer.Page.Locator("#list tbody th a").First.GetAttributeAsync("href"))!;
        await manager.Open(address);
        await Expect(manager.Main).ToContainTextAsync(manager.Words["subscription.foreign"]);
        foreach (var page in new[] { "quantity", "edit", "suspend", "cancel", "reactivate" })
        {
            await manager.Open($"{address}/{page}");
            await Expect(manager.Main.Locator("[data-reason=SUBSCRIPTION_SOLD_BY_ANOTHER]")).ToBeVisibleAsync();
            await Expect(manager.Main.Locator("form[method=post]")).ToHaveCountAsync(0);
        }

        await manager.Look("subscription-sold-by-another");

        await manager.Open($"/can-i-sell?action=manage&seller={this["reseller2"].TenantId}&buyer={this["customerUs"].TenantId}");
        await Refused(manager, "CUSTOMER_REGION_MISMATCH");
        Assert.Empty(customer.Complaints.Concat(manager.Complaints));
    }

    [Fact]
    [Trait("Rule", "SCN-04")]
    public async Task Four_a_partner_buys_for_its_own_use_into_a_customer_tenant_only()
    {
        var link = await InvitedBy("direct");
        await using var partner = await Follows("reseller", link);
        await Refused(partner, "BUYER_IS_PARTNER_TENANT");

        await using var own = await Follows("resellerOwn", link);
        await Accept(own, this["direct"], this["resellerOwn"]);
        await Expect(own.Row(this["direct"].Organisation)).ToHaveCountAsync(1);
        Assert.Empty(partner.Complaints.Concat(own.Complaints));
    }

    [Fact]
    [Trait("Rule", "SCN-05")]
    public async Task Five_nobody_sells_to_itself_or_an_affiliate_and_an_unaffiliated_partner_does()
    {
        var link = await InvitedBy("reseller", "provider", "de");
        await using var own = await Follows("resellerOwn", link, "de");
        await Refused(own, "SELF_SALE");
        await using var affiliate = await Follows("affiliate", link, "de");
        await Refused(affiliate, "AFFILIATE_SALE");
        await affiliate.Look("scenario-affiliate-de");

        await using var unaffiliated = await Follows("affiliate", await InvitedBy("direct", language: "de"), "de");
        await Accept(unaffiliated, this["direct"], this["affiliate"]);
        await Expect(unaffiliated.Row(this["direct"].Organisation)).ToHaveCountAsync(1);
        Assert.Empty(own.Complaints.Concat(affiliate.Complaints).Concat(unaffiliated.Complaints));
    }

    [Fact]
    [Trait("Rule", "SCN-06")]
    [Trait("Rule", "SCN-12")]
    public async Task Six_a_reseller_of_a_provider_is_no_customer_of_it_nor_the_other_way_round()
    {
        await using var reseller = await Follows("reseller2", await InvitedBy("provider", "resellers", "de"), "de");
        await Authorize(reseller, this["provider"], this["reseller2"]);
        var link = await InvitedBy("reseller2", "provider", "de");
        await using var blocked = await Follows("reseller", link, "de");
        await Refused(blocked, "RESELLER_OF_THIS_PROVIDER");
        await using var customer = await Asks("provider", $"action=partner&buyer={this["customer"].TenantId}", "de");
        await Refused(customer, "RESELLER_OF_THIS_PROVIDER");

        // The first way out: another directory of the same organization buys.
        await using var own = await Follows("resellerOwn", link, "de");
        await AcceptBoth(own, this["reseller2"], this["provider"], this["resellerOwn"]);
        await Expect(own.Main).ToContainTextAsync(this["provider"].Organisation);
        Assert.Empty(reseller.Complaints.Concat(blocked.Complaints).Concat(customer.Complaints).Concat(own.Complaints));
    }

    [Fact]
    [Trait("Rule", "SCN-07")]
    public async Task Seven_a_partner_sells_within_its_own_region()
    {
        var link = await InvitedBy("directUs", language: "de");
        await using var abroad = await Follows("customer2", link, "de");
        await Refused(abroad, "CUSTOMER_REGION_MISMATCH");

        await using var near = await Follows("customerUs", link, "de");
        await Accept(near, this["directUs"], this["customerUs"]);
        await Expect(near.Main).ToContainTextAsync(this["directUs"].Organisation);
        Assert.Empty(abroad.Complaints.Concat(near.Complaints));
    }

    [Fact]
    [Trait("Rule", "SCN-08")]
    public async Task Eight_provider_and_reseller_are_of_one_region()
    {
        await using var abroad = await Follows("reseller", await InvitedBy("providerUs", "resellers", "de"), "de");
        await Refused(abroad, "PARTNER_REGION_MISMATCH");

        await using var near = await Follows("reseller", await InvitedBy("provider2", "resellers", "de"), "de");
        await Authorize(near, this["provider2"], this["reseller"]);
        await Expect(near.Main).ToContainTextAsync(this["provider2"].Organisation);
        Assert.Empty(abroad.Complaints.Concat(near.Complaints));
    }

    private async Task<Person> SignedIn(string actor, string path, string language)
    {
        var person = await chromium.Person(world.Server, language, hasScript: true, hasMouse: true, language == "en" ? Screen.Wide : Screen.Narrow);
        await person.Open($"/signin?culture={language}");
        await person.Open(path);
        await person.SignInAs(this[actor]);
        return person;
    }

    private Task<Person> Asks(string actor, string query, string language = "en") =>
        SignedIn(actor, $"/can-i-sell?{query}&seller={this[actor].TenantId}", language);

    private Task<Person> Follows(string actor, string link, string language = "en") => SignedIn(actor, link, language);

    /// <summary>A link for anybody: to customers, alone or together with a provider, or to <c>resellers</c>.</summary>
    private async Task<string> InvitedBy(string partner, string? with = null, string language = "en")
    {
        var path = with switch
        {
            null => "/customers/invite",
            "resellers" => "/resellers/invite",
            _ => $"/customers/invite?provider={this[with].TenantId}",
        };
        await using var person = await SignedIn(partner, path, language);
        await person.Press(person.Words["draft.makeLink"]);
        var mail = await person.Page.Locator("#issued-text").InputValueAsync();
        Assert.Empty(person.Complaints);
        return Regex.Match(mail, "/invitations/[^\\s]+").Value;
    }

    private static async Task Granted(Person person, string note)
    {
        await Expect(person.Main.Locator(".verdict.good")).ToBeVisibleAsync();
        await Expect(person.Main).ToContainTextAsync(person.Words[note]);
    }

    /// <summary>The reason stands there, nothing can be accepted, and where there is a way out it leads somewhere.</summary>
    private static async Task Refused(Person person, string code)
    {
        await Expect(person.Main.Locator($"[data-reason={code}]")).ToBeVisibleAsync();
        await Expect(person.Main.Locator("button[value=accept]")).ToHaveCountAsync(0);
        foreach (var way in await person.Main.Locator($"[data-reason={code}] .way a").EvaluateAllAsync<string[]>("links => links.map(link => link.href)"))
        {
            var answer = await person.Page.APIRequest.GetAsync(way);
            Assert.True(answer.Ok, $"{code} leads to {way}, which answers {answer.Status}.");
        }
    }

    private static async Task Accept(Person person, DemoActor partner, DemoActor customer)
    {
        await Agree(person, customer);
        await person.Check(Box(person, person.Words["acceptCustomer.confirm.single", partner.Organisation, customer.Organisation]));
        await person.Press(person.Words["acceptCustomer.accept.single"]);
        await Expect(person.Heading(person.Words["myPartners.title"])).ToBeVisibleAsync();
    }

    private static async Task AcceptBoth(Person person, DemoActor reseller, DemoActor provider, DemoActor customer)
    {
        await Agree(person, customer);
        await person.Check(Box(
            person,
            person.Words["acceptCustomer.confirm.joint", reseller.Organisation, provider.Organisation, customer.Organisation]));
        await person.Press(person.Words["acceptCustomer.accept.joint"]);
        await Expect(person.Heading(person.Words["myPartners.title"])).ToBeVisibleAsync();
    }

    /// <summary>Who has not accepted the customer agreement is asked for it in the same act (CUS-32).</summary>
    private static async Task Agree(Person person, DemoActor customer)
    {
        await Expect(person.Main.GetByRole(AriaRole.Checkbox).First).ToBeVisibleAsync();
        var agreement = Box(person, person.Words["acceptCustomer.agreement.confirm", customer.Organisation]);
        if (await agreement.CountAsync() > 0)
        {
            await person.Check(agreement);
        }
    }

    private static async Task Authorize(Person person, DemoActor provider, DemoActor reseller)
    {
        await person.Check(Box(person, person.Words["acceptPartnership.confirm", reseller.Organisation, provider.Organisation]));
        await person.Press(person.Words["acceptPartnership.authorize"]);
        await Expect(person.Heading(person.Words["providers.title"])).ToBeVisibleAsync();
    }

    private static ILocator Box(Person person, string words) =>
        person.Page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex(Regex.Escape(words)) });
}
