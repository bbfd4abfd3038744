using System.Net;
using System.Text.RegularExpressions;
using Kontor.Activity;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Site;

/// <summary>Home, activity, a customer's page and the public start, as people read them.</summary>
public sealed partial class HomePageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "Waiting for you", "March 2026 so far", "Active subscriptions", "An order was placed for")]
    [InlineData("de", "Wartet auf Sie", "März 2026 bisher", "Aktive Abonnements", "wurde bestellt")]
    [InlineData("nl", "Wacht op u", "Tot nu toe in maart 2026", "Actieve abonnementen", "is een bestelling geplaatst")]
    [Trait("Rule", "MUL-05")]
    public async Task Home_shows_what_waits_the_month_so_far_and_what_was_done(string language, params string[] words)
    {
        await using var world = await World.Create();
        var chain = await Sale(world);
        using var provider = await SignedIn(world, chain.Provider, language);
        using var reseller = await SignedIn(world, chain.Reseller, language);

        var home = await provider.Open("/home");
        var ofReseller = await reseller.Open("/home");

        Assert.Equal((HttpStatusCode.OK, language), (home.Status, home.Language));
        Assert.All(words, word => Assert.Contains(word, home.Text, StringComparison.Ordinal));
        Assert.Equal(5, Picture().Count(home.Html));
        Assert.DoesNotContain("style=", home.Html, StringComparison.Ordinal);
        Assert.Contains("<small> EUR</small>", home.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("EUR", ofReseller.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "AGR-04")]
    [Trait("Rule", "AGR-08")]
    public async Task A_reseller_sees_what_it_needs_until_it_may_sell()
    {
        await using var world = await World.Create();
        var reseller = await world.Reseller(hasSigned: false);
        using var browser = await SignedIn(world, reseller, "en");
        using var agent = await SignedIn(world, reseller, "en", Role.AdminAgent);

        var home = await browser.Open("/home");
        var ofAgent = await agent.Open("/home");

        Assert.Contains("Ready to sell", home.Text, StringComparison.Ordinal);
        Assert.Contains("Not yet", home.Text, StringComparison.Ordinal);
        Assert.Contains("Sign the partner agreement for Europe", home.Text, StringComparison.Ordinal);
        Assert.Contains("A global administrator of your organization signs it", ofAgent.Text, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/settings/agreements\">Read and sign it</a>", home.Html, StringComparison.Ordinal);
        Assert.Contains(
            "<a href=\"/agreements/partner/current\">Read the partner agreement</a>", ofAgent.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "An order was placed for", "Verify the log", "Records 1 to 1 hold")]
    [InlineData("de", "wurde bestellt", "Protokoll prüfen", "Die Einträge 1 bis 1 stimmen")]
    [InlineData("nl", "is een bestelling geplaatst", "Logboek controleren", "De records 1 tot en met 1 kloppen")]
    [Trait("Rule", "OPS-60")]
    public async Task Activity_is_told_in_sentences_filtered_and_verified(string language, string sentence, string verify, string holds)
    {
        await using var world = await World.Create();
        var chain = await Sale(world);
        using var browser = await SignedIn(world, chain.Provider, language);
        using (var sequencer = new Sequencer(world.Source, Microsoft.Extensions.Logging.Abstractions.NullLogger<Sequencer>.Instance))
        {
            await sequencer.NumberNext(Cancel);
        }

        var list = await browser.Open("/activity");
        var other = await browser.Open("/activity?customer=nobody");
        var early = await browser.Open("/activity?from=2020-01-01&to=2020-02-01");
        var found = await browser.Open($"/activity?q=OrderPlaced&who=ada&customer={Uri.EscapeDataString(chain.Customer.Name[..4])}");
        var verified = await browser.Open("/activity/verify?after=0");

        Assert.Contains(sentence, list.Text, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"/customers/{chain.Customer.Id}\">", list.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/orders/", list.Html, StringComparison.Ordinal);
        Assert.All([other, early], page => Assert.DoesNotContain(sentence, page.Text, StringComparison.Ordinal));
        Assert.Contains(sentence, found.Text, StringComparison.Ordinal);
        Assert.Contains(verify, verified.Text, StringComparison.Ordinal);
        Assert.Contains(holds, verified.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Open("/activity?cursor=x")).Status);
    }

    [Fact]
    [Trait("Rule", "OPS-60")]
    public async Task The_vendor_reads_every_log_and_a_customer_what_was_done_for_it()
    {
        await using var world = await World.Create();
        var chain = await Sale(world);
        using var vendor = await SignedIn(world, await world.Vendor(), "en", Role.ProgramOperator);
        using var customer = await SignedIn(world, chain.Customer, "en");
        using var provider = await SignedIn(world, chain.Provider, "en");

        var all = await vendor.Open($"/ops/activity?customer={chain.Customer.Domain}");
        var own = await customer.Open("/activity");

        Assert.Contains($"An order was placed for {chain.Customer.Name}", all.Text, StringComparison.Ordinal);
        Assert.Contains(chain.Provider.Name, all.Text, StringComparison.Ordinal);
        Assert.Contains("An order was placed for", own.Text, StringComparison.Ordinal);
        Assert.Contains(chain.Provider.Name, own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"ada@{chain.Provider.Domain}", own.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await provider.Open("/ops/activity")).Status);
    }

    [Theory]
    [InlineData("en", "Overview", "Shared with", "Ready for orders")]
    [InlineData("de", "Überblick", "Gemeinsam mit", "Bereit für Bestellungen")]
    [InlineData("nl", "Overzicht", "Gedeeld met", "Klaar voor bestellingen")]
    [Trait("Rule", "CUS-14")]
    public async Task A_customer_has_facts_subscriptions_account_and_activity(string language, params string[] words)
    {
        await using var world = await World.Create();
        var chain = await Sale(world);
        using var browser = await SignedIn(world, chain.Provider, language);
        var path = $"/customers/{chain.Customer.Id}";

        var overview = await browser.Open(path);
        var account = await browser.Open($"{path}?tab=account");
        var activity = await browser.Open($"{path}?tab=activity");

        Assert.All(words, word => Assert.Contains(word, overview.Text, StringComparison.Ordinal));
        Assert.Contains(chain.Reseller.Name, overview.Text, StringComparison.Ordinal);
        Assert.Contains("Office suite", overview.Text, StringComparison.Ordinal);
        Assert.Contains("Ada Customer", account.Text, StringComparison.Ordinal);
        Assert.Contains("data-action=\"OrderPlaced\"", activity.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Office suite", activity.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "CUS-14")]
    public async Task A_customers_page_names_the_product_of_a_renamed_subscription_and_does_not_lead_to_itself()
    {
        await using var world = await World.Create();
        var chain = await Sale(world);
        await using (var db = world.Db())
        {
            (await db.Subscriptions.SingleAsync(Cancel)).FriendlyName = "Front desk";
            await db.SaveChangesAsync(Cancel);
        }

        using var browser = await SignedIn(world, chain.Provider, "en");

        var page = await browser.Open($"/customers/{chain.Customer.Id}");
        var catalogue = await browser.Open($"/catalogue?customer={chain.Customer.Id}");

        Assert.Contains("<small>Office suite</small>", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Go to this customer", page.Html, StringComparison.Ordinal);
        Assert.Contains("Go to this customer", catalogue.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customers_menu_has_groups_of_its_own()
    {
        await using var world = await World.Create();
        using var customer = await SignedIn(world, await world.Customer(), "en");

        var home = await customer.Open("/home");

        Assert.Contains("My organization", home.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Partners and customers", home.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Selling", home.Html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "CUS-01")]
    public async Task A_customer_of_others_is_not_there_just_like_one_that_there_is_not()
    {
        await using var world = await World.Create();
        var chain = await Sale(world);
        using var stranger = await SignedIn(world, await world.Provider(), "en");

        var foreign = await stranger.Open($"/customers/{chain.Customer.Id}");
        var missing = await stranger.Open($"/customers/{Guid.NewGuid()}");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.Status, missing.Status));
        Assert.Equal(missing.Text, foreign.Text);
        Assert.DoesNotContain(chain.Customer.Name, foreign.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_look_like_markup_are_only_names()
    {
        const string Evil = "<img src=x onerror=alert(1)>\"'";
        await using var world = await World.Create();
        var chain = await Sale(world);
        await using (var db = world.Db())
        {
            await db.Database.ExecuteSqlAsync($"update organisations set name = {Evil}, street = {Evil}", Cancel);
            await db.Database.ExecuteSqlAsync($"update customer_relationships set customer_name = {Evil}", Cancel);
            await db.Database.ExecuteSqlAsync($"update products set title = {Evil}", Cancel);
            await db.Database.ExecuteSqlAsync($"update subscriptions set friendly_name = {Evil}, auto_renew = false, term_until = {DateOnly.FromDateTime(world.Now.UtcDateTime)}", Cancel);
            db.Record(chain.Provider.GlobalAdmin with { Name = Evil }, "CustomerInvited", Evil, null, new { Email = Evil }, world.Now);
            await db.SaveChangesAsync(Cancel);
        }

        using var browser = await SignedIn(world, chain.Provider, "en");
        var path = $"/customers/{chain.Customer.Id}";
        foreach (var address in new[] { "/home", "/activity", $"/activity?q={Uri.EscapeDataString(Evil)}", path, $"{path}?tab=account" })
        {
            var page = await browser.Open(address);

            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.DoesNotContain("<img", page.Html, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("&lt;img", page.Html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("en", "Three ways to take part", "You are an indirect reseller.")]
    [InlineData("de", "Drei Wege, mitzumachen", "Sie sind ein indirekter Vertriebspartner.")]
    [InlineData("nl", "Drie manieren om mee te doen", "U bent een indirecte reseller.")]
    [Trait("Rule", "ACC-07")]
    [Trait("Rule", "ACC-10")]
    [Trait("Rule", "REL-05")]
    public async Task The_start_compares_the_models_and_answers_which_one_fits(string language, string models, string advice)
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer(), language);

        var start = await browser.Open("/");
        var answered = await browser.Open("/?supply=no&revenue=no&billing=yes&support=yes");
        var half = await browser.Open("/?supply=no");

        Assert.Equal(HttpStatusCode.OK, start.Status);
        Assert.Contains(models, start.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/signin\"", start.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"/enrol\"", start.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"/providers\"", start.Html, StringComparison.Ordinal);
        Assert.Contains(advice, answered.Text, StringComparison.Ordinal);
        Assert.Contains("data-advice=\"Reseller\"", answered.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("data-advice", half.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("data-advice", start.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_signed_in_is_led_from_the_start_to_home()
    {
        await using var world = await World.Create();
        using var browser = await SignedIn(world, await world.Provider(), "en");

        var start = await browser.Open("/");

        Assert.Equal((HttpStatusCode.Redirect, "/home"), (start.Status, new Uri(new Uri("http://x"), start.Location).AbsolutePath));
    }

    private static async Task<TradingChain> Sale(World world)
    {
        var chain = await world.TradingChain();
        await world.Seat();
        await world.Orders(chain, quantity: 3);
        return chain;
    }

    private static async Task<Browser> SignedIn(World world, Participant who, string language, Role role = Role.GlobalAdmin)
    {
        var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(who, $"{role}".ToLowerInvariant(), role));
        await browser.Open($"/home?culture={language}");
        return browser;
    }

    [GeneratedRegex("<svg class=\"(spark|stack)\"[^>]*role=\"img\" aria-label=\"[^\"]+\"")]
    private static partial Regex Picture();
}
