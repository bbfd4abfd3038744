using System.Collections.Frozen;
using System.Globalization;
using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>
/// ENR-10: in some countries an address that was written by hand is checked, and a corrected one is proposed. Only what
/// follows from the writing itself is corrected: spacing, capitals of places, the form of the postal code.
/// </summary>
public static class AddressProposals
{
    /// <summary>By ISO code: how many digits a postal code has there, and what stands before them.</summary>
    private static readonly FrozenDictionary<string, (int Digits, string Before)> Codes =
        new Dictionary<string, (int, string)>
        {
            ["AM"] = (4, ""),
            ["HU"] = (4, ""),
            ["KG"] = (6, ""),
            ["MD"] = (4, "MD-"),
            ["RU"] = (6, ""),
            ["UZ"] = (6, ""),
        }.ToFrozenDictionary();

    public static bool AreMadeIn(string isoCode) => Codes.ContainsKey(isoCode);

    /// <summary>The corrected address; null where nothing is to be corrected, or nothing is checked.</summary>
    /// <param name="profile">With the address as it was written.</param>
    /// <param name="isoCode">Of its country.</param>
    public static LegalProfile? For(LegalProfile profile, string isoCode)
    {
        if (!Codes.TryGetValue(isoCode, out var code))
        {
            return null;
        }

        var proposal = profile with
        {
            Street = Spaced(profile.Street),
            City = Capitals(Spaced(profile.City)),
            State = Capitals(Spaced(profile.State)),
            PostalCode = PostalCode(profile.PostalCode, code.Digits, code.Before),
        };
        return proposal == profile ? null : proposal;
    }

    /// <summary>ENR-10: whether the address is as proposed, or was kept on purpose.</summary>
    public static Decision IsSettled(LegalProfile profile, string isoCode) =>
        profile.IsAddressKept || For(profile, isoCode) is not { } proposal
            ? Decision.Granted
            : Decision.Refused(ProfileReasons.AddressProposed.About(Line(proposal)));

    /// <summary>The address in one line.</summary>
    public static string Line(LegalProfile profile) => string.Join(
        ", ",
        new[] { profile.Street, $"{profile.PostalCode} {profile.City}".Trim(), profile.State }.Where(part => part.Length > 0));

    /// <summary>One blank between words, and after a comma, and none before it.</summary>
    private static string Spaced(string text) => string.Join(
        ' ',
        text.Replace(" ,", ",", StringComparison.Ordinal).Replace(",", ", ", StringComparison.Ordinal)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .Replace(" ,", ",", StringComparison.Ordinal)
        .TrimEnd(',', ' ');

    /// <summary>A place that is written all in capitals or all in small letters begins each word with a capital.</summary>
    private static string Capitals(string text)
    {
        var letters = text.Where(char.IsLetter).ToList();
        if (letters.Count == 0 || (letters.Exists(char.IsUpper) && letters.Exists(char.IsLower)) || !letters.TrueForAll(HasCase))
        {
            return text;
        }

        return string.Concat(text.Select((letter, at) => at == 0 || !(char.IsLetter(text[at - 1]) || text[at - 1] == '\'')
            ? char.ToUpper(letter, CultureInfo.InvariantCulture)
            : char.ToLower(letter, CultureInfo.InvariantCulture)));
    }

    private static string PostalCode(string text, int digits, string before)
    {
        var plain = string.Concat(text.Where(char.IsAsciiDigit));
        return plain.Length == digits ? before + plain : text;
    }

    private static bool HasCase(char letter) => char.IsUpper(letter) || char.IsLower(letter);
}
