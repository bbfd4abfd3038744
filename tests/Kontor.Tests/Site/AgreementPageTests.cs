using System.Net;
using System.Text;
using Kontor.Accounts;
using Kontor.Agreements;

namespace Kontor.Tests.Site;

/// <summary>The agreement texts, which everyone may read and keep.</summary>
public sealed class AgreementPageTests
{
    [Theory]
    [InlineData("de", "Diese Vereinbarung gibt es nur auf Englisch.")]
    [InlineData("nl", "Deze overeenkomst bestaat alleen in het Engels.")]
    [Trait("Rule", "AGR-10")]
    public async Task Whoever_reads_another_language_is_told_that_the_partner_agreement_is_english_only(string language, string sentence)
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer(), language);
        using var english = new Browser(await world.WholeServer());

        var page = await browser.Open("/agreements/partner/2020-02");
        var inEnglish = await english.Open("/agreements/partner/2020-02");

        Assert.Contains(sentence, page.Text, StringComparison.Ordinal);
        Assert.Contains("lang=\"en\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("in English only", inEnglish.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "AGR-21")]
    public async Task The_customer_agreement_names_the_country_and_is_downloaded_as_it_is_read()
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer(), "de");
        const string address = "/agreements/customer/2020-01";

        var page = await browser.Open($"{address}?market=NL");
        var file = await browser.Download($"{address}/download?market=NL");
        var unknown = await browser.Open($"{address}/download?market=XX");

        Assert.Contains("mit Sitz in diesem Land: Niederlande (NL)", page.Text, StringComparison.Ordinal);
        Assert.Contains($"{address}/download?market=NL", page.Html, StringComparison.Ordinal);
        var text = AgreementTexts.Customer(ShippedMarkets.Load().Of("NL"), "de");
        Assert.Equal(text.Markdown, Encoding.UTF8.GetString(file));
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
    }
}
