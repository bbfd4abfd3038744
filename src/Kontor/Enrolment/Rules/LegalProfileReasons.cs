using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>Why the profile of an organization stays as it is.</summary>
public static class LegalProfileReasons
{
    /// <summary>ACC-49: until it is admitted, what is said of the organization is said in the application.</summary>
    public static readonly Reason IsInApplication = new(ReasonKind.Conflict, "LEGAL_PROFILE_IN_APPLICATION", "ACC-49");

    /// <summary>ACC-49: a provider or direct partner that is verified. Argument: whom to write.</summary>
    public static readonly Reason Locked = new(ReasonKind.Forbidden, "LEGAL_PROFILE_LOCKED", "ACC-49");

    public static readonly Reason GlobalAdminRequired =
        new(ReasonKind.Forbidden, "LEGAL_PROFILE_NEEDS_GLOBAL_ADMIN", "ACC-49");

    public static readonly Reason AdminRequired = new(ReasonKind.Forbidden, "PROFILE_NEEDS_ADMIN", "ACC-49");

    public static readonly Reason NothingChanged = new(ReasonKind.Conflict, "LEGAL_PROFILE_UNCHANGED", "ACC-49");

    /// <summary>ACC-50: of the global account only, and only to where it has a location.</summary>
    public static readonly Reason CountryWithoutLocation =
        new(ReasonKind.Forbidden, "LEGAL_COUNTRY_WITHOUT_LOCATION", "ACC-50");

    public static readonly Reason ChangedMeanwhile = new(ReasonKind.Conflict, "PROFILE_CHANGED_MEANWHILE", "ACC-49");

    public static readonly Reason DecidedMeanwhile = new(ReasonKind.Conflict, "PROFILE_DECIDED_MEANWHILE", "ACC-49");

    public static readonly Reason NotFound = new(ReasonKind.NotFound, "PROFILE_CHANGE_NOT_FOUND", "ACC-49");

    /// <summary>Argument: how many characters it may have.</summary>
    public static readonly Reason RequestInvalid = new(ReasonKind.Invalid, "PROFILE_REQUEST_INVALID", "ACC-49");

    /// <summary>ENR-35: there is no address that waits to be confirmed.</summary>
    public static readonly Reason NoAddressOpen = new(ReasonKind.Conflict, "PROFILE_ADDRESS_NOT_OPEN", "ENR-35");

    public static readonly Reason DunsInvalid = new(ReasonKind.Invalid, "DUNS_INVALID", "ENR-10");

    /// <summary>Argument: how many characters it may have.</summary>
    public static readonly Reason DescriptionInvalid = new(ReasonKind.Invalid, "COMPANY_DESCRIPTION_INVALID", "ACC-48");

    public static readonly Reason WebsiteInvalid = new(ReasonKind.Invalid, "COMPANY_WEBSITE_INVALID", "ACC-48");

    /// <summary>ACC-48: only who is admitted to the program has customers to support.</summary>
    public static readonly Reason SupportOfPartnersOnly = new(ReasonKind.Forbidden, "SUPPORT_OF_PARTNERS_ONLY", "ACC-48");
}
