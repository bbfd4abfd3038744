using Kontor.Billing;

namespace Kontor.Tests.Billing;

public sealed class VatIdTests
{
    [Theory]
    [Trait("Rule", "BIL-83")]
    [InlineData("AT", "U12345678", "12345678", "U1234567")]
    [InlineData("BE", "0123456789", "12345678", "01234567890")]
    [InlineData("BG", "123456789", "12345678", "12345678901")]
    [InlineData("BG", "1234567890", "A23456789", "")]
    [InlineData("HR", "12345678901", "1234567890", "123456789012")]
    [InlineData("CY", "12345678L", "123456789", "1234567L")]
    [InlineData("CZ", "12345678", "1234567", "12345678901")]
    [InlineData("CZ", "123456789", "12345678A", "A12345678")]
    [InlineData("DK", "12345678", "1234567", "123456789")]
    [InlineData("EE", "123456789", "12345678", "1234567890")]
    [InlineData("FI", "12345678", "1234567", "123456789")]
    [InlineData("FR", "12345678901", "1234567890", "AB123456789O")]
    [InlineData("FR", "AB123456789", "AI123456789", "OB123456789")]
    [InlineData("FR", "1Q123456789", "1O123456789", "123A5678901")]
    [InlineData("DE", "123456789", "12345678", "1234567890")]
    [InlineData("GR", "123456789", "12345678", "1234567890")]
    [InlineData("HU", "12345678", "1234567", "123456789")]
    [InlineData("IE", "1234567T", "12345678", "A234567T")]
    [InlineData("IE", "1A34567T", "1A345678", "12A4567T")]
    [InlineData("IT", "12345678901", "1234567890", "123456789012")]
    [InlineData("LV", "12345678901", "1234567890", "123456789012")]
    [InlineData("LT", "123456789", "1234567890", "12345678901")]
    [InlineData("LT", "123456789012", "12345678901A", "1234567890123")]
    [InlineData("LU", "12345678", "1234567", "123456789")]
    [InlineData("MT", "12345678", "1234567", "123456789")]
    [InlineData("NL", "123456789B01", "123456789001", "12345678B01")]
    [InlineData("PL", "1234567890", "123456789", "12345678901")]
    [InlineData("PT", "123456789", "12345678", "1234567890")]
    [InlineData("RO", "12345678", "1234567", "12345678901")]
    [InlineData("SK", "1234567890", "123456789", "12345678901")]
    [InlineData("SI", "12345678", "1234567", "123456789")]
    [InlineData("ES", "A12345678", "123456789", "AB1234567")]
    [InlineData("ES", "12345678A", "A1234567", "1A2345678")]
    [InlineData("ES", "A1234567B", "A123456B7", "A12345678B")]
    [InlineData("SE", "123456789001", "123456789002", "1234567801")]
    [InlineData("GB", "123456789", "12345678", "1234567890")]
    [InlineData("GB", "123456789012", "12345678901", "1234567890123")]
    public void Each_country_has_its_own_form(string country, string good, params string[] bad)
    {
        var prefix = VatIds.Show(country, good)[..2];

        Assert.Equal(good, VatIds.Parse(country, good));
        Assert.Equal(good, VatIds.Parse(country, $" {prefix.ToLowerInvariant()}-{good[..3]}.{good[3..]} "));
        Assert.All(bad, wrong => Assert.Null(VatIds.Parse(country, wrong)));
        Assert.NotNull(VatIds.Parse(country, VatIds.ExampleIn(country)!));
    }

    [Theory]
    [Trait("Rule", "BIL-83")]
    [InlineData("GR", "EL 123 456 789", "EL123456789")]
    [InlineData("GR", "GR123456789", "EL123456789")]
    [InlineData("BE", "BE 123 456 789", "BE0123456789")]
    [InlineData("ZA", "4 012 345 678", "4012345678")]
    [InlineData("US", "12-3456789", "123456789")]
    public void It_is_shown_as_bills_have_it(string country, string written, string shown) =>
        Assert.Equal(shown, VatIds.Show(country, VatIds.Parse(country, written)!));

    [Theory]
    [InlineData("US", "")]
    [InlineData("US", "12")]
    [InlineData("US", "1234567890123456789012345678901")]
    [InlineData("DE", "")]
    [InlineData("DE", "DE")]
    [InlineData("DE", "١٢٣٤٥٦٧٨٩")]
    [InlineData("US", "12345<b>")]
    public void What_is_none_is_refused(string country, string written) => Assert.Null(VatIds.Parse(country, written));

    [Theory]
    [Trait("Rule", "BIL-81")]
    [InlineData("DE", true, true)]
    [InlineData("GR", true, true)]
    [InlineData("GB", false, false)]
    [InlineData("CH", false, false)]
    [InlineData("ZA", false, true)]
    [InlineData("TR", false, true)]
    public void The_union_needs_one_and_two_countries_more_shift_the_tax_with_one(string country, bool isNeeded, bool shifts) =>
        Assert.Equal((isNeeded, shifts), (VatIds.AreNeededIn(country), VatIds.ShiftTaxIn(country)));

    [Theory]
    [Trait("Rule", "BIL-81")]
    [InlineData("2026-11-01", "2026-12-01")]
    [InlineData("2026-11-30", "2026-12-01")]
    [InlineData("2026-12-31", "2027-01-01")]
    [InlineData("2028-02-29", "2028-03-01")]
    public void The_next_cycle_begins_with_the_next_month(string today, string next) =>
        Assert.Equal(DateOnly.Parse(next, null), BillingProfileRules.NextCycle(DateOnly.Parse(today, null)));
}
