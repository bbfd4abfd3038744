using System.CommandLine;
using System.Globalization;
using Kontor.Accounts;
using Kontor.Catalog;
using Kontor.Eligibility;
using Kontor.Kernel;
using Kontor.Tests.Site;
using Microsoft.Extensions.DependencyInjection;
using static Kontor.Eligibility.EligibilityAction;

namespace Kontor.Tests.Eligibility;

/// <summary>Questions about a customer that there is not yet, by its country, cloud, kind and organization.</summary>
public sealed class NewCustomerQuestionTests(Trade trade) : IClassFixture<Trade>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, Cloud> Places => new()
    {
        { "FR", Cloud.Public },
        { "US", Cloud.Public },
        { "CH", Cloud.China },
        { "KP", Cloud.Public },
        { "US", Cloud.UsGovernment },
    };

    [Theory]
    [MemberData(nameof(Places))]
    [Trait("Rule", "SCN-07")]
    [Trait("Rule", "NAT-10")]
    [Trait("Rule", "REG-07")]
    public async Task A_new_customer_is_refused_for_what_its_tenant_would_be_refused_for(string country, Cloud cloud)
    {
        var tenant = await trade.World.Customer(country, cloud: cloud);
        var wanted = new NewBuyer(country, cloud, TenantKind.Customer, null);

        foreach (var (seller, via) in ((Participant, Participant?)[])
            [(trade.Direct, null), (trade.Reseller, trade.Provider), (trade.Reseller, null), (trade.Provider, null)])
        {
            var known = await trade.MaySell(seller, tenant, via);
            var imagined = await Answers(new(Sell, seller.Id, default, via?.Id) { New = wanted });

            Assert.Equal(known.Codes(), imagined.Codes());
            Assert.Equal(known.Notes, imagined.Notes);
            Assert.Equal(known.Chain.Length, imagined.Chain.Length);
        }
    }

    [Fact]
    [Trait("Rule", "CUS-60")]
    [Trait("Rule", "CUS-61")]
    [Trait("Rule", "AGR-20")]
    public async Task What_remains_is_to_create_it_or_to_invite_it_and_the_agreement()
    {
        var direct = await Asked(trade.Direct);
        var twoTier = await Asked(trade.Reseller, via: trade.Provider);
        var manages = await Answers(new(Manage, trade.Reseller.Id, default) { New = French });

        Assert.Equal(["CREATE_CUSTOMER", "INVITE_EXISTING_CUSTOMER", "AGREE_WITH_NEW_CUSTOMER"], direct.StepCodes());
        Assert.Equal(
            [
                "ASK_FOR_PARTNERSHIP", "CREATE_CUSTOMER", "INVITE_EXISTING_CUSTOMER_JOINTLY", "AGREE_WITH_NEW_CUSTOMER",
            ],
            twoTier.StepCodes());
        Assert.Equal(EligibilitySteps.CreateCustomer.About(trade.Provider.Name, "a customer in France"), twoTier.Steps[1]);
        Assert.Equal(["INVITE_CUSTOMER"], manages.StepCodes());
        Assert.Equal(
            [trade.Vendor.Id, trade.Provider.Id, trade.Reseller.Id, new TenantId(Guid.Empty)], twoTier.Chain);
    }

    [Fact]
    [Trait("Rule", "SCN-05")]
    [Trait("Rule", "ACC-47")]
    public async Task A_new_tenant_of_ones_own_organization_or_of_an_affiliate_is_no_customer()
    {
        var affiliate = await trade.World.Customer(affiliateOf: trade.Direct);

        var own = await Asked(trade.Direct, French with { Of = trade.Direct.Id });
        var affiliated = await Asked(trade.Direct, French with { Of = affiliate.Id });
        var others = await Asked(trade.Direct, French with { Of = trade.Provider.Id });

        Assert.Equal(["SELF_SALE"], own.Codes());
        Assert.Equal(["AFFILIATE_SALE"], affiliated.Codes());
        Assert.Empty(others.Codes());
    }

    [Fact]
    [Trait("Rule", "SCN-04")]
    [Trait("Rule", "MUL-08")]
    public async Task A_new_partner_tenant_is_no_customer_either() =>
        Assert.Equal(
            ["BUYER_IS_PARTNER_TENANT"],
            (await Asked(trade.Direct, French with { Kind = TenantKind.Partner })).Codes());

    [Fact]
    [Trait("Rule", "CAT-04")]
    public async Task A_product_is_looked_for_in_the_country_that_was_named()
    {
        var item = await trade.World.Seat("NEWCUSTOMER");

        var german = await Asked(trade.Direct, French with { Country = "DE" }, item);
        var french = await Asked(trade.Direct, French, item);

        Assert.Empty(german.Codes());
        Assert.Equal([CatalogReasons.NotInCustomerCountry.About("Office suite", "FR")], french.Decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "REG-08")]
    public async Task Markets_that_share_an_iso_code_are_found_by_it_and_by_their_own_key()
    {
        foreach (var country in (string[])["BQ", "BQ-BO"])
        {
            var answer = await Asked(trade.Direct, French with { Country = country });
            Assert.Equal(["CUSTOMER_REGION_MISMATCH"], answer.Codes());
        }
    }

    [Fact]
    public async Task Whoever_is_not_named_learns_nothing_and_neither_does_whoever_names_nobody()
    {
        var stranger = await Ask(trade.Direct, new(Sell, trade.Reseller.Id, default, trade.Provider.Id) { New = French });
        var nobody = await Ask(
            trade.Direct,
            new(Sell, trade.Direct.Id, default) { New = French with { Of = new TenantId(Guid.NewGuid()) } });
        var byEmptyId = await Ask(
            trade.Direct with { Id = new TenantId(Guid.Empty) }, new(Sell, trade.Reseller.Id, default) { New = French });
        var organization = await Ask(
            trade.Customer, new(Sell, trade.Direct.Id, default) { New = French with { Of = trade.Customer.Id } });

        foreach (var refused in (Result<EligibilityAnswer>[])[stranger, nobody, byEmptyId])
        {
            Assert.Equal([QuestionReasons.TenantNotFound], refused.Decision.Reasons);
        }

        Assert.True(organization.ValueOrNull!.IsGranted);
    }

    public static TheoryData<EligibilityQuestionBody, string> Nonsense()
    {
        var (id, body) = ($"{Guid.NewGuid()}", new EligibilityQuestionBody("sell", $"{Guid.NewGuid()}", null));
        return new()
        {
            { body with { Customer = new(null) }, "ELIGIBILITY_COUNTRY_INVALID" },
            { body with { Customer = new("F") }, "ELIGIBILITY_COUNTRY_INVALID" },
            { body with { Customer = new("FRA") }, "ELIGIBILITY_COUNTRY_INVALID" },
            { body with { Customer = new("F1") }, "ELIGIBILITY_COUNTRY_INVALID" },
            { body with { Customer = new("FR-BO-") }, "ELIGIBILITY_COUNTRY_INVALID" },
            { body with { Customer = new("FR", Cloud: "1") }, "ELIGIBILITY_CLOUD_UNKNOWN" },
            { body with { Customer = new("FR", Cloud: "moon") }, "ELIGIBILITY_CLOUD_UNKNOWN" },
            { body with { Customer = new("FR", Kind: "operator") }, "ELIGIBILITY_KIND_UNKNOWN" },
            { body with { Customer = new("FR", OrganizationOf: "x") }, "ELIGIBILITY_TENANT_INVALID" },
            { body with { Customer = new("FR"), Buyer = id }, "ELIGIBILITY_TWO_BUYERS" },
            { body with { Customer = new("FR"), Action = "partner" }, "ELIGIBILITY_NOT_FOR_PARTNERSHIPS" },
        };
    }

    [Theory]
    [MemberData(nameof(Nonsense), DisableDiscoveryEnumeration = true)]
    public void What_describes_no_customer_is_said(EligibilityQuestionBody body, string code) =>
        Assert.Equal([code], body.ToQuestion().Decision.Reasons.Select(reason => reason.Code));

    [Theory]
    [Trait("Rule", "SCN-07")]
    [InlineData("FR")]
    [InlineData("US")]
    public async Task Page_endpoint_and_command_line_give_the_same_answer(string country)
    {
        var expected = await Asked(trade.Direct, French with { Country = country });
        using var browser = new Browser(await trade.World.WholeServer());
        await browser.SignIn(await trade.World.User(trade.Direct, $"u{Guid.NewGuid():N}", Role.GlobalAdmin));

        var body = EligibilityAnswerBody.From(expected);
        await browser.Open("/can-i-sell?culture=en");
        var page = await browser.Open($"/can-i-sell?action=sell&country={country}");
        var (code, output) = await Explain("sell", "--seller", trade.Direct.Domain, "--country", country);

        Assert.Equal([trade.Vendor.Id.Value, trade.Direct.Id.Value, null], body.Chain);
        Assert.Equal(expected.Codes(), page.Reasons);
        Assert.Equal(expected.IsGranted ? 0 : 1, code);
        Assert.All(expected.Codes(), reason => Assert.Contains(reason, output, StringComparison.Ordinal));
        Assert.All(expected.Steps, step =>
        {
            Assert.Contains(StepTexts.Of(step), page.Text, StringComparison.Ordinal);
            Assert.Contains(step.Code, output, StringComparison.Ordinal);
        });
        var name = country == "FR" ? "a customer in France" : "a customer in United States";
        Assert.Contains(name, page.Text, StringComparison.Ordinal);
        Assert.Contains($"Not here yet · {country}", page.Text, StringComparison.Ordinal);
        Assert.Contains(name, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_begins_empty_keeps_what_was_chosen_and_says_what_is_missing()
    {
        using var browser = new Browser(await trade.World.WholeServer());
        await browser.SignIn(await trade.World.User(trade.Direct, $"u{Guid.NewGuid():N}", Role.GlobalAdmin));

        await browser.Open("/can-i-sell?culture=en");
        var known = await browser.Open("/can-i-sell?action=sell");
        var empty = await browser.Open("/can-i-sell?action=sell&country=");
        var chosen = await browser.Open($"/can-i-sell?action=sell&country=fr&cloud=China&kind=partner&of={trade.Direct.Id}");
        var wrong = await browser.Open("/can-i-sell?action=sell&country=%27%3B&cloud=moon");
        var partnership = await browser.Open("/can-i-sell?action=partner&country=FR");

        Assert.Contains("&amp;country=\"", known.Html, StringComparison.Ordinal);
        Assert.Empty(empty.Reasons);
        Assert.DoesNotContain("id=\"verdict\"", empty.Html, StringComparison.Ordinal);
        foreach (var option in (string[])["FR", "China", "partner", $"{trade.Direct.Id}"])
        {
            Assert.Contains($"<option value=\"{option}\" selected", chosen.Html, StringComparison.Ordinal);
        }

        Assert.Equal(["SELF_SALE", "BUYER_IS_PARTNER_TENANT", "CLOUD_MISMATCH"], chosen.Reasons);
        Assert.Equal(["ELIGIBILITY_COUNTRY_INVALID", "ELIGIBILITY_CLOUD_UNKNOWN"], wrong.Reasons);
        Assert.DoesNotContain("name=\"country\"", partnership.Html, StringComparison.Ordinal);
    }

    private static NewBuyer French { get; } = new("FR", null, TenantKind.Customer, null);

    private Task<EligibilityAnswer> Asked(
        Participant seller, NewBuyer? wanted = null, string? product = null, Participant? via = null) =>
        Answers(new(Sell, seller.Id, default, via?.Id, product) { New = wanted ?? French });

    private async Task<EligibilityAnswer> Answers(EligibilityQuestion question)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
        return (await Ask(trade.Vendor, question)).ValueOrNull!;
    }

    private Task<Result<EligibilityAnswer>> Ask(Participant asking, EligibilityQuestion question) =>
        trade.World.Does((AskEligibility ask) => ask.Handle(asking.As(), question, Cancel));

    private async Task<(int Code, string Output)> Explain(params string[] words)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
        await using var scope = trade.World.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var verb = ExplainCommand.Create(_ => (_, action, cancel) => action(services, Path.GetTempPath(), cancel));
        await using var output = new StringWriter();
        var code = await new RootCommand { verb }.Parse(["explain", .. words]).InvokeAsync(
            new InvocationConfiguration { Output = output });
        return (code, output.ToString());
    }
}
