using System.Globalization;
using Kontor.Accounts;

namespace Kontor.Site;

public static class MarketNames
{
    /// <summary>
    /// The market's name in the reader's language. Markets that share an ISO code keep their English names, which the
    /// platform does not translate (REG-08).
    /// </summary>
    public static string NameOf(this Markets markets, string key) => markets.Find(key) switch
    {
        null => key,
        { } market when market.Key == market.IsoCode && CultureInfo.CurrentUICulture.TwoLetterISOLanguageName != "en" =>
            new RegionInfo(market.IsoCode).DisplayName,
        { } market => market.Name,
    };
}
