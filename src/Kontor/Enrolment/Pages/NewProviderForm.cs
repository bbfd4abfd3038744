using Kontor.Access;
using Kontor.Site;

namespace Kontor.Enrolment;

/// <summary>What the form of a new provider sends back.</summary>
public sealed class NewProviderForm
{
    internal static readonly FieldMap Fields = new()
    {
        ["Form.LegalName"] =
            [ProfileReasons.LegalNameInvalid, ProfileReasons.LegalNameIsTest, ProfileReasons.LegalNameAbbreviated],
        ["Form.Market"] = [DirectoryReasons.MarketUnknown],
        ["Form.RegistrationNumber"] =
            [ProfileReasons.RegistrationNumberMissing, ProfileReasons.RegistrationNumberInvalid],
        ["Form.Street"] = [ProfileReasons.StreetInvalid],
        ["Form.PostalCode"] = [ProfileReasons.PostalCodeMissing, ProfileReasons.PostalCodeInvalid],
        ["Form.City"] = [ProfileReasons.CityInvalid],
        ["Form.State"] = [ProfileReasons.StateInvalid],
        ["Form.Prefix"] = [DirectoryReasons.PrefixInvalid, DirectoryReasons.PrefixTaken],
        ["Form.FirstName"] = [ProfileReasons.ContactNameInvalid],
        ["Form.Email"] =
            [ProfileReasons.ContactEmailInvalid, ProfileReasons.ContactEmailPersonal, ProfileReasons.ContactEmailUnmonitored],
        ["Form.Phone"] = [ProfileReasons.ContactPhoneInvalid],
        ["Form.Language"] = [ProfileReasons.LanguageUnknown],
        ["Form.UserName"] = [DirectoryReasons.AdminUserNameInvalid, AccessReasons.UserNameTaken],
    };

    public string? LegalName { get; set; }

    public bool IsExact { get; set; }

    public string? Market { get; set; }

    public string? RegistrationNumber { get; set; }

    public string? Street { get; set; }

    public string? PostalCode { get; set; }

    public string? City { get; set; }

    public string? State { get; set; }

    public string? Prefix { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public string? Language { get; set; }

    public string? UserName { get; set; }

    public NewProvider ToProvider() => new NewProviderBody(
        new LegalProfileBody(LegalName, Street, City, State, PostalCode, RegistrationNumber, IsExact),
        Market, Prefix, UserName, FirstName, LastName, Email, Phone, Language).ToProvider();
}
