using Kontor.Site;

namespace Kontor.Enrolment;

/// <summary>What the form of the legal profile of an organization sends back, in the settings and at the operators'.</summary>
public sealed class LegalFactsForm
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
        ["Form.Market"] = [LegalProfileReasons.CountryWithoutLocation],
        ["Form.FirstName"] = [ProfileReasons.ContactNameInvalid],
        ["Form.Email"] =
        [
            ProfileReasons.ContactEmailInvalid, ProfileReasons.ContactEmailPersonal, ProfileReasons.ContactEmailUnmonitored,
        ],
        ["Form.Phone"] = [ProfileReasons.ContactPhoneInvalid],
        ["Form.Request"] = [LegalProfileReasons.RequestInvalid],
    };

    public string? LegalName { get; set; }

    public bool IsExact { get; set; }

    public bool IsAddressKept { get; set; }

    /// <summary>The button that sent it: proposal, or none.</summary>
    public string? Act { get; set; }

    public string? RegistrationNumber { get; set; }

    public string? Street { get; set; }

    public string? PostalCode { get; set; }

    public string? City { get; set; }

    public string? State { get; set; }

    public string? Market { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    /// <summary>At the operators': what the partner asked for.</summary>
    public string? Request { get; set; }

    public static LegalFactsForm From(LegalFacts facts) => new()
    {
        LegalName = facts.Profile.LegalName,
        RegistrationNumber = facts.Profile.RegistrationNumber,
        Street = facts.Profile.Street,
        PostalCode = facts.Profile.PostalCode,
        City = facts.Profile.City,
        State = facts.Profile.State,
        Market = facts.Market,
        FirstName = facts.Contact.FirstName,
        LastName = facts.Contact.LastName,
        Email = facts.Contact.Email,
        Phone = facts.Contact.Phone,
    };

    /// <param name="known">What is on record.</param>
    /// <param name="isoCode">Of the wanted country, for the proposed address (ENR-10).</param>
    public LegalFacts ToFacts(LegalFacts known, string isoCode)
    {
        var facts = new LegalFactsBody(
            LegalName, Street, City, State, PostalCode, Market, RegistrationNumber, FirstName, LastName, Email, Phone,
            IsExact, IsAddressKept).ToFacts(known);
        return Act == "proposal"
            ? facts with { Profile = AddressProposals.For(facts.Profile, isoCode) ?? facts.Profile }
            : facts;
    }
}
