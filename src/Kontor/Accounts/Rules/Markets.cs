using System.Collections.Frozen;
using Kontor.Kernel;

namespace Kontor.Accounts;

/// <summary>A country or territory in which the program runs (REG-03).</summary>
/// <param name="Key">Kontor's key. It is the ISO code except where markets share one: Bonaire is <c>BQ-BO</c> (REG-08).</param>
/// <param name="Name">English name.</param>
/// <param name="IsoCode">ISO 3166 alpha-2, or XK for Kosovo. Price lists and the wire know a market by it.</param>
/// <param name="RegionGroup">Partners and customers trade within one group only (REG-01).</param>
/// <param name="Currency">The one currency the vendor bills there (REG-04).</param>
public sealed record Market(string Key, string Name, string IsoCode, string RegionGroup, Currency Currency);

/// <summary>All markets of the program, by key and by ISO code.</summary>
public sealed class Markets
{
    private readonly FrozenDictionary<string, Market> _byKey;
    private readonly ILookup<string, Market> _byIsoCode;

    public Markets(IEnumerable<Market> markets)
    {
        _byKey = markets.ToFrozenDictionary(market => market.Key, StringComparer.OrdinalIgnoreCase);
        _byIsoCode = _byKey.Values.ToLookup(market => market.IsoCode, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyCollection<Market> All => _byKey.Values;

    /// <summary>The market with that key, or null: countries that are not listed are unsupported (REG-07).</summary>
    public Market? Find(string key) => _byKey.GetValueOrDefault(key);

    public Market Of(string key) =>
        Find(key) ?? throw new ArgumentException($"'{key}' is no market of the program.", nameof(key));

    /// <summary>Markets with that ISO code: one, or the three islands that share BQ, or none.</summary>
    public IEnumerable<Market> WithIsoCode(string isoCode) => _byIsoCode[isoCode];
}
