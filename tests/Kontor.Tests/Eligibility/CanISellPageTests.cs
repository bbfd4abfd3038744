using System.Net;
using System.Text.RegularExpressions;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Tests.Site;

namespace Kontor.Tests.Eligibility;

/// <summary>The page <c>/can-i-sell</c>.</summary>
public sealed partial class CanISellPageTests(Trade trade) : IClassFixture<Trade>
{
    [Fact]
    [Trait("Rule", "SCN-01")]
    public async Task A_chain_that_is_allowed_is_drawn_with_what_remains_to_be_done()
    {
        var page = await Ask($"action=sell&buyer={trade.Customer.Id}&via={trade.Provider.Id}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains($"Yes. {trade.Reseller.Name} can sell to {trade.Customer.Name}.", page.Text, StringComparison.Ordinal);
        Assert.Contains("REL-10", page.Text, StringComparison.Ordinal);
        Assert.Equal([trade.Vendor.Name, trade.Provider.Name, trade.Reseller.Name, trade.Customer.Name], PartiesOf(page));
        Assert.Equal(["sells", "sells", "sells"], LinksOf(page));
        Assert.Empty(page.Reasons);
    }

    [Fact]
    [Trait("Rule", "SCN-05")]
    public async Task A_refusal_names_its_rule_and_the_way_out()
    {
        var page = await Ask($"action=sell&buyer={trade.Provider.Id}&via={trade.Provider.Id}");

        Assert.Contains("SELF_SALE", page.Reasons);
        Assert.Contains("SCN-05 · SELF_SALE", page.Text, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/can-i-sell\">", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "SCN-04")]
    [Trait("Rule", "AGR-03")]
    public async Task Two_reasons_stand_where_they_take_effect_and_the_chain_is_broken_there()
    {
        var unsigned = await trade.World.Reseller(hasSigned: false);
        await trade.World.Partnership(trade.Provider, unsigned);

        var page = await Ask($"action=sell&seller={unsigned.Id}&buyer={trade.Direct.Id}", trade.Provider);

        Assert.Equal(["BUYER_IS_PARTNER_TENANT", "AGREEMENT_MISSING"], page.Reasons);
        Assert.Contains("2 reasons stand against it.", page.Text, StringComparison.Ordinal);
        Assert.Equal(["sells", "sells", "cannot sell"], LinksOf(page));
        Assert.Equal(
            [$"{unsigned.Name}: 2 agreement not signed", $"{trade.Direct.Name}: 1 not a customer tenant"], MarksOf(page));
    }

    [Fact]
    [Trait("Rule", "ACC-05")]
    public async Task A_provider_asks_for_its_reseller_and_is_the_provider_of_that_sale()
    {
        var reseller = await trade.World.Reseller();
        await trade.World.Partnership(trade.Provider, reseller);

        var page = await Ask($"action=sell&seller={reseller.Id}&buyer={trade.Customer.Id}", trade.Provider);

        Assert.Equal([trade.Vendor.Name, trade.Provider.Name, reseller.Name, trade.Customer.Name], PartiesOf(page));
        Assert.Contains($"<optgroup label=\"Resellers, through {trade.Provider.Name}\">", page.Html, StringComparison.Ordinal);
        Assert.Contains($"<option value=\"{reseller.Id}\" selected", page.Html, StringComparison.Ordinal);
        Assert.Contains($"via={trade.Provider.Id}", LinkOf(page), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ACC-05")]
    public async Task A_reseller_with_one_provider_sells_through_it()
    {
        var reseller = await trade.World.Reseller();
        await trade.World.Partnership(trade.Provider, reseller);

        var page = await Ask($"action=sell&buyer={trade.Customer.Id}", reseller);
        var alone = await Ask($"action=sell&buyer={trade.Customer.Id}&via=", reseller);

        Assert.Equal([trade.Vendor.Name, trade.Provider.Name, reseller.Name, trade.Customer.Name], PartiesOf(page));
        Assert.Contains("PROVIDER_REQUIRED", alone.Reasons);
    }

    [Fact]
    public async Task A_buyer_is_found_by_its_domain_before_it_is_a_customer()
    {
        await trade.World.HasDomain(trade.Customer, "found-by-domain.example");

        var page = await Ask("buyer-find=Found-By-Domain.example", trade.Direct);

        Assert.Equal(trade.Customer.Name, PartiesOf(page)[^1]);
        Assert.Contains($"buyer={trade.Customer.Id}", LinkOf(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_customers_found_one_is_picked()
    {
        var seller = await trade.World.DirectPartner();
        foreach (var customer in (Participant[])[await trade.World.Customer(), await trade.World.Customer()])
        {
            await trade.World.Relationship(seller, customer, RelationshipKind.Reseller);
        }

        var found = await Ask("buyer-find=cust", seller);
        var ids = Pick().Matches(found.Html).Select(match => match.Groups[1].Value).ToArray();
        var picked = await Ask($"buyer-find=cust&buyer-pick={ids[1]}", seller);

        Assert.Equal(2, ids.Length);
        Assert.Contains("2 found for “cust”.", found.Text, StringComparison.Ordinal);
        Assert.Empty(PartiesOf(found));
        Assert.Contains($"buyer={ids[1]}", LinkOf(picked), StringComparison.Ordinal);
        Assert.Equal(3, PartiesOf(picked).Length);
    }

    [Fact]
    public async Task The_only_name_that_begins_as_typed_is_offered_and_not_answered_about()
    {
        var seller = await trade.World.DirectPartner();
        var customer = await trade.World.Customer();
        await trade.World.Relationship(seller, customer, RelationshipKind.Reseller);

        var begun = await Ask("buyer-find=c", seller);
        var whole = await Ask($"buyer-find={Uri.EscapeDataString(customer.Name.ToUpperInvariant())}", seller);

        Assert.Contains("One match for “c”.", begun.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"c\"", begun.Html, StringComparison.Ordinal);
        Assert.Equal([$"{customer.Id}"], Pick().Matches(begun.Html).Select(match => match.Groups[1].Value));
        Assert.Empty(PartiesOf(begun));
        Assert.Equal(customer.Name, PartiesOf(whole)[^1]);
    }

    [Fact]
    [Trait("Rule", "SCN-01")]
    public async Task A_yes_leads_on_to_the_catalog_for_ones_own_customer()
    {
        var seller = await trade.World.DirectPartner();
        var customer = await trade.World.Customer();
        await trade.World.Relationship(seller, customer, RelationshipKind.Reseller);

        var own = await Ask($"action=sell&buyer={customer.Id}", seller);
        var stranger = await Ask($"action=sell&buyer={trade.Customer.Id}", seller);

        Assert.Contains($"href=\"/catalogue?customer={customer.Id}\"", own.Html, StringComparison.Ordinal);
        Assert.Contains("Yes. ", stranger.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/catalogue?customer=", stranger.Html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "CAT-04")]
    public async Task A_product_that_is_not_sold_where_the_buyer_is_is_named_at_the_buyer()
    {
        await trade.World.Seat("OFFICE", "DE");
        var french = await trade.World.Customer("FR");

        var page = await Ask($"action=sell&buyer={french.Id}&product=OFFICE", trade.Direct);

        Assert.Equal(["OFFER_NOT_IN_CUSTOMER_COUNTRY"], page.Reasons);
        Assert.Equal([$"{french.Name}: 1 not sold in this country"], MarksOf(page));
        Assert.Contains($"No. {trade.Direct.Name} cannot sell Office suite to {french.Name}.", page.Text, StringComparison.Ordinal);
        Assert.Contains("<option value=\"OFFICE\" selected", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("buyer=not-an-id")]
    [InlineData("buyer-find=not-an-id")]
    public async Task Who_is_not_found_stays_in_the_field(string query)
    {
        var page = await Ask($"action=sell&{query}");

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal(["ELIGIBILITY_NOBODY_FOUND"], page.Reasons);
        Assert.Contains("value=\"not-an-id\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("Please check", page.Text, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#buyer\">Buyer</a>", page.Html, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page.Text, "Nobody is found for"));
        Assert.DoesNotContain(">API<", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_without_a_buyer_says_so()
    {
        var page = await Ask("action=sell&buyer=");

        Assert.Equal(["ELIGIBILITY_NOBODY_CHOSEN"], page.Reasons);
    }

    [Fact]
    public async Task A_question_about_others_finds_nothing_and_names_nobody()
    {
        var page = await Ask($"action=sell&seller={trade.Direct.Id}&buyer={trade.Customer.Id}");

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal(["ELIGIBILITY_TENANT_NOT_FOUND"], page.Reasons);
        Assert.DoesNotContain(trade.Direct.Name, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(trade.Customer.Name, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_about_others_does_not_tell_which_domains_there_are()
    {
        await trade.World.HasDomain(trade.Customer, "somebody-elses.example");

        var there = await Ask($"seller={trade.Direct.Id}&buyer=somebody-elses.example");
        var nowhere = await Ask($"seller={trade.Direct.Id}&buyer=nowhere.example");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (there.Status, nowhere.Status));
        Assert.Equal(["ELIGIBILITY_TENANT_NOT_FOUND"], there.Reasons);
        Assert.Equal(["ELIGIBILITY_TENANT_NOT_FOUND"], nowhere.Reasons);
    }

    [Fact]
    public async Task A_partner_that_is_no_reseller_of_the_reader_is_not_sold_through_it()
    {
        var page = await Ask($"seller={trade.Reseller.Id}&buyer={trade.Customer.Id}", trade.Provider);

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.DoesNotContain(trade.Reseller.Name, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "SCN-08")]
    public async Task A_partnership_and_managing_are_asked_on_the_same_page()
    {
        var partnership = await Ask($"action=partner&buyer={trade.Reseller.Id}", trade.Provider);
        var managing = await Ask($"action=manage&buyer={trade.Customer.Id}", trade.Direct);

        Assert.Equal([trade.Vendor.Name, trade.Provider.Name, trade.Reseller.Name], PartiesOf(partnership));
        Assert.Equal([trade.Direct.Name, trade.Customer.Name], PartiesOf(managing));
        Assert.Contains($"Yes. {trade.Direct.Name} can manage {trade.Customer.Name}.", managing.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_speaks_German()
    {
        var page = await Ask("", language: "de");

        Assert.Contains("Darf ich verkaufen?", page.Text, StringComparison.Ordinal);
    }

    private static string[] PartiesOf(SeenPage page) =>
        [.. Party().Matches(page.Html).Select(match => WebUtility.HtmlDecode(match.Groups["name"].Value))];

    private static string[] LinksOf(SeenPage page) => [.. Link().Matches(page.Html).Select(match => match.Groups[1].Value)];

    private static string[] MarksOf(SeenPage page) =>
    [
        .. from party in Party().Matches(page.Html)
           from mark in Mark().Matches(party.Value)
           select $"{party.Groups["name"].Value}: {mark.Groups[1].Value} {mark.Groups[2].Value}",
    ];

    private static string LinkOf(SeenPage page) => WebUtility.HtmlDecode(Copied().Match(page.Html).Groups[1].Value);

    [GeneratedRegex("<li class=\"party.*?<b>(?<name>[^<]*)</b>.*?</li>", RegexOptions.Singleline)]
    private static partial Regex Party();

    [GeneratedRegex("<li class=\"joint[^>]*>\\s*<small>([^<]*)</small>")]
    private static partial Regex Link();

    [GeneratedRegex("<span class=\"mark[^>]*><b>(\\d+)</b><span>([^<]*)</span>")]
    private static partial Regex Mark();

    [GeneratedRegex("data-copy=\"(http[^\"]*)\"")]
    private static partial Regex Copied();

    [GeneratedRegex("name=\"buyer-pick\" value=\"([^\"]*)\"")]
    private static partial Regex Pick();

    private async Task<SeenPage> Ask(string query, Participant? reader = null, string language = "en")
    {
        using var browser = new Browser(await trade.World.WholeServer());
        await browser.SignIn(await trade.World.User(reader ?? trade.Reseller, $"u{Guid.NewGuid():N}", Role.GlobalAdmin));
        await browser.Open($"/can-i-sell?culture={language}");
        return await browser.Open($"/can-i-sell?{query}");
    }
}
