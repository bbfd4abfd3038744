using System.Collections.Concurrent;
using System.Globalization;
using Kontor.Accounts;

namespace Kontor.Site;

public static class MarketNames
{
    private static readonly ConcurrentDictionary<(string Language, string IsoCode), string> Translated = new();

    /// <summary>
    /// The market's name in the reader's language. Markets that share an ISO code keep their English names, which the
    /// platform does not translate (REG-08).
    /// </summary>
    public static string NameOf(this Markets markets, string key) => markets.Find(key) switch
    {
        null => key,
        { } market => market.NameIn(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName),
    };

    /// <summary>The same in a language that need not be the reader's: en, de or nl.</summary>
    public static string NameIn(this Market market, string language) => market.Key == market.IsoCode && language != "en"
        ? Translated.GetOrAdd((language, market.IsoCode), Translate)
        : market.Name;

    /// <summary>All markets as choices of a filter, by name.</summary>
    public static IReadOnlyList<FilterChoice> Choices(this Markets markets) =>
    [
        .. markets.All
            .Select(market => new FilterChoice(market.Key, markets.NameOf(market.Key)))
            .OrderBy(choice => choice.Text, StringComparer.CurrentCultureIgnoreCase),
    ];

    // A region by itself is named in its own language or the server's. A language spoken there names it in that language:
    // "Deutsch (Belgien)".
    private static string Translate((string Language, string IsoCode) wanted)
    {
        var spokenThere = new CultureInfo($"{wanted.Language}-{wanted.IsoCode}").NativeName;
        var (from, until) = (spokenThere.IndexOf(" (", StringComparison.Ordinal), spokenThere.LastIndexOf(')'));
        return from < 0 || until < from ? new RegionInfo(wanted.IsoCode).EnglishName : spokenThere[(from + 2)..until];
    }
}
