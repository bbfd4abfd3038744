using Kontor.Enrolment;
using Kontor.Site;

namespace Kontor.Locations;

/// <summary>What the form of a location sends back.</summary>
public sealed class LocationForm
{
    internal static readonly FieldMap Fields = new()
    {
        ["Form.CompanyName"] = [ProfileReasons.LegalNameInvalid, ProfileReasons.LegalNameIsTest],
        ["Form.Market"] = [LocationReasons.CountryUnknown],
        ["Form.Street"] = [ProfileReasons.StreetInvalid],
        ["Form.PostalCode"] = [ProfileReasons.PostalCodeMissing, ProfileReasons.PostalCodeInvalid],
        ["Form.City"] = [ProfileReasons.CityInvalid],
        ["Form.State"] = [ProfileReasons.StateInvalid],
        ["Form.FirstName"] = [ProfileReasons.ContactNameInvalid],
        ["Form.Email"] =
        [
            ProfileReasons.ContactEmailInvalid, ProfileReasons.ContactEmailPersonal, ProfileReasons.ContactEmailUnmonitored,
        ],
        ["Form.Phone"] = [ProfileReasons.ContactPhoneInvalid],
    };

    public string? CompanyName { get; set; }

    public string? Market { get; set; }

    public string? Street { get; set; }

    public string? PostalCode { get; set; }

    public string? City { get; set; }

    public string? State { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public static LocationForm From(LocationRow row) => new()
    {
        CompanyName = row.Facts.Profile.LegalName,
        Market = row.Id.Market,
        Street = row.Facts.Profile.Street,
        PostalCode = row.Facts.Profile.PostalCode,
        City = row.Facts.Profile.City,
        State = row.Facts.Profile.State,
        FirstName = row.Facts.Contact.FirstName,
        LastName = row.Facts.Contact.LastName,
        Email = row.Facts.Contact.Email,
        Phone = row.Facts.Contact.Phone,
    };

    public LocationWish ToWish() => new LocationWishBody(
        Market, CompanyName, Street, City, State, PostalCode, FirstName, LastName, Email, Phone).ToWish();
}
