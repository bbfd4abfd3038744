using Kontor.Accounts;
using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>
/// What an applicant may write. Bounds hold at every time, also for what is put aside half written; the rest when it is
/// meant to be complete.
/// </summary>
public static class ProfileRules
{
    public const int MaxStreetLength = 200;
    public const int MaxCityLength = 100;
    public const int MaxStateLength = 100;
    private static readonly string[] Languages = ["en", "de", "nl"];

    /// <summary>Whether it can be kept at all.</summary>
    public static Decision HasBounds(LegalProfile profile) => Decision.RequireAll(
        (IsLine(profile.LegalName, Organisation.MaxNameLength),
            ProfileReasons.LegalNameInvalid.About(Organisation.MaxNameLength)),
        (IsLine(profile.Street, MaxStreetLength), ProfileReasons.StreetInvalid),
        (IsLine(profile.City, MaxCityLength), ProfileReasons.CityInvalid),
        (IsLine(profile.State, MaxStateLength), ProfileReasons.StateInvalid),
        (IsLine(profile.PostalCode, PostalCodes.MaxLength), ProfileReasons.PostalCodeInvalid),
        (profile.RegistrationNumber.Length == 0 || RegistrationNumbers.IsValid("", profile.RegistrationNumber),
            ProfileReasons.RegistrationNumberInvalid));

    /// <summary>ENR-09 … ENR-12: whether it can be compared with the official register.</summary>
    /// <param name="profile">As it was written.</param>
    /// <param name="isoCode">Of the tenant's market.</param>
    public static Decision IsComplete(LegalProfile profile, string isoCode) => IsAddressComplete(profile, isoCode)
        .And(HasNumber(profile, isoCode))
        .And(AddressProposals.IsSettled(profile, isoCode));

    /// <summary>ENR-11, ENR-12: whether the registration number is there where it must be, and is one of the country.</summary>
    public static Decision HasNumber(LegalProfile profile, string isoCode) => Decision.RequireAll(
        (profile.RegistrationNumber.Length > 0 || !RegistrationNumbers.AreMandatoryIn(isoCode),
            ProfileReasons.RegistrationNumberMissing),
        (profile.RegistrationNumber.Length == 0
            || !RegistrationNumbers.IsValid("", profile.RegistrationNumber)
            || RegistrationNumbers.IsValid(isoCode, profile.RegistrationNumber),
            ProfileReasons.RegistrationNumberInvalid));

    /// <summary>ENR-09: the same without a registration number, which locations have none of.</summary>
    /// <param name="profile">As it was written.</param>
    /// <param name="isoCode">Of the market in which the address is.</param>
    public static Decision IsAddressComplete(LegalProfile profile, string isoCode) => HasBounds(profile)
        .And(NameIsGood(profile))
        .And(Decision.RequireAll(
            (profile.Street.Length > 0 || !IsLine(profile.Street, MaxStreetLength), ProfileReasons.StreetInvalid),
            (profile.City.Length > 0 || !IsLine(profile.City, MaxCityLength), ProfileReasons.CityInvalid),
            (profile.PostalCode.Length > 0 || !PostalCodes.ExistIn(isoCode), ProfileReasons.PostalCodeMissing),
            (profile.PostalCode.Length is 0 or > PostalCodes.MaxLength || PostalCodes.IsValid(isoCode, profile.PostalCode),
                ProfileReasons.PostalCodeInvalid)));

    public static Decision HasBounds(PrimaryContact contact) => Decision.RequireAll(
        (IsLine(contact.FirstName, PrimaryContact.MaxNameLength) && IsLine(contact.LastName, PrimaryContact.MaxNameLength),
            ProfileReasons.ContactNameInvalid.About(PrimaryContact.MaxNameLength)),
        (IsLine(contact.Email, EmailAddress.MaxLength), ProfileReasons.ContactEmailInvalid),
        (contact.Phone.Length == 0 || IsPhone(contact.Phone),
            ProfileReasons.ContactPhoneInvalid.About(PrimaryContact.MaxPhoneLength)),
        (IsLanguage(contact.Language), ProfileReasons.LanguageUnknown));

    /// <summary>ENR-08, ENR-28, ENR-35.</summary>
    /// <param name="contact">As it was written.</param>
    /// <param name="directoryDomain">The domain under which the program makes directories; nobody reads mail there.</param>
    public static Decision IsComplete(PrimaryContact contact, string directoryDomain) => HasBounds(contact)
        .And(Decision.RequireAll(
            (contact.FirstName.Length > 0 && contact.LastName.Length > 0,
                ProfileReasons.ContactNameInvalid.About(PrimaryContact.MaxNameLength)),
            (contact.Phone.Length > 0, ProfileReasons.ContactPhoneInvalid.About(PrimaryContact.MaxPhoneLength))))
        .And(AddressIsGood(contact.Email, directoryDomain));

    /// <summary>ENR-08, ENR-35: whether the primary contact can be reached there in the organization's name.</summary>
    public static Decision AddressIsGood(string address, string directoryDomain)
    {
        if (!EmailAddress.IsValid(address))
        {
            return Decision.Refused(ProfileReasons.ContactEmailInvalid);
        }

        var domain = EmailAddress.DomainOf(address);
        return Decision.RequireAll(
            (!BusinessMail.IsPersonal(domain), ProfileReasons.ContactEmailPersonal.About(domain)),
            (!BusinessMail.IsUnmonitored(domain, directoryDomain), ProfileReasons.ContactEmailUnmonitored.About(domain)));
    }

    public static Decision HasBounds(SupportContact support) => Decision.RequireAll(
        (IsLine(support.Name, SupportContact.MaxNameLength), ProfileReasons.SupportNameInvalid),
        (IsLine(support.Email, EmailAddress.MaxLength), ProfileReasons.SupportEmailInvalid),
        (support.Phone.Length == 0 || IsPhone(support.Phone),
            ProfileReasons.SupportPhoneInvalid.About(PrimaryContact.MaxPhoneLength)),
        (support.Website.Length == 0 || IsWebsite(support.Website), ProfileReasons.SupportWebsiteInvalid),
        (IsLine(support.Hours, SupportContact.MaxHoursLength),
            ProfileReasons.SupportHoursInvalid.About(SupportContact.MaxHoursLength)));

    /// <summary>SUP-02: name, mail and phone; the rest may be given.</summary>
    public static Decision IsComplete(SupportContact support) => HasBounds(support).And(Decision.RequireAll(
        (support.Name.Length > 0, ProfileReasons.SupportNameInvalid),
        (EmailAddress.IsValid(support.Email), ProfileReasons.SupportEmailInvalid),
        (support.Phone.Length > 0, ProfileReasons.SupportPhoneInvalid.About(PrimaryContact.MaxPhoneLength))));

    private static Decision NameIsGood(LegalProfile profile)
    {
        if (profile.LegalName.Length == 0)
        {
            return Decision.Refused(ProfileReasons.LegalNameInvalid.About(Organisation.MaxNameLength));
        }

        var word = profile.IsExact ? null : LegalNames.AbbreviationIn(profile.LegalName);
        return Decision.RequireAll(
            (!LegalNames.IsTest(profile.LegalName), ProfileReasons.LegalNameIsTest),
            (word is null, ProfileReasons.LegalNameAbbreviated.About(word ?? "")));
    }

    public static bool IsLanguage(string code) => Languages.Contains(code);

    /// <summary>SUP-02: whether a browser could open it.</summary>
    public static bool IsWebsite(string address) =>
        address.Length <= SupportContact.MaxWebsiteLength
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme is "https" or "http"
        && uri.Host.Contains('.', StringComparison.Ordinal);

    private static bool IsLine(string text, int most) => text.Length <= most && !text.Any(char.IsControl);

    private static bool IsPhone(string phone) =>
        phone.Length <= PrimaryContact.MaxPhoneLength
        && phone.Count(char.IsAsciiDigit) >= 5
        && phone.All(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '-' or '/' or '(' or ')' or '.');
}
