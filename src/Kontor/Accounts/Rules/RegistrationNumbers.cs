using System.Collections.Frozen;

namespace Kontor.Accounts;

/// <summary>Where a company number is mandatory, for partners and for customers of providers and direct partners.</summary>
public static class RegistrationNumbers
{
    /// <summary>ENR-11: the countries by ISO code.</summary>
    private static readonly FrozenSet<string> MandatoryIn = FrozenSet.ToFrozenSet(
    [
        "AE", "AM", "AZ", "BR", "BY", "HU", "IN", "IQ", "KG", "KZ", "MD", "MM", "PL", "RU", "SA", "SS", "TH", "TJ",
        "TR", "UA", "UZ", "VE", "VN", "ZA",
    ]);

    public static bool AreMandatoryIn(string isoCode) => MandatoryIn.Contains(isoCode);

    /// <summary>CUS-64: in those countries a customer needs a company number and a phone number before it buys.</summary>
    public static bool AreComplete(string isoCode, string? registrationNumber, string? phone) =>
        !AreMandatoryIn(isoCode) || (!string.IsNullOrWhiteSpace(registrationNumber) && !string.IsNullOrWhiteSpace(phone));
}
