using Kontor.Kernel;

namespace Kontor.ProviderDirectory;

/// <summary>Why a profile of a provider stays as it is, or is not shown.</summary>
public static class ProviderProfileReasons
{
    /// <summary>REL-03: nobody of that name is in the directory, or not any more.</summary>
    public static readonly Reason NotListed = new(ReasonKind.NotFound, "PROVIDER_NOT_LISTED", "REL-03");

    /// <summary>REL-04: a reseller looks at providers of its own region.</summary>
    public static readonly Reason OutsideRegion = new(ReasonKind.Forbidden, "PROVIDER_OUTSIDE_REGION", "REL-04");

    /// <summary>NAT-10: in the caller's cloud there is no directory.</summary>
    public static readonly Reason DirectoryOff = new(ReasonKind.Forbidden, "PROVIDER_DIRECTORY_OFF", "NAT-10");

    public static readonly Reason AdminRequired = new(ReasonKind.Forbidden, "PROVIDER_PROFILE_NEEDS_ADMIN", "ENR-50");

    public static readonly Reason ProvidersOnly = new(ReasonKind.Forbidden, "PROVIDER_PROFILE_OF_PROVIDERS_ONLY", "ENR-50");

    public static readonly Reason Waits = new(ReasonKind.Conflict, "PROVIDER_PROFILE_WAITS", "ENR-50");

    /// <summary>Decided or withdrawn.</summary>
    public static readonly Reason NothingWaits = new(ReasonKind.Conflict, "PROVIDER_PROFILE_NOTHING_WAITS", "ENR-50");

    public static readonly Reason NoDraft = new(ReasonKind.Conflict, "PROVIDER_PROFILE_NO_DRAFT", "ENR-50");

    /// <summary>What somebody looked at is not what is there now.</summary>
    public static readonly Reason ChangedMeanwhile =
        new(ReasonKind.Conflict, "PROVIDER_PROFILE_CHANGED_MEANWHILE", "ENR-50");

    public static readonly Reason Unchanged = new(ReasonKind.Conflict, "PROVIDER_PROFILE_UNCHANGED", "ENR-50");

    public static readonly Reason NotFound = new(ReasonKind.NotFound, "PROVIDER_PROFILE_NOT_FOUND", "ENR-50");

    /// <summary>Argument: how many characters it may have.</summary>
    public static readonly Reason RefusalInvalid = new(ReasonKind.Invalid, "PROVIDER_PROFILE_REFUSAL_INVALID", "ENR-50");

    /// <summary>Argument: how many characters it may have.</summary>
    public static readonly Reason AboutInvalid = new(ReasonKind.Invalid, "PROVIDER_ABOUT_INVALID", "REL-02");

    public static readonly Reason ServicesMissing = new(ReasonKind.Invalid, "PROVIDER_SERVICES_MISSING", "REL-02");

    /// <summary>Argument: how many characters its sentence may have.</summary>
    public static readonly Reason ServiceInvalid = new(ReasonKind.Invalid, "PROVIDER_SERVICE_INVALID", "REL-02");

    /// <summary>Argument: how many there may be.</summary>
    public static readonly Reason LanguagesInvalid = new(ReasonKind.Invalid, "PROVIDER_LANGUAGES_INVALID", "REL-02");

    public static readonly Reason CountriesMissing = new(ReasonKind.Invalid, "PROVIDER_COUNTRIES_MISSING", "REL-04");

    /// <summary>Argument: the region group of the provider.</summary>
    public static readonly Reason CountryOutsideRegion =
        new(ReasonKind.Forbidden, "PROVIDER_COUNTRY_OUTSIDE_REGION", "REL-04");

    /// <summary>Argument: how many characters it may have.</summary>
    public static readonly Reason ContactNameInvalid = new(ReasonKind.Invalid, "PROVIDER_CONTACT_NAME_INVALID", "REL-03");

    public static readonly Reason ContactEmailInvalid = new(ReasonKind.Invalid, "PROVIDER_CONTACT_EMAIL_INVALID", "REL-03");

    /// <summary>Argument: how many characters it may have.</summary>
    public static readonly Reason ContactPhoneInvalid = new(ReasonKind.Invalid, "PROVIDER_CONTACT_PHONE_INVALID", "REL-03");

    public static readonly Reason WebsiteInvalid = new(ReasonKind.Invalid, "PROVIDER_WEBSITE_INVALID", "REL-03");
}
