using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>What can be wrong with what an applicant writes.</summary>
public static class ProfileReasons
{
    /// <summary>Argument: how many characters it may have.</summary>
    public static readonly Reason LegalNameInvalid = new(ReasonKind.Invalid, "LEGAL_NAME_INVALID", "ENR-09");

    public static readonly Reason LegalNameIsTest = new(ReasonKind.Invalid, "LEGAL_NAME_IS_TEST", "ENR-09");

    /// <summary>Argument: the word.</summary>
    public static readonly Reason LegalNameAbbreviated = new(ReasonKind.Invalid, "LEGAL_NAME_ABBREVIATED", "ENR-09");

    public static readonly Reason StreetInvalid = new(ReasonKind.Invalid, "LEGAL_STREET_INVALID", "ENR-09");

    public static readonly Reason CityInvalid = new(ReasonKind.Invalid, "LEGAL_CITY_INVALID", "ENR-09");

    public static readonly Reason StateInvalid = new(ReasonKind.Invalid, "LEGAL_STATE_INVALID", "ENR-09");

    public static readonly Reason PostalCodeMissing = new(ReasonKind.Invalid, "LEGAL_POSTAL_CODE_MISSING", "ENR-09");

    public static readonly Reason PostalCodeInvalid = new(ReasonKind.Invalid, "LEGAL_POSTAL_CODE_INVALID", "ENR-09");

    /// <summary>Argument: the proposed address.</summary>
    public static readonly Reason AddressProposed = new(ReasonKind.Invalid, "LEGAL_ADDRESS_PROPOSED", "ENR-10");

    public static readonly Reason RegistrationNumberMissing =
        new(ReasonKind.Invalid, "REGISTRATION_NUMBER_MISSING", "ENR-11");

    public static readonly Reason RegistrationNumberInvalid =
        new(ReasonKind.Invalid, "REGISTRATION_NUMBER_INVALID", "ENR-12");

    /// <summary>Argument: how many characters each name may have.</summary>
    public static readonly Reason ContactNameInvalid =
        new(ReasonKind.Invalid, "PRIMARY_CONTACT_NAME_INVALID", "ENR-28");

    public static readonly Reason ContactEmailInvalid =
        new(ReasonKind.Invalid, "PRIMARY_CONTACT_EMAIL_INVALID", "ENR-28");

    /// <summary>Argument: the mail domain.</summary>
    public static readonly Reason ContactEmailPersonal =
        new(ReasonKind.Invalid, "PRIMARY_CONTACT_EMAIL_PERSONAL", "ENR-08");

    /// <summary>Argument: the mail domain.</summary>
    public static readonly Reason ContactEmailUnmonitored =
        new(ReasonKind.Invalid, "PRIMARY_CONTACT_EMAIL_UNMONITORED", "ENR-35");

    /// <summary>Argument: how many characters it may have.</summary>
    public static readonly Reason ContactPhoneInvalid =
        new(ReasonKind.Invalid, "PRIMARY_CONTACT_PHONE_INVALID", "ENR-28");

    public static readonly Reason LanguageUnknown = new(ReasonKind.Invalid, "APPLICATION_LANGUAGE_UNKNOWN", "ENR-30");

    public static readonly Reason SupportNameInvalid = new(ReasonKind.Invalid, "SUPPORT_NAME_INVALID", "SUP-02");

    public static readonly Reason SupportEmailInvalid = new(ReasonKind.Invalid, "SUPPORT_EMAIL_INVALID", "SUP-02");

    /// <summary>Argument: how many characters it may have.</summary>
    public static readonly Reason SupportPhoneInvalid = new(ReasonKind.Invalid, "SUPPORT_PHONE_INVALID", "SUP-02");

    public static readonly Reason SupportWebsiteInvalid = new(ReasonKind.Invalid, "SUPPORT_WEBSITE_INVALID", "SUP-02");

    /// <summary>Argument: how many characters it may have.</summary>
    public static readonly Reason SupportHoursInvalid = new(ReasonKind.Invalid, "SUPPORT_HOURS_INVALID", "SUP-02");
}
