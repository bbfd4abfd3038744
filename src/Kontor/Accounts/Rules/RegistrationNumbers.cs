using System.Collections.Frozen;

namespace Kontor.Accounts;

/// <summary>Where a company number is mandatory, for partners and for customers of providers and direct partners.</summary>
public static class RegistrationNumbers
{
    public const int MaxLength = 30;

    /// <summary>ENR-12: kinds of number that are no proper names and have a word in every language.</summary>
    public static readonly IReadOnlyCollection<string> Words = [TaxNumber, VatNumber, PublicServices];

    private const string TaxNumber = "TaxNumber";
    private const string VatNumber = "VatNumber";
    private const string PublicServices = "PublicServicesNumber";

    /// <summary>ENR-11: the countries by ISO code.</summary>
    private static readonly FrozenSet<string> MandatoryIn = FrozenSet.ToFrozenSet(
    [
        "AE", "AM", "AZ", "BR", "BY", "HU", "IN", "IQ", "KG", "KZ", "MD", "MM", "PL", "RU", "SA", "SS", "TH", "TJ",
        "TR", "UA", "UZ", "VE", "VN", "ZA",
    ]);

    /// <summary>ENR-12: how the number is called, by ISO code.</summary>
    private static readonly FrozenDictionary<string, string[]> Kinds = new Dictionary<string, string[]>
    {
        ["AE"] = [TaxNumber, VatNumber],
        ["AM"] = ["INN", VatNumber, PublicServices],
        ["AZ"] = ["TIN", "INN"],
        ["BR"] = ["CNPJ"],
        ["BY"] = ["UNP"],
        ["CN"] = ["TIN"],
        ["HU"] = ["TIN"],
        ["IN"] = [TaxNumber, "PAN"],
        ["IQ"] = ["TIN"],
        ["KG"] = ["INN"],
        ["KZ"] = ["BIN", "IIN"],
        ["MD"] = ["IDNO", "IDNP"],
        ["MM"] = ["TIN"],
        ["PL"] = ["TIN", "PESEL"],
        ["RU"] = ["INN"],
        ["SA"] = ["TIN"],
        ["SS"] = ["TIN"],
        ["TH"] = ["TIN"],
        ["TJ"] = ["INN", "EIN", "KPP"],
        ["TR"] = ["TIN", "NIN"],
        ["UA"] = ["EGRPOU", "EDRPOU"],
        ["US"] = ["EIN"],
        ["UZ"] = ["INN"],
        ["VE"] = ["RIF"],
        ["VN"] = ["TIN"],
        ["ZA"] = ["TRN"],
    }.ToFrozenDictionary();

    public static bool AreMandatoryIn(string isoCode) => MandatoryIn.Contains(isoCode);

    /// <summary>ENR-12: the names of the number there, some of which are <see cref="Words"/>; empty where none is usual.</summary>
    public static IReadOnlyList<string> KindsIn(string isoCode) => Kinds.GetValueOrDefault(isoCode) ?? [];

    /// <summary>ENR-12: whether it can be such a number; the UNP of Belarus has nine characters.</summary>
    public static bool IsValid(string isoCode, string number) =>
        number.Length is > 0 and <= MaxLength
        && number.Any(char.IsAsciiLetterOrDigit)
        && number.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '.' or '/')
        && (isoCode != "BY" || number.Count(char.IsAsciiLetterOrDigit) == 9);

    /// <summary>CUS-64: in those countries a customer needs a company number and a phone number before it buys.</summary>
    public static bool AreComplete(string isoCode, string? registrationNumber, string? phone) =>
        !AreMandatoryIn(isoCode) || (!string.IsNullOrWhiteSpace(registrationNumber) && !string.IsNullOrWhiteSpace(phone));
}
