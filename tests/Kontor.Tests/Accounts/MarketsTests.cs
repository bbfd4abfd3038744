using Kontor.Accounts;
using Kontor.Kernel;

namespace Kontor.Tests.Accounts;

public sealed class MarketsTests
{
    private static readonly Markets Markets = ShippedMarkets.Load();

    [Fact]
    [Trait("Rule", "REG-03")]
    public void There_are_245_markets_in_15_region_groups()
    {
        Assert.Equal(245, Markets.All.Count);
        Assert.Equal(15, Markets.All.Select(market => market.RegionGroup).Distinct().Count());
    }

    [Fact]
    [Trait("Rule", "REG-08")]
    public void Islands_that_share_a_code_are_markets_of_their_own()
    {
        Assert.Equal(["BQ-BO", "BQ-SA", "BQ-SE"], Markets.WithIsoCode("BQ").Select(market => market.Key).Order());
        Assert.Equal("Saba", Markets.Of("BQ-SA").Name);
        Assert.Null(Markets.Find("BQ"));
        Assert.Equal("Kosovo", Markets.Of("XK").Name);
    }

    [Theory]
    [Trait("Rule", "REG-04")]
    [Trait("Rule", "REG-06")]
    [Trait("Rule", "REG-10")]
    [InlineData("DE", "Europe", "EUR")]
    [InlineData("DK", "Europe", "DKK")]
    [InlineData("GL", "Europe", "EUR")]
    [InlineData("LI", "Europe", "EUR")]
    [InlineData("CH", "Europe", "CHF")]
    [InlineData("GI", "Europe", "GBP")]
    [InlineData("BR", "Brazil", "USD")]
    [InlineData("JP", "Japan", "JPY")]
    [InlineData("RE", "Africa", "USD")]
    [InlineData("ZA", "Middle East, Central and Eastern Europe", "USD")]
    [InlineData("GU", "Australia", "AUD")]
    [InlineData("PR", "Latin America and Caribbean", "USD")]
    public void A_market_has_its_group_and_its_one_currency(string key, string group, string currency)
    {
        var market = Markets.Of(key);

        Assert.Equal((group, Currency.Of(currency)), (market.RegionGroup, market.Currency));
    }

    [Fact]
    [Trait("Rule", "REG-05")]
    public void Markets_without_a_currency_in_the_source_have_their_groups()
    {
        foreach (var key in new[] { "VA", "KN", "BA", "MK", "PS" })
        {
            Assert.Equal(key == "VA" ? Currency.Eur : Currency.Usd, Markets.Of(key).Currency);
        }
    }

    [Fact]
    [Trait("Rule", "REG-07")]
    public void A_country_that_is_not_listed_is_no_market() => Assert.Null(Markets.Find("KP"));

    [Theory]
    [Trait("Rule", "ENR-11")]
    [Trait("Rule", "CUS-64")]
    [InlineData("DE", null, null, true)]
    [InlineData("PL", null, "+48", false)]
    [InlineData("PL", "123", " ", false)]
    [InlineData("PL", "123", "+48", true)]
    [InlineData("VN", "", "", false)]
    public void Company_number_and_phone_are_mandatory_in_some_countries(string iso, string? number, string? phone, bool complete) =>
        Assert.Equal(complete, RegistrationNumbers.AreComplete(iso, number, phone));
}
