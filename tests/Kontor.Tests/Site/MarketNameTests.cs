using System.Globalization;
using Kontor.Accounts;
using Kontor.Site;

namespace Kontor.Tests.Site;

public sealed class MarketNameTests
{
    private static readonly Markets Markets = ShippedMarkets.Load();

    [Theory]
    [InlineData("en-US", "BE", "Belgium")]
    [InlineData("de-DE", "BE", "Belgien")]
    [InlineData("de-DE", "AT", "Österreich")]
    [InlineData("de-DE", "CH", "Schweiz")]
    [InlineData("nl-NL", "DE", "Duitsland")]
    [InlineData("nl-NL", "BE", "België")]
    [InlineData("nl-NL", "XX", "XX")]
    public void A_market_is_named_in_the_readers_language(string culture, string key, string name) =>
        Assert.Equal(name, In(culture, () => Markets.NameOf(key)));

    [Theory]
    [InlineData("de-DE")]
    [InlineData("nl-NL")]
    public void Every_market_has_a_name(string culture) => In(culture, () =>
    {
        Assert.All(Markets.All, market => Assert.DoesNotMatch(@"^$|^[A-Z]{2}$|^\(|\($", Markets.NameOf(market.Key)));
        return true;
    });

    private static T In<T>(string culture, Func<T> read)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            return read();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
