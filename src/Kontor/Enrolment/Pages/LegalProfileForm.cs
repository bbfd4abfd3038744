using Kontor.Site;

namespace Kontor.Enrolment;

/// <summary>What the form of the legal profile sends back.</summary>
public sealed class LegalProfileForm
{
    internal static readonly FieldMap Fields = new()
    {
        ["Form.LegalName"] =
            [ProfileReasons.LegalNameInvalid, ProfileReasons.LegalNameIsTest, ProfileReasons.LegalNameAbbreviated],
        ["Form.RegistrationNumber"] =
            [ProfileReasons.RegistrationNumberMissing, ProfileReasons.RegistrationNumberInvalid],
        ["Form.Street"] = [ProfileReasons.StreetInvalid],
        ["Form.PostalCode"] = [ProfileReasons.PostalCodeMissing, ProfileReasons.PostalCodeInvalid],
        ["Form.City"] = [ProfileReasons.CityInvalid],
        ["Form.State"] = [ProfileReasons.StateInvalid],
        ["Form.IsAddressKept"] = [ProfileReasons.AddressProposed],
    };

    public string? LegalName { get; set; }

    public bool IsExact { get; set; }

    public bool IsAddressKept { get; set; }

    public string? RegistrationNumber { get; set; }

    public string? Street { get; set; }

    public string? PostalCode { get; set; }

    public string? City { get; set; }

    public string? State { get; set; }

    /// <summary>The button that sent it: later, proposal, or none.</summary>
    public string? Act { get; set; }

    public bool IsForLater => Act == "later";

    public static LegalProfileForm From(LegalProfile profile) => new()
    {
        LegalName = profile.LegalName,
        IsExact = profile.IsExact,
        IsAddressKept = profile.IsAddressKept,
        RegistrationNumber = profile.RegistrationNumber,
        Street = profile.Street,
        PostalCode = profile.PostalCode,
        City = profile.City,
        State = profile.State,
    };

    /// <param name="isoCode">Of the country, for the proposed address (ENR-10).</param>
    public LegalProfile ToProfile(string isoCode)
    {
        var profile = new LegalProfileBody(
            LegalName, Street, City, State, PostalCode, RegistrationNumber, IsExact, IsAddressKept).ToProfile();
        return Act == "proposal" ? AddressProposals.For(profile, isoCode) ?? profile : profile;
    }
}
