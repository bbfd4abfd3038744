using FsCheck;
using FsCheck.Fluent;
using Kontor.Enrolment;

namespace Kontor.Tests.Enrolment;

/// <summary>Corrected addresses that are proposed where addresses are checked.</summary>
public sealed class AddressProposalTests
{
    [Theory]
    [Trait("Rule", "ENR-10")]
    [InlineData("AM", "Abovyan  1 ,2", "YEREVAN", "00 10", "Abovyan 1, 2", "Yerevan", "0010")]
    [InlineData("HU", "Fő utca 1.", "budapest", "H-1051", "Fő utca 1.", "Budapest", "1051")]
    [InlineData("KG", "Chuy 1", "BISHKEK", "720-001", "Chuy 1", "Bishkek", "720001")]
    [InlineData("MD", "Stefan cel Mare 1", "chișinău", "2001", "Stefan cel Mare 1", "Chișinău", "MD-2001")]
    [InlineData("RU", "ул. Ленина,5", "САНКТ-ПЕТЕРБУРГ", "190 000", "ул. Ленина, 5", "Санкт-Петербург", "190000")]
    [InlineData("UZ", "Amir Temur 1", "TO'YTEPA", "100 001", "Amir Temur 1", "To'ytepa", "100001")]
    public void What_follows_from_the_writing_is_corrected(
        string isoCode, string street, string city, string code, string thenStreet, string thenCity, string thenCode)
    {
        var proposal = AddressProposals.For(Address(street, city, code), isoCode);

        Assert.Equal(Address(thenStreet, thenCity, thenCode), proposal);
    }

    [Theory]
    [Trait("Rule", "ENR-10")]
    [InlineData("HU", "Fő utca 1.", "Budapest", "1051")]
    [InlineData("MD", "Stefan cel Mare 1", "Chișinău", "MD-2001")]
    [InlineData("RU", "ул. Ленина, 5", "Ростов-на-Дону", "344000")]
    [InlineData("DE", "am  wall 12", "BREMEN", "D-28195")]
    public void What_is_written_well_or_elsewhere_is_left_alone(string isoCode, string street, string city, string code) =>
        Assert.Null(AddressProposals.For(Address(street, city, code), isoCode));

    [Fact]
    [Trait("Rule", "ENR-10")]
    public void A_proposal_is_not_corrected_again_and_loses_no_letter_and_no_digit() => Prop.ForAll(
        (from street in Text() from city in Text() from code in Text() select Address(street, city, code)).ToArbitrary(),
        written =>
        {
            var proposal = AddressProposals.For(written, "RU");
            return proposal is null
                || (AddressProposals.For(proposal, "RU") is null
                    && Kept(proposal.Street) == Kept(written.Street)
                    && Kept(proposal.City) == Kept(written.City));
        }).QuickCheckThrowOnFailure();

    [Fact]
    [Trait("Rule", "ENR-10")]
    public void The_person_uses_the_proposal_or_keeps_the_own_address()
    {
        var written = Address("Fő utca 1.", "BUDAPEST", "1051") with { RegistrationNumber = "12345678-1-41" };
        var refused = ProfileRules.IsComplete(written, "HU");

        Assert.Equal("LEGAL_ADDRESS_PROPOSED", Assert.Single(refused.Reasons).Code);
        Assert.Equal("Fő utca 1., 1051 Budapest", refused.Reasons[0].Arguments[0]);
        Assert.True(ProfileRules.IsComplete(written with { IsAddressKept = true }, "HU").IsGranted);
        Assert.True(ProfileRules.IsComplete(AddressProposals.For(written, "HU")!, "HU").IsGranted);
        Assert.False(written.DiffersFrom(written with { IsAddressKept = true }));
    }

    private static Gen<string> Text() =>
        Gen.Elements("a", "B", "ß", "Ж", "ж", " ", "  ", ",", "-", "'", "1", "99", "\t").ListOf()
            .Select(parts => string.Concat(parts));

    private static string Kept(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static LegalProfile Address(string street, string city, string code) =>
        new("Weserufer Systemhaus GmbH", street, city, "", code, "", false);
}
