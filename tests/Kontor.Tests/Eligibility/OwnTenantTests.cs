using Kontor.Accounts;
using Kontor.Eligibility;
using Kontor.Kernel;
using Kontor.Tests.Site;
using static Kontor.Eligibility.EligibilityAction;

namespace Kontor.Tests.Eligibility;

/// <summary>An organization with tenants in several regions is told which of them is where the other side is.</summary>
public sealed class OwnTenantTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "REL-41")]
    [Trait("Rule", "ACC-45")]
    [Trait("Rule", "SCN-07")]
    public async Task A_seller_is_told_its_tenant_in_the_customers_region_and_nobody_else_is()
    {
        await using var trade = await Trade.Create();
        var own = await trade.World.DirectPartner("US", ofSame: trade.Direct);
        await trade.World.DirectPartner("JP", ofSame: trade.Direct);
        await trade.World.DirectPartner("US", ofSame: trade.Direct, cloud: Cloud.UsGovernment);
        var american = await trade.World.Customer("US");
        var question = new EligibilityQuestion(Sell, trade.Direct.Id, american.Id);

        var seller = await Ask(trade, trade.Direct, question);
        var buyer = await Ask(trade, american, question);
        var vendor = await Ask(trade, trade.Vendor, question);

        Assert.Equal(["CUSTOMER_REGION_MISMATCH"], seller.Codes());
        Assert.Equal([EligibilitySteps.UseOwnTenant.About(own.Domain, american.Name)], seller.Instead);
        Assert.Equal(seller.Decision, buyer.Decision);
        Assert.Empty(buyer.Instead);
        Assert.Empty(vendor.Instead);
    }

    [Fact]
    [Trait("Rule", "REL-41")]
    [Trait("Rule", "SCN-08")]
    public async Task Either_side_of_a_partnership_is_told_its_own_tenant_and_not_the_others()
    {
        await using var trade = await Trade.Create();
        var american = await trade.World.Reseller("US");
        var providers = await trade.World.Provider("US", ofSame: trade.Provider);
        var resellers = await trade.World.Reseller("FR", ofSame: american);
        var question = new EligibilityQuestion(Partner, trade.Provider.Id, american.Id);

        var provider = await Ask(trade, trade.Provider, question);
        var reseller = await Ask(trade, american, question);

        Assert.Equal(["PARTNER_REGION_MISMATCH"], provider.Codes());
        Assert.Equal([EligibilitySteps.UseOwnTenant.About(providers.Domain, american.Name)], provider.Instead);
        Assert.Equal([EligibilitySteps.UseOwnTenant.About(resellers.Domain, trade.Provider.Name)], reseller.Instead);
    }

    [Fact]
    [Trait("Rule", "REL-41")]
    public async Task The_page_leads_to_the_accounts_and_says_nothing_where_there_is_no_such_tenant()
    {
        await using var trade = await Trade.Create();
        var own = await trade.World.DirectPartner("US", ofSame: trade.Direct);
        using var browser = new Browser(await trade.World.WholeServer());
        await browser.SignIn(await trade.World.User(trade.Direct, "boss", Role.GlobalAdmin));

        await browser.Open("/can-i-sell?culture=en");
        var american = await browser.Open("/can-i-sell?country=US");
        var japanese = await browser.Open("/can-i-sell?country=JP");

        Assert.Contains(own.Domain, american.Text, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/accounts\">", american.Html, StringComparison.Ordinal);
        Assert.Equal(["CUSTOMER_REGION_MISMATCH"], japanese.Reasons);
        Assert.DoesNotContain("id=\"instead\"", japanese.Html, StringComparison.Ordinal);
    }

    private static async Task<EligibilityAnswer> Ask(Trade trade, Participant asking, EligibilityQuestion question) =>
        (await trade.World.Does((AskEligibility ask) => ask.Handle(asking.GlobalAdmin, question, Cancel))).ValueOrNull!;
}
