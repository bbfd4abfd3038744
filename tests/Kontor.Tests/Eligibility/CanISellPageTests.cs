using System.Net;
using System.Text.RegularExpressions;
using Kontor.Tests.Site;

namespace Kontor.Tests.Eligibility;

/// <summary>The page <c>/can-i-sell</c>.</summary>
public sealed partial class CanISellPageTests(Trade trade) : IClassFixture<Trade>
{
    [Fact]
    [Trait("Rule", "SCN-01")]
    public async Task A_chain_that_is_allowed_is_drawn_with_what_remains_to_be_done()
    {
        var page = await Ask($"action=sell&buyer={trade.Customer.Id}&via={trade.Provider.Id}", "yes");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Yes, the program allows this.", page.Text, StringComparison.Ordinal);
        Assert.Contains("REL-10", page.Text, StringComparison.Ordinal);
        Assert.Equal([trade.Provider.Name, trade.Reseller.Name, trade.Customer.Name], ChainOf(page)[^3..]);
        Assert.DoesNotContain("chain refused", page.Html, StringComparison.Ordinal);
        Assert.Empty(page.Reasons);
    }

    [Fact]
    [Trait("Rule", "SCN-05")]
    public async Task A_refusal_names_its_rule_and_the_way_out()
    {
        var page = await Ask($"action=sell&buyer={trade.Provider.Id}&via={trade.Provider.Id}", "no");

        Assert.Contains("SELF_SALE", page.Reasons);
        Assert.Contains("SCN-05", page.Text, StringComparison.Ordinal);
        Assert.Contains("class=\"chain refused\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/can-i-sell\">", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_tenant_id_is_refused_and_stays_in_its_field()
    {
        var page = await Ask("action=sell&buyer=not-an-id", "typo");

        Assert.Equal(["ELIGIBILITY_TENANT_INVALID"], page.Reasons);
        Assert.Contains("value=\"not-an-id\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_about_others_finds_nothing_and_names_nobody()
    {
        var page = await Ask($"action=sell&seller={trade.Direct.Id}&buyer={trade.Customer.Id}", "other");

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal(["ELIGIBILITY_TENANT_NOT_FOUND"], page.Reasons);
        Assert.DoesNotContain(trade.Direct.Name, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_speaks_German()
    {
        var page = await Ask("", "german", "de");

        Assert.Contains("Darf ich verkaufen?", page.Text, StringComparison.Ordinal);
    }

    private static string[] ChainOf(SeenPage page) => [.. ChainName().Matches(page.Html).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("<li><small>[^<]*</small><b>([^<]*)</b>")]
    private static partial Regex ChainName();

    private async Task<SeenPage> Ask(string query, string user, string language = "en")
    {
        using var browser = new Browser(await trade.World.WholeServer());
        await browser.SignIn(await trade.World.User(trade.Reseller, user, Kontor.Kernel.Role.GlobalAdmin));
        await browser.Open($"/can-i-sell?culture={language}");
        return await browser.Open($"/can-i-sell?{query}");
    }
}
