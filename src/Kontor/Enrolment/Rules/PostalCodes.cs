using System.Collections.Frozen;

namespace Kontor.Enrolment;

/// <summary>ENR-09: an address is complete with its postal code, in the form of the country.</summary>
public static class PostalCodes
{
    public const int MaxLength = 16;

    /// <summary>Countries that have none, by ISO code.</summary>
    private static readonly FrozenSet<string> WithoutAny = FrozenSet.ToFrozenSet(
    [
        "AE", "AG", "AO", "AW", "BF", "BI", "BJ", "BO", "BQ", "BS", "BW", "BZ", "CD", "CF", "CG", "CI", "CM", "CW", "DJ",
        "DM", "ER", "FJ", "GD", "GH", "GM", "GQ", "GY", "HK", "JM", "KI", "KM", "KN", "LC", "LY", "ML", "MO", "MR", "MW",
        "NA", "NR", "QA", "RW", "SB", "SC", "SL", "SR", "SS", "ST", "SX", "SY", "TD", "TG", "TL", "TO", "TV", "UG", "VU",
        "YE", "ZW",
    ]);

    /// <summary>Forms of some countries: 9 is a digit, A a letter; blanks and hyphens may be left out.</summary>
    private static readonly FrozenDictionary<string, string[]> Forms = new Dictionary<string, string[]>
    {
        ["AM"] = ["9999"],
        ["AT"] = ["9999"],
        ["BE"] = ["9999"],
        ["CH"] = ["9999"],
        ["DE"] = ["99999"],
        ["DK"] = ["9999"],
        ["ES"] = ["99999"],
        ["FI"] = ["99999"],
        ["FR"] = ["99999"],
        ["HU"] = ["9999", "A9999"],
        ["IT"] = ["99999"],
        ["KG"] = ["999999"],
        ["LU"] = ["9999"],
        ["MD"] = ["9999", "AA9999"],
        ["NL"] = ["9999AA"],
        ["NO"] = ["9999"],
        ["PL"] = ["99999"],
        ["RU"] = ["999999"],
        ["SE"] = ["99999"],
        ["US"] = ["99999", "999999999"],
        ["UZ"] = ["999999"],
    }.ToFrozenDictionary();

    public static bool ExistIn(string isoCode) => !WithoutAny.Contains(isoCode);

    /// <summary>Whether it could be one of that country; where no form is known, any text is.</summary>
    public static bool IsValid(string isoCode, string postalCode)
    {
        if (!Forms.TryGetValue(isoCode, out var forms))
        {
            return true;
        }

        var plain = string.Concat(postalCode.Where(c => c is not (' ' or '-')));
        return forms.Any(form => form.Length == plain.Length && form.Zip(plain).All(pair => pair.First == '9'
            ? char.IsAsciiDigit(pair.Second)
            : char.IsAsciiLetter(pair.Second)));
    }
}
