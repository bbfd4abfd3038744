using System.Collections.Frozen;

namespace Kontor.Billing;

/// <summary>
/// BIL-83: how the VAT IDs of countries look. Only the form is checked: no register is asked. An id is kept without its
/// country's prefix.
/// </summary>
public static class VatIds
{
    /// <summary>The longest text that is looked at, with prefix and separators.</summary>
    public const int MaxLength = 30;

    private const int ShortestElsewhere = 4;

    // '#' is a digit, '@' a letter, '*' a digit or a letter other than I and O; everything else stands for itself.
    private static readonly FrozenDictionary<string, Form> Forms = new Dictionary<string, Form>
    {
        ["AT"] = new("AT", ["U########"]),
        ["BE"] = new("BE", ["##########", "#########"]),
        ["BG"] = new("BG", ["#########", "##########"]),
        ["CY"] = new("CY", ["########@"]),
        ["CZ"] = new("CZ", ["########", "#########", "##########"]),
        ["DE"] = new("DE", ["#########"]),
        ["DK"] = new("DK", ["########"]),
        ["EE"] = new("EE", ["#########"]),
        ["ES"] = new("ES", ["@########", "########@", "@#######@"]),
        ["FI"] = new("FI", ["########"]),
        ["FR"] = new("FR", ["**#########"]),
        ["GB"] = new("GB", ["#########", "############"]),
        ["GR"] = new("EL", ["#########"]),
        ["HR"] = new("HR", ["###########"]),
        ["HU"] = new("HU", ["########"]),
        ["IE"] = new("IE", ["#######@", "#@#####@"]),
        ["IT"] = new("IT", ["###########"]),
        ["LT"] = new("LT", ["#########", "############"]),
        ["LU"] = new("LU", ["########"]),
        ["LV"] = new("LV", ["###########"]),
        ["MT"] = new("MT", ["########"]),
        ["NL"] = new("NL", ["#########B##"]),
        ["PL"] = new("PL", ["##########"]),
        ["PT"] = new("PT", ["#########"]),
        ["RO"] = new("RO", ["########", "#########", "##########"]),
        ["SE"] = new("SE", ["##########01"]),
        ["SI"] = new("SI", ["########"]),
        ["SK"] = new("SK", ["##########"]),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>BIL-81: partners there buy only once they have given one, since the tax on what they buy is theirs to account for.</summary>
    /// <param name="isoCode">Of a country.</param>
    public static bool AreNeededIn(string isoCode) => isoCode != "GB" && Forms.ContainsKey(isoCode);

    /// <summary>BIL-81: where a partner with an id accounts for the tax itself, though it is outside the European Union.</summary>
    public static bool ShiftTaxIn(string isoCode) => AreNeededIn(isoCode) || isoCode is "ZA" or "TR";

    /// <summary>The form in which it is kept: upper case, without separators and prefix; null for what is none.</summary>
    /// <param name="isoCode">Of the partner's country. Where no form is known, 4 to 30 letters and digits will do.</param>
    /// <param name="text">As somebody wrote it.</param>
    public static string? Parse(string isoCode, string text)
    {
        if (text.Length > MaxLength)
        {
            return null;
        }

        var plain = string.Concat(text.Where(sign => sign is not (' ' or '.' or '-' or '/'))).ToUpperInvariant();
        if (!Forms.TryGetValue(isoCode, out var form))
        {
            return plain.Length >= ShortestElsewhere && plain.All(char.IsAsciiLetterOrDigit) ? plain : null;
        }

        // The Greek prefix is EL; people write the country's code as well.
        var bare = new[] { form.Prefix, isoCode }
            .Where(prefix => plain.StartsWith(prefix, StringComparison.Ordinal))
            .Select(prefix => plain[prefix.Length..])
            .Append(plain)
            .FirstOrDefault(rest => form.Pictures.Any(picture => Fits(picture, rest)));

        // Belgian numbers from before 2007 lack the zero that all have been given.
        return isoCode == "BE" && bare is { Length: 9 } ? $"0{bare}" : bare;
    }

    /// <summary>With the prefix, as it stands on bills.</summary>
    public static string Show(string isoCode, string vatId) =>
        vatId.Length > 0 && Forms.TryGetValue(isoCode, out var form) ? form.Prefix + vatId : vatId;

    /// <summary>How one of the country looks; null where no form is known.</summary>
    public static string? ExampleIn(string isoCode)
    {
        const string Digits = "1234567890";
        return Forms.TryGetValue(isoCode, out var form)
            ? form.Prefix + string.Concat(form.Pictures[0].Select((sign, at) => sign switch
            {
                '#' or '*' => Digits[at % Digits.Length],
                '@' => 'X',
                _ => sign,
            }))
            : null;
    }

    private static bool Fits(string picture, string text) =>
        picture.Length == text.Length && picture.Zip(text).All(pair => pair.First switch
        {
            '#' => char.IsAsciiDigit(pair.Second),
            '@' => char.IsAsciiLetterUpper(pair.Second),
            '*' => char.IsAsciiLetterOrDigit(pair.Second) && pair.Second is not ('I' or 'O'),
            var literal => literal == pair.Second,
        });

    /// <param name="Prefix">Before it on bills.</param>
    /// <param name="Pictures">The forms it may have.</param>
    private sealed record Form(string Prefix, string[] Pictures);
}
